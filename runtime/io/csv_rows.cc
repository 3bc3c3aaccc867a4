#include "runtime/io/csv_rows.h"

#include "runtime/io/blanks.h"

namespace zs {

// The separator that the header, the first line with text, uses outside quotes.
char separator_of(std::string_view text) {
  bool tab = false;
  bool semicolon = false;
  bool quoted = false;
  const std::size_t first = static_cast<std::size_t>(trimmed(text).data() - text.data());
  const std::size_t line_break = text.substr(0, first).find_last_of("\r\n");
  text.remove_prefix(line_break == std::string_view::npos ? 0 : line_break + 1);
  for (const char byte : text) {
    if (byte == '"') quoted = !quoted;
    if (quoted) continue;
    if (byte == ',') return ',';
    if (is_line_end(byte)) break;
    tab |= byte == '\t';
    semicolon |= byte == ';';
  }
  if (tab) return '\t';
  return semicolon ? ';' : ',';
}

CsvRow RowReader::next(std::size_t expected_cells) {
  CsvRow row;
  row.reserve(expected_cells);
  row.push_back(cell());
  while (at_separator()) {
    ++at_;
    row.push_back(cell());
  }
  if (!at_end()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
  return row;
}

Cell RowReader::cell() {
  while (!at_cell_end() && blank_length(text_.substr(at_)) > 0)
    at_ += blank_length(text_.substr(at_));
  const Place place = places_.at(at_);
  Cell cell{.text = {}, .line = place.line, .column = place.column};
  if (at_end() || text_[at_] != '"') {
    cell.text = plain_text();
    return cell;
  }
  const std::optional<std::string> quoted = quoted_text();
  if (quoted) cell.text = trimmed(*quoted);
  const std::string_view after_quote = plain_text();
  if (!quoted || !after_quote.empty())
    sink_.report(DiagnosticKind::UnpairedQuote, location_of(file_, place));
  cell.text += after_quote;
  return cell;
}

// Steps over a quoted text. Nothing when its end is missing: then only the quote is consumed and
// the rest is read as if unquoted. (That search to the end of the file happens at most once:
// from there on quotes come in even runs, and a cell that begins with such a run ends in it.)
std::optional<std::string> RowReader::quoted_text() {
  std::string text;
  std::size_t from = ++at_;
  while (true) {
    const std::size_t quote = text_.find('"', from);
    if (quote == std::string_view::npos || quote - at_ > kLongestQuoted) return std::nullopt;
    text += text_.substr(from, quote - from);
    from = quote + 2;
    if (!text_.substr(quote + 1).starts_with('"')) {
      at_ = quote + 1;
      return text;
    }
    text += '"';
  }
}

std::string_view RowReader::plain_text() {
  const std::size_t begin = at_;
  while (!at_cell_end()) ++at_;
  return trimmed(text_.substr(begin, at_ - begin));
}

namespace {

// Behind the closing quote of the text that begins at `from`, just behind the opening one. `from`
// where there is no partner; nothing where that is not known yet.
std::optional<std::size_t> behind_quoted(std::string_view text, std::size_t from, bool last) {
  for (std::size_t at = from;;) {
    const std::size_t quote = text.find('"', at);
    if (quote == std::string_view::npos) {
      if (last || text.size() - from > kLongestQuoted) return from;
      return std::nullopt;
    }
    if (quote - from > kLongestQuoted) return from;
    if (quote + 1 == text.size() && !last) return std::nullopt;
    if (quote + 1 == text.size() || text[quote + 1] != '"') return quote + 1;
    at = quote + 2;
  }
}

}  // namespace

std::optional<std::size_t> end_of_row(std::string_view text, std::size_t at, char separator,
                                      bool last) {
  while (true) {
    while (at < text.size() && text[at] != separator && !is_line_end(text[at]) &&
           blank_length(text.substr(at)) > 0)
      at += blank_length(text.substr(at));
    if (at < text.size() && text[at] == '"') {
      const auto behind = behind_quoted(text, at + 1, last);
      if (!behind) return std::nullopt;
      at = *behind;
    }
    while (at < text.size() && text[at] != separator && !is_line_end(text[at])) ++at;
    if (at == text.size()) return last ? std::optional(at) : std::nullopt;
    if (text[at] == separator) {
      ++at;
      continue;
    }
    if (text[at] == '\n') return at + 1;
    if (at + 1 == text.size()) return last ? std::optional(at + 1) : std::nullopt;
    return at + (text[at + 1] == '\n' ? 2 : 1);
  }
}

}  // namespace zs
