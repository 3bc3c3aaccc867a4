// What `diff` found, as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "analysis/diff/compare_plans.h"
#include "analysis/diff/compare_schemes.h"
#include "runtime/value/results.h"
#include "tools/cli/options.h"

namespace zs::cli {

// One unit under both versions; scores are missing where it could not be scored.
struct UnitChange {
  std::string unit, year;
  std::optional<Rational> before, after;
  std::size_t old_rank = 0, new_rank = 0;  // 0: none
  std::string old_grade, new_grade;        // empty: none, or not certain
};

struct DiffReport {
  const Plan& before;
  const Plan& after;
  const std::vector<IndicatorChange>& changes;
  const std::vector<SchemeChange>& schemes;
  const std::vector<UnitChange>& units;  // empty without data
  const Options& options;
  bool points_changed = false;  // of the whole script
};

std::string diff_text(const DiffReport& report);
std::string diff_json(const DiffReport& report);

// Nothing differs, and all of it was proved.
bool all_equal(const DiffReport& report);

}  // namespace zs::cli
