#include "analysis/advice/coverage.h"

#include <algorithm>

namespace zs {
namespace {

bool counts(StepKind kind) {
  switch (kind) {
    case StepKind::Nil:
    case StepKind::Award:
    case StepKind::Deduct:
    case StepKind::Add:
    case StepKind::RateDeduct:
    case StepKind::RateAdd:
    case StepKind::Judged:
    case StepKind::Formula:
      return true;
    case StepKind::Excused:
    case StepKind::Base:
    case StepKind::Uncovered:
    case StepKind::Capped:
    case StepKind::Bounded:
    case StepKind::Rounded:
      return false;
  }
  return false;
}

bool is_zero(const Value& value) {
  const auto* number = std::get_if<Rational>(&value);
  return number && number->is_zero();
}

// Every comparison of an input with a constant that a node depends on.
class EdgeFinder {
 public:
  explicit EdgeFinder(const Plan& plan) : plan_(plan), seen_(plan.nodes.size(), 0) {}

  void look(PlanId id) {
    if (seen_[id.index]) return;
    seen_[id.index] = 1;
    const PlanNode& node = plan_[id];
    if (node.op == Op::AtLeast || node.op == Op::More || node.op == Op::Equal) {
      note(node.a, node.b);
      note(node.b, node.a);
    }
    const int operands = input_count(node.op);
    if (operands > 0) look(node.a);
    if (operands > 1) look(node.b);
    if (operands > 2) look(node.c);
  }
  std::vector<Edge> take() { return std::move(edges_); }

 private:
  void note(PlanId left, PlanId right) {
    if (plan_[left].op != Op::Input || plan_[right].op != Op::Constant) return;
    const PlanInputId input{plan_[left].index};
    if (plan_.inputs[input.index].dimension == Dimension::Choice) return;
    const Rational& value = plan_.constants[plan_[right].index];
    const bool known = std::any_of(edges_.begin(), edges_.end(), [&](const Edge& one) {
      return one.input == input && one.value == value;
    });
    if (!known) edges_.push_back({input, value, true, true, true});
  }

  const Plan& plan_;
  std::vector<char> seen_;
  std::vector<Edge> edges_;
};

}  // namespace

Coverage::Coverage(const Plan& plan)
    : plan_(plan),
      data_(plan.inputs.size()),
      evaluation_(plan, data_),
      seen_(plan.indicators.size()) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const PlanIndicator& indicator = plan.indicators[i];
    if (!indicator.understood) continue;
    EdgeFinder finder(plan);
    finder.look(indicator.score);
    seen_[i].edges = finder.take();
    for (const PlanStep& step : indicator.steps)
      if (counts(step.kind)) seen_[i].clauses.insert({step.line, step.column});
  }
}

void Coverage::add(std::span<const Value> data) {
  data_.assign(data.begin(), data.end());
  evaluation_.reset(data_);
  for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
    const PlanIndicator& indicator = plan_.indicators[i];
    if (!indicator.understood) continue;
    const Value score = evaluation_[indicator.score];
    const auto* points = std::get_if<Rational>(&score);
    if (!points) continue;
    Seen& seen = seen_[i];
    ++seen.rows;
    seen.full = seen.full || *points >= indicator.points;
    seen.nothing = seen.nothing || points->is_zero();
    for (const PlanStep& step : indicator.steps) {
      if (!counts(step.kind) || !evaluation_.yes(step.fires)) continue;
      const bool rate = step.kind == StepKind::RateDeduct || step.kind == StepKind::RateAdd;
      if (rate && is_zero(evaluation_[step.amount])) continue;
      seen.reached.insert({step.line, step.column});
    }
    for (Edge& edge : seen.edges) {
      const auto* value = std::get_if<Rational>(&data_[edge.input.index]);
      if (!value) continue;
      if (*value < edge.value) edge.below = false;
      if (*value == edge.value) edge.at = false;
      if (*value > edge.value) edge.above = false;
    }
  }
}

NeverReached Coverage::of(std::size_t indicator) const {
  const Seen& seen = seen_[indicator];
  NeverReached never;
  never.rows = seen.rows;
  never.full = !seen.full && !plan_.indicators[indicator].points.is_zero();
  never.nothing = !seen.nothing;
  std::set_difference(seen.clauses.begin(), seen.clauses.end(), seen.reached.begin(),
                      seen.reached.end(), std::back_inserter(never.clauses));
  for (const Edge& edge : seen.edges)
    if (edge.below || edge.at || edge.above) never.edges.push_back(edge);
  return never;
}

}  // namespace zs
