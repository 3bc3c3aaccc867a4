// Reads and reprints golden pages; see golden_page.h for their form.
#include "tests/golden_page.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace zs::golden {
namespace {

constexpr std::string_view kBlanks = " \t\r";

// Takes the first line off `text`, its line end included.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end == text.npos ? end : end + 1);
  text.remove_prefix(line.size());
  return line;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || kBlanks.find(text.back()) != kBlanks.npos))
    text.remove_suffix(1);
  while (!text.empty() && kBlanks.find(text.front()) != kBlanks.npos) text.remove_prefix(1);
  return text;
}

std::size_t backticks(std::string_view line) {
  return std::min(line.find_first_not_of('`'), line.size());
}

bool closes(std::string_view line, std::size_t fence) {
  const std::string_view text = trimmed(line);
  return line.starts_with('`') && backticks(text) == text.size() && text.size() >= fence;
}

std::optional<std::string> decode_hex(std::string_view body) {
  std::string digits;
  while (!body.empty()) {
    const std::string_view line = take_line(body);
    for (char c : line.substr(0, line.find('#')))
      if (c != '\n' && kBlanks.find(c) == kBlanks.npos) digits += c;
  }
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    constexpr std::string_view kDigits = "0123456789abcdef0123456789ABCDEF";
    const std::size_t high = kDigits.find(digits[i]), low = kDigits.find(digits[i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return std::nullopt;
    bytes += static_cast<char>((high & 15) << 4 | (low & 15));
  }
  return bytes;
}

// Reads one page from top to bottom; the first problem ends it.
class PageReader {
 public:
  explicit PageReader(std::string_view text) : rest_(text) {}

  std::optional<Page> read(std::string& problem) {
    while (problem_.empty() && !rest_.empty()) {
      const std::string_view line = next();
      if (backticks(line) >= 3)
        read_block(line);
      else
        read_prose(line);
    }
    if (problem_.empty() && page_.title.empty()) fail(1, "the page has no title: # …");
    if (problem_.empty() && !has_command_) fail(1, "the page has no ```console block");
    problem = problem_;
    if (!problem_.empty()) return std::nullopt;
    return std::move(page_);
  }

 private:
  std::string_view next() {
    ++line_number_;
    return take_line(rest_);
  }

  void fail(int line, const std::string& what) {
    if (problem_.empty()) problem_ = "line " + std::to_string(line) + ": " + what;
  }

  void add_prose(std::string_view text) {
    if (page_.blocks.empty() || !std::holds_alternative<Prose>(page_.blocks.back()))
      page_.blocks.emplace_back(Prose{});
    std::get<Prose>(page_.blocks.back()).text += text;
  }

  void read_prose(std::string_view line) {
    add_prose(line);
    const std::string_view text = trimmed(line);
    if (!page_.title.empty() || text.empty() || text.starts_with("<!--")) return;
    const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
    if (marks >= 1 && marks <= 3 && text.substr(marks).starts_with(' '))
      page_.title = trimmed(text.substr(marks));
    else
      fail(line_number_, "the page must begin with its title: # …");
  }

  void read_block(std::string_view opening) {
    const int start = line_number_;
    const std::size_t fence = backticks(opening);
    std::string_view name = trimmed(opening.substr(fence));
    const std::string_view language = name.substr(0, name.find(' '));
    name = trimmed(name.substr(language.size()));

    std::string_view body = rest_;
    std::string_view closing;
    while (!closes(closing, fence)) {
      if (rest_.empty()) return fail(start, "the block is not closed");
      closing = next();
    }
    body.remove_suffix(rest_.size() + closing.size());

    // Fences are kept as written, so that the page can be reprinted byte for byte.
    const std::string fences = std::string(opening) + std::string(closing);
    if (language == "console") {
      if (!name.empty()) return fail(start, "a console block has no file name");
      read_console(fences, body, start);
    } else if (name.empty()) {
      if (language != "text") fail(start, "the block has no file name (only ```text may)");
      add_prose(std::string(opening) + std::string(body) + std::string(closing));
    } else {
      FileBlock file{fences, std::string(language), std::string(name), std::string(body), {}};
      const std::optional<std::string> bytes =
          language == "hex" ? decode_hex(body) : std::string(body);
      if (!bytes) return fail(start, "these are not hexadecimal bytes");
      file.bytes = *bytes;
      page_.blocks.emplace_back(std::move(file));
    }
  }

  void read_console(const std::string& fences, std::string_view body, int line) {
    Console console{fences, {}};
    while (!body.empty()) {
      const std::string_view text = take_line(body);
      ++line;
      if (text.starts_with("$ "))
        console.commands.push_back({std::string(trimmed(text.substr(2))), "", line});
      else if (console.commands.empty())
        return fail(line, "output that no command produced");
      else
        console.commands.back().output += text;
    }
    if (console.commands.empty()) return fail(line, "the console block has no command");
    has_command_ = true;
    page_.blocks.emplace_back(std::move(console));
  }

  std::string_view rest_;
  Page page_;
  int line_number_ = 0;
  bool has_command_ = false;
  std::string problem_;
};

std::string between_fences(const std::string& fences, const std::string& body) {
  const std::size_t end_of_opening = fences.find('\n') + 1;
  return fences.substr(0, end_of_opening) + body + fences.substr(end_of_opening);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) lines.push_back(take_line(text));
  return lines;
}

// A line of difference(), with a mark where the last line has no line end.
std::string marked(std::string_view mark, std::string_view line) {
  std::string text = std::string(mark) + std::string(line);
  if (!line.ends_with('\n')) text += "⏎ missing\n";
  return text;
}

}  // namespace

std::optional<Page> parse_page(std::string_view text, std::string& problem) {
  return PageReader(text).read(problem);
}

std::string page_text(const Page& page) {
  std::string text;
  for (const Block& block : page.blocks) {
    if (const auto* prose = std::get_if<Prose>(&block)) {
      text += prose->text;
    } else if (const auto* file = std::get_if<FileBlock>(&block)) {
      text += between_fences(file->fence, file->body);
    } else {
      const Console& console = std::get<Console>(block);
      std::string body;
      for (const Command& command : console.commands)
        body += "$ " + command.line + "\n" + command.output;
      text += between_fences(console.fence, body);
    }
  }
  return text;
}

std::vector<std::string> sections_of(std::string_view text) {
  std::vector<std::string> sections(1);
  std::size_t fence = 0;  // of the block that is open
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (fence > 0) {
      if (closes(line, fence)) fence = 0;
    } else if (backticks(line) >= 3) {
      fence = backticks(line);
    } else if (line.starts_with("## ") || line.starts_with("### ")) {
      sections.emplace_back();
    }
    sections.back() += line;
  }
  return sections;
}

std::optional<CommandWords> split_command(std::string_view line, std::string& problem) {
  CommandWords result;
  std::optional<std::string> word;  // the word being read, if any
  bool is_input = false;            // that word, or the next, is the file after <
  const auto finish = [&] {
    if (!word) return;
    if (is_input)
      result.input = *word;
    else
      result.words.push_back(*word);
    is_input = false;
    word.reset();
  };
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool escapes = c == '\\' && i + 1 < line.size() && quote != '\'';
    if (quote != 0 && c == quote) {
      quote = 0;
    } else if (escapes && (quote == 0 || line[i + 1] == '"' || line[i + 1] == '\\')) {
      word = word.value_or("") + line[++i];
    } else if (quote != '\'' && (c == '$' || c == '`')) {
      problem = "a page cannot expand " + std::string(1, c) + "; put it into '…'";
      return std::nullopt;
    } else if (quote != 0) {
      *word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      word = word.value_or("");
    } else if (c == ' ' || c == '\t') {
      finish();
    } else if (c == '<') {
      finish();
      is_input = true;
    } else if (std::string_view("|>&;*?(){}[]~#").find(c) != std::string_view::npos) {
      problem =
          "a page cannot do what a shell does with " + std::string(1, c) + "; put it into '…'";
      return std::nullopt;
    } else {
      word = word.value_or("") + c;
    }
  }
  finish();
  if (quote != 0 || is_input) {
    problem = quote != 0 ? "a quote is not closed" : "a file is expected after <";
    return std::nullopt;
  }
  return result;
}

std::string difference(std::string_view expected, std::string_view actual) {
  std::vector<std::string_view> a = lines_of(expected), b = lines_of(actual);
  // same[i][j]: the longest common subsequence of a from i and b from j. Pages are small; of a
  // large output only the beginning is compared.
  constexpr std::size_t kMost = 1000;
  if (a.size() > kMost) a.resize(kMost);
  if (b.size() > kMost) b.resize(kMost);
  std::vector<std::vector<int>> same(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      same[i][j] = a[i] == b[j] ? same[i + 1][j + 1] + 1 : std::max(same[i + 1][j], same[i][j + 1]);

  std::string text;
  std::vector<std::string> equal;  // the current stretch of equal lines
  const auto flush = [&](bool at_the_end) {
    constexpr std::size_t kAround = 3;
    const std::size_t head = text.empty() ? 0 : kAround, tail = at_the_end ? 0 : kAround;
    for (std::size_t k = 0; k < equal.size(); ++k) {
      if (k < head || k + tail >= equal.size())
        text += equal[k];
      else if (k == head)
        text += "  …\n";
    }
    equal.clear();
  };
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      equal.push_back(marked("  ", a[i]));
      ++i, ++j;
      continue;
    }
    flush(false);
    if (i < a.size() && (j == b.size() || same[i + 1][j] >= same[i][j + 1]))
      text += marked("- ", a[i++]);
    else
      text += marked("+ ", b[j++]);
  }
  flush(true);
  return text;
}

std::vector<std::filesystem::path> pages_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> pages;
  if (!std::filesystem::is_directory(folder)) return pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  return pages;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace zs::golden
