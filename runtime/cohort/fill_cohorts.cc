#include "runtime/cohort/fill_cohorts.h"

#include <algorithm>
#include <map>

#include "runtime/number/decimal_text.h"
#include "runtime/scalar/bounds.h"

namespace zs {
namespace {

std::optional<int> year_number(const std::string& year) {
  const auto number = Rational::from_decimal(year.substr(0, year.find("年")));
  if (!number || !number->is_whole() || number->is_negative() || year.size() > 7)
    return std::nullopt;
  return std::stoi(number->fixed_text(0));
}

using Ends = std::optional<Rational>;

// One end of every member's value; nothing when some member has none.
template <typename Members, typename End>
std::optional<std::vector<Rational>> ends(const Members& members, End end) {
  std::vector<Rational> all;
  for (const auto& member : members) {
    const Ends& one = end(member.value);
    if (!one) return std::nullopt;
    all.push_back(*one);
  }
  return all;
}

Rational sum_of(const std::vector<Rational>& values) {
  Rational sum = 0;
  for (const Rational& value : values) sum = sum + value;
  return sum;
}

Rational combined(CohortKind kind, std::vector<Rational> values) {
  switch (kind) {
    case CohortKind::Mean:
    case CohortKind::LastYearMean:
      return sum_of(values).divided_by(Rational(static_cast<std::int64_t>(values.size())));
    case CohortKind::Largest:
      return *std::max_element(values.begin(), values.end());
    case CohortKind::Smallest:
      return *std::min_element(values.begin(), values.end());
    case CohortKind::Median: {
      std::sort(values.begin(), values.end());
      const std::size_t half = values.size() / 2;
      if (values.size() % 2 == 1) return values[half];
      return (values[half - 1] + values[half]).divided_by(Rational(2));
    }
    case CohortKind::Sum:
    case CohortKind::Share:
    case CohortKind::Rank:
    case CohortKind::LastYear:
    case CohortKind::LastGrade:
      break;
  }
  return sum_of(values);
}

// Units that are bound as a whole.
class UnitsTable : public CohortTable {
 public:
  UnitsTable(const Plan& plan, std::vector<BoundUnit>& units) : plan_(plan), units_(units) {}

  std::size_t size() const override { return units_.size(); }
  const std::string& year(std::size_t unit) const override { return units_[unit].year; }
  const std::string& group(std::size_t unit) const override { return units_[unit].group; }
  std::string key(std::size_t unit) const override { return units_[unit].name; }
  bool is_open(std::size_t input, std::size_t unit) const override {
    return is_missing(units_[unit].values[input]) && !units_[unit].bad[input];
  }
  Interval figure(std::size_t input, std::size_t unit) const override {
    Bounds bounds(plan_, units_[unit].values, units_[unit].known);
    return bounds.number(plan_.inputs[input].cohort->of);
  }
  bool is_excluded(std::size_t input, std::size_t unit) const override {
    const std::optional<PlanId>& only = plan_.inputs[input].cohort->only;
    if (!only) return false;
    Bounds bounds(plan_, units_[unit].values, units_[unit].known);
    return bounds.truth(*only) == false;
  }
  void settle(std::size_t input, std::size_t unit, const Interval& value) override {
    BoundUnit& one = units_[unit];
    if (value.is_point())
      one.values[input] = *value.low;
    else
      one.known.push_back({PlanInputId{static_cast<std::uint32_t>(input)}, value});
  }

 private:
  const Plan& plan_;
  std::vector<BoundUnit>& units_;
};

}  // namespace

CohortFiller::CohortFiller(const Plan& plan, std::vector<BoundUnit>& units)
    : CohortFiller(plan, std::make_unique<UnitsTable>(plan, units)) {}

CohortFiller::CohortFiller(const Plan& plan, std::unique_ptr<CohortTable> own)
    : CohortFiller(plan, *own) {
  own_ = std::move(own);
}

CohortFiller::CohortFiller(const Plan& plan, CohortTable& table)
    : plan_(plan), table_(table), taken_(plan.inputs.size()) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    auto& list = by_year_[table.year(i)];
    if (list.empty()) years_.push_back(table.year(i));
    list.push_back(i);
  }
  std::stable_sort(years_.begin(), years_.end(), [](const std::string& a, const std::string& b) {
    const auto x = year_number(a), y = year_number(b);
    return x && y ? *x < *y : a < b;
  });
  // An input comes after those that stand below what it compares.
  std::vector<char> state(plan.inputs.size(), 0);
  const auto visit = [&](auto&& self, std::size_t input) -> void {
    if (state[input] || !plan.inputs[input].cohort) return;
    state[input] = 1;
    for (PlanInputId below : plan.inputs[input].derived_from) self(self, below.index);
    order_.push_back(input);
  };
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) visit(visit, i);
}

const std::vector<std::size_t>& CohortFiller::units_of(const std::string& year) const {
  static const std::vector<std::size_t> kNone;
  const auto found = by_year_.find(year);
  return found == by_year_.end() ? kNone : found->second;
}

void CohortFiller::fill(const std::string& year) {
  for (std::size_t input : order_) fill_input(input, year);
}

void CohortFiller::keep_grade(std::size_t unit, const GradeResult& grade) { grades_[unit] = grade; }

std::vector<CohortFiller::Member> CohortFiller::members(
    std::size_t input, const std::vector<std::size_t>& units) const {
  std::vector<Member> all;
  for (std::size_t unit : units)
    if (!table_.is_excluded(input, unit)) all.push_back({unit, table_.figure(input, unit)});
  return all;
}

void CohortFiller::set(std::size_t input, std::size_t unit, const Interval& value) {
  if (!table_.is_open(input, unit) || (!value.low && !value.high)) return;
  table_.settle(input, unit, value);
  if (value.is_point()) taken_[input].used = true;
}

std::vector<std::size_t> CohortFiller::before(const std::string& year) const {
  const auto now = year_number(year);
  if (!now) return {};
  for (const std::string& other : years_)
    if (year_number(other) == *now - 1) return units_of(other);
  return {};
}

void CohortFiller::fill_input(std::size_t input, const std::string& year) {
  const PlanCohort& cohort = *plan_.inputs[input].cohort;
  const std::vector<std::size_t>& units = units_of(year);
  const bool wanted = std::any_of(units.begin(), units.end(),
                                  [&](std::size_t unit) { return table_.is_open(input, unit); });
  if (!wanted) return;
  if (cohort.kind == CohortKind::LastGrade) return fill_last_grade(input, units, year);
  if (cohort.kind == CohortKind::LastYear) return fill_last_year(input, units, year);
  const bool back = cohort.kind == CohortKind::LastYearMean;
  std::map<std::string, std::vector<std::size_t>> groups, now;
  for (std::size_t unit : back ? before(year) : units) groups[table_.group(unit)].push_back(unit);
  for (std::size_t unit : units) now[table_.group(unit)].push_back(unit);
  for (const auto& [name, of] : groups) {
    const bool nowhere = !plan_.group.empty() && name.empty();  // belongs to no group
    if (of.size() < 2 || nowhere) continue;
    const std::vector<Member> all = members(input, of);
    if (all.empty()) continue;
    std::size_t lacking = 0;
    for (const Member& member : all) lacking += !member.value.is_point();
    if (lacking == all.size()) continue;  // nobody gives the figure
    taken_[input].lacking = std::max(taken_[input].lacking, lacking);
    const bool every = cohort.kind == CohortKind::Mean && cohort.only;
    if (!back && !every) {
      fill_group(input, all);
      continue;
    }
    const auto low = ends(all, [](const Interval& v) { return v.low; });
    const auto high = ends(all, [](const Interval& v) { return v.high; });
    Interval value;
    if (low) value.low = combined(cohort.kind, *low);
    if (high) value.high = combined(cohort.kind, *high);
    for (std::size_t unit : now[name]) set(input, unit, value);
  }
}

// How many are better for certain, and how many may be: by counting in sorted ends.
void CohortFiller::fill_ranks(std::size_t input, const std::vector<Member>& members) {
  const PlanCohort& cohort = *plan_.inputs[input].cohort;
  const auto turned = [&](const Interval& value) -> Interval {  // larger is better
    if (!cohort.smallest_first) return value;
    const auto minus = [](const Ends& end) { return end ? Ends(Rational(0) - *end) : Ends(); };
    return {minus(value.high), minus(value.low)};
  };
  std::vector<Rational> lows, highs;
  std::size_t unlimited = 0;
  bool certain = true;
  for (const Member& member : members) {
    const Interval value = turned(member.value);
    certain = certain && value.is_point();
    if (value.low) lows.push_back(*value.low);
    if (value.high)
      highs.push_back(*value.high);
    else
      ++unlimited;
  }
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  if (cohort.dense && certain) lows.erase(std::unique(lows.begin(), lows.end()), lows.end());
  const auto above = [](const std::vector<Rational>& sorted, const Rational& value) {
    return static_cast<std::int64_t>(sorted.end() -
                                     std::upper_bound(sorted.begin(), sorted.end(), value));
  };
  for (const Member& member : members) {
    const Interval value = turned(member.value);
    const std::int64_t surely = value.high ? above(lows, *value.high) : 0;
    if (certain) {
      set(input, member.unit, {Rational(surely + 1), Rational(surely + 1)});
      continue;
    }
    std::int64_t perhaps = static_cast<std::int64_t>(members.size()) - 1;
    if (value.low) {
      perhaps = above(highs, *value.low) + static_cast<std::int64_t>(unlimited);
      if (!value.high || *value.high > *value.low) --perhaps;  // itself
    }
    set(input, member.unit, {Rational(cohort.dense ? 1 : surely + 1), Rational(perhaps + 1)});
  }
}

void CohortFiller::fill_group(std::size_t input, const std::vector<Member>& members) {
  const PlanCohort& cohort = *plan_.inputs[input].cohort;
  if (cohort.kind == CohortKind::Rank) {
    fill_ranks(input, members);
    return;
  }
  const auto low = ends(members, [](const Interval& v) { return v.low; });
  const auto high = ends(members, [](const Interval& v) { return v.high; });
  if (cohort.kind == CohortKind::Share) {
    if (!low || !high || sum_of(*low).is_zero()) return;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!members[i].value.is_point() || !(sum_of(*low) == sum_of(*high))) continue;
      const Rational share = (*low)[i].divided_by(sum_of(*low));
      set(input, members[i].unit, {share, share});
    }
    return;
  }
  Interval value;
  if (low) value.low = combined(cohort.kind, *low);
  if (high) value.high = combined(cohort.kind, *high);
  for (const Member& one : members) set(input, one.unit, value);
}

void CohortFiller::fill_last_year(std::size_t input, const std::vector<std::size_t>& units,
                                  const std::string& year) {
  std::unordered_map<std::string, std::size_t> by_name;
  for (std::size_t unit : before(year)) by_name.emplace(table_.key(unit), unit);
  for (std::size_t unit : units) {
    const auto found = by_name.find(table_.key(unit));
    if (found != by_name.end()) set(input, unit, table_.figure(input, found->second));
  }
}

// Before the first year of the scheme nobody had a grade; nor had a unit that was not assessed in a
// year in which others were.
void CohortFiller::fill_last_grade(std::size_t input, const std::vector<std::size_t>& units,
                                   const std::string& year) {
  const Rational none(static_cast<std::int64_t>(plan_.grades.size()));
  const auto now = year_number(year);
  const bool first = now && plan_.first_year && *now == *plan_.first_year;
  const std::vector<std::size_t> earlier = before(year);
  if (earlier.empty() && !first) return;
  std::unordered_map<std::string, std::size_t> by_name;
  for (std::size_t unit : earlier) by_name.emplace(table_.key(unit), unit);
  for (std::size_t unit : units) {
    const auto found = by_name.find(table_.key(unit));
    Interval value{none, none};
    if (found != by_name.end()) {
      const auto grade = grades_.find(found->second);
      if (grade == grades_.end()) continue;
      value = {Rational(static_cast<std::int64_t>(grade->second.best)),
               Rational(static_cast<std::int64_t>(grade->second.worst))};
    }
    set(input, unit, value);
  }
}

}  // namespace zs
