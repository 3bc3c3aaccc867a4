// Clauses that no data can ever make count.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports ContradictoryCondition, ClauseNeverCounts, ClauseWithoutEffect and SameCaseTwice.
void find_dead_clauses(Scope& scope);

}  // namespace zs
