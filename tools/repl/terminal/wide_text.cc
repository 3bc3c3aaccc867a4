#include "tools/repl/terminal/wide_text.h"

#include "compiler/wording/normal_text.h"

namespace zs::repl {

static_assert(sizeof(wchar_t) == 4, "a wide character is a code point");

std::wstring wide_text(std::string_view utf8) {
  const std::u32string characters = to_characters(utf8);
  return {characters.begin(), characters.end()};
}

std::string utf8_text(std::wstring_view wide) {
  return to_utf8(std::u32string(wide.begin(), wide.end()));
}

}  // namespace zs::repl
