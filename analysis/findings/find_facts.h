// Facts that by their name are good or bad, but count the other way round.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports FactWorksAgainst with two rows that differ in the fact alone. Only where the fact never
// counts the expected way, and the full points are had by it: a good thing (成立专班) that
// sometimes costs points is left alone.
void find_facts(Scope& scope);

}  // namespace zs
