#include "analysis/findings/find_limits.h"

#include <algorithm>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

enum class Found { Yes, No, Open };

struct Sight {
  Found found = Found::No;
  std::optional<DataRow> row;
};

// Whether this step ever gives something back (up), or takes something away.
Sight look_for(Scope& scope, const PlanStep& step, bool up) {
  const Given given[] = {scope.not_nil(), {scope.goal(step.fires), true}};
  const Goal goals[] = {scope.goal(step.amount)};
  Sight sight;
  const Outcome outcome =
      scope.search().visit_cases(given, {}, goals, [&](const CaseSearch::Case& one) {
        const Linear& amount = one.goals[0]->number;
        const Linear moved = up ? amount : -amount;
        const Extent extent = one.region.extent(moved);
        const bool some = !extent.empty && (!extent.high || *extent.high > Rational(0));
        if (!some || !one.region.assume({moved, true})) return true;
        sight.found = Found::Yes;
        const auto row = scope.sample();
        if (row && scope.can_be_written(*row) && scope.yes(*row, step.fires)) sight.row = row;
        return !sight.row;
      });
  const bool unsure = sight.found == Found::Yes && !sight.row;
  if (unsure || (outcome == Outcome::OutOfBound && sight.found == Found::No))
    sight.found = Found::Open;
  return sight;
}

struct Written {
  const CheckedClause* exhausted = nullptr;  // 扣完为止
  const CheckedClause* ceiling = nullptr;    // 最高得N分
  const CheckedClause* floor = nullptr;      // 最低得N分
};

Written written_in(const Scope& scope) {
  Written written;
  for (const CheckedClause& clause : scope.rules.clauses) {
    if (clause.role != ClauseRole::Cap || clause.highest) continue;
    if (!clause.amount)
      written.exhausted = &clause;
    else if (clause.cap_on == Cap::On::Score || clause.cap_on == Cap::On::Additions)
      (clause.at_most ? written.ceiling : written.floor) = &clause;
    else
      written.floor = &clause;
  }
  return written;
}

void report(Scope& scope, DiagnosticKind kind, Span span, std::vector<Words> arguments,
            const Sight& sight, const Words& suggestion) {
  Diagnostic& found = scope.report(kind, span, std::move(arguments));
  if (sight.row) found.witnesses.push_back(scope.witness(*sight.row));
  found.suggestion = suggestion;
}

void check_bound(Scope& scope, const PlanStep* bound, const Written& written) {
  const Sight back = bound ? look_for(scope, *bound, true) : Sight{};
  const Sight away = bound ? look_for(scope, *bound, false) : Sight{};
  const auto deducts = [](const CheckedClause& clause) {
    return clause.role == ClauseRole::Deduct || clause.role == ClauseRole::JudgedDeduct;
  };
  const auto& clauses = scope.rules.clauses;
  const auto last = std::find_if(clauses.rbegin(), clauses.rend(), deducts);
  const bool judged = std::any_of(clauses.begin(), clauses.end(), [](const CheckedClause& clause) {
    return clause.role == ClauseRole::JudgedDeduct;
  });
  if (back.found == Found::Open || away.found == Found::Open)
    scope.leave_open({"得分不越过上下限", "the score stays within its limits"});
  if (back.found == Found::Yes && !written.exhausted && !written.floor && last != clauses.rend() &&
      last->role == ClauseRole::Deduct)
    report(scope, DiagnosticKind::FloorNotWritten, last->span, {}, back, {"扣完为止"});
  if (back.found == Found::No && written.exhausted && !judged)
    report(scope, DiagnosticKind::FloorNeverBinds, written.exhausted->span, {}, {}, {});
  if (away.found == Found::Yes && !written.ceiling)
    report(scope, DiagnosticKind::CeilingNotWritten, scope.whole(),
           {decimal_text(scope.made.points)}, away,
           {"最高得" + decimal_text(scope.made.points) + "分"});
  if (away.found == Found::No && written.ceiling && written.ceiling->cap_on == Cap::On::Score)
    report(scope, DiagnosticKind::CapNeverBinds, written.ceiling->span, {}, {}, {});
}

}  // namespace

void find_limits(Scope& scope) {
  const PlanStep* bound = nullptr;
  std::size_t bounds = 0;
  for (const PlanStep& step : scope.made.steps) {
    if (step.kind == StepKind::Bounded) {
      bound = &step;
      ++bounds;
    }
    if (step.kind != StepKind::Capped) continue;
    const Given given[] = {scope.not_nil(), {scope.goal(step.fires), true}};
    const Outcome outcome =
        scope.search().visit_cases(given, {}, {}, [](const CaseSearch::Case&) { return false; });
    if (outcome == Outcome::OutOfBound)
      scope.leave_open({"上限有作用", "the cap has an effect"});
    else if (outcome == Outcome::Finished)
      scope.report(DiagnosticKind::CapNeverBinds, scope.span_of(step));
  }
  const bool parts = std::any_of(scope.rules.clauses.begin(), scope.rules.clauses.end(),
                                 [](const CheckedClause& clause) { return clause.part != 0; });
  if (bounds > 1 || parts || scope.rules.may_be_negative || scope.made.points.is_zero()) return;
  check_bound(scope, bound, written_in(scope));
}

}  // namespace zs
