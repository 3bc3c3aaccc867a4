// Points in a rule text that do not fit the points of the indicator.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports AmountAbovePoints for a single award or deduction, PartsDoNotAddUp for sub-rules with
// points of their own.
void find_amounts(Scope& scope);

}  // namespace zs
