// What rows of data, or examples, never exercise: clauses, sides of a boundary, outcomes.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/value.h"

namespace zs {

// A value that a rule compares an input with, and on which sides of it no row lies.
struct Edge {
  PlanInputId input;
  Rational value;                                 // in base units
  bool below = false, at = false, above = false;  // true: never
};

struct NeverReached {
  std::size_t rows = 0;                      // in which the indicator was scored
  std::vector<std::pair<int, int>> clauses;  // line and column of those that never counted
  std::vector<Edge> edges;                   // with a side that no row lies on
  bool full = false, nothing = false;        // no row got the points, no row got 0
};

// Of one plan, which must outlive it.
class Coverage {
 public:
  explicit Coverage(const Plan& plan);

  // One value per input of the plan; an indicator that cannot be scored with them is left out.
  void add(std::span<const Value> data);

  NeverReached of(std::size_t indicator) const;

 private:
  struct Seen {
    std::size_t rows = 0;
    std::set<std::pair<int, int>> clauses, reached;
    std::vector<Edge> edges;
    bool full = false, nothing = false;
  };

  const Plan& plan_;
  std::vector<Value> data_;
  Evaluation evaluation_;
  std::vector<Seen> seen_;
};

}  // namespace zs
