// A plan as text, for people, tests and `read --stage plan`.
#pragma once

#include <string>

#include "runtime/plan/plan.h"

namespace zs {

// One line a node that some indicator needs, numbered anew, so that equal plans print alike.
std::string plan_text(const Plan& plan);

}  // namespace zs
