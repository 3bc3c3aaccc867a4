#include "runtime/number/decimal_text.h"

#include <algorithm>

namespace zs {
namespace {
constexpr int kLongestExact = 30;
}

bool is_rounded_in_text(const Rational& number) {
  return number.decimal_places().value_or(kLongestExact + 1) > kLongestExact;
}

std::string decimal_text(const Rational& number) {
  const int places = is_rounded_in_text(number) ? kShownPlaces : *number.decimal_places();
  return number.fixed_text(places);
}

}  // namespace zs
