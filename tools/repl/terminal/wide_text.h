// UTF-8 and the wide characters of the line editor, one code point each.
#pragma once

#include <string>
#include <string_view>

namespace zs::repl {

std::wstring wide_text(std::string_view utf8);
std::string utf8_text(std::wstring_view wide);

}  // namespace zs::repl
