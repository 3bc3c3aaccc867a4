// The data of real units, for commands that look at rules: check --data, test --data.
#pragma once

#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/value/value.h"
#include "tools/cli/session.h"

namespace zs::cli {

// One value per input of the plan for each unit and year, with the figures of the other units and
// of the year before filled in. Nothing without data; problems of the data are reported.
std::vector<std::vector<Value>> unit_rows(Session& session, const Plan& plan);

}  // namespace zs::cli
