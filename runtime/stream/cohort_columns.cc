#include "runtime/stream/cohort_columns.h"

#include <functional>
#include <numeric>

namespace zs::stream {
namespace {

constexpr std::int64_t kElsewhere = INT64_MIN;
constexpr std::int64_t kMostInPlace = std::int64_t{1} << 61;
constexpr std::int64_t kFinestScale = 1'000'000'000'000;
constexpr std::int64_t kMostLane = std::int64_t{1} << 48;

bool looks_back(CohortKind kind) { return kind == CohortKind::LastYear; }

std::uint32_t number_of(std::unordered_map<std::string, std::uint32_t>& numbers,
                        std::vector<std::string>& names, std::string_view name) {
  const auto [found, is_new] =
      numbers.try_emplace(std::string(name), static_cast<std::uint32_t>(names.size()));
  if (is_new) names.emplace_back(name);
  return found->second;
}

bool same(const Interval& a, const Interval& b) { return a.low == b.low && a.high == b.high; }

}  // namespace

CohortColumns::CohortColumns(const Plan& plan) : column_of_(plan.inputs.size(), 0) {
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    if (!plan.inputs[i].cohort) continue;
    column_of_[i] = columns_.size();
    columns_.emplace_back().values.emplace_back();
    inputs_.push_back(i);
    by_name_ = by_name_ || looks_back(plan.inputs[i].cohort->kind);
  }
}

void CohortColumns::add_row(std::string_view unit, std::string_view year, std::string_view group) {
  years_.push_back(number_of(year_numbers_, year_names_, year));
  groups_.push_back(number_of(group_numbers_, group_names_, group));
  if (by_name_) keys_.push_back(std::hash<std::string_view>()(unit));
}

void CohortColumns::put(Column& column, std::int64_t lane, bool open, bool excluded) {
  column.lanes.push_back(lane);
  column.open.push_back(open);
  column.excluded.push_back(excluded);
  column.settled.push_back(1);
}

void CohortColumns::add_lane(std::size_t input, std::int64_t lane, std::int64_t scale, bool open) {
  Column& column = at(input);
  if (column.scale == 0) column.scale = scale;
  if (column.scale == scale && lane != kElsewhere) {
    put(column, lane, open, false);
    return;
  }
  const Rational value = Rational::fraction(lane, scale);
  add_interval(input, {value, value}, open, false);
}

void CohortColumns::add_interval(std::size_t input, const Interval& figure, bool open,
                                 bool excluded) {
  Column& column = at(input);
  column.odd.emplace(column.lanes.size(), figure);
  put(column, kElsewhere, open, excluded);
}

// Two units of one key: by chance once in some million runs with as many units.
std::string CohortColumns::key(std::size_t row) const {
  const std::uint64_t key = keys_[row];
  return {reinterpret_cast<const char*>(&key), sizeof key};
}

bool CohortColumns::is_open(std::size_t input, std::size_t row) const {
  return at(input).open[row];
}
bool CohortColumns::is_excluded(std::size_t input, std::size_t row) const {
  return at(input).excluded[row];
}

Interval CohortColumns::figure(std::size_t input, std::size_t row) const {
  const Column& column = at(input);
  if (column.lanes[row] == kElsewhere) return column.odd.at(row);
  const Rational value = Rational::fraction(column.lanes[row], column.scale);
  return {value, value};
}

void CohortColumns::settle(std::size_t input, std::size_t row, const Interval& value) {
  Column& column = at(input);
  const auto whole = value.is_point() ? value.low->small() : std::nullopt;
  if (whole && whole->denominator == 1 && whole->numerator < kMostInPlace &&
      whole->numerator > -kMostInPlace) {
    column.settled[row] = 2 * whole->numerator;
    return;
  }
  // All of a group have the same average.
  if (!same(column.values.back(), value)) column.values.push_back(value);
  column.settled[row] = 2 * static_cast<std::int64_t>(column.values.size() - 1) + 1;
}

Interval CohortColumns::settled(std::size_t input, std::size_t row) const {
  const Column& column = at(input);
  const std::int64_t kept = column.settled[row];
  if (kept % 2 != 0) return column.values[static_cast<std::size_t>(kept / 2)];
  return {Rational(kept / 2), Rational(kept / 2)};
}

std::optional<CohortColumns::Range> CohortColumns::range(std::size_t input) const {
  const Column& column = at(input);
  Range range;
  for (const Interval& value : column.values) {
    const auto parts = value.is_point() ? value.low->small() : std::nullopt;
    if (!parts) continue;
    const std::int64_t finer = parts->denominator / std::gcd(range.scale, parts->denominator);
    if (finer > kFinestScale / range.scale) return std::nullopt;
    range.scale *= finer;
  }
  for (const Interval& value : column.values) {
    if (!value.is_point()) continue;
    const auto lane = (*value.low * Rational(range.scale)).absolute().small();
    if (!lane || lane->numerator > kMostLane) return std::nullopt;
    range.most = std::max(range.most, lane->numerator);
  }
  std::int64_t most = 0;
  for (std::int64_t kept : column.settled)
    if (kept % 2 == 0) most = std::max(most, std::abs(kept / 2));
  if (most > kMostLane / range.scale) return std::nullopt;
  range.most = std::max(range.most, most * range.scale);
  return range;
}

}  // namespace zs::stream
