// Exact fractions: the only arithmetic on the way of a score.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zs {

// How a tie is settled when a digit has to go (language.md §11).
enum class Ties {
  AwayFromZero,  // 四舍五入
  ToEven,        // 按GB/T 8170修约
  Down,          // 舍去: every remainder goes, towards zero
  Up,            // 进一: every remainder counts as one, away from zero
};

// A fraction in lowest terms, denominator positive. Small values live in two machine words; what
// does not fit there goes on in arbitrary precision, so nothing ever overflows.
class Rational {
 public:
  using Big = boost::multiprecision::cpp_rational;

  Rational() = default;
  Rational(std::int64_t whole);  // NOLINT: a whole number is a fraction
  // Precondition: denominator is not zero.
  static Rational fraction(std::int64_t numerator, std::int64_t denominator);

  // Plain decimals only: "80", "-0.5", "+3", ".5". Nothing for "1e3", "1/3", "", full-width digits,
  // or more than 200 digits.
  static std::optional<Rational> from_decimal(std::string_view text);

  bool is_zero() const;
  bool is_negative() const;
  bool is_whole() const;
  // A small value that rounded() to so many digits after the point (0 to 18) leaves as it is.
  bool has_places(int places) const;

  // Both words of a small value; nothing for one that needs arbitrary precision.
  struct Fraction {
    std::int64_t numerator, denominator;
  };
  std::optional<Fraction> small() const;
  // In lowest terms; at least 1.
  Rational denominator() const;

  Rational operator-() const;
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  // Precondition: divisor is not zero. The kernels turn a zero divisor into a status first.
  Rational divided_by(const Rational& divisor) const;
  Rational floor() const;
  Rational ceiling() const;
  Rational absolute() const { return is_negative() ? -*this : *this; }

  // The nearest number with `places` digits after the point (0 to 30), ties as `ties` says.
  // The one operation here that loses information.
  Rational rounded(int places, Ties ties) const;

  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);
  friend bool operator==(const Rational& a, const Rational& b);

  // Digits after the point of the exact decimal form, or nothing when there is none (1/3).
  std::optional<int> decimal_places() const;
  // Exactly `places` digits after the point; rounds (ties away from zero) when more are needed.
  std::string fixed_text(int places) const;

 private:
  explicit Rational(const Big& big);
  Big as_big() const;

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;  // set: the value is here, the two words above are unused
};

}  // namespace zs
