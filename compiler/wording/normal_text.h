// The text with one form for each character, and the way back to what the author typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/source.h"

namespace zs {

// Characters are code points; spans[i] is where chars[i] stands in the author's file (one author
// character may have become two, dropped ones leave a gap).
struct NormalText {
  std::u32string chars;
  std::vector<Span> spans;

  std::size_t size() const { return chars.size(); }
  // The author's bytes behind characters [begin, end); empty ranges point at where they stand.
  Span span(std::size_t begin, std::size_t end) const;
  NormalText part(std::size_t begin, std::size_t end) const;
  void append(const NormalText& other);
};

std::string to_utf8(std::u32string_view text);
// Bytes that are not UTF-8 become U+FFFD.
std::u32string to_characters(std::string_view utf8);

}  // namespace zs
