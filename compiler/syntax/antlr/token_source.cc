#include "compiler/syntax/antlr/token_source.h"

namespace zs {

static_assert(static_cast<int>(TokenKind::Text) + 1 == gen::ZhunshengParser::Text);
static_assert(static_cast<int>(TokenKind::Get) + 1 == gen::ZhunshengParser::Get);
static_assert(static_cast<int>(TokenKind::Of) + 1 == gen::ZhunshengParser::Of);
static_assert(static_cast<int>(TokenKind::Close) + 1 == gen::ZhunshengParser::Close);

std::size_t antlr_type(TokenKind kind) {
  return kind == TokenKind::End ? antlr4::Token::EOF : static_cast<std::size_t>(kind) + 1;
}

std::unique_ptr<antlr4::Token> RuleTokenSource::nextToken() {
  const bool ended = next_ >= end_;
  const std::size_t type = ended ? antlr4::Token::EOF : antlr_type(tokens_[next_].kind);
  auto token = std::make_unique<antlr4::CommonToken>(
      std::pair<antlr4::TokenSource*, antlr4::CharStream*>(this, nullptr), type,
      antlr4::Token::DEFAULT_CHANNEL, next_, next_);
  token->setText(ended ? "<EOF>" : "token");
  token->setLine(1);
  if (!ended) ++next_;
  return token;
}

antlr4::TokenFactory<antlr4::CommonToken>* RuleTokenSource::getTokenFactory() {
  return antlr4::CommonTokenFactory::DEFAULT.get();
}

}  // namespace zs
