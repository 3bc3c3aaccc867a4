// Makes plan nodes; equal nodes are made once, and constant parts are computed at once with the
// runtime's own kernels.
#pragma once

#include <functional>
#include <map>
#include <tuple>

#include "compiler/check/checked_rules.h"
#include "runtime/plan/plan.h"

namespace zs {

class PlanBuilder {
 public:
  explicit PlanBuilder(Plan& plan) : plan_(plan) {}

  PlanId input(std::size_t index);
  PlanId constant(const Rational& value);
  PlanId truth(bool value);
  PlanId unary(Op op, PlanId a);
  PlanId binary(Op op, PlanId a, PlanId b);
  PlanId choose(PlanId test, PlanId yes, PlanId no);
  PlanId round(PlanId a, int places, Ties ties);

  PlanId both(PlanId a, PlanId b) { return binary(Op::And, a, b); }
  PlanId either(PlanId a, PlanId b) { return binary(Op::Or, a, b); }
  PlanId negate(PlanId a) { return unary(Op::Not, a); }
  PlanId add(PlanId a, PlanId b) { return binary(Op::Add, a, b); }
  PlanId subtract(PlanId a, PlanId b) { return binary(Op::Subtract, a, b); }

  // How a rule speaks of another score; set while a scheme is lowered.
  void set_scores(std::function<PlanId(const ScoreName&)> scores) { scores_ = std::move(scores); }
  PlanId score(const ScoreName& name) { return scores_ ? scores_(name) : constant(0); }

  bool is_truth(PlanId id, bool value) const;
  const Rational* as_constant(PlanId id) const;

 private:
  PlanId make(PlanNode node);

  using Key = std::tuple<Op, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
  Plan& plan_;
  std::map<Key, PlanId> made_;
  std::map<Rational, std::uint32_t> constants_;
  std::function<PlanId(const ScoreName&)> scores_;
};

}  // namespace zs
