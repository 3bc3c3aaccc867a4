#include "analysis/findings/find_scheme.h"

#include <algorithm>
#include <map>
#include <set>

#include "analysis/findings/find_grade_bands.h"

namespace zs {
namespace {

// What is possible, by grade: values for the inputs that only the whole script depends on.
using Possible = std::map<std::size_t, std::vector<std::vector<Value>>>;

std::size_t place_in(const Rational& grade, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    if (grade == Rational(static_cast<std::int64_t>(i))) return i;
  return count;
}

// From now on every indicator may score anything between its ends, until clear_stand_ins().
void let_scores_be_free(Findings& all, const std::vector<ScoreEnds>& ends) {
  for (std::size_t i = 0; i < all.plan.indicators.size(); ++i) {
    const PlanIndicator& one = all.plan.indicators[i];
    if (!one.understood || all.plan[one.score].op == Op::Constant) continue;
    const Rational least = ends[i].least.value_or(-1000000);
    const Rational most = ends[i].most.value_or(1000000);
    all.search.stand_in(0, one.score, Linear::one(all.search.new_number(least, most)));
  }
}

// Grades that remain possible when every indicator may score anything between its ends; nothing
// when the bound was hit.
std::optional<Possible> possible_grades(Findings& all, const std::vector<ScoreEnds>& ends) {
  constexpr std::size_t kKept = 4;
  const Plan& plan = all.plan;
  let_scores_be_free(all, ends);
  Possible found;
  const Goal goals[] = {{0, plan.grade}};
  const auto note = [&](std::size_t grade) {
    auto& kept = found[grade];
    if (kept.size() >= kKept) return;
    if (auto values = all.search.sample(0, plan.scheme_inputs)) kept.push_back(std::move(*values));
  };
  const auto enough = [&] {
    return found.size() > plan.grades.size() &&
           std::all_of(found.begin(), found.end(),
                       [](const auto& one) { return one.second.size() >= kKept; });
  };
  const Outcome outcome = all.search.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
    const Linear& grade = one.goals[0]->number;
    if (grade.is_constant()) {
      note(place_in(grade.constant, plan.grades.size()));
    } else {
      for (std::size_t i = 0; i <= plan.grades.size(); ++i) note(i);
    }
    return !enough();
  });
  all.search.clear_stand_ins(0);
  if (outcome == Outcome::OutOfBound) return std::nullopt;
  return found;
}

// Tries rows until one gets the grade: from the best scores down to the worst, one indicator after
// the other, a little at a time.
class Descent {
 public:
  Descent(Findings& all, const std::vector<ScoreEnds>& ends) : all_(all), ends_(ends) {}

  const std::set<std::size_t>& reached() const { return reached_; }

  void with(const std::vector<Value>& scheme, std::size_t wanted) {
    const Plan& plan = all_.plan;
    data_.assign(plan.inputs.size(), Value(Missing{}));
    for (const ScoreEnds& one : ends_) put(one.most_row.empty() ? first(one) : one.most_row);
    put_scheme(scheme);
    looks_ = 0;
    if (look(wanted)) return;
    const std::size_t each = std::max<std::size_t>(1, kMostLooks / (ends_.size() + 1));
    for (const ScoreEnds& one : ends_) {
      const std::size_t stride = one.rows.size() / each + 1;
      for (std::size_t i = 0; i < one.rows.size(); i += stride) {
        put(one.rows[i]);
        put_scheme(scheme);
        if (look(wanted)) return;
      }
      put(one.least_row);
      put_scheme(scheme);
      if (look(wanted)) return;
    }
  }

 private:
  static constexpr std::size_t kMostLooks = 600;

  static ScoreEnds::Row first(const ScoreEnds& one) {
    return one.rows.empty() ? ScoreEnds::Row{} : one.rows.front();
  }
  void put(const ScoreEnds::Row& row) {
    for (const auto& [input, value] : row) data_[input.index] = value;
  }
  void put_scheme(const std::vector<Value>& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      data_[all_.plan.scheme_inputs[i].index] = values[i];
  }
  bool look(std::size_t wanted) {
    ++looks_;
    all_.evaluation.reset(data_);
    const Value grade = all_.evaluation[all_.plan.grade];
    if (const auto* place = std::get_if<Rational>(&grade))
      reached_.insert(place_in(*place, all_.plan.grades.size()));
    return reached_.count(wanted) > 0 || looks_ > kMostLooks;
  }

  Findings& all_;
  const std::vector<ScoreEnds>& ends_;
  std::vector<Value> data_;
  std::set<std::size_t> reached_;
  std::size_t looks_ = 0;
};

// Every fact the same, every number at one end.
std::vector<Value> all_alike(const Findings& all, bool fact) {
  std::vector<Value> values;
  for (PlanInputId input : all.plan.scheme_inputs) {
    const NaturalRange& range = all.search.ranges(0)[input.index];
    if (is_number(all.plan.inputs[input.index]))
      values.emplace_back((fact ? range.high : range.low).value_or(0));
    else
      values.emplace_back(fact);
  }
  return values;
}

void find_grades(Findings& all, const std::vector<ScoreEnds>& ends) {
  const Plan& plan = all.plan;
  if (plan.grades.empty() || all.rules.scheme.grading.empty()) return;
  const bool read = std::all_of(plan.indicators.begin(), plan.indicators.end(),
                                [](const PlanIndicator& one) { return one.understood; });
  if (!read) return;
  const std::optional<Possible> possible = possible_grades(all, ends);
  Descent descent(all, ends);
  if (possible)
    for (const auto& [grade, schemes] : *possible)
      for (const std::vector<Value>& scheme : schemes)
        if (!descent.reached().count(grade)) descent.with(scheme, grade);
  if (!possible)
    for (std::size_t grade = 0; grade < plan.grades.size(); ++grade)
      for (const bool fact : {false, true})
        if (!descent.reached().count(grade)) descent.with(all_alike(all, fact), grade);
  for (std::size_t grade = 0; grade < plan.grades.size(); ++grade) {
    if (descent.reached().count(grade)) continue;
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

void find_vetoes(Findings& all, const std::vector<ScoreEnds>& ends) {
  let_scores_be_free(all, ends);
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
  all.search.clear_stand_ins(0);
}

}  // namespace

void find_scheme(Findings& all, const std::vector<ScoreEnds>& ends) {
  find_grades(all, ends);
  find_grade_bands(all);
  find_vetoes(all, ends);
}

}  // namespace zs
