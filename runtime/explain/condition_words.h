// A condition with the data that decided it: 满意度76%,低于80%.
#pragma once

#include "runtime/base/language.h"
#include "runtime/plan/plan.h"
#include "runtime/scalar/evaluate.h"

namespace zs {

// In words, only the parts that decided; empty for a condition that always holds.
Words condition_words(const Plan& plan, Evaluation& evaluation, PlanId condition);

// The name of a measured quantity, with the author's words where it is one input.
Words quantity_name(const Plan& plan, PlanId quantity);

// A value of the dimension that a node has by the inputs below it.
std::string value_words(Evaluation& evaluation, PlanId node, Dimension dimension,
                        const std::string& unit);

}  // namespace zs
