// Names that the author left out or shortened, written out.
#pragma once

#include <vector>

#include "compiler/check/checked_rules.h"

namespace zs {

// The clauses of one indicator in which a comparison or a deviation says the whole name of what it
// measures, where the checked rules know it. A subject left out goes without saying as long as the
// sentence goes on about the same quantity.
std::vector<Clause> with_full_names(const CheckedRules& rules, const CheckedIndicator& indicator);

}  // namespace zs
