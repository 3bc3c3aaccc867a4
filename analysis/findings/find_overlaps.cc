#include "analysis/findings/find_overlaps.h"

#include <algorithm>
#include <set>

#include "compiler/check/terms.h"
#include "compiler/lower/tiers.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

struct AwardStep {
  const PlanStep* step;
  const CheckedClause* clause;
};

// Of a part that is not reached: its zero, which stands where the award stands.
bool is_remainder(const Scope& scope, const PlanStep& step, const CheckedClause& clause) {
  const PlanNode& amount = scope.all.plan[step.amount];
  const bool zero = amount.op == Op::Constant && scope.all.plan.constants[amount.index].is_zero();
  const bool own = clause.amount && clause.amount->kind == Term::Kind::Constant &&
                   clause.amount->value.is_zero();
  return zero && !own;
}

std::vector<AwardStep> awards_of(const Scope& scope) {
  std::vector<AwardStep> awards;
  for (const PlanStep& step : scope.made.steps) {
    if (step.kind != StepKind::Award && step.kind != StepKind::Formula) continue;
    const CheckedClause* clause = scope.clause_of(step);
    if (clause && clause->role == ClauseRole::Award && clause->when && !clause->rate &&
        !is_remainder(scope, step, *clause))
      awards.push_back({&step, clause});
  }
  std::stable_sort(awards.begin(), awards.end(),
                   [](const AwardStep& a, const AwardStep& b) { return a.clause < b.clause; });
  return awards;
}

// Whether all of `inner` lies in `outer`, ends aside.
bool within(const TierBounds& inner, const TierBounds& outer) {
  return (!outer.low || (inner.low && *inner.low >= *outer.low)) &&
         (!outer.high || (inner.high && *inner.high <= *outer.high));
}

// 95%以上 and 80%以上, 60%以上 and 60%以下: tiers of one list. 5天以内 and 超过4天 are none, they
// have more than one point in common.
bool plain_tiers(const CheckedClause& a, const CheckedClause& b) {
  const auto left = tier_bounds(a.when), right = tier_bounds(b.when);
  if (!left || !right || !same(left->quantity, right->quantity)) return false;
  if (within(*left, *right) || within(*right, *left)) return true;
  const auto apart = [](const TierBounds& below, const TierBounds& above) {
    return below.high && above.low && *below.high <= *above.low;
  };
  return apart(*left, *right) || apart(*right, *left);
}

// The points of an award before its case is looked at.
PlanId points_node(const Scope& scope, const PlanStep& step) {
  const PlanNode& node = scope.all.plan[step.amount];
  return node.op == Op::Choose ? node.b : step.amount;
}

struct Points {
  Rational first, second;
};
std::optional<Points> constant_points(const Scope& scope, const AwardStep& a, const AwardStep& b) {
  const PlanNode& first = scope.all.plan[points_node(scope, *a.step)];
  const PlanNode& second = scope.all.plan[points_node(scope, *b.step)];
  if (first.op != Op::Constant || second.op != Op::Constant) return std::nullopt;
  return Points{scope.all.plan.constants[first.index], scope.all.plan.constants[second.index]};
}

// Whether there is a case in which all of this is given; nothing: the search ran out of bounds.
std::optional<bool> possible(Scope& scope, std::initializer_list<Given> given) {
  const std::vector<Given> all(given);
  const Outcome outcome =
      scope.search().visit_cases(all, {}, {}, [](const CaseSearch::Case&) { return false; });
  if (outcome == Outcome::OutOfBound) return std::nullopt;
  return outcome == Outcome::Stopped;
}

void check_pair(Scope& scope, const AwardStep& first, const AwardStep& second) {
  const auto points = constant_points(scope, first, second);
  if (!points || points->first == points->second) return;
  const Goal when_first = scope.goal(first.step->when), when_second = scope.goal(second.step->when);
  const Given given[] = {scope.not_nil(),
                         {scope.goal(first.step->fires), true},
                         {when_first, true},
                         {when_second, true},
                         {scope.goal(second.step->fires), false}};
  std::optional<DataRow> shown;
  const Outcome outcome = scope.search().visit_cases(given, {}, {}, [&](const CaseSearch::Case&) {
    const auto row = scope.sample();
    if (row && scope.can_be_written(*row) && scope.yes(*row, first.step->when) &&
        scope.yes(*row, second.step->when)) {
      shown = row;
      return false;
    }
    return true;
  });
  if (outcome == Outcome::OutOfBound)
    scope.leave_open({"各条得分不相冲突", "no two awards conflict"});
  if (!shown) return;
  const auto beyond = possible(scope, {{when_first, true}, {when_second, false}});
  const bool nested = beyond && !*beyond && points->first > points->second;
  const std::set<InputId> of_first = inputs_of(first.clause->when);
  const std::set<InputId> of_second = inputs_of(second.clause->when);
  const bool apart = std::none_of(of_first.begin(), of_first.end(),
                                  [&](InputId id) { return of_second.count(id) > 0; });
  const DiagnosticKind kind = nested  ? DiagnosticKind::TiersNested
                              : apart ? DiagnosticKind::FactsMayClash
                                      : DiagnosticKind::OverlapChangesScore;
  Diagnostic& found = scope.report(kind, second.clause->span,
                                   {scope.words_of(first.clause->span), decimal_text(points->first),
                                    decimal_text(points->second)});
  found.related.push_back(
      {scope.all.source.locate(first.clause->span), {"前一条在这里", "the earlier one is here"}});
  found.witnesses.push_back(scope.witness(*shown));
}

// 65%以下不得分 below 60%以上得1分: not the one point that two tiers share, see BoundaryShared.
void check_nil(Scope& scope, const PlanStep& nil, const CheckedClause& clause,
               const AwardStep& award) {
  const std::set<InputId> about = inputs_of(clause.when);
  const std::set<InputId> needed = inputs_of(award.clause->when);
  const bool disqualifies =
      !std::includes(needed.begin(), needed.end(), about.begin(), about.end());
  if (disqualifies || !tier_bounds(clause.when)) return;
  const PlanNode& points = scope.all.plan[points_node(scope, *award.step)];
  if (points.op == Op::Constant && scope.all.plan.constants[points.index].is_zero()) return;
  // 不足80%的得2分,不足60%的不得分: the exception lies wholly within.
  const auto beyond =
      possible(scope, {{scope.goal(nil.fires), true}, {scope.goal(award.step->when), false}});
  if (beyond && !*beyond) return;
  const Given given[] = {{scope.goal(nil.fires), true}, {scope.goal(award.step->when), true}};
  std::optional<DataRow> shown;
  scope.search().visit_cases(given, {}, {}, [&](const CaseSearch::Case&) {
    const auto row = scope.sample();
    if (row && scope.can_be_written(*row) && scope.yes(*row, nil.fires) &&
        scope.yes(*row, award.step->when))
      shown = row;
    return !shown;
  });
  if (!shown) return;
  Diagnostic& found =
      scope.report(DiagnosticKind::NilTakesTier, clause.span, {scope.words_of(award.clause->span)});
  found.related.push_back(
      {scope.all.source.locate(award.clause->span), {"得分的一条在这里", "the points are here"}});
  found.witnesses.push_back(scope.witness(*shown));
}

}  // namespace

void find_overlaps(Scope& scope) {
  const std::vector<AwardStep> awards = awards_of(scope);
  constexpr std::size_t kMostAwards = 40;
  if (awards.size() > kMostAwards) {
    scope.leave_open({"各条得分不相冲突", "no two awards conflict"});
    return;
  }
  for (std::size_t i = 0; i < awards.size(); ++i)
    for (std::size_t j = i + 1; j < awards.size(); ++j)
      if (!plain_tiers(*awards[i].clause, *awards[j].clause))
        check_pair(scope, awards[i], awards[j]);
  for (const PlanStep& step : scope.made.steps) {
    if (step.kind != StepKind::Nil) continue;
    const CheckedClause* clause = scope.clause_of(step);
    if (!clause || clause->role != ClauseRole::Nil || !clause->when) continue;
    for (const AwardStep& award : awards) check_nil(scope, step, *clause, award);
  }
}

}  // namespace zs
