// Small words of the assembler: lists, names and instructions inside canonical text.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/reader/chart.h"

namespace zs {

// `text` at each `at`; one empty part for an empty text.
inline std::vector<std::u32string> split(std::u32string_view text, char32_t at) {
  std::vector<std::u32string> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Without the marks of names.
inline std::u32string bare(std::u32string_view text) {
  std::u32string result;
  for (char32_t c : text)
    if (c != kNameBegins && c != kNameEnds) result += c;
  return result;
}

// As one name.
inline std::u32string named(std::u32string_view name) {
  return kNameBegins + bare(name) + kNameEnds;
}

// The » of the « at `at`.
inline std::size_t closing(std::u32string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == U'«') ++depth;
    if (text[i] == U'»' && --depth == 0) return i;
  }
  return std::u32string_view::npos;
}

// Whether the text has this character.
inline bool has(std::u32string_view text, char32_t c) {
  return text.find(c) != std::u32string_view::npos;
}

}  // namespace zs
