#include "analysis/cases/linear.h"

namespace zs {

Rational Linear::times(Unknown unknown) const {
  for (const Term& term : terms)
    if (term.of == unknown) return term.times;
  return 0;
}

Linear Linear::scaled(const Rational& factor) const {
  Linear result;
  if (factor.is_zero()) return result;
  result.constant = constant * factor;
  result.terms.reserve(terms.size());
  for (const Term& term : terms) result.terms.push_back({term.of, term.times * factor});
  return result;
}

Linear Linear::with(Unknown unknown, const Linear& value) const {
  const Rational factor = times(unknown);
  if (factor.is_zero()) return *this;
  Linear rest;
  rest.constant = constant;
  for (const Term& term : terms)
    if (!(term.of == unknown)) rest.terms.push_back(term);
  return rest + value.scaled(factor);
}

Linear operator+(const Linear& a, const Linear& b) {
  Linear sum;
  sum.constant = a.constant + b.constant;
  sum.terms.reserve(a.terms.size() + b.terms.size());
  auto left = a.terms.begin(), right = b.terms.begin();
  while (left != a.terms.end() || right != b.terms.end()) {
    if (right == b.terms.end() || (left != a.terms.end() && left->of < right->of)) {
      sum.terms.push_back(*left++);
    } else if (left == a.terms.end() || right->of < left->of) {
      sum.terms.push_back(*right++);
    } else {
      Rational times = left->times + right->times;
      if (!times.is_zero()) sum.terms.push_back({left->of, std::move(times)});
      ++left;
      ++right;
    }
  }
  return sum;
}

}  // namespace zs
