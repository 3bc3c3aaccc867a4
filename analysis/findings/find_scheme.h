// Grades that nobody can get, vetoes that cannot fire.
#pragma once

#include <vector>

#include "analysis/findings/find_unreachable_points.h"

namespace zs {

// Reports GradeUnreachable and VetoNeverFires; NotProved for a grade that is neither excluded nor
// reached by any row that was tried.
// In: the ends of every indicator. Scores count as free between their ends: what is unreachable
// then is unreachable.
void find_scheme(Findings& all, const std::vector<ScoreEnds>& ends);

}  // namespace zs
