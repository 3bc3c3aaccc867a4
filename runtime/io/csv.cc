#include "runtime/io/csv.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/io/blanks.h"
#include "runtime/io/encoding.h"
#include "runtime/io/gap_budget.h"
#include "runtime/io/place.h"

namespace zs {
namespace {

using Row = std::vector<Cell>;

bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

bool has_text(const Cell& cell) { return !cell.text.empty(); }

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

// Cuts a text into rows and cells.
class RowReader {
 public:
  RowReader(const std::string& file, std::string_view text, char separator, DiagnosticSink& sink)
      : file_(file), text_(text), separator_(separator), places_(text), sink_(sink) {}

  bool at_end() const { return at_ == text_.size(); }
  // The next row, one cell at least; its line break is consumed.
  Row next(std::size_t expected_cells);

 private:
  Cell cell();
  std::optional<std::string> quoted_text();
  std::string_view plain_text();
  bool at_cell_end() const { return at_end() || at_separator() || is_line_end(text_[at_]); }
  bool at_separator() const { return !at_end() && text_[at_] == separator_; }

  const std::string& file_;
  std::string_view text_;
  char separator_;
  PlaceCounter places_;
  DiagnosticSink& sink_;
  std::size_t at_ = 0;
};

Row RowReader::next(std::size_t expected_cells) {
  Row row;
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
    if (quote == std::string_view::npos) return std::nullopt;
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

void report_row_length(const std::string& file, const Row& row, std::size_t expected,
                       DiagnosticSink& sink) {
  const Cell& at = row.size() > expected ? row[expected] : row.back();
  sink.report(DiagnosticKind::RowLength, location_of(file, {at.line, at.column}),
              {std::to_string(row.size()), std::to_string(expected)});
}

void read_rows(RowReader& reader, Table& table, DiagnosticSink& sink) {
  const std::size_t expected = table.header.size();
  GapBudget budget(table.file, sink);
  while (!reader.at_end()) {
    Row row = reader.next(expected);
    if (std::none_of(row.begin(), row.end(), has_text)) continue;
    if (row.size() != expected) {
      report_row_length(table.file, row, expected, sink);
      const Cell gap{.text = {}, .line = row.back().line, .column = row.back().column};
      if (row.size() < expected && !budget.take(expected - row.size(), row.front())) return;
      row.resize(expected, gap);
    }
    table.rows.push_back(std::move(row));
  }
}

bool has_data(const Table& table, std::size_t column) {
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [column](const Row& row) { return has_text(row[column]); });
}

// Which columns stay: of several with one name the first, of nameless ones those with data.
std::vector<bool> columns_to_keep(const Table& table, DiagnosticSink& sink) {
  std::unordered_map<std::string_view, const Cell*> first_of_name;
  std::vector<bool> keep(table.header.size(), true);
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const Cell& name = table.header[i];
    const Location here = location_of(table.file, {name.line, name.column});
    if (name.text.empty()) {
      keep[i] = has_data(table, i);
      if (keep[i]) sink.report(DiagnosticKind::NamelessColumn, here);
      continue;
    }
    const auto [first, is_new] = first_of_name.try_emplace(name.text, &name);
    if (is_new) continue;
    keep[i] = false;
    const Place place{first->second->line, first->second->column};
    sink.report(DiagnosticKind::DuplicateName, here, {name.text})
        .related.push_back({location_of(table.file, place), Words("第一次写在这里", "first here")});
  }
  return keep;
}

void keep_only(const std::vector<bool>& keep, Row& row) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!keep[i]) continue;
    if (kept != i) row[kept] = std::move(row[i]);
    ++kept;
  }
  row.resize(kept);
}

void clean_columns(Table& table, DiagnosticSink& sink) {
  const std::vector<bool> keep = columns_to_keep(table, sink);
  if (std::find(keep.begin(), keep.end(), false) == keep.end()) return;
  keep_only(keep, table.header);
  for (Row& row : table.rows) keep_only(keep, row);
}

// `separator` 0: the one that the header uses.
Table read_separated(std::string file_name, std::string_view bytes, char separator,
                     DiagnosticSink& sink) {
  Table table{.file = std::move(file_name), .header = {}, .rows = {}};
  std::string converted;
  const std::optional<std::string_view> text = data_text(table.file, bytes, converted, sink);
  if (!text) return table;
  if (separator == 0) separator = separator_of(*text);
  RowReader reader(table.file, *text, separator, sink);
  while (!reader.at_end() && std::none_of(table.header.begin(), table.header.end(), has_text))
    table.header = reader.next(0);
  if (std::none_of(table.header.begin(), table.header.end(), has_text)) table.header.clear();
  read_rows(reader, table, sink);
  if (table.rows.empty()) sink.report(DiagnosticKind::NoData, location_of(table.file, {}));
  clean_columns(table, sink);
  return table;
}

}  // namespace

Table read_csv(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  return read_separated(std::move(file_name), bytes, 0, sink);
}

Table read_tsv(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  return read_separated(std::move(file_name), bytes, '\t', sink);
}

}  // namespace zs
