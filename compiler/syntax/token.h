// Words of one rule text with a decided role, ready for the parser.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/syntax/tree.h"

namespace zs {

enum class TokenKind {
#define ZS_TOKEN(name) name,
#include "compiler/syntax/tokens.def"
#undef ZS_TOKEN
  End
};

// Characters [begin, end) of the rule text.
struct Token {
  TokenKind kind = TokenKind::Text;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::u32string text;               // without the remarks in brackets that it spans
  std::string canonical;             // 得 for 计; empty for text and numbers
  std::optional<Quantity> quantity;  // for numbers of all kinds
};

}  // namespace zs
