#include "compiler/lower/tiers.h"

#include <algorithm>
#include <numeric>

#include "compiler/check/terms.h"

namespace zs {
namespace {

bool add_bound(const TestPtr& test, TierBounds& bounds) {
  if (test->kind == Test::Kind::All) {
    return std::all_of(test->parts.begin(), test->parts.end(),
                       [&](const TestPtr& part) { return add_bound(part, bounds); });
  }
  if (test->kind != Test::Kind::Compare || test->right->kind != Term::Kind::Constant) return false;
  if (bounds.quantity && !same(bounds.quantity, test->left)) return false;
  bounds.quantity = test->left;
  const Rational& edge = test->right->value;
  switch (test->relation) {
    case Relation::AtLeast:
    case Relation::More:
      bounds.low = edge;
      bounds.low_in = test->relation == Relation::AtLeast;
      return true;
    case Relation::AtMost:
    case Relation::Less:
      bounds.high = edge;
      bounds.high_in = test->relation == Relation::AtMost;
      return true;
    case Relation::Equal:
      bounds.low = bounds.high = edge;
      bounds.low_in = bounds.high_in = true;
      return true;
  }
  return false;
}

}  // namespace

std::optional<TierBounds> tier_bounds(const TestPtr& test) {
  if (!test) return std::nullopt;
  TierBounds bounds;
  if (!add_bound(test, bounds) || !bounds.quantity) return std::nullopt;
  return bounds;
}

std::vector<std::size_t> tier_order(const std::vector<TestPtr>& tiers) {
  std::vector<std::size_t> order(tiers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> lower, upper;  // positions of the tiers with one open end
  std::vector<TierBounds> bounds;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const auto found = tier_bounds(tiers[i]);
    if (!found || (!bounds.empty() && !same(found->quantity, bounds.front().quantity)))
      return order;
    bounds.push_back(*found);
    if (found->low && !found->high) lower.push_back(i);
    if (found->high && !found->low) upper.push_back(i);
  }
  const auto arrange = [&](const std::vector<std::size_t>& places, auto before) {
    std::vector<std::size_t> sorted = places;
    std::stable_sort(sorted.begin(), sorted.end(), before);
    for (std::size_t i = 0; i < places.size(); ++i) order[places[i]] = sorted[i];
  };
  arrange(lower, [&](std::size_t a, std::size_t b) { return *bounds[a].low > *bounds[b].low; });
  arrange(upper, [&](std::size_t a, std::size_t b) { return *bounds[a].high < *bounds[b].high; });
  return order;
}

}  // namespace zs
