// Scores as decimal text: the shortest exact form, and an honest cut where there is none.
#include "runtime/number/decimal_text.h"

#include <gtest/gtest.h>

#include <string>

namespace zs {
namespace {

std::string shortest(std::string_view text) {
  return decimal_text(Rational::from_decimal(text).value());
}

TEST(DecimalText, is_the_shortest_exact_form) {
  EXPECT_EQ(shortest("2.600"), "2.6");
  EXPECT_EQ(shortest("3.0"), "3");
  EXPECT_EQ(shortest("-0.05"), "-0.05");
  EXPECT_EQ(shortest(".5"), "0.5");
  EXPECT_EQ(shortest("0"), "0");
  EXPECT_EQ(shortest("-0.000"), "0");
  EXPECT_EQ(shortest("100"), "100");
  EXPECT_EQ(shortest("+1200.0"), "1200");
}

TEST(DecimalText, fractions_of_twos_and_fives_are_exact) {
  EXPECT_EQ(decimal_text(Rational::fraction(1, 8)), "0.125");
  EXPECT_EQ(decimal_text(Rational::fraction(-3, 40)), "-0.075");
  EXPECT_EQ(decimal_text(Rational::fraction(1, 1024)), "0.0009765625");
  EXPECT_FALSE(is_rounded_in_text(Rational::fraction(1, 1024)));
}

TEST(DecimalText, a_third_is_shown_with_six_digits_and_marked) {
  EXPECT_EQ(decimal_text(Rational::fraction(1, 3)), "0.333333");
  EXPECT_EQ(decimal_text(Rational::fraction(2, 3)), "0.666667");
  EXPECT_EQ(decimal_text(Rational::fraction(-2, 3)), "-0.666667");
  EXPECT_EQ(decimal_text(Rational::fraction(20, 7)), "2.857143");
  EXPECT_TRUE(is_rounded_in_text(Rational::fraction(1, 3)));
  EXPECT_FALSE(is_rounded_in_text(Rational::fraction(1, 2)));
}

TEST(DecimalText, what_rounds_to_nothing_has_no_sign) {
  EXPECT_EQ(decimal_text(Rational::fraction(-1, 30000000)), "0.000000");
  EXPECT_EQ(Rational::from_decimal("-0.004")->fixed_text(2), "0.00");
  EXPECT_EQ(Rational::from_decimal("-0.005")->fixed_text(2), "-0.01");
}

TEST(DecimalText, thirty_digits_after_the_point_are_still_exact) {
  const std::string thirty = "0." + std::string(29, '0') + "1";
  const std::string thirty_one = "0." + std::string(30, '0') + "1";
  EXPECT_EQ(shortest(thirty), thirty);
  EXPECT_FALSE(is_rounded_in_text(Rational::from_decimal(thirty).value()));
  EXPECT_TRUE(is_rounded_in_text(Rational::from_decimal(thirty_one).value()));
}

TEST(DecimalText, big_numbers_keep_every_digit) {
  EXPECT_EQ(shortest("123456789012345678901234567890.125"), "123456789012345678901234567890.125");
  EXPECT_EQ(shortest("-99999999999999999999999"), "-99999999999999999999999");
}

TEST(DecimalText, reads_back_to_the_same_number) {
  for (int n = -5000; n <= 5000; n += 7) {
    const Rational value = Rational::fraction(n, 1000);
    ASSERT_EQ(Rational::from_decimal(decimal_text(value)), value) << n;
  }
}

TEST(FixedText, has_exactly_the_digits_asked_for) {
  EXPECT_EQ(Rational::from_decimal("2.6")->fixed_text(2), "2.60");
  EXPECT_EQ(Rational(0).fixed_text(2), "0.00");
  EXPECT_EQ(Rational(54).fixed_text(0), "54");
  EXPECT_EQ(Rational::from_decimal("0.999")->fixed_text(2), "1.00");
  EXPECT_EQ(Rational::fraction(-1, 3).fixed_text(3), "-0.333");
}

}  // namespace
}  // namespace zs
