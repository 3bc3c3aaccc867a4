#include <algorithm>

#include "analysis/cases/region.h"

namespace zs {
namespace {

// The multiple of `step` nearest to `value`.
Rational nearest_multiple(const Rational& value, const Rational& step) {
  return (value.divided_by(step) + Rational::fraction(1, 2)).floor() * step;
}

}  // namespace

std::optional<Rational> plain_value(const Extent& extent, const Manners& manners) {
  if (extent.empty) return std::nullopt;
  Extent within = extent;
  const Rational unit = manners.whole ? Rational(1) : manners.scale;
  if (!within.low && !within.high) return Rational(0);
  if (!within.low)
    within.at_least(*within.high - std::max(within.high->absolute(), unit * 10), true);
  if (!within.high) within.at_most(*within.low + std::max(within.low->absolute(), unit * 10), true);
  if (manners.prefers_low && extent.low && extent.low_in &&
      (!manners.whole || extent.low->is_whole()))
    return extent.low;
  if (*within.low == *within.high)
    return manners.whole && !within.low->is_whole() ? std::nullopt
                                                    : std::optional<Rational>(*within.low);
  const Rational middle = (*within.low + *within.high).divided_by(2);
  Rational step = unit;
  constexpr int kLargest = 12, kSmallest = 40;
  for (int i = 0; i < kLargest; ++i) step = step * 10;
  for (int i = 0; i < kLargest + kSmallest; ++i, step = step.divided_by(10)) {
    if (manners.whole && step < Rational(1)) break;
    if (step * 2 > *within.high - *within.low) continue;
    const Rational value = nearest_multiple(middle, step);
    if (within.holds(value)) return value;
  }
  if (!manners.whole) return middle;
  for (const Rational& value : {within.low->ceiling(), within.high->floor(), middle.floor()})
    if (within.holds(value)) return value;
  const Rational next = within.low->floor() + 1;
  return within.holds(next) ? std::optional<Rational>(next) : std::nullopt;
}

}  // namespace zs
