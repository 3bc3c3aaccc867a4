// Parse tree of one segment → Segment, our own structs.
#pragma once

#include "compiler/syntax/antlr/antlr.h"
#include "compiler/syntax/assemble.h"
#include "compiler/syntax/token.h"
#include "compiler/wording/normal_text.h"
#include "compiler/wording/wording_table.h"

namespace zs {

// Reads ANTLR contexts; everything that it returns is free of ANTLR. `tokens` and `text` are those
// that the tree was parsed from.
class SegmentBuilder {
 public:
  SegmentBuilder(const NormalText& text, const std::vector<Token>& tokens,
                 const WordingTable& wording)
      : text_(text), tokens_(tokens), wording_(wording) {}

  Segment build(gen::ZhunshengParser::SegmentContext* tree) const;

 private:
  using P = gen::ZhunshengParser;

  // build_condition.cc
  void add_conditions(P::ConditionsContext* tree, Segment& segment) const;
  Condition condition(P::ConditionContext* tree, Segment& segment) const;
  bool extends_list(P::ConditionContext* head, P::ConditionContext* tail) const;
  void extend_list(P::ConditionContext* tail, Condition& head) const;
  Per per(P::PerContext* tree) const;
  Compare growth(P::PerUnsaidContext* tree) const;
  Compare compare(P::CompareContext* tree) const;
  void add_bound(P::BoundContext* tree, Compare& compare) const;
  std::optional<bool> marked(P::MarkContext* tree) const;  // true for (含), false for (不含)
  Phrase object_of(const antlr4::Token* subject, const antlr4::Token* object) const;

  // build_effect.cc
  void add_effects(P::EffectsContext* tree, Segment& segment) const;
  void add_effect(P::EffectContext* tree, Segment& segment) const;
  void add_scored(P::ScoredContext* tree, Segment& segment) const;
  void add_verb(P::VerbContext* verb, std::vector<Amount> amounts,
                const std::vector<P::HowContext*>& how, Segment& segment) const;
  void add_basis(P::BasisContext* tree, Segment& segment) const;
  void add_bare_points(P::BarePointsContext* tree, Segment& segment) const;
  Cap cap(P::LimitContext* tree, const std::string& bare) const;
  std::vector<Amount> amounts(P::AmountsContext* tree) const;
  ExpressionPtr formula(P::FormulaContext* tree) const;
  ExpressionPtr expression(P::ExpressionContext* tree) const;
  ExpressionPtr operand(P::OperandContext* tree) const;
  ExpressionPtr grouped(P::GroupedContext* tree) const;
  ExpressionPtr plain(P::PlainContext* tree) const;

  const Token& token(const antlr4::Token* token) const { return tokens_[token->getStartIndex()]; }
  const Token& token(antlr4::tree::TerminalNode* node) const { return token(node->getSymbol()); }
  Phrase phrase(const antlr4::Token* token) const;
  Quantity quantity(const antlr4::Token* token) const;
  Span span(const antlr4::ParserRuleContext* tree) const;

  const NormalText& text_;
  const std::vector<Token>& tokens_;
  const WordingTable& wording_;
};

}  // namespace zs
