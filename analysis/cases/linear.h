// Numbers that are not known yet, and sums of their multiples.
#pragma once

#include <vector>

#include "runtime/base/ids.h"
#include "runtime/number/rational.h"

namespace zs {

using Unknown = Id<struct UnknownTag>;

// constant + Σ times × of; terms in the order of their unknowns, none of them zero.
struct Linear {
  struct Term {
    Unknown of;
    Rational times;
    friend bool operator==(const Term&, const Term&) = default;
  };
  Rational constant;
  std::vector<Term> terms;

  Linear() = default;
  Linear(Rational number) : constant(std::move(number)) {}  // NOLINT: a number is a sum
  static Linear one(Unknown unknown) {
    Linear form;
    form.terms.push_back({unknown, 1});
    return form;
  }

  bool is_constant() const { return terms.empty(); }
  // How often the unknown counts; 0 when it does not occur.
  Rational times(Unknown unknown) const;
  Linear operator-() const { return scaled(-1); }
  Linear scaled(const Rational& factor) const;
  // With `value` in the place of the unknown.
  Linear with(Unknown unknown, const Linear& value) const;

  friend Linear operator+(const Linear& a, const Linear& b);
  friend Linear operator-(const Linear& a, const Linear& b) { return a + -b; }
  friend bool operator==(const Linear&, const Linear&) = default;
};

}  // namespace zs
