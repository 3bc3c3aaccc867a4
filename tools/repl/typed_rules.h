// Rules typed at the prompt into the script: a new indicator, or another text of one that is there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "tools/repl/state.h"

namespace zs::repl {

// Whether the text speaks of points at all: 得 扣 加 … 分, or is a heading with points.
bool looks_like_rule(std::string_view text);
// 等级, 否决, 目标, 示例 … on the first line.
bool begins_block(std::string_view text);

struct RuleChange {
  std::shared_ptr<const Rules> rules;   // null: what was typed cannot be used
  std::vector<std::size_t> indicators;  // of the plan: new ones and those with another text
  bool replaced = false;                // one of them was there before
  bool lacks_points = false;            // nothing says how much the rule is worth
  std::vector<Diagnostic> problems;     // about what was typed, places in the typed text
};

// The rules with what was typed. Only a text that is understood whole is taken.
RuleChange add_rules(const Rules& rules, const std::string& typed);

}  // namespace zs::repl
