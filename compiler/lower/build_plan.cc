#include "compiler/lower/build_plan.h"

#include <algorithm>

#include "compiler/lower/lower_terms.h"
#include "compiler/lower/plan_inputs.h"
#include "compiler/lower/scheme_lowering.h"

namespace zs {
namespace {

// A growth of a growth: what stands in a name is made before what the whole name says.
void set_follows(const CheckedRules& rules, PlanBuilder& builder) {
  TermLowering terms(builder, Rational(0));
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rules.inputs.size(); ++i)
    if (rules.inputs[i].follows) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rules.inputs[a].name.size() < rules.inputs[b].name.size();
  });
  for (std::size_t i : order) builder.set_follows(i, terms.term(rules.inputs[i].follows));
}

void set_cohorts(Plan& plan, const CheckedRules& rules, PlanBuilder& builder) {
  TermLowering terms(builder, Rational(0));
  for (std::size_t i = 0; i < rules.inputs.size(); ++i) {
    const auto& cohort = rules.inputs[i].cohort;
    if (!cohort) continue;
    PlanCohort made;
    made.kind = cohort->kind;
    made.smallest_first = cohort->smallest_first;
    made.dense = rules.conventions.dense_ranks;
    if (cohort->of) made.of = terms.term(cohort->of);
    plan.inputs[i].cohort = made;
  }
}

// Which inputs each score needs, and what can stand for what.
void collect_all(Plan& plan, const CheckedRules& rules) {
  std::vector<PlanId> roots;
  for (const PlanIndicator& indicator : plan.indicators) {
    roots.push_back(indicator.score);
    for (const PlanGrade& grade : indicator.grades) roots.push_back(grade.fires);
  }
  const std::vector<PlanId> scheme = scheme_roots(plan);
  roots.insert(roots.end(), scheme.begin(), scheme.end());
  mark_derived(plan, roots);
  std::vector<std::uint32_t> seen(plan.nodes.size(), 0);
  std::uint32_t mark = 0;
  for (PlanIndicator& indicator : plan.indicators) {
    if (!indicator.understood) continue;
    collect_inputs(plan, indicator.score, ++mark, seen, indicator.inputs);
    for (const PlanGrade& grade : indicator.grades)
      collect_inputs(plan, grade.fires, mark, seen, indicator.inputs);
    std::erase_if(indicator.inputs,
                  [&](PlanInputId input) { return plan.inputs[input.index].hidden; });
  }
  for (PlanIndicator& indicator : plan.indicators) {
    if (!indicator.applies) continue;
    ++mark;
    for (const PlanIndicator& other : plan.indicators)
      if (other.score != indicator.score) seen[other.score.index] = mark;
    collect_inputs(plan, indicator.score, mark, seen, indicator.excused_by);
  }
  ++mark;
  std::vector<PlanInputId> below;
  for (PlanId root : scheme) collect_inputs(plan, root, mark, seen, below);
  std::vector<char> scored(plan.inputs.size(), 0);
  for (const PlanIndicator& indicator : plan.indicators)
    for (PlanInputId input : indicator.inputs) scored[input.index] = 1;
  for (PlanInputId input : below)
    if (!scored[input.index] && !plan.inputs[input.index].hidden)
      plan.scheme_inputs.push_back(input);
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    PlanInput& input = plan.inputs[i];
    if (!input.cohort || input.cohort->kind == CohortKind::LastGrade) continue;
    collect_inputs(plan, input.cohort->of, ++mark, seen, input.derived_from);
  }
  for (const PlanInputId input : plan.scheme_inputs) scored[input.index] = 1;
  // What an average is worked out from may be given instead; a place or last year's figure is given
  // as it is, more often than not.
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    if (!scored[i] || !plan.inputs[i].cohort) continue;
    const CohortKind kind = plan.inputs[i].cohort->kind;
    if (kind == CohortKind::LastYear || kind == CohortKind::Rank) continue;
    for (const PlanInputId from : plan.inputs[i].derived_from) scored[from.index] = 1;
  }
  for (std::size_t i = 0; i < rules.inputs.size(); ++i)
    if (!scored[i] && !rules.inputs[i].declared) plan.inputs[i].hidden = true;
  // Last year's grades are worked out only where something asks for them.
  const bool goals_ask = std::any_of(plan.goals.begin(), plan.goals.end(),
                                     [](const PlanGoal& goal) { return goal.among_last_year; });
  for (PlanInput& input : plan.inputs)
    if (!goals_ask && input.hidden && input.cohort && input.cohort->kind == CohortKind::LastGrade)
      input.cohort.reset();
}

}  // namespace

Plan build_plan(const CheckedRules& rules, const SourceText& source, const WordingTable& wording,
                DiagnosticSink& issues) {
  Plan plan;
  plan.title = rules.syntax.title.text;
  plan.first_year = rules.syntax.year;
  plan.inputs = plan_inputs(rules, source, wording);
  plan.measures = wording.words_of(WordKind::Measure);
  plan.group = rules.conventions.group;
  plan.missing_is_zero = rules.conventions.missing_is_zero;
  if (rules.rounding) plan.score_places = rules.rounding->places;
  PlanBuilder builder(plan);
  set_follows(rules, builder);
  lower_scheme(plan, rules, builder, source, issues);
  set_cohorts(plan, rules, builder);
  collect_all(plan, rules);
  return plan;
}

}  // namespace zs
