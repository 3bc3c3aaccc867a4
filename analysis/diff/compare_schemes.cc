#include "analysis/diff/compare_schemes.h"

#include <algorithm>

#include "analysis/cases/cell_text.h"

namespace zs {
namespace {

constexpr std::int64_t kFarAway = 1000000;

// A place in the list by its name; the one after the last: none.
std::string grade_named(const Plan& plan, const Linear& place) {
  for (std::size_t i = 0; i < plan.grades.size(); ++i)
    if (place.constant == Rational(static_cast<std::int64_t>(i))) return plan.grades[i];
  return "";
}

bool same_goal(const Plan& before, const PlanGoal& a, const Plan& after, const PlanGoal& b) {
  const auto name = [](const Plan& plan, const std::optional<std::size_t>& grade) {
    return grade && *grade < plan.grades.size() ? plan.grades[*grade] : std::string();
  };
  return a.year == b.year && a.relation == b.relation && a.edge == b.edge &&
         a.exactly == b.exactly && a.among_last_year == b.among_last_year &&
         name(before, a.grade) == name(after, b.grade) &&
         name(before, a.among) == name(after, b.among) && (a.grade || a.text == b.text);
}

class SchemeComparison {
 public:
  SchemeComparison(const Plan& before, const Plan& after,
                   const std::vector<IndicatorChange>& indicators, std::size_t most_forks)
      : before_(before), after_(after), search_(most_forks) {
    search_.add_side(before);
    search_.add_side(after);
    for (const IndicatorChange& one : indicators) share_score(one);
  }

  std::vector<SchemeChange> run() {
    compare_totals();
    if (!before_.grades.empty() || !after_.grades.empty()) compare_grades();
    const bool goals = std::equal(
        before_.goals.begin(), before_.goals.end(), after_.goals.begin(), after_.goals.end(),
        [&](const PlanGoal& a, const PlanGoal& b) { return same_goal(before_, a, after_, b); });
    if (!goals) found_.push_back({SchemeChange::What::Goals, Change::Differs, {}, {}, {}, {}, {}});
    return std::move(found_);
  }

 private:
  void widen(std::size_t side, PlanId score, Extent& ends) {
    const Goal goals[] = {{side, score}};
    Rational low = 0, high = 0;
    bool open = false;
    const Outcome outcome = search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
      const Extent extent = one.region.extent(one.goals[0]->number);
      if (extent.empty) return true;
      open = open || !extent.low || !extent.high;
      if (extent.low) low = std::min(low, *extent.low);
      if (extent.high) high = std::max(high, *extent.high);
      return !open;
    });
    if (open || outcome == Outcome::OutOfBound) low = -kFarAway, high = kFarAway;
    ends.low = ends.low ? std::min(*ends.low, low) : low;
    ends.high = ends.high ? std::max(*ends.high, high) : high;
  }
  // The same score on both sides, whatever the rules of the indicator.
  void share_score(const IndicatorChange& one) {
    Extent ends;
    const PlanIndicator* old = one.before ? &before_.indicators[*one.before] : nullptr;
    const PlanIndicator* now = one.after ? &after_.indicators[*one.after] : nullptr;
    if (one.change == Change::NotRead) {  // nothing to compare: it counts as 0 in both
      if (old && before_[old->score].op != Op::Constant)
        stand_ins_.push_back({0, old->score, Linear()});
      if (now && after_[now->score].op != Op::Constant)
        stand_ins_.push_back({1, now->score, Linear()});
      return;
    }
    const bool fixed = (old && before_[old->score].op == Op::Constant) ||
                       (now && after_[now->score].op == Op::Constant);
    if (fixed) return;
    if (old) widen(0, old->score, ends);
    if (now) widen(1, now->score, ends);
    const Linear score = Linear::one(search_.new_number(*ends.low, *ends.high));
    if (old) stand_ins_.push_back({0, old->score, now ? score : Linear()});
    if (now) stand_ins_.push_back({1, now->score, old ? score : Linear()});
  }
  void stand_in() {
    for (const auto& [side, node, form] : stand_ins_) search_.stand_in(side, node, form);
  }
  void release() {
    search_.clear_stand_ins(0);
    search_.clear_stand_ins(1);
  }

  void compare_totals() {
    const Goal goals[] = {{0, before_.total}, {1, after_.total}};
    visit(SchemeChange::What::Total, goals, [](const CaseSearch::Case& one) {
      const Linear apart = one.goals[0]->number - one.goals[1]->number;
      return one.region.assume({apart, true}) || one.region.assume({-apart, true});
    });
  }
  void compare_grades() {
    const bool same_names = before_.grades == after_.grades;
    const Goal goals[] = {
        {0, before_.grade}, {1, after_.grade}, {0, before_.total}, {1, after_.total}};
    visit(SchemeChange::What::Grade, goals, [&](const CaseSearch::Case& one) {
      const Linear& old = one.goals[0]->number;
      const Linear& now = one.goals[1]->number;
      if (!old.is_constant() || !now.is_constant()) return !(same_names && old == now);
      return grade_named(before_, old) != grade_named(after_, now);
    });
  }

  // Looks for a case in which they differ, and for an example in it.
  template <typename Differs>
  void visit(SchemeChange::What what, std::span<const Goal> goals, const Differs& differs) {
    SchemeChange made;
    made.what = what;
    bool found = false;
    stand_in();
    const Outcome outcome = search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
      const std::size_t mark = one.region.mark();
      if (differs(one)) {
        found = true;
        describe(one, made);
      }
      one.region.undo(mark);
      return !found;
    });
    release();
    if (found || outcome == Outcome::OutOfBound) {
      made.change = found ? Change::Differs : Change::Open;
      found_.push_back(std::move(made));
    }
  }
  static std::optional<Rational> value_of(const Linear& form, const Region& region) {
    std::vector<Unknown> unknowns;
    for (const Linear::Term& term : form.terms) unknowns.push_back(term.of);
    const auto values = region.sample(unknowns);
    if (!values) return std::nullopt;
    Rational sum = form.constant;
    for (std::size_t i = 0; i < form.terms.size(); ++i)
      sum = sum + form.terms[i].times * (*values)[i];
    return sum;
  }
  void describe(const CaseSearch::Case& one, SchemeChange& made) {
    const bool grade = made.what == SchemeChange::What::Grade;
    made.old_total = value_of(one.goals[grade ? 2 : 0]->number, one.region);
    made.new_total = value_of(one.goals[grade ? 3 : 1]->number, one.region);
    if (grade) {
      made.old_grade = grade_named(before_, one.goals[0]->number);
      made.new_grade = grade_named(after_, one.goals[1]->number);
    }
    for (std::size_t side : {0, 1}) {
      const Plan& plan = side == 0 ? before_ : after_;
      const auto values = search_.sample(side, plan.scheme_inputs);
      for (std::size_t i = 0; values && i < values->size(); ++i) {
        const PlanInput& input = plan.inputs[plan.scheme_inputs[i].index];
        const bool known = std::any_of(made.row.begin(), made.row.end(),
                                       [&](const auto& cell) { return cell.first == input.name; });
        const bool* yes = std::get_if<bool>(&(*values)[i]);
        if (!known && (!yes || *yes))
          made.row.emplace_back(input.name, cell_text(input, (*values)[i]));
      }
    }
  }

  struct StandIn {
    std::size_t side;
    PlanId node;
    Linear form;
  };
  const Plan& before_;
  const Plan& after_;
  CaseSearch search_;
  std::vector<StandIn> stand_ins_;
  std::vector<SchemeChange> found_;
};

}  // namespace

std::vector<SchemeChange> compare_schemes(const Plan& before, const Plan& after,
                                          const std::vector<IndicatorChange>& indicators,
                                          std::size_t most_forks) {
  return SchemeComparison(before, after, indicators, most_forks).run();
}

}  // namespace zs
