// What is known of a missing input.
#pragma once

#include <optional>

#include "runtime/plan/plan.h"

namespace zs {

// No end: not limited on that side.
struct Interval {
  std::optional<Rational> low, high;  // both can be reached
  bool is_point() const { return low && high && *low == *high; }
};

// One missing input of one unit: 名次 between 3 and 5.
struct InputBounds {
  PlanInputId input;
  Interval within;
};

}  // namespace zs
