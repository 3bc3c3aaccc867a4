// Two clauses that hold together and give different points.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports OverlapChangesScore, TiersNested where one condition includes the other, FactsMayClash
// where nothing but different facts tells them apart, NilTakesTier where a nil about the same
// inputs holds together with an award. Tiers on one quantity alone are meant to nest (the tightest
// counts) and are left out; so are parts, which are added.
void find_overlaps(Scope& scope);

}  // namespace zs
