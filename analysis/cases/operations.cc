// What each operation of a plan does to symbols; the exact counterpart of the kernels.
#include "analysis/cases/case_search.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

Symbol fact(bool yes) { return {true, yes, {}}; }
Symbol number(Linear form) { return {false, false, std::move(form)}; }

std::string key_of(const Rational& value) {
  const Rational bottom = value.denominator();
  return decimal_text(value * bottom) + "/" + decimal_text(bottom);
}
std::string key_of(const Linear& form) {
  std::string key = key_of(form.constant);
  for (const Linear::Term& term : form.terms)
    key += "+" + key_of(term.times) + "@" + std::to_string(term.of.index);
  return key;
}

}  // namespace

Unknown CaseSearch::opaque(const std::string& key, const Manners& manners) {
  const auto known = opaque_.find(key);
  if (known != opaque_.end()) return known->second;
  return opaque_.emplace(key, region_.add(manners, {}, {})).first->second;
}

std::optional<Symbol> CaseSearch::product(const Linear& a, const Linear& b) {
  if (a.is_constant()) return number(b.scaled(a.constant));
  if (b.is_constant()) return number(a.scaled(b.constant));
  abstracted_ = true;
  return number(Linear::one(opaque("*" + key_of(a) + "*" + key_of(b), {})));
}

// (t - x) / (t/50) is 50 × (1 - x/t): only x/t is a number of its own.
std::optional<Symbol> CaseSearch::quotient(const Linear& a, const Linear& b) {
  if (b.is_constant()) {
    if (b.constant.is_zero()) {
      impossible_ = true;
      return std::nullopt;
    }
    return number(a.scaled(Rational(1).divided_by(b.constant)));
  }
  const auto positive = decide(b, true);
  if (!positive) return std::nullopt;
  if (!*positive) {
    const auto negative = decide(-b, true);
    if (!negative) return std::nullopt;
    if (!*negative) {
      impossible_ = true;
      return std::nullopt;
    }
    return quotient(-a, -b);
  }
  if (b.terms.size() != 1 || !b.constant.is_zero()) {
    abstracted_ = true;
    return number(Linear::one(opaque("/" + key_of(a) + "/" + key_of(b), {})));
  }
  const Linear::Term& bottom = b.terms.front();
  Linear sum;
  for (const Linear::Term& term : a.terms) {
    const Rational factor = term.times.divided_by(bottom.times);
    if (term.of == bottom.of) {
      sum.constant = sum.constant + factor;
      continue;
    }
    Manners manners;
    manners.scale = Rational::fraction(1, 100);
    const Unknown ratio = opaque(
        "/" + std::to_string(term.of.index) + "/" + std::to_string(bottom.of.index), manners);
    region_.relate(ratio, term.of, bottom.of);
    sum = sum + Linear::one(ratio).scaled(factor);
  }
  abstracted_ = true;
  if (!a.constant.is_zero())
    sum = sum + Linear::one(opaque("/1/" + std::to_string(bottom.of.index), {}))
                    .scaled(a.constant.divided_by(bottom.times));
  return number(std::move(sum));
}

// A whole number of its own, with what is known about it.
std::optional<Symbol> CaseSearch::whole_part(const Linear& form) {
  if (form.is_constant()) return number(form.constant.floor());
  Manners manners;
  manners.whole = true;
  const Linear whole = Linear::one(opaque("floor " + key_of(form), manners));
  region_.assume({form - whole, false});
  region_.assume({whole + Rational(1) - form, true});
  return number(whole);
}

std::optional<Symbol> CaseSearch::compute(std::size_t side, const PlanNode& node) {
  const auto get = [&](PlanId id) { return value(side, id); };
  switch (node.op) {
    case Op::Input: {
      const Input& input = sides_[side].inputs[node.index];
      if (!input.fact) return number(Linear::one({input.index}));
      if (facts_[input.index] >= 0) return fact(facts_[input.index] == 1);
      pending_ = Pending{true, input.index, {}};
      return std::nullopt;
    }
    case Op::Constant:
      return number(sides_[side].plan->constants[node.index]);
    case Op::Truth:
      return fact(node.index == 1);
    case Op::Not: {
      const Symbol* a = get(node.a);
      if (!a) return std::nullopt;
      return fact(!a->yes);
    }
    case Op::And:
    case Op::Or: {
      const Symbol* a = get(node.a);
      if (!a) return std::nullopt;
      if (a->yes == (node.op == Op::Or)) return fact(a->yes);
      const Symbol* b = get(node.b);
      if (!b) return std::nullopt;
      return fact(b->yes);
    }
    case Op::Choose: {
      const Symbol* a = get(node.a);
      if (!a) return std::nullopt;
      const Symbol* chosen = get(a->yes ? node.b : node.c);
      if (!chosen) return std::nullopt;
      return *chosen;
    }
    case Op::FirstGiven:
    case Op::Round: {  // the first is given; a rounded score is looked at before it is rounded
      const Symbol* a = get(node.a);
      if (!a) return std::nullopt;
      return *a;
    }
    case Op::Floor:
    case Op::Ceiling: {
      const Symbol* a = get(node.a);
      if (!a) return std::nullopt;
      const Linear form = a->number;
      if (node.op == Op::Floor) return whole_part(form);
      auto below = whole_part(-form);
      below->number = -below->number;
      return below;
    }
    case Op::Absolute: {
      const Symbol* a = get(node.a);
      if (!a) return std::nullopt;
      const Linear form = a->number;
      const auto positive = decide(form, false);
      if (!positive) return std::nullopt;
      return number(*positive ? form : -form);
    }
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Minimum:
    case Op::Maximum:
    case Op::Equal:
    case Op::AtLeast:
    case Op::More:
      break;
  }
  const Symbol* first = get(node.a);
  if (!first) return std::nullopt;
  const Linear a = first->number;  // `first` may move when more symbols are made
  if (node.op == Op::Multiply && a.is_constant() && a.constant.is_zero()) return number(a);
  const Symbol* second = get(node.b);
  if (!second) return std::nullopt;
  const Linear b = second->number;
  if (node.op == Op::Add) return number(a + b);
  if (node.op == Op::Subtract) return number(a - b);
  if (node.op == Op::Multiply) return product(a, b);
  if (node.op == Op::Divide) return quotient(a, b);
  if (node.op == Op::More) {
    const auto more = decide(a - b, true);
    if (!more) return std::nullopt;
    return fact(*more);
  }
  const auto at_least = decide(a - b, false);
  if (!at_least) return std::nullopt;
  if (node.op == Op::AtLeast) return fact(*at_least);
  if (node.op == Op::Minimum) return number(*at_least ? b : a);
  if (node.op == Op::Maximum) return number(*at_least ? a : b);
  if (!*at_least) return fact(false);
  const auto more = decide(a - b, true);
  if (!more) return std::nullopt;
  return fact(!*more);
}

}  // namespace zs
