#include "compiler/wording/normal_text.h"

#include <utf8proc.h>

#include <array>

namespace zs {

Span NormalText::span(std::size_t begin, std::size_t end) const {
  if (spans.empty()) return {};
  if (begin >= spans.size()) return {spans.back().end, spans.back().end};
  if (end <= begin) return {spans[begin].begin, spans[begin].begin};
  return {spans[begin].begin, spans[end - 1].end};
}

NormalText NormalText::part(std::size_t begin, std::size_t end) const {
  return {chars.substr(begin, end - begin),
          {spans.begin() + static_cast<std::ptrdiff_t>(begin),
           spans.begin() + static_cast<std::ptrdiff_t>(end)}};
}

void NormalText::append(const NormalText& other) {
  chars += other.chars;
  spans.insert(spans.end(), other.spans.begin(), other.spans.end());
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  result.reserve(text.size() * 3);
  for (char32_t c : text) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
    result.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(n));
  }
  return result;
}

std::u32string to_characters(std::string_view utf8) {
  std::u32string result;
  result.reserve(utf8.size() / 2);
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  auto left = static_cast<utf8proc_ssize_t>(utf8.size());
  while (left > 0) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &c);
    result.push_back(used > 0 ? static_cast<char32_t>(c) : U'\uFFFD');
    at += used > 0 ? used : 1;
    left -= used > 0 ? used : 1;
  }
  return result;
}

}  // namespace zs
