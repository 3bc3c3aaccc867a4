// Points of an indicator that no data can earn, or that none can lose.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports FullPointsUnreachable with the row that gets the most, PointsNeverLost with the row that
// gets the least.
void find_unreachable_points(Scope& scope);

}  // namespace zs
