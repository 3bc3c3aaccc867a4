#include "analysis/findings/find_amounts.h"

#include <map>

#include "runtime/number/decimal_text.h"

namespace zs {

void find_amounts(Scope& scope) {
  const Rational& points = scope.made.points;
  if (points.is_zero()) return;
  std::map<int, Rational> parts;
  Span last;
  for (const CheckedClause& clause : scope.rules.clauses) {
    if (clause.part_points) {
      parts[clause.part] = *clause.part_points;
      last = clause.span;
    }
    const bool award = clause.role == ClauseRole::Award;
    const bool deduct = clause.role == ClauseRole::Deduct && !scope.rules.may_be_negative;
    if (!(award || deduct) || !clause.amount || clause.amount->kind != Term::Kind::Constant)
      continue;
    if (clause.amount->value > points)
      scope.report(DiagnosticKind::AmountAbovePoints, clause.span,
                   {decimal_text(clause.amount->value), decimal_text(points)});
  }
  Rational sum = 0;
  for (const auto& [part, own] : parts) sum = sum + own;
  if (!parts.empty() && !(sum == points) && !scope.rules.best_of)
    scope.report(DiagnosticKind::PartsDoNotAddUp, last, {decimal_text(sum), decimal_text(points)});
}

}  // namespace zs
