// Random plans and data, and a third reading of the operations that shares nothing with the
// engines: every node of every unit, by arbitrary precision, straight from the comments of ops.def.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <random>
#include <variant>
#include <vector>

#include "runtime/batch/lanes.h"
#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs::testing {

using Exact = boost::multiprecision::cpp_rational;
// Nothing: missing.
using Meaning = std::optional<std::variant<bool, Exact>>;

// The meaning of every node for one unit.
std::vector<Meaning> meanings_of(const Plan& plan, const std::vector<Value>& data);

// A value of the engines says the same as a meaning.
bool agrees(const Value& value, const Meaning& meaning);

struct RandomPlan {
  Plan plan;
  std::vector<batch::Layout> layouts;
};

class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : bits_(seed) {}
  // Numbers, facts, all operations; operands are chosen so that most nodes mean something.
  RandomPlan plan(int inputs, int nodes);
  // One value an input: missing at times, often on a boundary of the plan or of the layout, now and
  // then beyond what the layout holds.
  std::vector<Value> unit(const RandomPlan& from);
  std::int64_t below(std::int64_t bound);
  bool chance(int percent) { return below(100) < percent; }

 private:
  Rational constant();
  std::mt19937_64 bits_;
};

}  // namespace zs::testing
