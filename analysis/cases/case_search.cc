#include "analysis/cases/case_search.h"

#include <algorithm>

#include "runtime/number/decimal_text.h"

namespace zs {

CaseSearch::Input CaseSearch::make_input(const Side& side, std::size_t index) {
  const PlanInput& input = side.plan->inputs[index];
  if (!is_number(input)) {
    facts_.push_back(-1);
    return {true, static_cast<std::uint32_t>(facts_.size() - 1)};
  }
  const NaturalRange& range = side.ranges[index];
  Manners manners;
  manners.whole = range.whole;
  manners.prefers_low = input.role == InputRole::Judgement;
  manners.scale = cell_unit(input);
  return {false, region_.add(manners, range.low, range.high).index};
}

std::size_t CaseSearch::add_side(const Plan& plan) {
  Side& side = sides_.emplace_back();
  side.plan = &plan;
  side.ranges = natural_ranges(plan);
  side.known.assign(plan.nodes.size(), -1);
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const PlanInput& input = plan.inputs[i];
    const bool number = is_number(input);
    const std::string key = (number ? "#" : "?") + input.name;
    const auto known = names_.find(key);
    const Input made = known != names_.end() ? known->second : make_input(side, i);
    names_.emplace(key, made);
    side.inputs.push_back(made);
  }
  side.shared = side.inputs;
  return sides_.size() - 1;
}

void CaseSearch::separate(std::size_t side, std::span<const PlanInputId> inputs) {
  Side& which = sides_[side];
  which.inputs = which.shared;
  for (PlanInputId input : inputs) {
    const auto key = std::make_pair(side, input.index);
    const auto known = own_.find(key);
    const Input made = known != own_.end() ? known->second : make_input(which, input.index);
    own_.emplace(key, made);
    which.inputs[input.index] = made;
  }
}

void CaseSearch::share(std::size_t side, PlanInputId input, std::size_t other_side,
                       PlanInputId other) {
  sides_[side].inputs[input.index] = sides_[other_side].inputs[other.index];
}

void CaseSearch::stand_in(std::size_t side, PlanId node, Linear form) {
  sides_[side].stand_ins[node.index] = std::move(form);
}

Unknown CaseSearch::new_number(const Rational& low, const Rational& high) {
  return region_.add({}, low, high);
}

Unknown CaseSearch::number_of(std::size_t side, PlanInputId input) const {
  return {sides_[side].inputs[input.index].index};
}

bool CaseSearch::is_fact(std::size_t side, PlanInputId input) const {
  return sides_[side].inputs[input.index].fact;
}

void CaseSearch::fix(std::size_t side, PlanInputId input, const Value& value) {
  fixed_.push_back({sides_[side].inputs[input.index], value});
}

Outcome CaseSearch::visit_cases(std::span<const Given> given, std::span<const Row> rows,
                                std::span<const Goal> goals, const Visitor& visitor) {
  given_ = given;
  goals_ = goals;
  visitor_ = &visitor;
  pending_.reset();
  abstracted_ = out_of_bound_ = false;
  forks_ = 0;
  const std::size_t region = region_.mark();
  bool possible = true;
  for (const auto& [input, value] : fixed_) {
    if (input.fact) {
      const bool* yes = std::get_if<bool>(&value);
      facts_[input.index] = yes ? static_cast<signed char>(*yes) : -1;
    } else if (const auto* number = std::get_if<Rational>(&value)) {
      const Linear form = Linear::one({input.index}) - *number;
      possible = possible && region_.assume({form, false}) && region_.assume({-form, false});
    }
  }
  for (const Row& row : rows) possible = possible && region_.assume(row);
  const bool all = !possible || explore();
  undo(0, region);
  for (const auto& [input, value] : fixed_)
    if (input.fact) facts_[input.index] = -1;
  if (out_of_bound_) return Outcome::OutOfBound;
  return all ? Outcome::Finished : Outcome::Stopped;
}

void CaseSearch::undo(std::size_t entries, std::size_t region) {
  while (entries_.size() > entries) {
    sides_[entries_.back().side].known[entries_.back().node] = -1;
    entries_.pop_back();
  }
  symbols_.resize(entries);
  region_.undo(region);
}

bool CaseSearch::explore() {
  for (const Given& given : given_) {
    const Symbol* known = value(given.goal.side, given.goal.node);
    if (impossible_) {
      impossible_ = false;
      return true;
    }
    if (!known) break;
    if (known->yes != given.yes) return true;
  }
  if (!pending_)
    for (const Goal& goal : goals_) {
      const Symbol* known = value(goal.side, goal.node);
      if (impossible_) {
        impossible_ = false;
        return true;
      }
      if (!known) break;
    }
  if (!pending_) return leaf();
  if (++forks_ > most_forks_) {
    out_of_bound_ = true;
    return false;
  }
  const Pending on = std::move(*pending_);
  pending_.reset();
  return branch(on, true) && branch(on, false);
}

bool CaseSearch::branch(const Pending& on, bool yes) {
  const std::size_t entries = entries_.size(), region = region_.mark();
  bool going = true;
  if (on.fact) {
    facts_[on.index] = yes ? 1 : 0;
    going = explore();
    facts_[on.index] = -1;
  } else {
    const Row row = yes ? on.row : Row{-on.row.form, !on.row.strict};
    if (region_.assume(row)) going = explore();
  }
  undo(entries, region);
  return going;
}

bool CaseSearch::leaf() {
  std::vector<const Symbol*> found;
  for (const Goal& goal : goals_) found.push_back(value(goal.side, goal.node));
  const std::size_t region = region_.mark();
  const bool going = (*visitor_)({found, region_});
  region_.undo(region);
  return going;
}

std::optional<std::vector<Value>> CaseSearch::sample(std::size_t side,
                                                     std::span<const PlanInputId> inputs) const {
  std::vector<Unknown> numbers;
  for (PlanInputId input : inputs)
    if (!is_fact(side, input)) numbers.push_back(number_of(side, input));
  const auto found = region_.sample(numbers);
  if (!found) return std::nullopt;
  std::vector<Value> values;
  std::size_t next = 0;
  for (PlanInputId input : inputs) {
    if (is_fact(side, input))
      values.emplace_back(facts_[sides_[side].inputs[input.index].index] == 1);
    else
      values.emplace_back((*found)[next++]);
  }
  return values;
}

std::optional<bool> CaseSearch::decide(Linear form, bool strict) {
  Row row{std::move(form), strict};
  const std::optional<bool> known = region_.decide(row);
  if (!known) pending_ = Pending{false, 0, std::move(row)};
  return known;
}

const Symbol* CaseSearch::value(std::size_t side, PlanId id) {
  const std::int32_t known = sides_[side].known[id.index];
  if (known >= 0) return &symbols_[static_cast<std::size_t>(known)];
  const Side& of = sides_[side];
  const auto stand_in = of.stand_ins.find(id.index);
  std::optional<Symbol> made = stand_in != of.stand_ins.end()
                                   ? Symbol{false, false, stand_in->second}
                                   : compute(side, (*of.plan)[id]);
  if (!made) return nullptr;
  sides_[side].known[id.index] = static_cast<std::int32_t>(symbols_.size());
  symbols_.push_back(std::move(*made));
  entries_.push_back({side, id.index});
  return &symbols_.back();
}

}  // namespace zs
