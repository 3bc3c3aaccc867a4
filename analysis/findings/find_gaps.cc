#include "analysis/findings/find_gaps.h"

#include <algorithm>

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

}  // namespace

void find_gaps(Scope& scope) {
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
