// Single values at which a rule reads two ways.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports BoundaryShared (a value that belongs to two tiers, with the row that shows which counts)
// and EqualityCountsAsReached (高于上年的得满分,每低…: equal).
void find_boundaries(Scope& scope);

}  // namespace zs
