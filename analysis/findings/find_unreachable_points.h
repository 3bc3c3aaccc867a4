// Points of an indicator that no data can earn, or that none can lose.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// The least and the most that an indicator can score, and rows that score so.
struct ScoreEnds {
  std::optional<Rational> least, most;  // nothing: not limited, or not proved
  std::vector<std::pair<PlanInputId, Value>> least_row, most_row;  // empty: none is known
};

// Reports FullPointsUnreachable with the row that gets the most, PointsNeverLost with the row that
// gets the least.
ScoreEnds find_unreachable_points(Scope& scope);

}  // namespace zs
