#include "analysis/findings/find_scheme.h"

#include <algorithm>
#include <set>

namespace zs {
namespace {

using Found = std::set<std::size_t>;

std::size_t place_in(const Rational& grade, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    if (grade == Rational(static_cast<std::int64_t>(i))) return i;
  return count;
}

// Grades that remain possible when every indicator may score anything between its ends; nothing
// when the bound was hit.
std::optional<Found> possible_grades(Findings& all, const std::vector<ScoreEnds>& ends) {
  const Plan& plan = all.plan;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const PlanIndicator& one = plan.indicators[i];
    if (!one.understood || plan[one.score].op == Op::Constant) continue;
    const Rational least = ends[i].least.value_or(-1000000);
    const Rational most = ends[i].most.value_or(1000000);
    all.search.stand_in(0, one.score, Linear::one(all.search.new_number(least, most)));
  }
  Found found;
  const Goal goals[] = {{0, plan.grade}};
  const Outcome outcome = all.search.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
    const Linear& grade = one.goals[0]->number;
    if (grade.is_constant()) {
      found.insert(place_in(grade.constant, plan.grades.size()));
    } else {
      for (std::size_t i = 0; i <= plan.grades.size(); ++i) found.insert(i);
    }
    return found.size() <= plan.grades.size();
  });
  all.search.clear_stand_ins(0);
  if (outcome == Outcome::OutOfBound) return std::nullopt;
  return found;
}

// Grades of rows that go from the best to the worst, one indicator after the other.
Found reached_grades(Findings& all, const std::vector<ScoreEnds>& ends) {
  const Plan& plan = all.plan;
  Found found;
  std::vector<Value> data(plan.inputs.size());
  const auto look = [&] {
    all.evaluation.reset(data);
    const Value grade = all.evaluation[plan.grade];
    if (const auto* place = std::get_if<Rational>(&grade))
      found.insert(place_in(*place, plan.grades.size()));
  };
  for (const bool fact : {false, true}) {
    const std::vector<NaturalRange>& ranges = all.search.ranges(0);
    for (PlanInputId input : plan.scheme_inputs) {
      const NaturalRange& range = ranges[input.index];
      if (is_number(plan.inputs[input.index]))
        data[input.index] = (fact ? range.high : range.low).value_or(0);
      else
        data[input.index] = fact;
    }
    for (const ScoreEnds& one : ends)
      for (const auto& [input, value] : one.most_row) data[input.index] = value;
    look();
    for (const ScoreEnds& one : ends) {
      for (const auto& [input, value] : one.least_row) data[input.index] = value;
      look();
    }
  }
  return found;
}

void find_grades(Findings& all, const std::vector<ScoreEnds>& ends) {
  const Plan& plan = all.plan;
  if (plan.grades.empty() || all.rules.scheme.grading.empty()) return;
  const bool read = std::all_of(plan.indicators.begin(), plan.indicators.end(),
                                [](const PlanIndicator& one) { return one.understood; });
  if (!read) return;
  const std::optional<Found> possible = possible_grades(all, ends);
  const Found reached = reached_grades(all, ends);
  for (std::size_t grade = 0; grade < plan.grades.size(); ++grade) {
    if (reached.count(grade)) continue;
    const auto& grading = all.rules.scheme.grading;
    const auto sentence = std::find_if(grading.begin(), grading.end(),
                                       [&](const auto& one) { return one.grade == grade; });
    const Span span = (sentence == grading.end() ? grading.front() : *sentence).words.span;
    if (possible && !possible->count(grade))
      all.issues.report(DiagnosticKind::GradeUnreachable, all.source, span, {plan.grades[grade]});
    else
      all.issues.report(DiagnosticKind::NotProved, all.source, span,
                        {Words("有单位能评为“" + plan.grades[grade] + "”",
                               "some unit can get the grade \"" + plan.grades[grade] + "\"")});
  }
}

void find_vetoes(Findings& all) {
  for (std::size_t i = 0; i < all.plan.vetoes.size() && i < all.rules.scheme.vetoes.size(); ++i) {
    const Given given[] = {{{0, all.plan.vetoes[i].fires}, true}};
    const Outcome outcome =
        all.search.visit_cases(given, {}, {}, [](const CaseSearch::Case&) { return false; });
    const Span span = all.rules.scheme.vetoes[i].words.span;
    if (outcome == Outcome::Finished)
      all.issues.report(DiagnosticKind::VetoNeverFires, all.source, span);
    else if (outcome == Outcome::OutOfBound)
      all.issues.report(DiagnosticKind::NotProved, all.source, span,
                        {Words("这条否决会成立", "this veto can fire")});
  }
}

}  // namespace

void find_scheme(Findings& all, const std::vector<ScoreEnds>& ends) {
  find_grades(all, ends);
  find_vetoes(all);
}

}  // namespace zs
