// Points of an indicator that no data can earn, or that none can lose.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// The least and the most that an indicator can score, and rows that score so.
struct ScoreEnds {
  std::optional<Rational> least, most;  // nothing: not limited, or not proved
  using Row = std::vector<std::pair<PlanInputId, Value>>;
  Row least_row, most_row;  // empty: none is known
  std::vector<Row> rows;    // of different scores, the highest first; only where grades want them
};

// Reports FullPointsUnreachable with the row that gets the most, PointsNeverLost with the row that
// gets the least.
ScoreEnds find_unreachable_points(Scope& scope);

}  // namespace zs
