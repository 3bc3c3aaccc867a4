// Rows at and beside every boundary of every rule, with their scores: tests that an office can
// keep.
#pragma once

#include <utility>
#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

struct BoundaryCase {
  std::size_t indicator = 0;
  std::vector<std::pair<PlanInputId, Value>> row;
  Rational score;
};

// One row inside each case of each indicator, and one at each end of each of its quantities. At
// most so many rows an indicator; scores are those of an evaluation.
std::vector<BoundaryCase> boundary_cases(const Plan& plan, std::size_t most_rows = 200);

}  // namespace zs
