// Terms, tests and rates as plan nodes.
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/lower/plan_builder.h"

namespace zs {

class TermLowering {
 public:
  TermLowering(PlanBuilder& builder, const Rational& points) : builder_(builder), points_(points) {}

  PlanId term(const TermPtr& term);
  PlanId test(const TestPtr& test);  // null: always

  // The parts of a rate; `steps` is how often the price counts.
  struct LoweredRate {
    PlanId quantity, base, beyond, step, steps;
  };
  LoweredRate rate(const Rate& rate);

 private:
  PlanBuilder& builder_;
  Rational points_;
};

}  // namespace zs
