// The score of one indicator as a function of one of its inputs, exact: pieces of straight lines.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/cases/case_search.h"
#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs::repl {

// score = at + slope × (x − where x begins); `x` has both ends.
struct CurvePiece {
  Extent x;
  Rational at, slope;
  Rational score(const Rational& value) const { return at + slope * (value - *x.low); }
};

struct Curve {
  std::size_t indicator = 0;
  PlanInputId input;
  std::vector<CurvePiece> pieces;  // from left to right
  // Values taken for inputs without data: those with which most can be scored.
  std::vector<std::pair<PlanInputId, Value>> assumed;
  bool exact = true;  // false: some part could not be written as lines and is left out
};

// All other inputs as in `data`. Nothing when the score does not depend on the input, or the input
// is no number.
std::optional<Curve> score_curve(const Plan& plan, std::size_t indicator, PlanInputId input,
                                 std::span<const Value> data);

// Where the curve turns or jumps, with the score there; the ends of what is drawn are not among
// them.
struct Turn {
  Rational at;
  std::optional<Rational> left, here, right;  // the score just before, at and behind the point
};
std::vector<Turn> turns_of(const Curve& curve);

}  // namespace zs::repl
