// The least and the most that scores can still become when data is missing (language.md §7).
#pragma once

#include <span>
#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/scalar/bounds.h"
#include "runtime/value/value.h"

namespace zs {

struct ScoreRange {
  Rational least, most;
  bool exact = true;  // false: too many missing inputs, the ends are those of the points
};

// The range of the sum of `scores` over everything that the missing inputs could be. Scores are
// piecewise linear, so it is enough to look at both sides of every value that a missing input is
// compared with, and at the ends of what is possible. `data` has one value per plan input;
// `missing` lists those to vary. `points` bounds the answer when there are too many cases. `known`
// narrows missing inputs.
ScoreRange range_of(const Plan& plan, std::span<const PlanId> scores, std::span<const Value> data,
                    std::span<const PlanInputId> missing, const Rational& points,
                    std::span<const InputBounds> known = {});

}  // namespace zs
