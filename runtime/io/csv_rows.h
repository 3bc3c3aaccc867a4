// A text of separated values, row by row.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/io/place.h"
#include "runtime/io/table.h"

namespace zs {

using CsvRow = std::vector<Cell>;

// A quoted cell longer than this many bytes is taken for a quote without partner.
inline constexpr std::size_t kLongestQuoted = std::size_t{1} << 24;

// The separator that the header, the first line with text, uses outside quotes.
char separator_of(std::string_view text);

inline bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

// Cuts a text into rows and cells; `file` and `text` must outlive it. Reports UnpairedQuote.
class RowReader {
 public:
  RowReader(const std::string& file, std::string_view text, char separator, DiagnosticSink& sink)
      : file_(file), text_(text), separator_(separator), places_(text), sink_(sink) {}

  bool at_end() const { return at_ == text_.size(); }
  // The byte where the next row begins.
  std::size_t position() const { return at_; }
  // The next row, one cell at least; its line break is consumed.
  CsvRow next(std::size_t expected_cells);

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

// Where the row that begins at `at` ends, its line break included. Nothing when more of the text
// has to be read to know; with `last`, no more comes.
std::optional<std::size_t> end_of_row(std::string_view text, std::size_t at, char separator,
                                      bool last);

}  // namespace zs
