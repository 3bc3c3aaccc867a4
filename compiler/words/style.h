// One part of a clause in words. These functions say what a part of the tree means; whether the
// words read back as that part depends on their neighbours, so the caller tries other manners.
#pragma once

#include <string>

#include "compiler/syntax/tree.h"

namespace zs {

// Ways to say the same thing, the first choice being all false.
struct Manner {
  bool counted = false;  // 每1件 rather than 每件, 每比目标值低2% rather than 每低于目标值2%
  bool borders = false;     // 80%以上 rather than 不低于80%
  bool joined = false;      // 的得3分 rather than 的,得3分 where a clause stands alone
  bool as_written = false;  // 每缺少1次 rather than 每少1次
};

// 80% · 1个百分点 · 前3名 is a comparison, not a quantity.
std::string quantity_words(const Quantity& quantity);
// 3分, 1-3分; a share or the whole of the points is said with its verb, see effect_words.
std::string amount_words(const Amount& amount);

// 金融机构满意度不低于80%
std::string condition_words(const Condition& condition, const Manner& manner);
// 金融机构满意度每低1个百分点
std::string per_words(const Per& per, const Manner& manner);

// 得3分. `step` is what a note on steps speaks of: 不足1个百分点的不计.
std::string effect_words(const Effect& effect, const Quantity& step);
// 得分=实际值÷目标值×分值
std::string formula_words(const ExpressionPtr& expression);

}  // namespace zs
