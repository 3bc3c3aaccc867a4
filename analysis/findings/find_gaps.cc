#include "analysis/findings/find_gaps.h"

#include <algorithm>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

// Clauses that say what a case is worth: one of them alone only lacks its 否则.
std::size_t cases_spoken_of(const CheckedIndicator& rules) {
  return static_cast<std::size_t>(
      std::count_if(rules.clauses.begin(), rules.clauses.end(), [](const CheckedClause& clause) {
        switch (clause.role) {
          case ClauseRole::Award:
          case ClauseRole::Nil:
          case ClauseRole::Deduct:
          case ClauseRole::JudgedDeduct:
          case ClauseRole::JudgedAward:
            return true;
          case ClauseRole::Add:
          case ClauseRole::Cap:
          case ClauseRole::Remark:
          case ClauseRole::Grade:
          case ClauseRole::Unread:
            return false;
        }
        return false;
      }));
}

// The full points where no award holds, less what is listed: not those of an award.
bool is_what_is_left(const Scope& scope, const PlanStep& step) {
  if (step.kind != StepKind::Base || scope.all.plan[step.when].op != Op::Truth ||
      scope.all.plan[step.fires].op == Op::Truth)
    return false;
  const CheckedClause* clause = scope.clause_of(step);
  return !clause || clause->role != ClauseRole::Award || clause->when;
}

// 开展且成效明显的得2分;未开展的扣1分: what was done without effect is spoken of nowhere.
void find_kept_points(Scope& scope, const PlanStep& step) {
  std::vector<Given> given = {scope.not_nil(), {scope.goal(step.fires), true}};
  for (const PlanStep& other : scope.made.steps)
    if (other.kind == StepKind::Judged || other.kind == StepKind::Deduct)
      given.push_back({scope.goal(other.fires), false});
  const Goal goals[] = {scope.goal(scope.made.score)};
  std::optional<DataRow> shown;
  const Outcome outcome =
      scope.search().visit_cases(given, {}, goals, [&](const CaseSearch::Case& one) {
        const Linear kept = one.goals[0]->number - scope.made.points;
        if (!one.region.assume({kept, false})) return true;
        const auto row = scope.sample();
        if (row && scope.can_be_written(*row) && scope.score_of(*row) == scope.made.points)
          shown = row;
        return !shown;
      });
  if (shown) {
    Diagnostic& found = scope.report(DiagnosticKind::UncoveredKeepsPoints, scope.span_of(step),
                                     {decimal_text(scope.made.points)});
    found.witnesses.push_back(scope.witness(*shown));
    found.suggestion = "其余的不得分";
  } else if (outcome == Outcome::OutOfBound) {
    scope.leave_open({"每种情形都有规定", "every case is spoken of"});
  }
}

}  // namespace

void find_gaps(Scope& scope) {
  for (const PlanStep& step : scope.made.steps)
    if (is_what_is_left(scope, step)) find_kept_points(scope, step);
  for (const PlanStep& step : scope.made.steps) {
    if (step.kind != StepKind::Uncovered) continue;
    const Given given[] = {scope.not_nil(), {scope.goal(step.fires), true}};
    std::optional<DataRow> shown;
    bool unsure = false;
    const Outcome outcome = scope.search().visit_cases(given, {}, {}, [&](const CaseSearch::Case&) {
      const auto row = scope.sample();
      if (row && scope.can_be_written(*row) && scope.yes(*row, step.fires)) {
        shown = row;
        return false;
      }
      unsure = true;
      return true;
    });
    if (shown) {
      const bool between = cases_spoken_of(scope.rules) > 1;
      Diagnostic& found =
          scope.report(between ? DiagnosticKind::UncoveredCase : DiagnosticKind::RestIsZero,
                       scope.span_of(step));
      found.witnesses.push_back(scope.witness(*shown));
      found.suggestion = "其余的不得分";
    } else if (outcome == Outcome::OutOfBound || unsure) {
      scope.leave_open({"每种情形都有规定", "every case is spoken of"});
    }
  }
}

}  // namespace zs
