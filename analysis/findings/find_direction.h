// How the score follows one quantity: whether it falls where it should rise, and where it jumps.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports ScoreFallsWhenBetter (against what the clauses say), ScoreTurnsBack (up and down),
// WorseScoresMore (against the name: 投诉, 满意度) and Cliff. Two rows a hair apart are compared
// over all cases: a score that follows its quantity everywhere does so between any neighbours.
void find_direction(Scope& scope);

}  // namespace zs
