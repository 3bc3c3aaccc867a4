#include "runtime/io/blanks.h"

namespace zs {
namespace {

bool is_line_break(char byte) { return byte == '\n' || byte == '\r'; }

std::size_t blank_length_at_end(std::string_view text) {
  for (const std::string_view blank : kBlanks)
    if (text.ends_with(blank)) return blank.size();
  return !text.empty() && is_line_break(text.back()) ? 1 : 0;
}

std::size_t blank_length_at_begin(std::string_view text) {
  return !text.empty() && is_line_break(text.front()) ? 1 : blank_length(text);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t length = blank_length_at_begin(text)) text.remove_prefix(length);
  while (const std::size_t length = blank_length_at_end(text)) text.remove_suffix(length);
  return text;
}

}  // namespace zs
