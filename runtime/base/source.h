// The author's text as bytes, and the way from a byte offset to a place that people can find.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zs {

// Bytes [begin, end) of one source file; end excluded.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(Span, Span) = default;
};

// The smallest span that holds both.
Span join(Span a, Span b);

// Where something stands, ready to be shown without the file: lines and columns count from 1,
// columns in characters (code points). `excerpt` is the line, cut around the mark when long;
// the mark is bytes [mark_begin, mark_end) of it. A place in a data file has no excerpt.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  std::string excerpt;
  std::uint32_t mark_begin = 0;
  std::uint32_t mark_end = 0;
};

// A file read whole, or several put together by 引用. Lines end at LF, CR LF or CR.
class SourceText {
 public:
  SourceText(std::string name, std::string bytes);
  // What follows is from this file, beginning at its line `first_line` (from 1).
  void append(std::string name, std::string_view bytes, int first_line);

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view slice(Span span) const;
  int line_of(std::uint32_t offset) const;  // in its own file
  int column_of(std::uint32_t offset) const;
  Location locate(Span span) const;

 private:
  struct Stretch {  // of one file: global lines from `line` on
    std::size_t line;
    std::string name;
    int first_line;
  };
  std::size_t global_line(std::uint32_t offset) const;  // from 0
  const Stretch& stretch_of(std::size_t line) const;
  std::string_view line_bytes(std::size_t line) const;
  void find_lines(std::uint32_t from);

  std::string name_;
  std::string bytes_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<Stretch> stretches_;
};

// Columns of a terminal that the text takes: 2 for East Asian wide characters, 0 for combining
// ones.
int display_width(std::string_view utf8);

// Number of code points; every byte that is not UTF-8 counts as one.
int character_count(std::string_view utf8);

}  // namespace zs
