// Our decided tokens as an ANTLR token source.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/syntax/antlr/antlr.h"
#include "compiler/syntax/token.h"

namespace zs {

// Hands out tokens[begin, end) and then EOF. The vector must outlive the source. An ANTLR token's
// start index is the index of our token in the vector.
class RuleTokenSource : public antlr4::TokenSource {
 public:
  RuleTokenSource(const std::vector<Token>& tokens, std::size_t begin, std::size_t end)
      : tokens_(tokens), begin_(begin), next_(begin), end_(end) {}

  std::unique_ptr<antlr4::Token> nextToken() override;
  std::size_t getLine() const override { return 1; }
  std::size_t getCharPositionInLine() override { return next_; }
  antlr4::CharStream* getInputStream() override { return nullptr; }
  std::string getSourceName() override { return "rule"; }
  antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override;

 private:
  const std::vector<Token>& tokens_;
  std::size_t begin_;
  std::size_t next_;
  std::size_t end_;
};

// The type that the generated parser knows a kind by.
std::size_t antlr_type(TokenKind kind);

}  // namespace zs
