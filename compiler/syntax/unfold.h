// Sentences that say several clauses in one: written out clause by clause.
#pragma once

#include <vector>

#include "compiler/syntax/tree.h"
#include "compiler/wording/wording_table.h"

namespace zs {

// 主城区完成12部、其他区县完成6部的得2分,每少1部扣0.2分: for each class of units its own standard,
// and what is charged against it. 90分以上为优,得10分: the points have the condition of the grade.
std::vector<Clause> unfold(std::vector<Clause> clauses, const WordingTable& wording);

}  // namespace zs
