#include "tools/repl/workspace.h"

#include "runtime/explain/explanation.h"
#include "runtime/scalar/score_unit.h"

namespace zs::repl {
namespace {

// Steps that can be undone, and rows that their states may hold together.
constexpr std::size_t kMostSteps = 200;
constexpr std::size_t kMostRows = 4'000'000;

}  // namespace

std::string unit_name(const BoundUnit& unit) {
  return unit.year.empty() ? unit.name : unit.name + " " + unit.year;
}

void Workspace::change(State next) {
  before_.push_back(std::move(state_));
  after_.clear();
  state_ = std::move(next);
  trim_history();
}

void Workspace::trim_history() {
  std::size_t rows = 0, kept = 0;
  for (std::size_t i = before_.size(); i-- > 0 && kept < kMostSteps; ++kept) {
    rows += before_[i].sheet->rows.size();
    if (kept > 0 && rows > kMostRows) break;
  }
  before_.erase(before_.begin(), before_.end() - static_cast<std::ptrdiff_t>(kept));
}

std::optional<std::string> Workspace::undo() {
  if (before_.empty()) return std::nullopt;
  std::string step = state_.step;
  after_.push_back(std::move(state_));
  state_ = std::move(before_.back());
  before_.pop_back();
  return step;
}

std::optional<std::string> Workspace::redo() {
  if (after_.empty()) return std::nullopt;
  before_.push_back(std::move(state_));
  state_ = std::move(after_.back());
  after_.pop_back();
  return state_.step;
}

const BoundUnits& Workspace::units() {
  units_.update(state_);
  return units_;
}

Look Workspace::look_at(const State& other) {
  units_.update(other);
  const Plan& plan = other.rules->plan();
  const BoundUnit& unit = units_.at(other.unit);
  Look look{unit_name(unit), unit.values, {}};
  if (plan.indicators.empty()) return look;  // there is nothing to score
  Evaluation evaluation(plan, look.values);
  look.result =
      score_unit(plan, evaluation, {look.values, unit.bad, unit.known, plan.missing_is_zero});
  look.result.unit = unit.name;
  look.result.year = unit.year;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    IndicatorResult& one = look.result.indicators[i];
    if (one.score) one.explanation = explain(plan, evaluation, plan.indicators[i], *one.score);
  }
  return look;
}

const Look& Workspace::look() {
  const bool fresh = seen_ && seen_rules_ == state_.rules && seen_sheet_ == state_.sheet &&
                     seen_unit_ == state_.unit;
  if (!fresh) {
    seen_ = look_at(state_);
    seen_rules_ = state_.rules;
    seen_sheet_ = state_.sheet;
    seen_unit_ = state_.unit;
  }
  return *seen_;
}

}  // namespace zs::repl
