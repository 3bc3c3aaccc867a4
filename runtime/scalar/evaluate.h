// One unit at a time, recursive and obvious: the reference that every other engine has to match.
#pragma once

#include <span>
#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

// The values of a plan's nodes for one unit. A node is computed when it is first asked for, and
// only then: a branch that is not taken needs no data. What was computed is the trace that
// explanations read.
class Evaluation {
 public:
  // Both must outlive this object; `data` holds one value for each of plan.inputs.
  Evaluation(const Plan& plan, std::span<const Value> data);

  const Value& operator[](PlanId node) {
    const Value* known = known_[node.index];
    return known ? *known : settle(node);
  }
  bool yes(PlanId node);
  // The number of a node; precondition: it is not missing.
  const Rational& number(PlanId node);
  // Something was divided by zero on the way.
  bool divided_by_zero() const { return divided_by_zero_; }
  // Inputs that were asked for and not there, so far.
  const std::vector<PlanInputId>& missing() const { return missing_; }
  void forget_missing() { missing_.clear(); }
  bool computed(PlanId node) const { return known_[node.index] != nullptr; }
  // Starts again with other data.
  void reset(std::span<const Value> data);

 private:
  const Value& settle(PlanId node);
  // Where the value of a node is: with the data, with another node, or kept here.
  const Value* compute(std::uint32_t index);
  const Value* keep(std::uint32_t index, Value value);

  const Plan& plan_;
  std::span<const Value> data_;
  std::vector<Value> constants_;
  std::vector<Value> values_;        // of nodes that are computed
  std::vector<const Value*> known_;  // of each node; null: not asked for yet
  std::vector<PlanInputId> missing_;
  bool divided_by_zero_ = false;
};

}  // namespace zs
