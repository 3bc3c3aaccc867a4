// What an evaluation comes to, per unit and indicator.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/base/language.h"
#include "runtime/number/rational.h"

namespace zs {

// Scored: exact. MissingData 待报, NeedsJudgement 待评: a range. BadData: a cell cannot be used.
// NotUnderstood: the rule was not read.
enum class Status { Scored, MissingData, NeedsJudgement, BadData, NotUnderstood };

// One line of a defence: which clause, which data, what arithmetic. Amounts of all lines of an
// indicator add up to its score.
struct ExplanationLine {
  Words text;
  Rational amount;
  int line = 0;  // of the clause in the script, from 1
  int column = 0;
};

struct IndicatorResult {
  Status status = Status::Scored;
  std::optional<Rational> score;     // set when scored
  Rational least, most;              // == score when scored; both ends can be reached
  std::optional<std::string> grade;  // 为A级, where the text of the indicator gives one
  std::vector<std::size_t> missing;  // indices into plan.inputs
  std::vector<ExplanationLine> explanation;
};

struct UnitResult {
  std::string unit;
  std::string year;  // as in the data, empty when there is none
  std::vector<IndicatorResult> indicators;
  std::optional<Rational> score;  // the total, set when every indicator is scored
  Rational least, most;
};

}  // namespace zs
