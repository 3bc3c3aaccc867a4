#include "analysis/findings/find_boundaries.h"

#include "compiler/check/terms.h"
#include "compiler/lower/tiers.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

bool scores(ClauseRole role) {
  return role == ClauseRole::Award || role == ClauseRole::Nil || role == ClauseRole::Deduct ||
         role == ClauseRole::Add;
}

// A row with the quantity at exactly this value.
std::optional<DataRow> row_at(Scope& scope, PlanInputId input, const Rational& value) {
  const Linear form = Linear::one(scope.search().number_of(0, input)) - value;
  const Row rows[] = {{form, false}, {-form, false}};
  const Given given[] = {scope.not_nil()};
  const Goal goals[] = {scope.goal(scope.made.score)};
  std::optional<DataRow> found;
  for (std::size_t fixed : {1, 0}) {
    scope.search().visit_cases(std::span(given).first(fixed), rows, goals,
                               [&](const CaseSearch::Case&) {
                                 found = scope.sample();
                                 if (found && !scope.can_be_written(*found)) found.reset();
                                 return !found;
                               });
    if (found) break;
  }
  return found;
}

bool differ(const CheckedClause& a, const CheckedClause& b) {
  if (a.role != b.role) return true;
  return !(a.amount && b.amount && same(a.amount, b.amount));
}

void find_shared(Scope& scope) {
  const auto& clauses = scope.rules.clauses;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const auto first = tier_bounds(clauses[i].when);
    if (!first || clauses[i].rate || !scores(clauses[i].role)) continue;
    for (std::size_t j = i + 1; j < clauses.size(); ++j) {
      const auto second = tier_bounds(clauses[j].when);
      if (!second || clauses[j].rate || !scores(clauses[j].role)) continue;
      if (!same(first->quantity, second->quantity) || !differ(clauses[i], clauses[j])) continue;
      if (first->quantity->kind != Term::Kind::Input) continue;
      const bool above = first->low && second->high && first->low_in && second->high_in &&
                         *first->low == *second->high;
      const bool below = first->high && second->low && first->high_in && second->low_in &&
                         *first->high == *second->low;
      const bool point = (first->low == first->high) || (second->low == second->high);
      if (!(above || below) || point) continue;
      const Rational& edge = above ? *first->low : *first->high;
      const PlanInputId input{first->quantity->input.index};
      const std::string at = cell_text(scope.all.plan.inputs[input.index], edge);
      Diagnostic& found = scope.report(DiagnosticKind::BoundaryShared, clauses[j].when->span, {at});
      found.suggestion = above ? "不足" + at : "超过" + at;
      if (const auto row = row_at(scope, input, edge))
        found.witnesses.push_back(scope.witness(*row));
    }
  }
}

// The award that a rate continues, when it excludes the very value from which the rate counts.
void find_equality(Scope& scope, const CheckedClause& clause) {
  if (!clause.rate || !clause.rate->base || clause.role != ClauseRole::Deduct) return;
  for (const CheckedClause& award : scope.rules.clauses) {
    if (award.role != ClauseRole::Award || !award.when) continue;
    std::vector<TestPtr> compares;
    collect_compares(award.when, compares);
    for (const TestPtr& test : compares) {
      const bool open = test->relation == Relation::More || test->relation == Relation::Less;
      if (!open || !same(test->left, clause.rate->quantity) ||
          !same(test->right, clause.rate->base) || test->left->kind != Term::Kind::Input)
        continue;
      const PlanInputId input{test->left->input.index};
      for (const PlanStep& step : scope.made.steps) {
        if (step.kind != StepKind::Base || step.line != scope.all.source.line_of(award.span.begin))
          continue;
        const Goal goals[] = {scope.goal(step.fires), scope.goal(scope.made.score)};
        const Given given[] = {scope.not_nil(), {goals[0], true}};
        std::optional<DataRow> row;
        Linear apart = Linear::one(scope.search().number_of(0, input));
        if (test->right->kind == Term::Kind::Input)
          apart = apart - Linear::one(scope.search().number_of(0, {test->right->input.index}));
        else if (test->right->kind == Term::Kind::Constant)
          apart = apart - test->right->value;
        else
          return;
        const Row rows[] = {{apart, false}, {-apart, false}};
        scope.search().visit_cases(given, rows, goals, [&](const CaseSearch::Case&) {
          row = scope.sample();
          if (row && !scope.can_be_written(*row)) row.reset();
          return !row;
        });
        if (!row) continue;
        const auto score = scope.score_of(*row);
        if (!score) continue;
        Diagnostic& found = scope.report(DiagnosticKind::EqualityCountsAsReached, test->span,
                                         {scope.words_of(test->span), decimal_text(*score)});
        found.witnesses.push_back(scope.witness(*row));
        found.suggestion = test->relation == Relation::More ? "不低于" : "不高于";
        return;
      }
    }
  }
}

}  // namespace

void find_boundaries(Scope& scope) {
  find_shared(scope);
  for (const CheckedClause& clause : scope.rules.clauses) find_equality(scope, clause);
}

}  // namespace zs
