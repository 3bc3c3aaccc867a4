#include "runtime/kernels/arithmetic.h"

#include <algorithm>

namespace zs::kernels {
namespace {

const Rational* number(const Value& value) { return std::get_if<Rational>(&value); }

template <typename Operation>
Value both(const Value& a, const Value& b, Operation operation) {
  const Rational* left = number(a);
  const Rational* right = number(b);
  if (!left || !right) return Missing{};
  return operation(*left, *right);
}

}  // namespace

bool is_yes(const Value& value) {
  const bool* known = std::get_if<bool>(&value);
  return known && *known;
}

bool is_no(const Value& value) {
  const bool* known = std::get_if<bool>(&value);
  return known && !*known;
}

Value add(const Value& a, const Value& b) {
  return both(a, b, [](const Rational& x, const Rational& y) { return x + y; });
}
Value subtract(const Value& a, const Value& b) {
  return both(a, b, [](const Rational& x, const Rational& y) { return x - y; });
}
Value multiply(const Value& a, const Value& b) {
  const bool zero = (number(a) && number(a)->is_zero()) || (number(b) && number(b)->is_zero());
  if (zero) return Rational(0);
  return both(a, b, [](const Rational& x, const Rational& y) { return x * y; });
}
Value divide(const Value& a, const Value& b) {
  return both(a, b, [](const Rational& x, const Rational& y) { return x.divided_by(y); });
}
const Value* lesser(const Value& a, const Value& b) {
  const Rational* left = number(a);
  const Rational* right = number(b);
  if (!left || !right) return nullptr;
  return *right < *left ? &b : &a;
}
const Value* greater(const Value& a, const Value& b) {
  const Rational* left = number(a);
  const Rational* right = number(b);
  if (!left || !right) return nullptr;
  return *left < *right ? &b : &a;
}
Value minimum(const Value& a, const Value& b) {
  const Value* one = lesser(a, b);
  return one ? *one : Value(Missing{});
}
Value maximum(const Value& a, const Value& b) {
  const Value* one = greater(a, b);
  return one ? *one : Value(Missing{});
}
bool is_round(const Value& a, int places) { return number(a) && number(a)->has_places(places); }
Value floor(const Value& a) { return number(a) ? Value(number(a)->floor()) : Missing{}; }
Value ceiling(const Value& a) { return number(a) ? Value(number(a)->ceiling()) : Missing{}; }
Value absolute(const Value& a) { return number(a) ? Value(number(a)->absolute()) : Missing{}; }
Value round(const Value& a, int places, Ties ties) {
  return number(a) ? Value(number(a)->rounded(places, ties)) : Missing{};
}
Value equal(const Value& a, const Value& b) {
  return both(a, b, [](const Rational& x, const Rational& y) { return Value(x == y); });
}
Value at_least(const Value& a, const Value& b) {
  return both(a, b, [](const Rational& x, const Rational& y) { return Value(x >= y); });
}
Value more(const Value& a, const Value& b) {
  return both(a, b, [](const Rational& x, const Rational& y) { return Value(x > y); });
}
Value negation(const Value& a) {
  const bool* known = std::get_if<bool>(&a);
  return known ? Value(!*known) : Missing{};
}
Value conjunction(const Value& a, const Value& b) {
  if (is_no(a) || is_no(b)) return false;
  return is_yes(a) && is_yes(b) ? Value(true) : Missing{};
}
Value disjunction(const Value& a, const Value& b) {
  if (is_yes(a) || is_yes(b)) return true;
  return is_no(a) && is_no(b) ? Value(false) : Missing{};
}

}  // namespace zs::kernels
