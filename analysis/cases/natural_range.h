// What values an input can have at all when nobody said.
#pragma once

#include <vector>

#include "runtime/plan/plan.h"

namespace zs {

struct NaturalRange {
  std::optional<Rational> low, high;  // ends included; nothing: no limit
  bool whole = false;
};

// Whether values of the input are numbers to the plan: also choices, which are places in a list.
bool is_number(const PlanInput& input);

// One unit in which a cell of this input is written, in base units: 1/100 for 80%, 12 for 1年.
Rational cell_unit(const PlanInput& input);

// One for each input. Declared limits count first. A percentage lies between 0 and 100% unless its
// name speaks of a change (增长率) or the rules compare it with more; amounts, counts and times are
// not negative; counts and ranks are whole. A reviewer's figure lies within its limits or the
// points of the largest indicator that asks for it.
std::vector<NaturalRange> natural_ranges(const Plan& plan);

}  // namespace zs
