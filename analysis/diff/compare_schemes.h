// What changed around the indicators: the total, the grades, the goals.
#pragma once

#include <string>
#include <vector>

#include "analysis/diff/compare_plans.h"

namespace zs {

struct SchemeChange {
  enum class What { Total, Grade, Goals } what = What::Total;
  Change change = Change::Differs;  // Differs or Open
  // Of an example: the totals, what came of them, and the facts and figures that matter to it.
  std::optional<Rational> old_total, new_total;
  std::string old_grade, new_grade;  // empty: none
  std::vector<std::pair<std::string, std::string>> row;
};

// What is not proved to be the same for the same scores of the indicators; nothing when all is.
// Indicators that only one version has, or that one did not understand, count as 0.
std::vector<SchemeChange> compare_schemes(const Plan& before, const Plan& after,
                                          const std::vector<IndicatorChange>& indicators,
                                          std::size_t most_forks = 20000);

}  // namespace zs
