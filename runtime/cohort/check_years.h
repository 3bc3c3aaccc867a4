// Years that the data of a panel lacks.
#pragma once

#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/cohort/fill_cohorts.h"

namespace zs {

// Reports YearIsLacking for a unit with data before and after a year of the data but none in it,
// and GoalWithoutData for a goal of a year that no unit has. Nothing where the data has no years.
void check_years(const Plan& plan, const CohortFiller& cohorts, const std::vector<BoundUnit>& units,
                 const Location& data, DiagnosticSink& issues);

}  // namespace zs
