#include "analysis/findings/find_dead_clauses.h"

#include <algorithm>
#include <map>

#include "compiler/check/terms.h"
#include "compiler/lower/tiers.h"

namespace zs {
namespace {

bool counts_points(StepKind kind) {
  switch (kind) {
    case StepKind::Nil:
    case StepKind::Award:
    case StepKind::Deduct:
    case StepKind::Add:
    case StepKind::RateDeduct:
    case StepKind::RateAdd:
    case StepKind::Formula:
      return true;
    case StepKind::Excused:
    case StepKind::Base:
    case StepKind::Uncovered:
    case StepKind::Judged:
    case StepKind::Capped:
    case StepKind::Bounded:
    case StepKind::Rounded:
      return false;
  }
  return false;
}

bool changes(StepKind kind) {
  return kind == StepKind::Deduct || kind == StepKind::Add || kind == StepKind::RateDeduct ||
         kind == StepKind::RateAdd;
}

Outcome any_case(Scope& scope, std::span<const Given> given) {
  return scope.search().visit_cases(given, {}, {}, [](const CaseSearch::Case&) { return false; });
}

enum class Life { Alive, Contradictory, Beaten, Idle, Open };

// 20x-20 is nothing where x can only be 100%.
bool nowhere_apart(const CaseSearch::Case& one) {
  const Linear apart = one.goals[0]->number - one.goals[1]->number;
  if (apart.is_constant()) return apart.constant.is_zero();
  const Extent extent = one.region.extent(apart);
  return extent.empty || (extent.single() && extent.low->is_zero());
}

// Whether the score is ever another one than with this step's points at zero.
Life effect_of(Scope& scope, const PlanStep& step) {
  const PlanNode& amount = scope.all.plan[step.amount];
  if (amount.op == Op::Constant) return Life::Alive;
  const Given given[] = {scope.not_nil(), {scope.goal(step.fires), true}};
  const Goal goals[] = {scope.goal(scope.made.score), scope.goal(scope.made.score, 1)};
  scope.search().stand_in(1, step.amount, Rational(0));
  // Of one of several sub-rules the step holds the points once more, for when it fires.
  if (amount.op == Op::Choose && scope.all.plan[amount.b].op != Op::Constant)
    scope.search().stand_in(1, amount.b, Rational(0));
  const Outcome outcome = scope.search().visit_cases(
      given, {}, goals, [](const CaseSearch::Case& one) { return nowhere_apart(one); });
  scope.search().clear_stand_ins(1);
  if (outcome == Outcome::OutOfBound) return Life::Open;
  return outcome == Outcome::Stopped ? Life::Alive : Life::Idle;
}

// 每迟报1天扣2分;迟报超过5天的不得分, of 3 points: there is nothing left to take. Only where both
// speak of one quantity; a nil that closes a list says what holds anyhow, and that is right.
Life effect_of_nil(Scope& scope, const PlanStep& step, const CheckedClause& clause) {
  const auto bounds = tier_bounds(clause.when);
  if (!bounds || scope.made.points.is_zero()) return Life::Alive;
  const bool priced = std::any_of(
      scope.rules.clauses.begin(), scope.rules.clauses.end(), [&](const CheckedClause& other) {
        return other.role == ClauseRole::Deduct && other.rate && other.part == clause.part &&
               same(other.rate->quantity, bounds->quantity);
      });
  const PlanNode& score = scope.all.plan[scope.made.score];
  if (!priced || score.op != Op::Choose || !(score.a == scope.made.nil)) return Life::Alive;
  std::vector<Given> given = {{scope.goal(step.fires), true}};
  for (const PlanStep& other : scope.made.steps)
    if (other.kind == StepKind::Nil && &other != &step)
      given.push_back({scope.goal(other.fires), false});
  const Goal goals[] = {scope.goal(score.c)};
  const Outcome outcome =
      scope.search().visit_cases(given, {}, goals, [](const CaseSearch::Case& one) {
        const Linear& left = one.goals[0]->number;
        return !one.region.assume({left, true});
      });
  if (outcome == Outcome::OutOfBound) return Life::Open;
  return outcome == Outcome::Stopped ? Life::Alive : Life::Idle;
}

// Points that are given and always lost again.
bool gives_points(const Scope& scope, const PlanStep& step) {
  if (step.kind != StepKind::Award && step.kind != StepKind::Formula) return false;
  const PlanNode& amount = scope.all.plan[step.amount];
  if (amount.op != Op::Choose) return false;
  const PlanNode& points = scope.all.plan[amount.b];
  return points.op != Op::Constant || !scope.all.plan.constants[points.index].is_zero();
}

Life life_of(Scope& scope, const PlanStep& step, const CheckedClause& clause) {
  const Given when[] = {{scope.goal(step.when), true}};
  const Outcome holds = any_case(scope, when);
  if (holds == Outcome::OutOfBound) return Life::Open;
  if (holds == Outcome::Finished) return Life::Contradictory;
  std::vector<Given> given{{scope.goal(step.fires), true}};
  if (step.kind != StepKind::Nil) given.insert(given.begin(), scope.not_nil());
  const Outcome fires = any_case(scope, given);
  if (fires == Outcome::OutOfBound) return Life::Open;
  if (fires == Outcome::Finished) return Life::Beaten;
  if (step.kind == StepKind::Nil) return effect_of_nil(scope, step, clause);
  return changes(step.kind) || gives_points(scope, step) ? effect_of(scope, step) : Life::Alive;
}

void report_life(Scope& scope, const CheckedClause& clause, Life life) {
  switch (life) {
    case Life::Alive:
      return;
    case Life::Open:
      scope.leave_open({"每一条都用得上", "every clause counts for some data"});
      return;
    case Life::Contradictory:
      scope.report(DiagnosticKind::ContradictoryCondition, clause.span);
      return;
    case Life::Beaten:
      scope.report(DiagnosticKind::ClauseNeverCounts, clause.span);
      return;
    case Life::Idle:
      scope.report(DiagnosticKind::ClauseWithoutEffect, clause.span);
      return;
  }
}

void find_doubles(Scope& scope) {
  const auto& clauses = scope.rules.clauses;
  for (std::size_t i = 0; i < clauses.size(); ++i)
    for (std::size_t j = i + 1; j < clauses.size(); ++j) {
      const CheckedClause& a = clauses[i];
      const CheckedClause& b = clauses[j];
      const bool both = a.role == b.role &&
                        (a.role == ClauseRole::Deduct || a.role == ClauseRole::Add) &&
                        a.rate.has_value() == b.rate.has_value() && !(a.span == b.span);
      if (!both || a.part != b.part || a.among || b.among) continue;
      if (a.when && b.when ? !same(a.when, b.when) : a.when != b.when) continue;
      if (!a.rate && !a.when) continue;
      if (a.rate && !(same(a.rate->quantity, b.rate->quantity) &&
                      (a.rate->base && b.rate->base ? same(a.rate->base, b.rate->base)
                                                    : a.rate->base == b.rate->base) &&
                      a.rate->direction == b.rate->direction))
        continue;
      Diagnostic& found =
          scope.report(DiagnosticKind::SameCaseTwice, b.span, {scope.words_of(a.span)});
      found.related.push_back(
          {scope.all.source.locate(a.span), {"前一条在这里", "the earlier one is here"}});
    }
}

}  // namespace

void find_dead_clauses(Scope& scope) {
  find_doubles(scope);
  // A clause may have made several steps: it lives when one of them does.
  std::map<const CheckedClause*, Life> found;
  for (const PlanStep& step : scope.made.steps) {
    if (!counts_points(step.kind)) continue;
    const CheckedClause* clause = scope.clause_of(step);
    if (!clause || clause->otherwise) continue;
    const auto known = found.find(clause);
    if (known != found.end() && known->second == Life::Alive) continue;
    const Life life = life_of(scope, step, *clause);
    if (known == found.end() || life == Life::Alive) found[clause] = life;
  }
  for (const auto& [clause, life] : found) report_life(scope, *clause, life);
}

}  // namespace zs
