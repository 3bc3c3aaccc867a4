#include "compiler/wording/normalise.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace zs {
namespace {

struct Pair {
  char32_t from;
  char32_t to;
};

// Single-character traditional forms, sorted; generated from OpenCC at build time.
constexpr Pair kTraditional[] = {
#include "compiler/wording/traditional_table.inc"
};

constexpr std::array kSingles = {
    Pair{U'〇', U'零'},     Pair{U'○', U'零'},     Pair{U'—', U'-'},  Pair{U'–', U'-'},
    Pair{U'―', U'-'},       Pair{U'－', U'-'},     Pair{U'−', U'-'},  Pair{U'‐', U'-'},
    Pair{U'‑', U'-'},       Pair{U'～', U'~'},     Pair{U'∼', U'~'},  Pair{U'〜', U'~'},
    Pair{U'．', U'.'},      Pair{U'｡', U'。'},     Pair{U'＂', U'"'}, Pair{U'﹪', U'%'},
    Pair{U'﹐', U','},      Pair{U'﹔', U';'},     Pair{U'﹕', U':'}, Pair{U'﹙', U'('},
    Pair{U'﹚', U')'},      Pair{U'〔', U'['},     Pair{U'〕', U']'}, Pair{U'✕', U'×'},
    Pair{U'✖', U'×'},       Pair{U'∶', U':'},      Pair{U'︰', U':'}, Pair{U'＝', U'='},
    Pair{U'\u2028', U'\n'}, Pair{U'\u2029', U'\n'}};

std::u32string_view expansion(char32_t c) {
  switch (c) {
    case U'≥':
    case U'≧':
    case U'≮':
    case U'⩾':
      return U">=";
    case U'≤':
    case U'≦':
    case U'≯':
    case U'⩽':
      return U"<=";
    default:
      return {};
  }
}

bool is_dropped(char32_t c) {
  return c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0x00AD || c == U'\r' ||
         (c < 0x20 && c != U'\n' && c != U'\t');
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0x3000 || c == 0x00A0 || (c >= 0x2000 && c <= 0x200A);
}

char32_t simple(char32_t c) {
  if (is_blank(c)) return U' ';
  if (c < 0x80) return c;
  if (c >= 0x3400 && c <= 0x9FFF) {
    if (c == U'旳') return U'的';
    const auto* found = std::lower_bound(std::begin(kTraditional), std::end(kTraditional), c,
                                         [](const Pair& p, char32_t key) { return p.from < key; });
    return found != std::end(kTraditional) && found->from == c ? found->to : c;
  }
  for (const Pair& pair : kSingles)
    if (pair.from == c) return pair.to;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c;
}

bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
}

}  // namespace

NormalText normalise(const SourceText& source) {
  NormalText text;
  const std::string_view bytes = source.bytes();
  text.chars.reserve(bytes.size() / 2);
  text.spans.reserve(bytes.size() / 2);
  const auto* data = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  std::uint32_t at = 0;
  const auto size = static_cast<std::uint32_t>(bytes.size());
  while (at < size) {
    utf8proc_int32_t read = 0;
    const utf8proc_ssize_t used =
        utf8proc_iterate(data + at, static_cast<utf8proc_ssize_t>(size - at), &read);
    const std::uint32_t end = at + static_cast<std::uint32_t>(used > 0 ? used : 1);
    char32_t c = used > 0 ? static_cast<char32_t>(read) : U'\uFFFD';
    if (c == U'\r' && (end == size || bytes[end] != '\n')) c = U'\n';
    const std::u32string_view longer = expansion(c);
    if (!longer.empty()) {
      for (char32_t part : longer) {
        text.chars.push_back(part);
        text.spans.push_back({at, end});
      }
    } else if (!is_dropped(c)) {
      const char32_t one = simple(c);
      if (one == U'-' && c != U'-' && !text.chars.empty() && text.chars.back() == U'-') {
        text.spans.back().end = end;  // a doubled dash is one
      } else {
        text.chars.push_back(one);
        text.spans.push_back({at, end});
      }
    }
    at = end;
  }
  return text;
}

NormalText without_blanks(const NormalText& text) {
  NormalText result;
  result.chars.reserve(text.size());
  result.spans.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text.chars[i];
    if (c == U' ' || c == U'\n') {
      std::size_t next = i;
      while (next < text.size() && (text.chars[next] == U' ' || text.chars[next] == U'\n')) ++next;
      const bool parts_words = !result.chars.empty() && next < text.size() &&
                               is_latin(result.chars.back()) && is_latin(text.chars[next]);
      if (parts_words) {
        result.chars.push_back(U' ');
        result.spans.push_back(text.spans[i]);
      }
      i = next - 1;
      continue;
    }
    result.chars.push_back(c);
    result.spans.push_back(text.spans[i]);
  }
  return result;
}

std::string normalised_name(std::string_view utf8) {
  const SourceText source("", std::string(utf8));
  return to_utf8(without_blanks(normalise(source)).chars);
}

}  // namespace zs
