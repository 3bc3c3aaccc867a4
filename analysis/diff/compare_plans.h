// What changed in meaning between two versions of a script: proved over all inputs.
#pragma once

#include <string>
#include <vector>

#include "analysis/cases/case_search.h"
#include "runtime/plan/plan.h"

namespace zs {

// A stretch of one quantity on which the versions score differently, other inputs being as in
// `row`. The scores are those towards both ends, where the stretch has ends.
struct Stretch {
  Words quantity;  // 满意度, or 满意度-上年平均水平 where only the difference counts
  Dimension dimension = Dimension::Number;
  std::string unit;
  Extent extent;
  std::optional<Rational> old_low, old_high, new_low, new_high;
};

enum class Change {
  Equal,    // the same score for all inputs: proved
  Differs,  // with a row that shows it
  Added,    // only in the new version
  Removed,  // only in the old version
  NotRead,  // one of the versions was not understood
  Open      // neither proved equal nor shown to differ
};

struct IndicatorChange {
  Change change = Change::Equal;
  std::optional<std::size_t> before, after;  // indices of the indicators
  bool points_changed = false;
  std::vector<std::string> taken_as;  // inputs that were renamed: 满意率=满意度
  std::vector<Stretch> ranges;        // where the scores differ at all, joined where they meet
  std::vector<Stretch> stretches;     // the same piece by piece, each straight in both versions
  std::vector<std::pair<std::string, Value>> row;  // input name and value
  std::vector<std::string> cells;                  // the values as cells of data
  Rational old_score, new_score;                   // of the row
};

// Indicators are matched by title, those left over by number. Never guesses: an input that only
// one version has is an input of its own, unless renaming makes the versions equal.
// Cost: bounded by `most_forks` cases for each indicator.
std::vector<IndicatorChange> compare_plans(const Plan& before, const Plan& after,
                                           std::size_t most_forks = 20000);

}  // namespace zs
