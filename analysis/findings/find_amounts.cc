#include "analysis/findings/find_amounts.h"

#include <algorithm>
#include <map>

#include "runtime/number/decimal_text.h"

namespace zs {

namespace {

// A×45%+B×25%+C×20%: what the shares come to; nothing when it is no such sum.
std::optional<Rational> shares_of(const TermPtr& term, std::size_t& count) {
  if (!term) return std::nullopt;
  if (term->kind == Term::Kind::Add) {
    const auto left = shares_of(term->left, count), right = shares_of(term->right, count);
    if (!left || !right) return std::nullopt;
    return *left + *right;
  }
  if (term->kind != Term::Kind::Multiply) return std::nullopt;
  for (const TermPtr& side : {term->left, term->right})
    if (side->kind == Term::Kind::Constant && side->dimension == Dimension::Percent &&
        side->value < Rational(1)) {
      ++count;
      return side->value;
    }
  return std::nullopt;
}

void check_weights(Scope& scope) {
  for (const CheckedClause& clause : scope.rules.clauses) {
    std::size_t count = 0;
    const auto sum = clause.role == ClauseRole::Award ? shares_of(clause.amount, count)
                                                      : std::optional<Rational>();
    if (sum && count > 1 && !(*sum == Rational(1)))
      scope.report(DiagnosticKind::WeightsDoNotAddUp, clause.span,
                   {Words("公式里", "the formula"), decimal_text(*sum * Rational(100))});
  }
}

}  // namespace

void find_amounts(Scope& scope) {
  check_weights(scope);
  const Rational& points = scope.made.points;
  if (points.is_zero()) return;
  std::map<int, Rational> parts;   // points that sub-rules have of their own
  std::map<int, Rational> awards;  // the largest award of each sub-rule
  Span last;
  for (const CheckedClause& clause : scope.rules.clauses) {
    if (clause.part_points) {
      parts[clause.part] = *clause.part_points;
      last = clause.span;
    }
    const bool award = clause.role == ClauseRole::Award;
    const bool deduct = clause.role == ClauseRole::Deduct && !scope.rules.may_be_negative;
    const bool ceiling = clause.role == ClauseRole::Cap && clause.at_most &&
                         clause.cap_on == Cap::On::Score && !clause.highest;
    const bool most_taken = clause.role == ClauseRole::Cap && clause.at_most &&
                            clause.cap_on == Cap::On::Deductions && !scope.rules.may_be_negative &&
                            clause.part == 0;
    if (!(award || deduct || ceiling || most_taken) || !clause.amount ||
        clause.amount->kind != Term::Kind::Constant)
      continue;
    if (clause.amount->value > points)
      scope.report(DiagnosticKind::AmountAbovePoints, clause.span,
                   {decimal_text(clause.amount->value), decimal_text(points)});
    if (award && clause.part > 0) {
      Rational& most = awards[clause.part];
      most = std::max(most, clause.amount->value);
      if (parts.empty()) last = clause.span;
    }
  }
  if (parts.empty() && awards.size() > 1 && !scope.rules.best_of) {
    Rational together = 0;
    for (const auto& [part, most] : awards) together = together + most;
    if (together > points)
      scope.report(DiagnosticKind::PartsDoNotAddUp, last,
                   {decimal_text(together), decimal_text(points)});
  }
  Rational sum = 0;
  for (const auto& [part, own] : parts) sum = sum + own;
  if (!parts.empty() && !(sum == points) && !scope.rules.best_of)
    scope.report(DiagnosticKind::PartsDoNotAddUp, last, {decimal_text(sum), decimal_text(points)});
}

}  // namespace zs
