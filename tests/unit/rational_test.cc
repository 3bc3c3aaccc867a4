// Exact fractions: nothing is lost but where a rounding convention says so.
#include "runtime/number/rational.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

Rational number(std::string_view text) {
  const auto value = Rational::from_decimal(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Rational(0));
}

std::string rounded(std::string_view text, int places, Ties ties) {
  return number(text).rounded(places, ties).fixed_text(places);
}

TEST(Rational, adds_tenths_exactly) {
  Rational sum;
  for (int i = 0; i < 10; ++i) sum = sum + number("0.1");
  EXPECT_EQ(sum, Rational(1));
  EXPECT_EQ(number("0.1") + number("0.2"), number("0.3"));
}

TEST(Rational, one_percentage_point_is_one_step) {
  // (3% - 2%) / 1%: doubles say 0.9999999999999998 and take no whole step.
  const Rational steps = (number("0.03") - number("0.02")).divided_by(number("0.01"));
  EXPECT_EQ(steps, Rational(1));
  EXPECT_EQ(steps.floor(), Rational(1));
}

TEST(Rational, is_kept_in_lowest_terms_with_a_positive_denominator) {
  EXPECT_EQ(Rational::fraction(-6, 8), Rational::fraction(-3, 4));
  EXPECT_TRUE(Rational::fraction(8, 4).is_whole());
  EXPECT_TRUE(Rational::fraction(0, 7).is_zero());
  EXPECT_EQ(Rational::fraction(1, 3) + Rational::fraction(1, 6), Rational::fraction(1, 2));
}

TEST(Rational, takes_a_negative_denominator) {
  EXPECT_EQ(Rational::fraction(6, -8), Rational::fraction(-3, 4));
  EXPECT_TRUE(Rational::fraction(6, -8).is_negative());
  EXPECT_FALSE(Rational::fraction(0, -7).is_negative());
  EXPECT_EQ(Rational::fraction(-1, -2), Rational::fraction(1, 2));
}

TEST(Rational, dividing_is_the_inverse_of_multiplying) {
  const Rational third = Rational(1).divided_by(Rational(3));
  EXPECT_EQ(third * 3, Rational(1));
  EXPECT_EQ(Rational(1).divided_by(Rational(-3)), -third);
  EXPECT_EQ(Rational(-7).divided_by(number("-0.07")), Rational(100));
}

TEST(Rational, floor_and_ceiling_of_negative_numbers) {
  EXPECT_EQ(number("-0.5").floor(), Rational(-1));
  EXPECT_EQ(number("-0.5").ceiling(), Rational(0));
  EXPECT_EQ(number("-3").floor(), Rational(-3));
  EXPECT_EQ(number("2.0001").ceiling(), Rational(3));
  EXPECT_EQ(number("-2.5").absolute(), number("2.5"));
}

TEST(Rational, compares_by_value) {
  EXPECT_LT(number("0.3333333333333333"), Rational::fraction(1, 3));
  EXPECT_GT(number("-0.1"), number("-0.2"));
  EXPECT_EQ(number("80"), number("80.000"));
  EXPECT_EQ(number("-0"), Rational(0));
}

// ---- rounding conventions (约定) ----

TEST(Rounding, 四舍五入_takes_ties_away_from_zero) {
  EXPECT_EQ(rounded("2.345", 2, Ties::AwayFromZero), "2.35");
  EXPECT_EQ(rounded("2.344999", 2, Ties::AwayFromZero), "2.34");
  EXPECT_EQ(rounded("-2.345", 2, Ties::AwayFromZero), "-2.35");
  EXPECT_EQ(rounded("0.5", 0, Ties::AwayFromZero), "1");
  EXPECT_EQ(rounded("9.995", 2, Ties::AwayFromZero), "10.00");
}

TEST(Rounding, gb_t_8170_takes_ties_to_the_even_digit) {
  EXPECT_EQ(rounded("2.345", 2, Ties::ToEven), "2.34");
  EXPECT_EQ(rounded("2.355", 2, Ties::ToEven), "2.36");
  EXPECT_EQ(rounded("2.3450001", 2, Ties::ToEven), "2.35");
  EXPECT_EQ(rounded("-2.345", 2, Ties::ToEven), "-2.34");
  EXPECT_EQ(rounded("-2.355", 2, Ties::ToEven), "-2.36");
  EXPECT_EQ(rounded("0.5", 0, Ties::ToEven), "0");
  EXPECT_EQ(rounded("1.5", 0, Ties::ToEven), "2");
}

TEST(Rounding, 舍去_drops_every_remainder_towards_zero) {
  EXPECT_EQ(rounded("2.349", 2, Ties::Down), "2.34");
  EXPECT_EQ(rounded("-2.349", 2, Ties::Down), "-2.34");
  EXPECT_EQ(rounded("0.999", 0, Ties::Down), "0");
}

TEST(Rounding, 进一_counts_every_remainder_away_from_zero) {
  EXPECT_EQ(rounded("2.3401", 2, Ties::Up), "2.35");
  EXPECT_EQ(rounded("-2.3401", 2, Ties::Up), "-2.35");
  EXPECT_EQ(rounded("2.34", 2, Ties::Up), "2.34");
}

TEST(Rounding, a_third_is_rounded_like_any_number) {
  const Rational third = Rational::fraction(1, 3);
  EXPECT_EQ(third.rounded(2, Ties::AwayFromZero), number("0.33"));
  EXPECT_EQ(third.rounded(2, Ties::Up), number("0.34"));
  EXPECT_EQ((-third).rounded(30, Ties::Down).fixed_text(30), "-0." + std::string(30, '3'));
}

TEST(Rounding, agrees_with_integer_arithmetic_on_every_thousandth) {
  for (int n = -2000; n <= 2000; ++n) {  // n thousandths to hundredths
    const Rational value = Rational::fraction(n, 1000);
    const int size = n < 0 ? -n : n, sign = n < 0 ? -1 : 1;
    const int whole = size / 10, rest = size % 10;
    const auto hundredths = [&](bool up) {
      return Rational::fraction(sign * (whole + (up ? 1 : 0)), 100);
    };
    ASSERT_EQ(value.rounded(2, Ties::AwayFromZero), hundredths(rest >= 5)) << n;
    ASSERT_EQ(value.rounded(2, Ties::ToEven), hundredths(rest > 5 || (rest == 5 && whole % 2 == 1)))
        << n;
    ASSERT_EQ(value.rounded(2, Ties::Down), hundredths(false)) << n;
    ASSERT_EQ(value.rounded(2, Ties::Up), hundredths(rest > 0)) << n;
  }
}

// ---- values that no machine word holds ----

TEST(BigRational, goes_on_beyond_64_bits_without_a_seam) {
  const Rational most(INT64_MAX);
  EXPECT_EQ(decimal_text(most + 1), "9223372036854775808");
  EXPECT_EQ(decimal_text(most * most), "85070591730234615847396907784232501249");
  EXPECT_EQ(most + 1 - 1, most);
  EXPECT_EQ((most * most).divided_by(most), most);
  EXPECT_LT(most, most + 1);
  EXPECT_TRUE((-(most * most)).is_negative());
  EXPECT_TRUE((most * most).is_whole());
}

TEST(BigRational, the_least_word_is_a_number_like_any_other) {
  const Rational least(INT64_MIN);
  EXPECT_EQ(decimal_text(least), "-9223372036854775808");
  EXPECT_EQ(decimal_text(-least), "9223372036854775808");
  EXPECT_EQ(decimal_text(least.absolute()), "9223372036854775808");
  EXPECT_EQ(Rational(1).divided_by(least) * least, Rational(1));
  EXPECT_EQ(least - 1 + 1, least);
}

TEST(BigRational, divides_by_big_negative_numbers) {
  const Rational big = number("-123456789012345678901234567890");
  EXPECT_EQ(Rational(1).divided_by(big) * big, Rational(1));
  EXPECT_TRUE(Rational(1).divided_by(big).is_negative());
  EXPECT_EQ(big.divided_by(big), Rational(1));
  EXPECT_EQ(big.divided_by(-big), Rational(-1));
}

TEST(BigRational, sums_of_many_denominators_stay_exact) {
  Rational sum;  // the harmonic number of 60 has a denominator of 82 bits
  for (int i = 1; i <= 60; ++i) sum = sum + Rational::fraction(1, i);
  Rational rest = sum;
  for (int i = 60; i >= 1; --i) rest = rest - Rational::fraction(1, i);
  EXPECT_TRUE(rest.is_zero());
  EXPECT_EQ(sum.fixed_text(10), "4.6798704130");  // by Python's fractions
}

TEST(BigRational, floor_and_rounding_work_on_both_signs) {
  const Rational big = number("123456789012345678901234567890.5");
  EXPECT_EQ(decimal_text(big.floor()), "123456789012345678901234567890");
  EXPECT_EQ(decimal_text((-big).floor()), "-123456789012345678901234567891");
  EXPECT_EQ(decimal_text((-big).ceiling()), "-123456789012345678901234567890");
  EXPECT_EQ(big.rounded(0, Ties::ToEven).fixed_text(0), "123456789012345678901234567890");
  EXPECT_EQ(big.rounded(0, Ties::AwayFromZero).fixed_text(0), "123456789012345678901234567891");
  EXPECT_EQ((-big).rounded(0, Ties::Up).fixed_text(0), "-123456789012345678901234567891");
}

// The same operations on both sides of the seam, against Boost's own fractions.
TEST(BigRational, agrees_with_an_independent_fraction_on_random_values) {
  std::mt19937_64 random(20230101);
  const auto any = [&] {
    const int bits = static_cast<int>(random() % 63);
    const auto size = static_cast<std::int64_t>(random() >> (1 + bits));
    return random() % 2 == 0 ? size : -size;
  };
  const auto same = [](const Rational& ours, const Rational::Big& theirs) {
    return ours == Rational::from_decimal(numerator(theirs).str())
                       ->divided_by(*Rational::from_decimal(denominator(theirs).str()));
  };
  for (int i = 0; i < 3000; ++i) {
    const std::int64_t a = any(), b = any(), c = std::abs(any()) | 1, d = std::abs(any()) | 1;
    const Rational x = Rational::fraction(a, c), y = Rational::fraction(b, d);
    const Rational::Big p = Rational::Big(a) / c, q = Rational::Big(b) / d;
    ASSERT_TRUE(same(x + y, p + q)) << a << "/" << c << " + " << b << "/" << d;
    ASSERT_TRUE(same(x - y, p - q)) << a << "/" << c << " - " << b << "/" << d;
    ASSERT_TRUE(same(x * y, p * q)) << a << "/" << c << " * " << b << "/" << d;
    ASSERT_EQ(x < y, p < q) << a << "/" << c << " < " << b << "/" << d;
    if (b == 0) continue;
    ASSERT_TRUE(same(x.divided_by(y), p / q)) << a << "/" << c << " : " << b << "/" << d;
  }
}

// ---- what counts as a number ----

TEST(FromDecimal, reads_plain_decimals) {
  EXPECT_EQ(number("80"), Rational(80));
  EXPECT_EQ(number("-0.5"), Rational::fraction(-1, 2));
  EXPECT_EQ(number("+3"), Rational(3));
  EXPECT_EQ(number(".5"), Rational::fraction(1, 2));
  EXPECT_EQ(number("007.50"), Rational::fraction(15, 2));
  EXPECT_EQ(number("99999999999999999999.01") - number("99999999999999999999"), number("0.01"));
}

TEST(FromDecimal, refuses_everything_else) {
  const std::string zero_inside("1\0002", 3);
  for (const std::string& text :
       {std::string(),        std::string("1e3"),    std::string("1E3"),      std::string("1/3"),
        std::string("１２"),  std::string("八十"),   std::string("80%"),      std::string("1,000"),
        std::string("1.2.3"), std::string("--5"),    std::string("+-5"),      std::string("-"),
        std::string("."),     std::string("-."),     std::string(" 5"),       std::string("5 "),
        std::string("0x10"),  std::string("nan"),    std::string("inf"),      std::string("5-"),
        zero_inside,          std::string(300, '9'), std::string(100000, '1')})
    EXPECT_FALSE(Rational::from_decimal(text))
        << text.substr(0, 20) << " of " << text.size() << " bytes";
}

TEST(FromDecimal, reads_two_hundred_digits_and_no_more) {
  EXPECT_EQ(decimal_text(number(std::string(200, '7'))), std::string(200, '7'));
  EXPECT_TRUE(Rational::from_decimal("-" + std::string(200, '7')));
  EXPECT_TRUE(Rational::from_decimal(std::string(100, '7') + "." +
                                     std::string(100, '7')));  // the point is no digit
  EXPECT_FALSE(Rational::from_decimal(std::string(201, '7')));
  EXPECT_FALSE(Rational::from_decimal("0." + std::string(200, '7')));
}

}  // namespace
}  // namespace zs
