// Every satisfaction from 0.0% to 100.0%: the score is the exact decimal, computed here once more
// with whole numbers only.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using test::CompiledRules;
using test::Given;
using test::text_of;

constexpr int kThreshold = 800;  // tenths of a percent

std::string percent_text(int tenths) {
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

// Thousandths of a point as the shortest decimal, without any of the project's own code.
std::string points_text(int thousandths) {
  std::string text = std::to_string(thousandths / 1000);
  std::string digits = std::to_string(1000 + thousandths % 1000).substr(1);
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits.empty() ? text : text + "." + digits;
}

// A tenth of a percentage point below 80% costs a hundredth of a point.
int linear_score(int tenths) {
  return tenths >= kThreshold ? 3000 : std::max(0, 3000 - 10 * (kThreshold - tenths));
}
// Only whole percentage points cost, a tenth of a point each.
int whole_step_score(int tenths) {
  return tenths >= kThreshold ? 3000 : std::max(0, 3000 - 100 * ((kThreshold - tenths) / 10));
}

void expect_every_tenth(const char* rule, int (*expected)(int)) {
  const CompiledRules rules = CompiledRules::of_rule(rule, "3");
  ASSERT_EQ(rules.errors(), "");
  for (int tenths = 0; tenths <= 1000; ++tenths) {
    const UnitResult unit = rules.score(Given{{"满意度", percent_text(tenths)}});
    ASSERT_EQ(text_of(unit.score), points_text(expected(tenths)))
        << rule << " at " << percent_text(tenths);
  }
}

TEST(EveryTenth, of_a_percent_scores_exactly) {
  expect_every_tenth("满意度 >= 80% 得3分, 每低1点扣0.1分, 扣完为止", linear_score);
}

TEST(EveryTenth, scores_exactly_where_only_whole_points_count) {
  expect_every_tenth("满意度 >= 80% 得3分, 每低1点扣0.1分, 不足1个百分点的不计, 扣完为止",
                     whole_step_score);
}

// Why there is no floating point on the way of a score. A spreadsheet would compute the steps as
// (0.8 - x) / 0.01 in IEEE 754 doubles. Of the 800 values below 80%, 299 score between 0 and 3; for
// 249 of them the result is not the double nearest to the exact score, so == finds them different.
// Where part of a step counts as a whole one (CEILING), 41 of the 800 are charged a step too many
// or too few. FLOOR happens to be right at this threshold, because
// the double 0.8 lies above 0.8; over all thresholds it is wrong for 1,512 of 5,050 pairs.
TEST(EveryTenth, would_go_wrong_in_binary_floating_point) {
  static_assert(std::numeric_limits<double>::is_iec559);
  int floors = 0, ceilings = 0, scores = 0, pairs = 0, pair_floors = 0;
  for (int tenths = 0; tenths < kThreshold; ++tenths) {
    const int shortfall = kThreshold - tenths;      // tenths of a percentage point
    const volatile double value = tenths / 1000.0;  // volatile: computed as written
    const volatile double lack = 0.8 - value;
    const volatile double steps = lack / 0.01;
    floors += static_cast<int>(std::floor(steps)) != shortfall / 10 ? 1 : 0;
    ceilings += static_cast<int>(std::ceil(steps)) != (shortfall + 9) / 10 ? 1 : 0;
    const volatile double lost = steps * 0.1;
    scores += std::max(0.0, 3.0 - lost) != linear_score(tenths) / 1000.0 ? 1 : 0;
  }
  for (int threshold = 1; threshold <= 100; ++threshold)
    for (int percent = 0; percent < threshold; ++percent, ++pairs) {
      const volatile double a = threshold / 100.0, b = percent / 100.0;
      const volatile double lack = a - b;
      const volatile double steps = lack / 0.01;
      pair_floors += static_cast<int>(std::floor(steps)) != threshold - percent ? 1 : 0;
    }
  EXPECT_EQ(scores, 249);
  EXPECT_EQ(ceilings, 41);
  EXPECT_EQ(floors, 0);
  EXPECT_EQ(pairs, 5050);
  EXPECT_EQ(pair_floors, 1512);
}

}  // namespace
}  // namespace zs
