// Cases that no clause of an indicator speaks of (情形未规定).
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports UncoveredCase where other clauses speak of neighbouring cases, RestIsZero where the rule
// only lacks an 其余的不得分. Proves that there is none otherwise.
void find_gaps(Scope& scope);

}  // namespace zs
