// All indicators of one unit: scores, ranges, statuses, total.
#pragma once

#include <span>

#include "runtime/plan/plan.h"
#include "runtime/scalar/bounds.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"

namespace zs {

// What one unit's data is: a value for each input, which cells were unusable, and what is known of
// inputs without a value.
struct UnitData {
  std::span<const Value> values;
  std::span<const char> bad;
  std::span<const InputBounds> known = {};
  bool missing_is_zero = false;  // an indicator that lacks data scores 0
};

// `evaluation` is over the unit's data. Nothing is lost: an indicator that cannot be scored leaves
// the others alone. Explanations are not filled.
UnitResult score_unit(const Plan& plan, Evaluation& evaluation, const UnitData& data);

}  // namespace zs
