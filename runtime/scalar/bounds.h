// What a node can still be when some inputs are missing: intervals of numbers, and yes, no or open.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>

#include "runtime/plan/input_bounds.h"
#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

// Never too narrow; exact where no missing input is used twice.
class Bounds {
 public:
  // All must outlive this object. `data` has one value for each of plan.inputs.
  Bounds(const Plan& plan, std::span<const Value> data, std::span<const InputBounds> known)
      : plan_(plan), data_(data), known_(known) {}

  // What is known of a node from elsewhere (the range of an indicator's score). Before it is asked.
  void set(PlanId node, Interval interval) { numbers_[node.index] = std::move(interval); }

  Interval number(PlanId node);
  // Yes, no, or nothing: open.
  std::optional<bool> truth(PlanId node);

 private:
  Interval compute(const PlanNode& node);
  Interval input(const PlanNode& node) const;

  const Plan& plan_;
  std::span<const Value> data_;
  std::span<const InputBounds> known_;
  std::unordered_map<std::uint32_t, Interval> numbers_;
  std::unordered_map<std::uint32_t, std::optional<bool>> truths_;
};

}  // namespace zs
