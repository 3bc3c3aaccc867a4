#include "runtime/scalar/bounds.h"

#include <algorithm>
#include <array>

#include "runtime/kernels/arithmetic.h"

namespace zs {
namespace {

Interval point(const Rational& value) { return {value, value}; }

Interval hull(const Interval& a, const Interval& b) {
  Interval made;
  if (a.low && b.low) made.low = std::min(*a.low, *b.low);
  if (a.high && b.high) made.high = std::max(*a.high, *b.high);
  return made;
}

std::optional<Rational> plus(const std::optional<Rational>& a, const std::optional<Rational>& b) {
  return a && b ? std::optional(*a + *b) : std::nullopt;
}

Interval negative(const Interval& a) {
  const auto minus = [](const std::optional<Rational>& end) {
    return end ? std::optional(Rational(0) - *end) : std::nullopt;
  };
  return {minus(a.high), minus(a.low)};
}

Interval product(const Interval& a, const Interval& b) {
  if (a.is_point() && a.low->is_zero()) return a;
  if (b.is_point() && b.low->is_zero()) return b;
  if (!a.low || !a.high || !b.low || !b.high) {
    // A known factor of one sign keeps the open end on its side.
    const bool a_known = a.is_point();
    const Interval& open = a_known ? b : a;
    const Interval& known = a_known ? a : b;
    if (!known.is_point()) return {};
    Interval made;
    if (open.low) made.low = *open.low * *known.low;
    if (open.high) made.high = *open.high * *known.low;
    if (known.low->is_negative()) std::swap(made.low, made.high);
    return made;
  }
  const std::array<Rational, 4> ends = {*a.low * *b.low, *a.low * *b.high, *a.high * *b.low,
                                        *a.high * *b.high};
  return {*std::min_element(ends.begin(), ends.end()), *std::max_element(ends.begin(), ends.end())};
}

// 1/b, where b keeps away from zero.
Interval inverse(const Interval& b) {
  if (!b.low || !b.high || (!(*b.low > Rational(0)) && !(*b.high < Rational(0)))) return {};
  return {Rational(1).divided_by(*b.high), Rational(1).divided_by(*b.low)};
}

template <typename Change>
Interval each_end(const Interval& a, Change change) {
  Interval made;
  if (a.low) made.low = std::get<Rational>(change(Value(*a.low)));
  if (a.high) made.high = std::get<Rational>(change(Value(*a.high)));
  return made;
}

}  // namespace

Interval Bounds::input(const PlanNode& node) const {
  if (const auto* number = std::get_if<Rational>(&data_[node.index])) return point(*number);
  for (const InputBounds& one : known_)
    if (one.input.index == node.index) return one.within;
  const PlanInput& input = plan_.inputs[node.index];
  if (input.dimension == Dimension::Choice)
    return {Rational(0), Rational(static_cast<std::int64_t>(input.choices.size()))};
  return {input.low, input.high};
}

Interval Bounds::number(PlanId id) {
  if (const auto found = numbers_.find(id.index); found != numbers_.end()) return found->second;
  Interval made = compute(plan_[id]);
  numbers_[id.index] = made;
  return made;
}

Interval Bounds::compute(const PlanNode& node) {
  switch (node.op) {
    case Op::Input:
      return input(node);
    case Op::Constant:
      return point(plan_.constants[node.index]);
    case Op::Add: {
      const Interval a = number(node.a), b = number(node.b);
      return {plus(a.low, b.low), plus(a.high, b.high)};
    }
    case Op::Subtract: {
      const Interval a = number(node.a), b = negative(number(node.b));
      return {plus(a.low, b.low), plus(a.high, b.high)};
    }
    case Op::Multiply:
      return product(number(node.a), number(node.b));
    case Op::Divide:
      return product(number(node.a), inverse(number(node.b)));
    case Op::Minimum:
    case Op::Maximum: {
      const Interval a = number(node.a), b = number(node.b);
      const bool least = node.op == Op::Minimum;
      const auto end = [&](const std::optional<Rational>& x, const std::optional<Rational>& y,
                           bool open_wins) -> std::optional<Rational> {
        if (!x || !y) return open_wins ? std::nullopt : x ? x : y;
        return least ? std::min(*x, *y) : std::max(*x, *y);
      };
      return {end(a.low, b.low, least), end(a.high, b.high, !least)};
    }
    case Op::Floor:
      return each_end(number(node.a), [](const Value& v) { return kernels::floor(v); });
    case Op::Ceiling:
      return each_end(number(node.a), [](const Value& v) { return kernels::ceiling(v); });
    case Op::Round:
      return each_end(number(node.a), [&](const Value& v) {
        return kernels::round(v, static_cast<int>(node.index / 4),
                              static_cast<Ties>(node.index % 4));
      });
    case Op::Absolute: {
      const Interval a = number(node.a);
      if (a.low && !a.low->is_negative()) return a;
      if (a.high && !(*a.high > Rational(0))) return negative(a);
      Interval made{Rational(0), {}};
      if (a.low && a.high) made.high = std::max(a.low->absolute(), *a.high);
      return made;
    }
    case Op::Choose: {
      const std::optional<bool> chosen = truth(node.a);
      if (chosen) return number(*chosen ? node.b : node.c);
      return hull(number(node.b), number(node.c));
    }
    case Op::FirstGiven: {
      const PlanNode& first = plan_[node.a];
      const bool given = first.op != Op::Input || !is_missing(data_[first.index]);
      return number(given ? node.a : node.b);
    }
    case Op::Truth:
    case Op::Equal:
    case Op::AtLeast:
    case Op::More:
    case Op::Not:
    case Op::And:
    case Op::Or:
      return {};
  }
  return {};
}

std::optional<bool> Bounds::truth(PlanId id) {
  if (const auto found = truths_.find(id.index); found != truths_.end()) return found->second;
  const PlanNode& node = plan_[id];
  std::optional<bool> made;
  switch (node.op) {
    case Op::Truth:
      made = node.index == 1;
      break;
    case Op::Input:
      if (const bool* yes = std::get_if<bool>(&data_[node.index])) made = *yes;
      break;
    case Op::Not:
      if (const auto inner = truth(node.a)) made = !*inner;
      break;
    case Op::And: {
      const auto a = truth(node.a), b = truth(node.b);
      if ((a && !*a) || (b && !*b))
        made = false;
      else if (a && b)
        made = true;
      break;
    }
    case Op::Or: {
      const auto a = truth(node.a), b = truth(node.b);
      if ((a && *a) || (b && *b))
        made = true;
      else if (a && b)
        made = false;
      break;
    }
    case Op::Choose: {
      const auto chosen = truth(node.a);
      if (chosen) {
        made = truth(*chosen ? node.b : node.c);
      } else {
        const auto b = truth(node.b), c = truth(node.c);
        if (b && c && *b == *c) made = b;
      }
      break;
    }
    case Op::Equal: {
      const Interval a = number(node.a), b = number(node.b);
      if (a.is_point() && b.is_point())
        made = *a.low == *b.low;
      else if ((a.high && b.low && *a.high < *b.low) || (a.low && b.high && *a.low > *b.high))
        made = false;
      break;
    }
    case Op::AtLeast: {
      const Interval a = number(node.a), b = number(node.b);
      if (a.low && b.high && *a.low >= *b.high) made = true;
      if (a.high && b.low && *a.high < *b.low) made = false;
      break;
    }
    case Op::More: {
      const Interval a = number(node.a), b = number(node.b);
      if (a.low && b.high && *a.low > *b.high) made = true;
      if (a.high && b.low && *a.high <= *b.low) made = false;
      break;
    }
    case Op::Constant:
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Minimum:
    case Op::Maximum:
    case Op::Floor:
    case Op::Ceiling:
    case Op::Absolute:
    case Op::Round:
    case Op::FirstGiven:
      break;
  }
  truths_[id.index] = made;
  return made;
}

}  // namespace zs
