// Scores and quantities as decimal text.
#pragma once

#include <string>

#include "runtime/number/rational.h"

namespace zs {

// A number without a finite decimal form is shown with this many digits (language.md §6.6).
inline constexpr int kShownPlaces = 6;

// The shortest exact decimal ("2.6", "-0.05"); 1/3 becomes "0.333333", see is_rounded.
std::string decimal_text(const Rational& number);

// True when decimal_text() had to round.
bool is_rounded_in_text(const Rational& number);

}  // namespace zs
