// Changes against an earlier figure: 税收比上年增长, 占比较年初提高, 产值同比增长.
#pragma once

#include "compiler/check/name_table.h"
#include "compiler/wording/wording_table.h"

namespace zs {

// Gives each percentage whose name says what changed, and since when, the term by which it follows
// from the two figures where the data has them instead: a rate of the earlier figure, or the
// difference for 个百分点 and for what is a rate itself. The figures become inputs.
// Before find_cohorts, which finds last year's figure in the table.
void find_growths(NameTable& names, const WordingTable& wording);

}  // namespace zs
