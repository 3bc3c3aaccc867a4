#include "analysis/cases/region.h"

#include <gtest/gtest.h>

#include <random>

namespace zs {
namespace {

Linear sum_of(const std::vector<int>& times, int constant) {
  Linear form{Rational(constant)};
  for (std::size_t i = 0; i < times.size(); ++i)
    form = form + Linear::one({static_cast<std::uint32_t>(i)}).scaled(times[i]);
  return form;
}

// Systems of random conditions over whole numbers from 0 to 4, against trying every point.
TEST(Region, says_empty_only_when_no_point_is_left_and_samples_lie_inside) {
  std::mt19937 random(20240607);
  const auto draw = [&](int low, int high) {
    return static_cast<int>(random() % static_cast<unsigned>(high - low + 1)) + low;
  };
  int empty = 0, sampled = 0;
  for (int round = 0; round < 3000; ++round) {
    Region region;
    const std::size_t unknowns = static_cast<std::size_t>(draw(1, 3));
    std::vector<Unknown> all;
    for (std::size_t i = 0; i < unknowns; ++i)
      all.push_back(region.add({.whole = true}, Rational(0), Rational(4)));
    struct Condition {
      std::vector<int> times;
      int constant;
      bool strict;
    };
    std::vector<Condition> conditions;
    bool possible = true;
    for (int i = draw(1, 4); i > 0; --i) {
      Condition one{{}, draw(-6, 6), draw(0, 1) == 1};
      for (std::size_t k = 0; k < unknowns; ++k) one.times.push_back(draw(-2, 2));
      possible = possible && region.assume({sum_of(one.times, one.constant), one.strict});
      conditions.push_back(one);
    }
    const auto holds = [&](const std::vector<Rational>& point) {
      return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& one) {
        Rational sum = one.constant;
        for (std::size_t k = 0; k < unknowns; ++k) sum = sum + point[k] * one.times[k];
        return one.strict ? sum > Rational(0) : !sum.is_negative();
      });
    };
    bool any = false;
    for (int code = 0; code < 125 && !any; ++code) {
      std::vector<Rational> point{code % 5, code / 5 % 5, code / 25};
      point.resize(unknowns);
      any = holds(point);
    }
    if (!possible) {
      ++empty;
      EXPECT_FALSE(any) << "round " << round;
      continue;
    }
    const auto sample = region.sample(all);
    if (!sample) continue;
    ++sampled;
    EXPECT_TRUE(holds(*sample)) << "round " << round;
  }
  EXPECT_GT(empty, 200);
  EXPECT_GT(sampled, 1000);
}

TEST(Region, knows_what_a_difference_can_be) {
  Region region;
  const Linear x = Linear::one(region.add({}, Rational(0), Rational(1)));
  const Linear y = Linear::one(region.add({}, Rational(0), {}));
  ASSERT_TRUE(region.assume({y - x, true}));
  const Extent apart = region.extent(x - y);
  EXPECT_FALSE(apart.low);
  ASSERT_TRUE(apart.high);
  EXPECT_TRUE(apart.high->is_zero());
  EXPECT_FALSE(apart.high_in);
  EXPECT_FALSE(region.assume({x - y, false}));
}

TEST(Region, between_whole_numbers_there_is_nothing) {
  Region region;
  const Linear x = Linear::one(region.add({.whole = true}, {}, {}));
  const Linear y = Linear::one(region.add({.whole = true}, {}, {}));
  ASSERT_TRUE(region.assume({x - y, true}));
  EXPECT_FALSE(region.assume({y - x + Rational(1), true}));
}

TEST(Region, forgets_what_was_assumed_after_the_mark) {
  Region region;
  const Unknown x = region.add({}, Rational(0), Rational(10));
  const std::size_t mark = region.mark();
  ASSERT_TRUE(region.assume({Linear::one(x) - Rational(4), true}));
  EXPECT_EQ(region.decide({Linear::one(x) - Rational(4), false}), true);
  region.undo(mark);
  EXPECT_EQ(region.decide({Linear::one(x) - Rational(4), false}), std::nullopt);
}

TEST(Region, plain_values_are_short) {
  Extent extent;
  extent.at_least(Rational::fraction(6, 10), true);
  extent.at_most(Rational::fraction(8, 10), false);
  EXPECT_EQ(plain_value(extent, {.scale = Rational::fraction(1, 100)}), Rational::fraction(7, 10));
  extent.at_least(Rational::fraction(8, 10), true);
  EXPECT_EQ(plain_value(extent, {}), std::nullopt);
}

}  // namespace
}  // namespace zs
