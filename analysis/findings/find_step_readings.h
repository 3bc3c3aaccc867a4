// What an open step rule leaves open, in figures.
#pragma once

#include <vector>

#include "analysis/findings/scope.h"
#include "compiler/wording/wording_table.h"

namespace zs {

// The same rules with every step rule that the text leaves open read another way: part of a step
// counts as a whole one, or not at all. Empty plans when nothing is open.
struct StepReadings {
  bool open = false;
  Plan up, down;
  std::size_t up_side = 0, down_side = 0;  // of the case search
};
StepReadings read_steps_otherwise(const CheckedRules& rules, const SourceText& source,
                                  const WordingTable& wording);

// Reports StepRuleOpen with a row for which the readings differ, the score by each, and how many
// of the given units would score otherwise.
void find_step_readings(Scope& scope, std::size_t indicator, const StepReadings& readings,
                        const std::vector<std::vector<Value>>& units);

}  // namespace zs
