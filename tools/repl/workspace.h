// The state of a session, its history, and what follows from it: scores and reasons.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"
#include "tools/repl/bound_units.h"
#include "tools/repl/state.h"

namespace zs::repl {

// "甲县", or with its year "甲县 2023".
std::string unit_name(const BoundUnit& unit);

// One unit in one state: its values, its scores and the reasons of each.
struct Look {
  std::string name;
  std::vector<Value> values;
  UnitResult result;
};

class Workspace {
 public:
  Workspace() : state_(empty_state()) {}

  const State& state() const { return state_; }
  const Plan& plan() const { return state_.rules->plan(); }
  bool has_rules() const { return !plan().indicators.empty(); }

  // Takes up another state; the present one can be taken up again by undo().
  void change(State next);
  // The same without an undo step: what is saved, which unit is looked at.
  void adjust(State next) { state_ = std::move(next); }
  // The words of the step that was taken back or done again; nothing when there is none.
  std::optional<std::string> undo();
  std::optional<std::string> redo();

  // The unit that is looked at.
  const Look& look();
  // The unit of another state; the present one stays.
  Look look_at(const State& other);
  // The units of the present state.
  const BoundUnits& units();
  const BoundUnits::Work& work() const { return units_.work(); }

 private:
  void trim_history();

  State state_;
  std::vector<State> before_, after_;
  BoundUnits units_;
  std::optional<Look> seen_;  // of the state below
  std::shared_ptr<const Rules> seen_rules_;
  std::shared_ptr<const Sheet> seen_sheet_;
  std::size_t seen_unit_ = 0;
};

}  // namespace zs::repl
