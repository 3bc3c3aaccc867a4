// One value of one input or plan node.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "runtime/number/rational.h"

namespace zs {

// Not there: an empty cell, or whatever depends on one. Never zero, never false.
struct Missing {
  friend bool operator==(Missing, Missing) = default;
};

// Numbers are in the base unit of their dimension; a text is a choice as written.
using Value = std::variant<Missing, bool, Rational, std::string>;

inline bool is_missing(const Value& value) { return std::holds_alternative<Missing>(value); }

}  // namespace zs
