// What is known of a plan node while a program is made: numbers with scale and range, facts, and
// in which rows there is a value. The arithmetic on them emits instructions.
#pragma once

#include <optional>

#include "runtime/batch/instructions.h"

namespace zs::batch {

__extension__ typedef __int128 Int128;

// value = lane / scale, lane in [low, high]. Without slot it is the constant low / scale.
struct Number {
  std::int64_t scale = 1;
  std::int64_t low = 0, high = 0;
  std::uint32_t slot = kNoSlot;
  bool wide = false;

  bool is_constant() const { return slot == kNoSlot; }
};

// Without slot it is the constant `yes`.
struct Fact {
  std::uint32_t slot = kNoSlot;
  bool yes = false;

  bool is_constant() const { return slot == kNoSlot; }
};

// Emits arithmetic. Every function gives nothing when its result might not fit.
class Arithmetic {
 public:
  explicit Arithmetic(InstructionList& list) : list_(list) {}

  std::optional<Number> add(const Number& a, const Number& b);
  std::optional<Number> subtract(const Number& a, const Number& b);
  std::optional<Number> multiply(const Number& a, const Number& b);
  // a × numerator / denominator; the denominator is positive.
  std::optional<Number> scaled(const Number& a, std::int64_t numerator, std::int64_t denominator);
  std::optional<Number> smaller(const Number& a, const Number& b) { return extreme(a, b, true); }
  std::optional<Number> larger(const Number& a, const Number& b) { return extreme(a, b, false); }
  std::optional<Number> floor(const Number& a);
  std::optional<Number> ceiling(const Number& a);
  std::optional<Number> absolute(const Number& a);
  std::optional<Number> rounded(const Number& a, int places, Ties ties);
  std::optional<Number> pick(const Fact& which, const Number& a, const Number& b);

  std::optional<Fact> equal(const Number& a, const Number& b);
  std::optional<Fact> at_least(const Number& a, const Number& b);
  std::optional<Fact> more(const Number& a, const Number& b);
  Fact negation(const Fact& a);
  Fact both(const Fact& a, const Fact& b);
  Fact either(const Fact& a, const Fact& b);
  Fact pick(const Fact& which, const Fact& a, const Fact& b);
  Fact same(const Fact& a, const Fact& b);

  // A slot that holds the number or fact, for outputs.
  std::uint32_t slot_of(const Number& a);
  std::uint32_t slot_of(const Fact& a);

 private:
  struct Pair {
    Number a, b;
  };
  std::optional<Pair> aligned(const Number& a, const Number& b);
  std::optional<Number> extreme(const Number& a, const Number& b, bool least);
  std::optional<Number> shifted(const Number& a, Int128 by);
  std::optional<Number> divided(Code code, const Number& a, std::int64_t by, std::int64_t scale);
  std::uint32_t wide_slot(const Number& a);
  std::uint32_t slot_as(const Number& a, bool wide);
  Number emit(Instruction instruction, const Number& shape);
  Fact emit_fact(Instruction instruction);
  // Constant `a` on the left, or on the right: a >= x, x >= a …
  Fact compare_constant(const Number& x, Code code, Int128 edge);

  InstructionList& list_;
};

}  // namespace zs::batch
