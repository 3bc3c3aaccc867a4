// One cell of submitted data → one value of the type that the plan wants.
#pragma once

#include <string>
#include <string_view>

#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

enum class CellProblem { None, NotANumber, NotAFact, WrongUnit, OutOfRange, NotWhole, NotAChoice };

struct ParsedCell {
  Value value;  // Missing for an empty cell and for every problem
  CellProblem problem = CellProblem::None;
};

// 76%, 76 (a percent input), 4.9万元, 3起, 第2名, 半天, 是/否/有/无/true/√ …; empty, - and 缺 are
// missing. A choice becomes its index. Exponents are not numbers here. `measures` are the units
// that counts may come in.
ParsedCell parse_cell(std::string_view text, const PlanInput& input,
                      const std::vector<std::string>& measures);

}  // namespace zs
