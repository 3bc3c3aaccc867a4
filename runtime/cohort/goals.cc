#include "runtime/cohort/goals.h"

#include <algorithm>
#include <unordered_map>

#include "runtime/scalar/bounds.h"

namespace zs {
namespace {

Rational whole(std::size_t number) { return Rational(static_cast<std::int64_t>(number)); }

// Yes, no, or open: has the unit this grade or a better one?
std::optional<bool> has_grade(const GradeResult& grade, std::size_t wanted) {
  if (grade.worst <= wanted) return true;
  if (grade.best > wanted) return false;
  return std::nullopt;
}

class GoalChecker {
 public:
  GoalChecker(const Plan& plan, const CohortFiller& cohorts, const std::vector<BoundUnit>& units,
              const std::vector<UnitResult>& results)
      : plan_(plan), cohorts_(cohorts), units_(units), results_(results) {}

  std::vector<GoalResult> run() {
    std::vector<GoalResult> made;
    for (const std::string& year : cohorts_.years())
      for (std::size_t i = 0; i < plan_.goals.size(); ++i) {
        const PlanGoal& goal = plan_.goals[i];
        if (goal.year && !year.empty() && year.find(std::to_string(*goal.year)) != 0) continue;
        GoalResult& one = made.emplace_back();
        one.goal = i;
        one.year = year;
        if (goal.grade)
          share(goal, year, one);
        else
          figure(goal, year, one);
        if (one.least && one.most && *one.least == *one.most) one.value = one.least;
        judge(goal, one);
      }
    return made;
  }

 private:
  // Units of this year that had, or may have had, the grade a year before.
  std::optional<bool> had_grade(std::size_t unit, std::size_t wanted) const {
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      const PlanInput& input = plan_.inputs[i];
      if (!input.cohort || input.cohort->kind != CohortKind::LastGrade) continue;
      Bounds bounds(plan_, units_[unit].values, units_[unit].known);
      const PlanInputId id{static_cast<std::uint32_t>(i)};
      Interval within;
      if (const auto* place = std::get_if<Rational>(&units_[unit].values[i]))
        within = {*place, *place};
      for (const InputBounds& known : units_[unit].known)
        if (known.input == id) within = known.within;
      if (!within.low || !within.high) return std::nullopt;
      if (*within.high <= whole(wanted)) return true;
      if (*within.low > whole(wanted)) return false;
      return std::nullopt;
    }
    return std::nullopt;
  }

  void share(const PlanGoal& goal, const std::string& year, GoalResult& one) const {
    // surely and perhaps: in the whole, and in the part of it
    std::size_t in = 0, out = 0, open_in = 0, open_both = 0, open_out = 0;
    for (std::size_t unit : cohorts_.units_of(year)) {
      const UnitResult& result = results_[unit];
      if (!result.grade) continue;
      std::optional<bool> among = true;
      if (goal.among)
        among = goal.among_last_year ? had_grade(unit, *goal.among)
                                     : has_grade(*result.grade, *goal.among);
      const std::optional<bool> has = has_grade(*result.grade, *goal.grade);
      if (among && !*among) continue;
      if (among) {
        in += has == true;
        out += has == false;
        open_in += !has;
      } else {
        open_both += has != false;  // may be counted, as one that has it …
        open_out += has != true;    // … or as one that has not
      }
    }
    one.count = in;
    one.of = in + out + open_in;
    const std::size_t low_of = in + out + open_in + open_out;
    const std::size_t high_of = in + out + open_in + open_both;
    if (low_of > 0) one.least = whole(in).divided_by(whole(low_of));
    if (high_of > 0) one.most = whole(in + open_in + open_both).divided_by(whole(high_of));
    if (low_of == 0 || high_of == 0) one.least = one.most = std::nullopt;
  }

  void figure(const PlanGoal& goal, const std::string& year, GoalResult& one) const {
    const std::vector<std::size_t>& units = cohorts_.units_of(year);
    if (units.empty()) return;
    if (goal.ratio) {
      const Interval top = sum(goal.numerator, units), bottom = sum(goal.denominator, units);
      if (top.is_point() && bottom.is_point() && !bottom.low->is_zero()) {
        one.least = one.most = top.low->divided_by(*bottom.low);
        return;
      }
    }
    const Interval all = sum(goal.figure, units);
    if (all.low) one.least = all.low->divided_by(whole(units.size()));
    if (all.high) one.most = all.high->divided_by(whole(units.size()));
  }
  Interval sum(PlanId node, const std::vector<std::size_t>& units) const {
    Interval total{Rational(0), Rational(0)};
    for (std::size_t unit : units) {
      Bounds bounds(plan_, units_[unit].values, units_[unit].known);
      const Interval one = bounds.number(node);
      total.low = total.low && one.low ? std::optional(*total.low + *one.low) : std::nullopt;
      total.high = total.high && one.high ? std::optional(*total.high + *one.high) : std::nullopt;
    }
    return total;
  }

  static void judge(const PlanGoal& goal, GoalResult& one) {
    const auto met = [&](const Rational& value) {
      switch (goal.relation) {
        case GoalRelation::AtLeast:
          return value >= goal.edge;
        case GoalRelation::More:
          return value > goal.edge;
        case GoalRelation::AtMost:
          return value <= goal.edge;
        case GoalRelation::Less:
          return value < goal.edge;
      }
      return false;
    };
    const bool rising =
        goal.relation == GoalRelation::AtLeast || goal.relation == GoalRelation::More;
    const std::optional<Rational>& worst = rising ? one.least : one.most;
    const std::optional<Rational>& best = rising ? one.most : one.least;
    if (worst && met(*worst)) one.met = true;
    if (best && !met(*best)) one.met = false;
  }

  const Plan& plan_;
  const CohortFiller& cohorts_;
  const std::vector<BoundUnit>& units_;
  const std::vector<UnitResult>& results_;
};

}  // namespace

std::vector<GoalResult> check_goals(const Plan& plan, const CohortFiller& cohorts,
                                    const std::vector<BoundUnit>& units,
                                    const std::vector<UnitResult>& results) {
  return GoalChecker(plan, cohorts, units, results).run();
}

}  // namespace zs
