// Plan and trace → why a score is what it is, one line a clause that a department head can read.
#pragma once

#include <optional>
#include <vector>

#include "runtime/explain/saying.h"
#include "runtime/plan/plan.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"

namespace zs {

// Reads what the evaluation computed. Precondition: the indicator was scored. The amounts of the
// lines add up to the score.
// `score` is the indicator's; what is missing and makes no difference is said.
std::vector<ExplanationLine> explain(const Plan& plan, Evaluation& evaluation,
                                     const PlanIndicator& indicator, const Rational& score);

// The same for many units of one plan, which must outlive this object: what can be said is settled
// once.
class Explainer {
 public:
  explicit Explainer(const Plan& plan) : plan_(plan) {}
  std::vector<ExplanationLine> lines(Evaluation& evaluation, std::size_t indicator,
                                     const Rational& score);

 private:
  const Plan& plan_;
  std::vector<std::optional<std::vector<StepSaying>>> sayings_;
};

}  // namespace zs
