// What each operation of a plan does to one set of values: the only definition, used by every
// engine and by constant folding.
#pragma once

#include "runtime/number/rational.h"
#include "runtime/value/value.h"

namespace zs::kernels {

Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
// 0 × missing is 0.
Value multiply(const Value& a, const Value& b);
// Precondition: when both are there, the divisor is not zero.
Value divide(const Value& a, const Value& b);
// One of the two; null when either is missing.
const Value* lesser(const Value& a, const Value& b);
const Value* greater(const Value& a, const Value& b);
// A number that round() to so many places leaves as it is.
bool is_round(const Value& a, int places);
Value minimum(const Value& a, const Value& b);
Value maximum(const Value& a, const Value& b);
Value floor(const Value& a);
Value ceiling(const Value& a);
Value absolute(const Value& a);
Value round(const Value& a, int places, Ties ties);
Value equal(const Value& a, const Value& b);
Value at_least(const Value& a, const Value& b);
Value more(const Value& a, const Value& b);
Value negation(const Value& a);
Value conjunction(const Value& a, const Value& b);
Value disjunction(const Value& a, const Value& b);

bool is_yes(const Value& value);
bool is_no(const Value& value);

}  // namespace zs::kernels
