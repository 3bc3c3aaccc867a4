// One run of the generated parser over a stretch of tokens.
#pragma once

#include <optional>

#include "compiler/syntax/antlr/token_source.h"

namespace zs {

// Parses tokens[begin, end) without any attempt to recover: the first problem ends the run.
class RuleParser {
 public:
  RuleParser(const std::vector<Token>& tokens, std::size_t begin, std::size_t end);

  // The tree lives as long as this object.
  gen::ZhunshengParser::RuleTextContext* parse();
  // After parse(): the index of the token that could not follow, `end` for the end of the
  // stretch; nothing when all was read.
  std::optional<std::size_t> stopped_at() const { return stopped_at_; }

 private:
  RuleTokenSource source_;
  antlr4::CommonTokenStream stream_;
  gen::ZhunshengParser parser_;
  std::optional<std::size_t> stopped_at_;
};

}  // namespace zs
