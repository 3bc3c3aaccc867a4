// Bands of 等级 that leave a score without a grade, or give it two.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports GradesLeaveGap between two bands of one figure when no 其余 closes the list, and
// BoundaryShared where the end of one band belongs to the next as well. Bands that only some
// figures bound are compared figure by figure.
void find_grade_bands(const Findings& all);

}  // namespace zs
