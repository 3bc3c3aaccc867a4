// The order in which the clauses of a tier list are tried (language.md §6.2).
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/checked_rules.h"

namespace zs {

// A condition that is one comparison of a quantity with constants.
struct TierBounds {
  TermPtr quantity;
  std::optional<Rational> low, high;
  bool low_in = false, high_in = false;  // whether the ends belong to it
};
std::optional<TierBounds> tier_bounds(const TestPtr& test);

// Indices into `tiers`, tightest bound first: falling lists (95/80/70) and rising ones
// (超过10%…超过20%…) come out right; what cannot be compared keeps the order of the text.
std::vector<std::size_t> tier_order(const std::vector<TestPtr>& tiers);

}  // namespace zs
