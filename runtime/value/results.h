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

// A section's score, or what it can still be.
struct SectionResult {
  std::optional<Rational> score;
  Rational least, most;
};

// Places in Plan::grades, 0 the best; their number means none. The same when the grade is certain.
struct GradeResult {
  std::size_t best = 0, worst = 0;
  bool certain() const { return best == worst; }
};

struct UnitResult {
  std::string unit;
  std::string year;  // as in the data, empty when there is none
  std::vector<IndicatorResult> indicators;
  std::optional<Rational> score;  // the total, set when every indicator is scored
  Rational least, most;
  std::vector<SectionResult> sections;
  std::optional<GradeResult> grade;      // set when the script gives grades
  std::vector<std::size_t> vetoes;       // that fire: indices into Plan::vetoes
  std::vector<std::size_t> open_vetoes;  // not known for want of data
};

// 达标面在70%以上, over the units of one year.
struct GoalResult {
  std::size_t goal = 0;  // index into Plan::goals
  std::string year;      // as in the data
  std::optional<Rational> value;
  std::optional<Rational> least, most;  // what it can still be; == value when it is known
  std::optional<bool> met;              // nothing: not yet known
  // For a share of units: how many of how many, where known.
  std::size_t count = 0, of = 0;
};

}  // namespace zs
