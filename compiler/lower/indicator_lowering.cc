#include "compiler/lower/indicator_lowering.h"

#include <algorithm>
#include <map>

#include "compiler/lower/pool.h"
#include "compiler/lower/tiers.h"

namespace zs {
namespace {

// The sub-rules (1)(2)… that have points of their own are scored each within them.
// `whole`: before them, what takes the points of all (伪造材料的,不得分;(1)…;(2)…).
std::vector<std::vector<const CheckedClause*>> pools_of(const CheckedIndicator& indicator,
                                                        std::vector<const CheckedClause*>& whole) {
  std::map<int, std::vector<const CheckedClause*>> parts;
  for (const CheckedClause& clause : indicator.clauses) parts[clause.part].push_back(&clause);
  const auto before = parts.find(0);
  if (parts.size() > 1 && before != parts.end() &&
      std::all_of(before->second.begin(), before->second.end(), [](const CheckedClause* clause) {
        return clause->role == ClauseRole::Remark ||
               (clause->role == ClauseRole::Nil && clause->when && !clause->otherwise);
      })) {
    for (const CheckedClause* clause : before->second)
      if (clause->role == ClauseRole::Nil) whole.push_back(clause);
    parts.erase(before);
  }
  if (indicator.best_of) parts.erase(0);
  const bool own =
      indicator.best_of ||
      (parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](const auto& part) {
         return std::any_of(
             part.second.begin(), part.second.end(), [](const CheckedClause* clause) {
               return clause->part_points || (clause->role == ClauseRole::Award && !clause->full);
             });
       }));
  std::vector<std::vector<const CheckedClause*>> pools;
  if (own) {
    for (auto& [number, clauses] : parts) pools.push_back(std::move(clauses));
  } else {
    pools.emplace_back();
    whole.clear();
    for (const CheckedClause& clause : indicator.clauses) pools.back().push_back(&clause);
  }
  return pools;
}

Rational points_of(const std::vector<const CheckedClause*>& clauses, PlanBuilder& builder,
                   const Rational& all) {
  Rational most = 0;
  for (const CheckedClause* clause : clauses)
    if (clause->part_points) return *clause->part_points;
  for (const CheckedClause* clause : clauses)
    if (clause->role == ClauseRole::Award) {
      TermLowering terms(builder, all);
      if (const Rational* fixed = builder.as_constant(terms.term(clause->amount)))
        most = std::max(most, *fixed);
    }
  return most;
}

class IndicatorLowering {
 public:
  IndicatorLowering(const CheckedIndicator& indicator, const CheckedRules& rules,
                    PlanBuilder& builder, const SourceText& source, DiagnosticSink& issues)
      : indicator_(indicator), rules_(rules), builder_(builder), source_(source), issues_(issues) {}

  PlanIndicator run() {
    PlanIndicator made;
    made.number = indicator_.number;
    made.title = indicator_.title;
    made.points = indicator_.points;
    made.nil = builder_.truth(false);
    made.score = builder_.constant(0);
    made.judged_left = builder_.constant(0);
    made.understood = !indicator_.unread && !indicator_.clauses.empty();
    if (!made.understood) return made;
    std::vector<const CheckedClause*> whole;
    const auto pools = pools_of(indicator_, whole);
    if (pools.empty()) {  // 以较高的得分计入, and nothing numbered to choose from
      issues_
          .report(DiagnosticKind::NotSupported, source_, indicator_.clauses.front().span,
                  {"以较高的得分计入"})
          .indicator = indicator_.number;
      made.understood = false;
      return made;
    }
    Rational points = indicator_.points;
    if (points.is_zero() && !rules_.syntax.indicators[indicator_.source].points)
      for (const auto& clauses : pools) points = points + points_of(clauses, builder_, points);
    made.points = points;
    if (indicator_.best_of) {
      take_best(pools, made, points);
    } else if (pools.size() == 1) {
      adopt(Pool(pools.front(), indicator_, points, rules_, builder_, source_, issues_).build(),
            made, true);
    } else {
      for (const auto& clauses : pools) {
        const Rational own = points_of(clauses, builder_, points);
        adopt(Pool(clauses, indicator_, own, rules_, builder_, source_, issues_).build(), made,
              false);
      }
      limit(made, points);
    }
    take_all(whole, made);
    add_grades(made);
    round(made);
    return made;
  }

 private:
  // What takes the points of every sub-rule.
  void take_all(const std::vector<const CheckedClause*>& nils, PlanIndicator& made) {
    if (nils.empty()) return;
    TermLowering terms(builder_, made.points);
    std::vector<PlanStep> taken;
    PlanId nil = builder_.truth(false);
    for (const CheckedClause* clause : nils) {
      PlanStep& step = taken.emplace_back();
      step.kind = StepKind::Nil;
      step.fires = step.when = terms.test(clause->when);
      step.amount = builder_.constant(0);
      step.line = source_.line_of(clause->span.begin);
      step.column = source_.column_of(clause->span.begin);
      nil = builder_.either(nil, step.fires);
    }
    for (PlanStep& step : made.steps) step.fires = builder_.both(builder_.negate(nil), step.fires);
    made.steps.insert(made.steps.begin(), taken.begin(), taken.end());
    made.nil = builder_.either(made.nil, nil);
    made.score = builder_.choose(nil, builder_.constant(0), made.score);
  }
  // 得分85分以上的为A级: cases that are no tiers come first (骗取贷款的直接为C级), then the
  // tightest tier. Where nothing else scores, the score is the figure that is graded.
  void add_grades(PlanIndicator& made) {
    std::vector<const CheckedClause*> cases, tiers;
    std::vector<TestPtr> tests;
    bool only = true;
    for (const CheckedClause& clause : indicator_.clauses) {
      only = only && (clause.role == ClauseRole::Grade || clause.role == ClauseRole::Remark);
      if (clause.role != ClauseRole::Grade) continue;
      const bool tier = tier_bounds(clause.when).has_value();
      (tier ? tiers : cases).push_back(&clause);
      if (tier) tests.push_back(clause.when);
    }
    TermLowering terms(builder_, made.points);
    std::vector<const CheckedClause*> last;
    for (const CheckedClause* one : cases)
      if (one->when)
        made.grades.push_back({terms.test(one->when), one->grade.text});
      else
        last.push_back(one);
    for (std::size_t i : tier_order(tests))
      made.grades.push_back({terms.test(tests[i]), tiers[i]->grade.text});
    for (const CheckedClause* one : last)
      made.grades.push_back({builder_.truth(true), one->grade.text});
    if (tests.empty() || !only) return;
    const PlanId figure = terms.term(tier_bounds(tests.front())->quantity);
    const PlanId most = builder_.constant(made.points);
    const PlanId kept = builder_.binary(Op::Maximum, figure, builder_.constant(0));
    made.score = made.points.is_zero() ? kept : builder_.binary(Op::Minimum, kept, most);
    PlanStep step;
    step.kind = StepKind::Formula;
    step.fires = step.when = builder_.truth(true);
    step.amount = made.score;
    step.line = source_.line_of(indicator_.clauses.front().span.begin);
    step.column = source_.column_of(indicator_.clauses.front().span.begin);
    made.steps.clear();
    made.steps.push_back(std::move(step));
  }
  void adopt(Pool::Result pool, PlanIndicator& made, bool only) {
    const bool nil = !builder_.is_truth(pool.nil, false);
    if (only) {
      made.nil = pool.nil;
      made.score = pool.score;
    } else {
      // The nil of one sub-rule takes that sub-rule's points, not the others'.
      for (PlanStep& step : pool.steps)
        if (nil && step.kind != StepKind::Nil)
          step.fires = builder_.both(builder_.negate(pool.nil), step.fires);
      for (PlanStep& step : pool.steps) {
        if (nil && step.kind == StepKind::Nil)
          step.kind = StepKind::Award;
        else
          step.amount = builder_.choose(step.fires, step.amount, builder_.constant(0));
      }
      made.score = builder_.add(made.score, pool.score);
    }
    if (pool.judged) made.judged_left = pool.judged_left;
    for (PlanStep& step : pool.steps) made.steps.push_back(std::move(step));
  }
  // 以较高的得分计入: the first sub-rule that no other exceeds.
  void take_best(const std::vector<std::vector<const CheckedClause*>>& pools, PlanIndicator& made,
                 const Rational& points) {
    std::vector<Pool::Result> results;
    for (const auto& clauses : pools)
      results.push_back(
          Pool(clauses, indicator_, points, rules_, builder_, source_, issues_).build());
    PlanId best = results.front().score;
    for (const Pool::Result& result : results)
      best = builder_.binary(Op::Maximum, best, result.score);
    PlanId open = builder_.truth(true);
    for (Pool::Result& result : results) {
      const PlanId chosen = builder_.both(open, builder_.binary(Op::Equal, result.score, best));
      open = builder_.both(open, builder_.negate(chosen));
      for (PlanStep& step : result.steps) {
        if (step.kind == StepKind::Nil)
          step.kind = StepKind::Award;
        else
          step.fires = builder_.both(builder_.negate(result.nil), step.fires);
        step.fires = builder_.both(chosen, step.fires);
        made.steps.push_back(std::move(step));
      }
    }
    made.score = best;
  }
  void change(PlanIndicator& made, PlanId kept, StepKind kind) {
    const PlanId back = builder_.subtract(kept, made.score);
    PlanStep step;
    step.kind = kind;
    step.fires =
        builder_.both(builder_.negate(made.nil),
                      builder_.negate(builder_.binary(Op::Equal, back, builder_.constant(0))));
    step.amount = back;
    step.when = builder_.truth(true);
    step.line = made.steps.empty() ? 0 : made.steps.front().line;
    step.column = made.steps.empty() ? 0 : made.steps.front().column;
    made.steps.push_back(std::move(step));
    made.score = kept;
  }
  void limit(PlanIndicator& made, const Rational& points) {
    const PlanId kept =
        builder_.binary(Op::Minimum, builder_.binary(Op::Maximum, made.score, builder_.constant(0)),
                        builder_.constant(points));
    change(made, kept, StepKind::Bounded);
  }
  void round(PlanIndicator& made) {
    const std::optional<Rounding>& rounding =
        indicator_.rounding ? indicator_.rounding : rules_.rounding;
    if (rounding)
      change(made, builder_.round(made.score, rounding->places, rounding->ties), StepKind::Rounded);
  }

  const CheckedIndicator& indicator_;
  const CheckedRules& rules_;
  PlanBuilder& builder_;
  const SourceText& source_;
  DiagnosticSink& issues_;
};

}  // namespace

PlanIndicator lower_indicator(const CheckedIndicator& indicator, const CheckedRules& rules,
                              PlanBuilder& builder, const SourceText& source,
                              DiagnosticSink& issues) {
  return IndicatorLowering(indicator, rules, builder, source, issues).run();
}

}  // namespace zs
