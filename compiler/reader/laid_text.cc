#include "compiler/reader/laid_text.h"

namespace zs {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_stop(char32_t c) { return c == U',' || c == U';' || c == U'。' || c == U':'; }

// The sign that a character stands for here; 0: it is dropped.
char32_t repaired(const NormalText& text, std::size_t i) {
  const char32_t c = text.chars[i];
  const bool after_digit = i > 0 && is_digit(text.chars[i - 1]);
  const bool before_digit = i + 1 < text.size() && is_digit(text.chars[i + 1]);
  switch (c) {
    case U'。':
      // 0。5分
      return after_digit && before_digit && text.chars[i - 1] == U'0' &&
                     (i < 2 || !is_digit(text.chars[i - 2]))
                 ? U'.'
                 : c;
    case U'.':
      return after_digit && before_digit ? c : U'。';
    case U',':
      // 1,000
      return after_digit && i + 3 < text.size() && is_digit(text.chars[i + 1]) &&
                     is_digit(text.chars[i + 2]) && is_digit(text.chars[i + 3]) &&
                     (i + 4 == text.size() || !is_digit(text.chars[i + 4]))
                 ? 0
                 : c;
    case U'~':
    case U'～':
      return U'-';
    case U'!':
      return U'。';
    case U'【':
    case U'[':
    case U'{':
      return U'(';
    case U'】':
    case U']':
    case U'}':
      return U')';
    case U'*':
      return after_digit || before_digit ? U'×' : c;
    default:
      return c;
  }
}

}  // namespace

LaidText lay(const NormalText& rule) {
  LaidText laid;
  Break pending = Break::None;
  for (std::size_t i = 0; i < rule.size(); ++i) {
    const char32_t c = rule.chars[i];
    if (c == U'\n') {
      pending = Break::Line;
      continue;
    }
    if (c == U' ' || c == U'\t') {
      if (pending == Break::None) pending = Break::Blank;
      continue;
    }
    const char32_t sign = repaired(rule, i);
    if (sign == 0) continue;
    if (!laid.text.chars.empty() && is_stop(sign) && laid.text.chars.back() == sign) continue;
    laid.text.chars.push_back(sign);
    laid.text.spans.push_back(rule.spans[i]);
    laid.before.push_back(laid.text.size() == 1 ? Break::Line : pending);
    pending = Break::None;
  }
  laid.before.push_back(Break::Line);
  return laid;
}

}  // namespace zs
