// A value as a cell of data, so that `eval` reads it back.
#pragma once

#include <string>

#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

// "79.5%", "3起", "是", a choice as written; empty for a value that is missing.
std::string cell_text(const PlanInput& input, const Value& value);

}  // namespace zs
