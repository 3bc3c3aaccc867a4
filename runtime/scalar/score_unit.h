// All indicators of one unit: scores, ranges, statuses, total.
#pragma once

#include <span>

#include "runtime/plan/plan.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"

namespace zs {

// `evaluation` is over the unit's data; `bad[i]` says that input i had an unusable cell. Nothing is
// lost: an indicator that cannot be scored leaves the others alone. Explanations are not filled.
UnitResult score_unit(const Plan& plan, Evaluation& evaluation, std::span<const Value> data,
                      std::span<const char> bad);

}  // namespace zs
