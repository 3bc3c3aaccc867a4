#include "analysis/cases/natural_range.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace zs {
namespace {

bool any_in(const std::string& name, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

// Differences and growth may be negative; completion may exceed the whole.
bool is_change(const std::string& name) {
  if (name.starts_with("新增") && !name.ends_with("率")) return false;  // a number of things
  static constexpr std::array<std::string_view, 16> kWords = {
      "增",   "减",   "降", "涨", "幅",   "速",   "差",   "同比",
      "环比", "变动", "盈", "亏", "利润", "偏离", "误差", "净"};
  return any_in(name, kWords);
}
bool may_exceed(const std::string& name) {
  static constexpr std::array<std::string_view, 7> kWords = {"完成", "达成", "进度",  "实现",
                                                             "收益", "比上", "相当于"};
  return any_in(name, kWords);
}

struct Compared {
  std::optional<Rational> least, most;
  void with(const Rational& value) {
    if (!least || value < *least) least = value;
    if (!most || value > *most) most = value;
  }
};

std::vector<Compared> compared_with(const Plan& plan) {
  std::vector<Compared> found(plan.inputs.size());
  const auto note = [&](PlanId input, PlanId other) {
    if (plan[input].op == Op::Input && plan[other].op == Op::Constant)
      found[plan[input].index].with(plan.constants[plan[other].index]);
  };
  for (const PlanNode& node : plan.nodes) {
    if (node.op != Op::Equal && node.op != Op::AtLeast && node.op != Op::More) continue;
    note(node.a, node.b);
    note(node.b, node.a);
  }
  return found;
}

}  // namespace

bool is_number(const PlanInput& input) {
  return is_numeric(input.dimension) || input.dimension == Dimension::Choice;
}

Rational cell_unit(const PlanInput& input) {
  if (input.dimension == Dimension::Percent) return Rational::fraction(1, 100);
  const auto unit = find_unit(input.unit);
  return unit && unit->dimension == input.dimension ? unit->factor : Rational(1);
}

std::vector<NaturalRange> natural_ranges(const Plan& plan) {
  const std::vector<Compared> compared = compared_with(plan);
  std::vector<NaturalRange> ranges(plan.inputs.size());
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const PlanInput& input = plan.inputs[i];
    NaturalRange& range = ranges[i];
    range.low = input.low;
    range.high = input.high;
    range.whole = input.dimension == Dimension::Count || input.dimension == Dimension::Rank;
    if (input.dimension == Dimension::Choice) {
      range.whole = true;
      range.low = 0;
      range.high =
          Rational(static_cast<std::int64_t>(std::max<std::size_t>(input.choices.size(), 1)) - 1);
      // Behind the last grade: none at all.
      if (input.cohort && input.cohort->kind == CohortKind::LastGrade)
        range.high = Rational(static_cast<std::int64_t>(plan.grades.size()));
    }
    const bool negative = compared[i].least && compared[i].least->is_negative();
    const bool beyond = compared[i].most && *compared[i].most > Rational(1);
    if (input.dimension == Dimension::Percent && !is_change(input.name)) {
      if (!range.low && !negative) range.low = 0;
      if (!range.high && !beyond && !may_exceed(input.name)) range.high = 1;
    }
    const bool amount = input.dimension == Dimension::Money ||
                        input.dimension == Dimension::Number ||
                        input.dimension == Dimension::Unknown;
    if (amount && !range.low && !negative && !is_change(input.name)) range.low = 0;
    if (input.role == InputRole::Judgement && !range.low) range.low = 0;
  }
  for (const PlanIndicator& indicator : plan.indicators)
    for (PlanInputId id : indicator.inputs) {
      NaturalRange& range = ranges[id.index];
      if (plan.inputs[id.index].role != InputRole::Judgement || plan.inputs[id.index].high)
        continue;
      if (!range.high || *range.high < indicator.points) range.high = indicator.points;
    }
  return ranges;
}

}  // namespace zs
