// Goals over all units of a year (language.md §9): 达标面, 优良率, figures of all units together.
#pragma once

#include <vector>

#include "runtime/cohort/fill_cohorts.h"
#include "runtime/value/results.h"

namespace zs {

// One result for each goal and year that it speaks of, years oldest first. `results` are those of
// `units`, in the same order.
std::vector<GoalResult> check_goals(const Plan& plan, const CohortFiller& cohorts,
                                    const std::vector<BoundUnit>& units,
                                    const std::vector<UnitResult>& results);

}  // namespace zs
