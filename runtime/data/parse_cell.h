// One cell of submitted data → one value of the type that the plan wants.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

enum class CellProblem {
  None,
  NotANumber,
  NotAFact,
  WrongUnit,
  OutOfRange,
  NotWhole,
  NotAChoice,
  NotApplicable,
  NoUnit  // money without 元 or 万元, where the rules do not say which
};

struct ParsedCell {
  Value value;  // Missing for an empty cell and for every problem
  CellProblem problem = CellProblem::None;
};

// What one of a number without unit is worth in the input's base unit. `column_unit` is that of the
// column's header, 投资额(万元), or empty. Nothing: such a number says too little, or the unit is
// not one of the input's.
std::optional<Rational> plain_factor(const PlanInput& input, std::string_view column_unit,
                                     const std::vector<std::string>& measures);

// 76%, 76 (a percent input), 4.9万元, 3起, 第2名, 半天, 是/否/有/无/true/√ …; empty, - and 缺 are
// missing. A choice becomes its index. Exponents are not numbers here. `measures` are the units
// that counts may come in.
ParsedCell parse_cell(std::string_view text, const PlanInput& input,
                      const std::vector<std::string>& measures, std::string_view column_unit = {});

}  // namespace zs
