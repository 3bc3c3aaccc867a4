#include "runtime/number/rational.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace zs {
namespace {

using BigInt = boost::multiprecision::cpp_int;
__extension__ typedef __int128 Wide;

constexpr std::size_t kMostDigits = 200;

bool fits(Wide value) { return value >= -INT64_MAX && value <= INT64_MAX; }

Wide greatest_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

BigInt floor_of(const Rational::Big& value) {
  const BigInt top = numerator(value);
  const BigInt bottom = denominator(value);
  BigInt whole = top / bottom;
  if (top < 0 && whole * bottom != top) --whole;
  return whole;
}

BigInt power_of_ten(int exponent) {
  return boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(exponent));
}

// In one word where that is enough, else nothing; the least word counts as too small.
std::optional<std::int64_t> sum(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_add_overflow(a, b, &result) || result == INT64_MIN) return std::nullopt;
  return result;
}
std::optional<std::int64_t> product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result) || result == INT64_MIN) return std::nullopt;
  return result;
}

// Denominators are mostly made of twos and fives; these are taken out without a long division.
std::int64_t common_divisor(std::int64_t numerator, std::int64_t denominator) {
  if (numerator == 0) return denominator;
  auto top = static_cast<std::uint64_t>(numerator < 0 ? -numerator : numerator);
  auto bottom = static_cast<std::uint64_t>(denominator);
  const int twos = std::min(std::countr_zero(top), std::countr_zero(bottom));
  bottom >>= std::countr_zero(bottom);
  std::uint64_t fives = 1;
  for (; bottom % 5 == 0; bottom /= 5)
    if (top % 5 == 0) {
      top /= 5;
      fives *= 5;
    }
  const std::uint64_t others = bottom == 1 ? 1 : std::gcd(top, bottom);
  return static_cast<std::int64_t>((fives * others) << twos);
}

constexpr int kMostPlacesInAWord = 18;

std::int64_t small_power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  const std::int64_t whole = a / b;
  return (a % b != 0 && a < 0) ? whole - 1 : whole;
}

}  // namespace

Rational::Rational(const Big& big) {
  const BigInt& top = numerator(big);
  const BigInt& bottom = boost::multiprecision::denominator(big);
  if (abs(top) <= INT64_MAX && bottom <= INT64_MAX) {
    numerator_ = static_cast<std::int64_t>(top);
    denominator_ = static_cast<std::int64_t>(bottom);
  } else {
    big_ = std::make_shared<const Big>(big);
  }
}

Rational::Big Rational::as_big() const {
  return big_ ? *big_ : Big(BigInt(numerator_), BigInt(denominator_));
}

Rational::Rational(std::int64_t whole) {
  // The least word has no positive counterpart.
  if (whole == INT64_MIN)
    *this = Rational(Big(BigInt(whole)));
  else
    numerator_ = whole;
}

Rational Rational::fraction(std::int64_t numerator, std::int64_t denominator) {
  if (denominator > 0 && numerator != INT64_MIN) {
    const std::int64_t divisor = denominator == 1 ? 1 : common_divisor(numerator, denominator);
    Rational result;
    result.numerator_ = numerator / divisor;
    result.denominator_ = denominator / divisor;
    return result;
  }
  const BigInt top = numerator;
  const BigInt bottom = denominator;
  return bottom < 0 ? Rational(Big(-top, -bottom)) : Rational(Big(top, bottom));
}

std::optional<Rational> Rational::from_decimal(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > kMostDigits + 1) return std::nullopt;
  if (text.size() <= kMostPlacesInAWord) {
    std::int64_t small = 0, power = 1;
    bool point = false, any = false;
    for (char c : text) {
      if (c == '.' && !point) {
        point = true;
        continue;
      }
      if (c < '0' || c > '9') return std::nullopt;
      small = small * 10 + (c - '0');
      power *= point ? 10 : 1;
      any = true;
    }
    if (!any) return std::nullopt;
    return fraction(negative ? -small : small, power);
  }
  BigInt digits = 0;
  int places = 0;
  bool after_point = false;
  std::size_t seen = 0;
  for (char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digits = digits * 10 + (c - '0');
    places += after_point ? 1 : 0;
    ++seen;
  }
  if (seen == 0 || seen > kMostDigits) return std::nullopt;
  if (negative) digits = -digits;
  return Rational(Big(digits, power_of_ten(places)));
}

std::optional<Rational::Fraction> Rational::small() const {
  if (big_) return std::nullopt;
  return Fraction{numerator_, denominator_};
}

bool Rational::is_zero() const { return !big_ && numerator_ == 0; }
bool Rational::is_negative() const { return big_ ? *big_ < 0 : numerator_ < 0; }
bool Rational::is_whole() const {
  return big_ ? boost::multiprecision::denominator(*big_) == 1 : denominator_ == 1;
}

bool Rational::has_places(int places) const {
  if (big_ || places > kMostPlacesInAWord) return false;
  return denominator_ == 1 || small_power_of_ten(places) % denominator_ == 0;
}

Rational Rational::operator-() const {
  if (big_) return Rational(Big(-*big_));
  Rational result = *this;
  result.numerator_ = -numerator_;
  return result;
}

Rational operator+(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    const bool alike = a.denominator_ == b.denominator_;
    const auto left = alike ? a.numerator_ : product(a.numerator_, b.denominator_);
    const auto right = alike ? b.numerator_ : product(b.numerator_, a.denominator_);
    const auto below = alike ? a.denominator_ : product(a.denominator_, b.denominator_);
    const auto above = left && right ? sum(*left, *right) : std::nullopt;
    if (above && below) return Rational::fraction(*above, *below);
    const Wide top = Wide(a.numerator_) * b.denominator_ + Wide(b.numerator_) * a.denominator_;
    const Wide bottom = Wide(a.denominator_) * b.denominator_;
    const Wide divisor = bottom == 1 ? 1 : greatest_divisor(top, bottom);
    if (fits(top / divisor) && fits(bottom / divisor)) {
      Rational result;
      result.numerator_ = static_cast<std::int64_t>(top / divisor);
      result.denominator_ = static_cast<std::int64_t>(bottom / divisor);
      return result;
    }
  }
  return Rational(Rational::Big(a.as_big() + b.as_big()));
}

Rational operator-(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_ && a.denominator_ == b.denominator_)
    if (const auto above = sum(a.numerator_, -b.numerator_))
      return Rational::fraction(*above, a.denominator_);
  return a + (-b);
}

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    const auto above = product(a.numerator_, b.numerator_);
    const auto below = product(a.denominator_, b.denominator_);
    if (above && below) return Rational::fraction(*above, *below);
    const Wide top = Wide(a.numerator_) * b.numerator_;
    const Wide bottom = Wide(a.denominator_) * b.denominator_;
    const Wide divisor = bottom == 1 ? 1 : greatest_divisor(top, bottom);
    if (fits(top / divisor) && fits(bottom / divisor)) {
      Rational result;
      result.numerator_ = static_cast<std::int64_t>(top / divisor);
      result.denominator_ = static_cast<std::int64_t>(bottom / divisor);
      return result;
    }
  }
  return Rational(Rational::Big(a.as_big() * b.as_big()));
}

Rational Rational::divided_by(const Rational& divisor) const {
  if (divisor.big_) return Rational(Big(as_big() / *divisor.big_));
  Rational inverse;
  inverse.numerator_ = divisor.numerator_ < 0 ? -divisor.denominator_ : divisor.denominator_;
  inverse.denominator_ = divisor.numerator_ < 0 ? -divisor.numerator_ : divisor.numerator_;
  return *this * inverse;
}

Rational Rational::denominator() const {
  return big_ ? Rational(Big(boost::multiprecision::denominator(*big_))) : Rational(denominator_);
}

Rational Rational::floor() const {
  if (big_) return Rational(Big(floor_of(*big_)));
  return Rational(floor_divide(numerator_, denominator_));
}

Rational Rational::ceiling() const { return -((-*this).floor()); }

Rational Rational::rounded(int places, Ties ties) const {
  if (!big_ && places <= kMostPlacesInAWord) {
    const std::int64_t power = small_power_of_ten(places);
    if (power % denominator_ == 0) return *this;
    const std::int64_t size = numerator_ < 0 ? -numerator_ : numerator_;
    if (const auto raised = product(size, power)) {
      std::int64_t kept = *raised / denominator_;
      const std::int64_t left = *raised % denominator_;
      const std::int64_t to_next = denominator_ - left;
      if (ties == Ties::AwayFromZero) kept += left >= to_next ? 1 : 0;
      if (ties == Ties::ToEven)
        kept += left > to_next || (left == to_next && kept % 2 != 0) ? 1 : 0;
      if (ties == Ties::Up) kept += left != 0 ? 1 : 0;
      return fraction(numerator_ < 0 ? -kept : kept, power);
    }
  }
  const Rational scale{Big(power_of_ten(places))};
  const Rational scaled = absolute() * scale;
  Rational whole = scaled.floor();
  const Rational rest = scaled - whole;
  const Rational half = fraction(1, 2);
  bool up = false;
  switch (ties) {
    case Ties::AwayFromZero:
      up = rest >= half;
      break;
    case Ties::ToEven:
      up = rest > half || (rest == half && !(whole * half).is_whole());
      break;
    case Ties::Down:
      break;
    case Ties::Up:
      up = !rest.is_zero();
      break;
  }
  if (up) whole = whole + 1;
  const Rational result = whole.divided_by(scale);
  return is_negative() ? -result : result;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    const Wide left = Wide(a.numerator_) * b.denominator_;
    const Wide right = Wide(b.numerator_) * a.denominator_;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
  }
  const int order = a.as_big().compare(b.as_big());
  return order <=> 0;
}

// Both are in lowest terms, and what fits in two words is there.
bool operator==(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  return (a <=> b) == 0;
}

std::optional<int> Rational::decimal_places() const {
  if (!big_) {
    int pairs[2] = {0, 0};
    std::int64_t rest = denominator_;
    for (; rest % 2 == 0; rest /= 2) ++pairs[0];
    for (; rest % 5 == 0; rest /= 5) ++pairs[1];
    return rest == 1 ? std::optional(std::max(pairs[0], pairs[1])) : std::nullopt;
  }
  BigInt bottom = big_ ? BigInt(boost::multiprecision::denominator(*big_)) : BigInt(denominator_);
  int twos = 0;
  int fives = 0;
  for (; bottom % 2 == 0; bottom /= 2) ++twos;
  for (; bottom % 5 == 0; bottom /= 5) ++fives;
  if (bottom != 1) return std::nullopt;
  return std::max(twos, fives);
}

std::string Rational::fixed_text(int places) const {
  const Rational near = rounded(places, Ties::AwayFromZero).absolute();
  if (!near.big_ && places <= kMostPlacesInAWord) {
    const std::int64_t power = small_power_of_ten(places);
    if (const auto raised = product(near.numerator_, power / near.denominator_)) {
      std::string digits = std::to_string(*raised);
      const auto after = static_cast<std::size_t>(places);
      if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
      if (places > 0) digits.insert(digits.size() - after, ".");
      return is_negative() && *raised != 0 ? "-" + digits : digits;
    }
  }
  const BigInt digits = floor_of(Big(near.as_big() * power_of_ten(places)));
  std::string text = digits.str();
  const auto wanted = static_cast<std::size_t>(places);
  if (text.size() <= wanted) text.insert(0, wanted + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - wanted, ".");
  return is_negative() && digits != 0 ? "-" + text : text;
}

}  // namespace zs
