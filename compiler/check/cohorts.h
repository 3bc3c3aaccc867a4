// Inputs that other units, or other years, can say: 全市平均水平, 排名, 上年 (language.md §8).
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/check/name_table.h"

namespace zs {

// Marks each input whose name says so, by the words at its end or beginning. What it
// is taken over is the input or definition that the rest of the name names; where there is none
// yet, an input is made that only this needs.
void find_cohorts(NameTable& names, const Conventions& conventions);

}  // namespace zs
