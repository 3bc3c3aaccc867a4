// How far one unit is from more points, or from a grade: exact, one input at a time.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/cases/case_search.h"
#include "runtime/plan/plan.h"

namespace zs {

// One input changed, all others as they are.
struct Move {
  PlanInputId input;
  Value from, to;            // `to` is the nearest value that will do …
  bool just_beyond = false;  // … or the one that has to be passed: 超过3%
  Rational gain;             // points of the indicator
};

// What one indicator lacks.
struct Shortfall {
  std::size_t indicator = 0;
  Rational score, lost;
  std::vector<Move> next;  // to the next tier: the smallest change that gains a fixed amount
  std::vector<Move> best;  // to the most that this input alone can bring
};

// Of one plan; holds the case search.
class Distance {
 public:
  explicit Distance(const Plan& plan);

  // The indicators that lost points, the largest loss first. `data` is one value per input;
  // indicators that cannot be scored with it are left out.
  std::vector<Shortfall> shortfalls(std::span<const Value> data);

  // Each single change that brings the unit to this grade or a better one, facts first. Empty when
  // no single change does.
  std::vector<Move> to_grade(std::span<const Value> data, std::size_t grade);

  // Points moves, the largest gain first, that together bring the unit to the grade; nothing when
  // even all of them do not.
  std::optional<std::vector<Move>> together(std::span<const Value> data, std::size_t grade);

 private:
  void fix_all_but(std::span<const Value> data, PlanInputId free);
  // The nearest value of the input for which `narrow` leaves something of the case.
  std::optional<Move> nearest(std::span<const Value> data, PlanInputId input, PlanId node,
                              const std::function<bool(Region&, const Linear&)>& narrow);

  const Plan& plan_;
  std::vector<char> rounds_;  // per node: something in it is rounded, which proofs do not see
  CaseSearch search_;
};

}  // namespace zs
