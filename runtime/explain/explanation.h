// Plan and trace → why a score is what it is, one line a clause that a department head can read.
#pragma once

#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"

namespace zs {

// Reads what the evaluation computed. Precondition: the indicator was scored. The amounts of the
// lines add up to the score.
// `score` is the indicator's; what is missing and makes no difference is said.
std::vector<ExplanationLine> explain(const Plan& plan, Evaluation& evaluation,
                                     const PlanIndicator& indicator, const Rational& score);

}  // namespace zs
