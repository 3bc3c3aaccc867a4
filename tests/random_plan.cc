#include "tests/tools/random_plan.h"

#include <algorithm>

namespace zs::testing {
namespace {

using Whole = boost::multiprecision::cpp_int;

Exact exact(const Rational& number) {
  // Only how the value is held is read; nothing of the engines' own arithmetic is used.
  if (const auto small = number.small()) return Exact(small->numerator, small->denominator);
  const std::string text = number.fixed_text(30);
  const std::size_t point = text.find('.');
  std::string digits = text.substr(0, point) + text.substr(point + 1);
  bool negative = false;
  if (digits.front() == '-') {
    negative = true;
    digits.erase(0, 1);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  const Exact value(Whole(digits), boost::multiprecision::pow(Whole(10), 30));
  return negative ? Exact(-value) : value;
}

Whole floor_of(const Exact& value) {
  Whole quotient, rest;
  boost::multiprecision::divide_qr(Whole(numerator(value)), Whole(denominator(value)), quotient,
                                   rest);
  return rest < 0 ? Whole(quotient - 1) : quotient;
}

Exact round_of(const Exact& value, int places, Ties ties) {
  const Whole power = boost::multiprecision::pow(Whole(10), static_cast<unsigned>(places));
  const Exact size = (value < 0 ? Exact(-value) : value) * power;
  Whole low = floor_of(size);
  const Exact rest = size - low;
  const Exact half(1, 2);
  if (ties == Ties::Up && rest > 0) ++low;
  if (ties == Ties::AwayFromZero && rest >= half) ++low;
  if (ties == Ties::ToEven && (rest > half || (rest == half && low % 2 == 1))) ++low;
  const Exact result(low, power);
  return value < 0 ? Exact(-result) : result;
}

const Exact* number(const Meaning& meaning) {
  return meaning ? std::get_if<Exact>(&*meaning) : nullptr;
}
std::optional<bool> fact(const Meaning& meaning) {
  const bool* known = meaning ? std::get_if<bool>(&*meaning) : nullptr;
  return known ? std::optional<bool>(*known) : std::nullopt;
}

Meaning arithmetic(const PlanNode& node, const Meaning& left, const Meaning& right) {
  const Exact* a = number(left);
  const Exact* b = number(right);
  if (node.op == Op::Multiply && ((a && *a == 0) || (b && *b == 0))) return Exact(0);
  if (!a || !b) return std::nullopt;
  if (node.op == Op::Add) return Exact(*a + *b);
  if (node.op == Op::Subtract) return Exact(*a - *b);
  if (node.op == Op::Multiply) return Exact(*a * *b);
  if (node.op == Op::Divide) return *b == 0 ? Meaning() : Meaning(Exact(*a / *b));
  if (node.op == Op::Minimum) return *a < *b ? *a : *b;
  if (node.op == Op::Maximum) return *a > *b ? *a : *b;
  if (node.op == Op::Equal) return *a == *b;
  if (node.op == Op::AtLeast) return *a >= *b;
  return *a > *b;
}

Meaning logic(const PlanNode& node, const Meaning& left, const Meaning& right) {
  const auto a = fact(left), b = fact(right);
  if (node.op == Op::Not) return a ? Meaning(!*a) : Meaning();
  const bool decides = node.op == Op::Or;
  if ((a && *a == decides) || (b && *b == decides)) return decides;
  return a && b ? Meaning(!decides) : Meaning();
}

Meaning single(const PlanNode& node, const Meaning& operand) {
  const Exact* a = number(operand);
  if (!a) return std::nullopt;
  if (node.op == Op::Floor) return Exact(floor_of(*a));
  if (node.op == Op::Ceiling) return Exact(-floor_of(Exact(-*a)));
  if (node.op == Op::Absolute) return *a < 0 ? Exact(-*a) : *a;
  return round_of(*a, static_cast<int>(node.index / 4), static_cast<Ties>(node.index % 4));
}

}  // namespace

std::vector<Meaning> meanings_of(const Plan& plan, const std::vector<Value>& data) {
  std::vector<Meaning> all;
  for (const PlanNode& node : plan.nodes) {
    const auto a = [&] { return all[node.a.index]; };
    const auto b = [&] { return all[node.b.index]; };
    Meaning made;
    if (node.op == Op::Input) {
      if (const auto* yes = std::get_if<bool>(&data[node.index])) made = *yes;
      if (const auto* value = std::get_if<Rational>(&data[node.index])) made = exact(*value);
    } else if (node.op == Op::Constant) {
      made = exact(plan.constants[node.index]);
    } else if (node.op == Op::Truth) {
      made = node.index == 1;
    } else if (node.op == Op::FirstGiven) {
      made = a() ? a() : b();
    } else if (node.op == Op::Choose) {
      const Meaning c = all[node.c.index];
      if (const auto which = fact(a()))
        made = *which ? b() : c;
      else if (b() && b() == c)
        made = c;
    } else if (node.op == Op::Not || node.op == Op::And || node.op == Op::Or) {
      made = logic(node, a(), node.op == Op::Not ? Meaning() : b());
    } else if (input_count(node.op) == 1) {
      made = single(node, a());
    } else {
      made = arithmetic(node, a(), b());
    }
    all.push_back(made);
  }
  return all;
}

bool agrees(const Value& value, const Meaning& meaning) {
  if (const auto* yes = std::get_if<bool>(&value)) return fact(meaning) == *yes;
  if (const auto* figure = std::get_if<Rational>(&value)) {
    const Exact* wanted = number(meaning);
    if (!wanted) return false;
    const auto small = figure->small();
    // A fraction in two words is in lowest terms, as the model's is.
    if (small)
      return Whole(small->numerator) == numerator(*wanted) &&
             Whole(small->denominator) == denominator(*wanted);
    const Exact difference = exact(*figure) - *wanted;
    return (difference < 0 ? Exact(-difference) : difference) < Exact(1, 1000000000);
  }
  return !meaning;
}

std::int64_t RandomSource::below(std::int64_t bound) {
  return static_cast<std::int64_t>(bits_() % static_cast<std::uint64_t>(bound));
}

Rational RandomSource::constant() {
  static constexpr std::int64_t kDivisors[] = {1, 1, 1, 2, 4, 5, 10, 100, 500, 3};
  const std::int64_t divisor = kDivisors[below(10)];
  const std::int64_t most = chance(5) ? 4000000000 : 400;
  return Rational::fraction(below(2 * most + 1) - most, divisor);
}

RandomPlan RandomSource::plan(int inputs, int nodes) {
  RandomPlan made;
  Plan& plan = made.plan;
  std::vector<std::uint32_t> numbers, facts;
  const auto add = [&](PlanNode node, bool is_fact) {
    (is_fact ? facts : numbers).push_back(static_cast<std::uint32_t>(plan.nodes.size()));
    plan.nodes.push_back(node);
  };
  for (int i = 0; i < inputs; ++i) {
    PlanInput input;
    input.name = "x" + std::to_string(i);
    batch::Layout layout;
    layout.fact = i % 3 == 2;
    layout.may_miss = chance(60);
    if (!layout.fact) {
      static constexpr std::int64_t kScales[] = {1, 1, 10, 100, 10000, 1000000};
      layout.scale = kScales[below(6)];
      layout.high = std::int64_t{1} << (4 + below(chance(10) ? 45 : 24));
      layout.low = chance(30) ? 0 : -layout.high;
    }
    input.dimension = layout.fact ? Dimension::Fact : Dimension::Number;
    plan.inputs.push_back(input);
    made.layouts.push_back(layout);
    add({.op = Op::Input, .a = {}, .b = {}, .c = {}, .index = static_cast<std::uint32_t>(i)},
        layout.fact);
  }
  for (std::uint32_t i = 0; i < 6; ++i) {
    plan.constants.push_back(i == 0 ? Rational(0) : constant());
    add({.op = Op::Constant, .a = {}, .b = {}, .c = {}, .index = i}, false);
  }
  add({.op = Op::Truth, .a = {}, .b = {}, .c = {}, .index = static_cast<std::uint32_t>(below(2))},
      true);
  // Recent nodes more often, so that trees grow deep.
  const auto pick = [&](const std::vector<std::uint32_t>& from) {
    const auto size = static_cast<std::int64_t>(from.size());
    const std::int64_t reach = chance(50) ? std::min<std::int64_t>(size, 8) : size;
    return PlanId{from[static_cast<std::size_t>(size - 1 - below(reach))]};
  };
  static constexpr Op kOps[] = {
      Op::Add,     Op::Subtract, Op::Multiply, Op::Divide,   Op::Minimum, Op::Maximum,
      Op::Floor,   Op::Ceiling,  Op::Absolute, Op::Round,    Op::Equal,   Op::AtLeast,
      Op::More,    Op::Not,      Op::And,      Op::Or,       Op::Choose,  Op::FirstGiven,
      Op::Minimum, Op::Maximum,  Op::Add,      Op::Subtract, Op::Choose};
  for (int i = 0; i < nodes; ++i) {
    PlanNode node;
    node.op = kOps[below(static_cast<std::int64_t>(std::size(kOps)))];
    const bool compares = node.op == Op::Equal || node.op == Op::AtLeast || node.op == Op::More;
    const bool connects = node.op == Op::Not || node.op == Op::And || node.op == Op::Or;
    const bool of_facts =
        connects || ((node.op == Op::Choose || node.op == Op::FirstGiven) && chance(30));
    const auto& operands = of_facts ? facts : numbers;
    node.a = pick(operands);
    node.b = pick(operands);
    node.c = pick(operands);
    if (node.op == Op::Choose) {
      node.c = node.a;
      node.a = pick(facts);
    }
    // Mostly by one of the constants: a quotient of inputs is not for the batch engine.
    if (node.op == Op::Divide && chance(85))
      node.b = {static_cast<std::uint32_t>(inputs + below(6))};
    if (node.op == Op::Round) node.index = static_cast<std::uint32_t>(4 * below(5) + below(4));
    add(node, of_facts || compares);
  }
  return made;
}

std::vector<Value> RandomSource::unit(const RandomPlan& from) {
  std::vector<Value> data;
  for (const batch::Layout& layout : from.layouts) {
    if (layout.may_miss && chance(25)) {
      data.emplace_back(Missing{});
    } else if (layout.fact) {
      data.emplace_back(chance(50));
    } else if (chance(30)) {
      const auto& constants = from.plan.constants;
      const Rational scaled =
          constants[static_cast<std::size_t>(below(6))] * Rational(layout.scale);
      // Mostly on a lane; now and then between two.
      const Rational lane = chance(95) ? scaled.floor() + below(3) - 1 : scaled;
      const Rational held = std::clamp(lane, Rational(layout.low), Rational(layout.high));
      data.emplace_back(held.divided_by(Rational(layout.scale)));
    } else if (chance(5)) {
      data.emplace_back(Rational::fraction(chance(50) ? layout.low : layout.high, layout.scale));
    } else if (chance(1)) {
      data.emplace_back(*Rational::from_decimal("123456789012345678901234567890.123"));
    } else {
      const std::int64_t span = layout.high - layout.low + 1;
      const std::int64_t lane =
          layout.low + below(chance(50) ? std::min<std::int64_t>(span, 2000) : span);
      data.emplace_back(Rational::fraction(lane, layout.scale));
    }
  }
  return data;
}

}  // namespace zs::testing
