#include "runtime/batch/symbols.h"

#include <algorithm>
#include <numeric>

namespace zs::batch {
namespace {

// Lanes and scales stay well inside int64, so that sums of two never leave it.
constexpr Int128 kMost = Int128{1} << 61;

bool fits(Int128 value) { return value >= -kMost && value <= kMost; }
bool is_narrow(std::int64_t low, std::int64_t high) { return low > INT32_MIN && high <= INT32_MAX; }

// The range of a result, or nothing when it is too wide.
std::optional<Number> shape(std::int64_t scale, Int128 low, Int128 high) {
  if (!fits(low) || !fits(high) || scale <= 0) return std::nullopt;
  Number number;
  number.scale = scale;
  number.low = static_cast<std::int64_t>(low);
  number.high = static_cast<std::int64_t>(high);
  number.wide = !is_narrow(number.low, number.high);
  return number;
}

Int128 floor_divide(Int128 a, Int128 b) { return a / b - (a % b != 0 && a < 0 ? 1 : 0); }
Int128 ceiling_divide(Int128 a, Int128 b) { return -floor_divide(-a, b); }

// What the dividing loops do, for the ends of a range.
Int128 quotient(Code code, Int128 a, Int128 by) {
  const Int128 size = a < 0 ? -a : a;
  Int128 whole = size / by;
  const Int128 rest = size - whole * by;
  if (code == Code::HalfUp) whole += rest >= by - rest ? 1 : 0;
  if (code == Code::HalfEven)
    whole += rest > by - rest || (rest == by - rest && whole % 2 != 0) ? 1 : 0;
  if (code == Code::Away) whole += rest != 0 ? 1 : 0;
  return a < 0 ? -whole : whole;
}

}  // namespace

Number Arithmetic::emit(Instruction instruction, const Number& shape) {
  Number result = shape;
  result.wide = instruction.wide;
  result.slot = list_.add(instruction, instruction.wide);
  return result;
}

Fact Arithmetic::emit_fact(Instruction instruction) {
  return {list_.add(instruction, false), false};
}

std::uint32_t Arithmetic::slot_of(const Number& a) {
  if (!a.is_constant()) return a.slot;
  return list_.add({.code = Code::Fill, .wide = a.wide, .k = a.low}, a.wide);
}

std::uint32_t Arithmetic::slot_of(const Fact& a) {
  if (!a.is_constant()) return a.slot;
  return list_.add({.code = Code::Fill, .wide = false, .k = a.yes ? -1 : 0}, false);
}

std::uint32_t Arithmetic::wide_slot(const Number& a) {
  if (a.is_constant()) return list_.add({.code = Code::Fill, .wide = true, .k = a.low}, true);
  if (a.wide) return a.slot;
  return list_.add({.code = Code::Widen, .wide = true, .x = a.slot}, true);
}

std::uint32_t Arithmetic::slot_as(const Number& a, bool wide) {
  return wide ? wide_slot(a) : slot_of(a);
}

std::optional<Number> Arithmetic::scaled(const Number& a, std::int64_t numerator,
                                         std::int64_t denominator) {
  if (numerator == 0) return Number{};
  const std::int64_t common = std::gcd(numerator, denominator);
  numerator /= common;
  denominator /= common;
  const std::int64_t again = std::gcd(numerator, a.scale);
  const std::int64_t factor = numerator / again;
  const Int128 scale = Int128{a.scale / again} * denominator;
  if (!fits(scale) || scale <= 0) return std::nullopt;
  const Int128 x = Int128{a.low} * factor, y = Int128{a.high} * factor;
  auto result = shape(static_cast<std::int64_t>(scale), std::min(x, y), std::max(x, y));
  if (!result || a.is_constant()) return result;
  if (factor == 1) {
    result->slot = a.slot;
    result->wide = a.wide;
    return result;
  }
  const bool wide = result->wide || a.wide;
  return emit({.code = Code::MulXK, .wide = wide, .x = slot_as(a, wide), .k = factor}, *result);
}

std::optional<Arithmetic::Pair> Arithmetic::aligned(const Number& a, const Number& b) {
  if (a.scale == b.scale) return Pair{a, b};
  const std::int64_t common = std::gcd(a.scale, b.scale);
  const Int128 scale = Int128{a.scale / common} * b.scale;
  if (!fits(scale)) return std::nullopt;
  const auto to = static_cast<std::int64_t>(scale);
  const auto rescaled = [&](const Number& one) -> std::optional<Number> {
    const std::int64_t factor = to / one.scale;
    auto result = shape(to, Int128{one.low} * factor, Int128{one.high} * factor);
    if (!result || one.is_constant()) return result;
    if (factor == 1) return one;
    const bool wide = result->wide || one.wide;
    return emit({.code = Code::MulXK, .wide = wide, .x = slot_as(one, wide), .k = factor}, *result);
  };
  const auto x = rescaled(a);
  const auto y = rescaled(b);
  if (!x || !y) return std::nullopt;
  return Pair{*x, *y};
}

std::optional<Number> Arithmetic::shifted(const Number& a, Int128 by) {
  auto result = shape(a.scale, a.low + by, a.high + by);
  if (!result || a.is_constant()) return result;
  if (by == 0) return a;
  const auto k = static_cast<std::int64_t>(by);
  const bool wide = result->wide || a.wide || k < INT32_MIN || k > INT32_MAX;
  return emit({.code = Code::AddXK, .wide = wide, .x = slot_as(a, wide), .k = k}, *result);
}

std::optional<Number> Arithmetic::add(const Number& one, const Number& other) {
  const auto pair = aligned(one, other);
  if (!pair) return std::nullopt;
  const auto& [a, b] = *pair;
  if (b.is_constant()) return shifted(a, b.low);
  if (a.is_constant()) return shifted(b, a.low);
  const auto result = shape(a.scale, Int128{a.low} + b.low, Int128{a.high} + b.high);
  if (!result) return result;
  const bool wide = result->wide || a.wide || b.wide;
  return emit({.code = Code::AddXY, .wide = wide, .x = slot_as(a, wide), .y = slot_as(b, wide)},
              *result);
}

std::optional<Number> Arithmetic::subtract(const Number& one, const Number& other) {
  const auto pair = aligned(one, other);
  if (!pair) return std::nullopt;
  const auto& [a, b] = *pair;
  if (b.is_constant()) return shifted(a, -Int128{b.low});
  const auto result = shape(a.scale, Int128{a.low} - b.high, Int128{a.high} - b.low);
  if (!result) return result;
  const bool wide = result->wide || a.wide || b.wide;
  if (a.is_constant())
    return emit({.code = Code::SubKX, .wide = wide, .x = slot_as(b, wide), .k = a.low}, *result);
  return emit({.code = Code::SubXY, .wide = wide, .x = slot_as(a, wide), .y = slot_as(b, wide)},
              *result);
}

std::optional<Number> Arithmetic::multiply(const Number& a, const Number& b) {
  if (b.is_constant()) return scaled(a, b.low, b.scale);
  if (a.is_constant()) return scaled(b, a.low, a.scale);
  const Int128 scale = Int128{a.scale} * b.scale;
  if (!fits(scale)) return std::nullopt;
  const auto ends = {Int128{a.low} * b.low, Int128{a.low} * b.high, Int128{a.high} * b.low,
                     Int128{a.high} * b.high};
  const auto result = shape(static_cast<std::int64_t>(scale), std::min(ends), std::max(ends));
  if (!result) return result;
  const bool wide = result->wide || a.wide || b.wide;
  return emit({.code = Code::MulXY, .wide = wide, .x = slot_as(a, wide), .y = slot_as(b, wide)},
              *result);
}

std::optional<Number> Arithmetic::extreme(const Number& one, const Number& other, bool least) {
  const auto pair = aligned(one, other);
  if (!pair) return std::nullopt;
  const auto& [a, b] = *pair;
  if (least ? a.high <= b.low : a.low >= b.high) return a;
  if (least ? b.high <= a.low : b.low >= a.high) return b;
  const auto result = least ? shape(a.scale, std::min(a.low, b.low), std::min(a.high, b.high))
                            : shape(a.scale, std::max(a.low, b.low), std::max(a.high, b.high));
  if (!result) return result;
  const bool wide = result->wide || a.wide || b.wide;
  if (a.is_constant() || b.is_constant()) {
    const Number& x = a.is_constant() ? b : a;
    const Number& k = a.is_constant() ? a : b;
    return emit({.code = least ? Code::MinXK : Code::MaxXK,
                 .wide = wide,
                 .x = slot_as(x, wide),
                 .k = k.low},
                *result);
  }
  return emit({.code = least ? Code::MinXY : Code::MaxXY,
               .wide = wide,
               .x = slot_as(a, wide),
               .y = slot_as(b, wide)},
              *result);
}

std::optional<Number> Arithmetic::divided(Code code, const Number& a, std::int64_t by,
                                          std::int64_t scale) {
  const auto result = shape(scale, quotient(code, a.low, by), quotient(code, a.high, by));
  if (!result || a.is_constant()) return result;
  const bool wide = a.wide || by > INT32_MAX;
  return emit({.code = code, .wide = wide, .x = slot_as(a, wide), .k = by}, *result);
}

std::optional<Number> Arithmetic::floor(const Number& a) {
  if (a.scale == 1) return a;
  const Int128 lift = a.low < 0 ? ceiling_divide(-Int128{a.low}, a.scale) : 0;
  const auto lifted = shifted(a, lift * a.scale);
  if (!lifted) return std::nullopt;
  const auto whole = divided(Code::FloorDiv, *lifted, a.scale, 1);
  return whole ? shifted(*whole, -lift) : std::nullopt;
}

std::optional<Number> Arithmetic::ceiling(const Number& a) {
  if (a.scale == 1) return a;
  const auto lifted = shifted(a, a.scale - 1);
  return lifted ? floor(*lifted) : std::nullopt;
}

std::optional<Number> Arithmetic::absolute(const Number& a) {
  if (a.low >= 0) return a;
  const Int128 most = std::max(-Int128{a.low}, Int128{a.high});
  const auto result = shape(a.scale, a.is_constant() ? most : 0, most);
  if (!result || a.is_constant()) return result;
  return emit({.code = Code::Absolute, .wide = a.wide, .x = a.slot}, *result);
}

std::optional<Number> Arithmetic::rounded(const Number& a, int places, Ties ties) {
  constexpr int kMostPlaces = 17;
  if (places > kMostPlaces) return std::nullopt;
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  if (power % a.scale == 0) return a;
  const std::int64_t common = std::gcd(power, a.scale);
  const std::int64_t factor = power / common;
  auto raised = shape(1, Int128{a.low} * factor, Int128{a.high} * factor);
  if (!raised) return std::nullopt;
  if (!a.is_constant()) {
    if (factor == 1) {
      raised->slot = a.slot;
      raised->wide = a.wide;
    } else {
      const bool wide = raised->wide || a.wide;
      raised =
          emit({.code = Code::MulXK, .wide = wide, .x = slot_as(a, wide), .k = factor}, *raised);
    }
  }
  const Code code = ties == Ties::AwayFromZero ? Code::HalfUp
                    : ties == Ties::ToEven     ? Code::HalfEven
                    : ties == Ties::Down       ? Code::Towards
                                               : Code::Away;
  return divided(code, *raised, a.scale / common, power);
}

std::optional<Number> Arithmetic::pick(const Fact& which, const Number& one, const Number& other) {
  if (which.is_constant()) return which.yes ? one : other;
  const auto pair = aligned(one, other);
  if (!pair) return std::nullopt;
  const auto& [a, b] = *pair;
  if (a.is_constant() && b.is_constant() && a.low == b.low) return a;
  const auto result = shape(a.scale, std::min(a.low, b.low), std::max(a.high, b.high));
  if (!result) return result;
  const bool wide = result->wide || a.wide || b.wide;
  if (b.is_constant())
    return emit(
        {.code = Code::PickXK, .wide = wide, .x = slot_as(a, wide), .z = which.slot, .k = b.low},
        *result);
  if (a.is_constant())
    return emit(
        {.code = Code::PickKX, .wide = wide, .x = slot_as(b, wide), .z = which.slot, .k = a.low},
        *result);
  return emit({.code = Code::PickXY,
               .wide = wide,
               .x = slot_as(a, wide),
               .y = slot_as(b, wide),
               .z = which.slot},
              *result);
}

Fact Arithmetic::compare_constant(const Number& x, Code code, Int128 edge) {
  const bool always = code == Code::EqualXK    ? edge == x.low && edge == x.high
                      : code == Code::AtMostXK ? x.high <= edge
                                               : x.low >= edge;
  const bool never = code == Code::EqualXK    ? edge < x.low || edge > x.high
                     : code == Code::AtMostXK ? x.low > edge
                                              : x.high < edge;
  if (always || never) return {kNoSlot, always};
  return emit_fact(
      {.code = code, .wide = x.wide, .x = x.slot, .k = static_cast<std::int64_t>(edge)});
}

std::optional<Fact> Arithmetic::equal(const Number& a, const Number& b) {
  if (a.is_constant() && !b.is_constant()) return equal(b, a);
  if (b.is_constant()) {
    const Int128 top = Int128{b.low} * a.scale;
    if (top % b.scale != 0) return Fact{kNoSlot, false};
    return compare_constant(a, Code::EqualXK, top / b.scale);
  }
  const auto pair = aligned(a, b);
  if (!pair) return std::nullopt;
  const bool wide = pair->a.wide || pair->b.wide;
  return emit_fact({.code = Code::EqualXY,
                    .wide = wide,
                    .x = slot_as(pair->a, wide),
                    .y = slot_as(pair->b, wide)});
}

std::optional<Fact> Arithmetic::at_least(const Number& a, const Number& b) {
  if (b.is_constant())
    return compare_constant(a, Code::AtLeastXK, ceiling_divide(Int128{b.low} * a.scale, b.scale));
  if (a.is_constant())
    return compare_constant(b, Code::AtMostXK, floor_divide(Int128{a.low} * b.scale, a.scale));
  const auto pair = aligned(a, b);
  if (!pair) return std::nullopt;
  const bool wide = pair->a.wide || pair->b.wide;
  return emit_fact({.code = Code::AtLeastXY,
                    .wide = wide,
                    .x = slot_as(pair->a, wide),
                    .y = slot_as(pair->b, wide)});
}

std::optional<Fact> Arithmetic::more(const Number& a, const Number& b) {
  if (b.is_constant())
    return compare_constant(a, Code::AtLeastXK, floor_divide(Int128{b.low} * a.scale, b.scale) + 1);
  if (a.is_constant())
    return compare_constant(b, Code::AtMostXK,
                            ceiling_divide(Int128{a.low} * b.scale, a.scale) - 1);
  const auto pair = aligned(a, b);
  if (!pair) return std::nullopt;
  const bool wide = pair->a.wide || pair->b.wide;
  return emit_fact({.code = Code::MoreXY,
                    .wide = wide,
                    .x = slot_as(pair->a, wide),
                    .y = slot_as(pair->b, wide)});
}

Fact Arithmetic::negation(const Fact& a) {
  if (a.is_constant()) return {kNoSlot, !a.yes};
  return emit_fact({.code = Code::Not, .x = a.slot});
}

Fact Arithmetic::both(const Fact& a, const Fact& b) {
  if (a.is_constant()) return a.yes ? b : a;
  if (b.is_constant()) return b.yes ? a : b;
  if (a.slot == b.slot) return a;
  return emit_fact({.code = Code::And, .x = a.slot, .y = b.slot});
}

Fact Arithmetic::either(const Fact& a, const Fact& b) {
  if (a.is_constant()) return a.yes ? a : b;
  if (b.is_constant()) return b.yes ? b : a;
  if (a.slot == b.slot) return a;
  return emit_fact({.code = Code::Or, .x = a.slot, .y = b.slot});
}

Fact Arithmetic::pick(const Fact& which, const Fact& a, const Fact& b) {
  if (which.is_constant()) return which.yes ? a : b;
  if (a.is_constant() && b.is_constant() && a.yes == b.yes) return a;
  if (!a.is_constant() && a.slot == b.slot) return a;
  if (a.is_constant()) return a.yes ? either(which, b) : both(negation(which), b);
  if (b.is_constant()) return b.yes ? either(negation(which), a) : both(which, a);
  return either(both(which, a), both(negation(which), b));
}

Fact Arithmetic::same(const Fact& a, const Fact& b) {
  return either(both(a, b), both(negation(a), negation(b)));
}

}  // namespace zs::batch
