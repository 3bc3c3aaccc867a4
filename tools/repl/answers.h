// What the session says: scores, reasons, what is lacking, problems. Text out, nothing kept.
#pragma once

#include <string>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "tools/repl/workspace.h"

namespace zs::repl {

// How to speak: the language, the columns of the screen, and whether more than ASCII can be drawn.
struct Manner {
  Language language = Language::Chinese;
  int width = 80;
  bool drawn = true;  // false: a dumb terminal, curves in ASCII
  const std::string& in(const Words& words) const { return words.in(language); }
  bool chinese() const { return language == Language::Chinese; }
};

// "3. 创建经费落实", or what there is of it.
std::string indicator_name(const PlanIndicator& indicator);

// 2.6, [0, 3]: the score, or what it can still be.
std::string score_or_range(const Plan& plan, const IndicatorResult& result);
std::string total_or_range(const Plan& plan, const UnitResult& result);
// 良好, 达标至良好; empty without grades.
std::string grade_text(const Plan& plan, const UnitResult& result, const Manner& manner);

// One line: 甲县  总分 83.25 / 100  达标.
std::string total_line(const Plan& plan, const Look& look, const Manner& manner);
// One line an indicator: the score and why, or what is lacking.
std::string indicator_line(const Plan& plan, const Look& look, std::size_t indicator,
                           const Manner& manner);
// The total and these indicators; `before` (may be null) is what they were.
std::string change_text(const Plan& plan, const Look* before, const Look& after,
                        const std::vector<std::size_t>& indicators, const Manner& manner);

// What is lacking, with the points at stake, at most so many of them. Empty when nothing is.
std::string missing_text(const Plan& plan, const Look& look, std::size_t most,
                         const Manner& manner);

// 满意度(百分比), 建立奖励机制(是/否): how an input is asked for.
std::string asked_for(const PlanInput& input, const Manner& manner);

// Diagnostics with their lines cut to the width; at most so many, the rest is counted.
std::string problems_text(const std::vector<Diagnostic>& problems, std::size_t most,
                          const Manner& manner);

// Inputs that some score depends on and that people give.
std::vector<std::size_t> wanted_inputs(const Plan& plan);

// The indicators that need one of these inputs.
std::vector<std::size_t> indicators_with(const Plan& plan, const std::vector<std::size_t>& inputs);

}  // namespace zs::repl
