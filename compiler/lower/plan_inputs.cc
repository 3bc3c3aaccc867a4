#include "compiler/lower/plan_inputs.h"

#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// Shares of a whole lie between 0 and 100%; growth and completion may lie beyond.
bool is_share(const std::string& name, const WordingTable& wording) {
  return static_cast<bool>(wording.tail(to_characters(name), NameKind::Share));
}

void set_limits(PlanInput& input, const WordingTable& wording) {
  switch (input.dimension) {
    case Dimension::Percent:
      if (!is_share(input.name, wording)) return;
      input.low = 0;
      input.high = 1;
      return;
    case Dimension::Count:
    case Dimension::Days:
    case Dimension::Months:
      input.low = 0;
      return;
    case Dimension::Rank:
      input.low = 1;
      return;
    case Dimension::Unknown:
    case Dimension::Number:
      if (input.role == InputRole::Judgement) input.low = 0;
      return;
    case Dimension::Money:
    case Dimension::Date:
    case Dimension::Fact:
    case Dimension::Choice:
    case Dimension::Text:
      return;
  }
}

}  // namespace

std::vector<PlanInput> plan_inputs(const CheckedRules& rules, const SourceText& source,
                                   const WordingTable& wording) {
  std::vector<PlanInput> inputs;
  for (const Input& input : rules.inputs) {
    PlanInput made;
    made.name = input.name;
    made.aliases = input.aliases;
    made.dimension = input.dimension;
    made.unit = input.unit;
    made.unit_declared = input.declared;
    switch (input.role) {
      case Role::Quantity:
        made.role = InputRole::Quantity;
        break;
      case Role::Fact:
        made.role = InputRole::Fact;
        break;
      case Role::Baseline:
        made.role = InputRole::Baseline;
        break;
      case Role::Judgement:
        made.role = InputRole::Judgement;
        break;
    }
    made.choices = input.choices;
    for (std::size_t i : input.indicators) {
      if (i >= rules.syntax.indicators.size()) continue;
      const IndicatorText& text = rules.syntax.indicators[i];
      made.indicators.push_back(text.number.empty() ? text.title.text : text.number.text);
      for (const Attribute& attribute : text.attributes)
        if (made.department.empty() && attribute.name.text.starts_with("责任"))
          made.department = attribute.text.text;
    }
    set_limits(made, wording);
    if (made.department.empty()) made.department = input.from;
    if (input.low) made.low = input.low;
    if (input.high) made.high = input.high;
    made.line = source.line_of(input.where.begin);
    made.column = source.column_of(input.where.begin);
    inputs.push_back(std::move(made));
  }
  return inputs;
}

void collect_inputs(const Plan& plan, PlanId id, std::uint32_t mark,
                    std::vector<std::uint32_t>& seen, std::vector<PlanInputId>& into) {
  std::vector<PlanId> open{id};
  while (!open.empty()) {
    const PlanId at = open.back();
    open.pop_back();
    if (seen[at.index] == mark) continue;
    seen[at.index] = mark;
    const PlanNode& node = plan[at];
    if (node.op == Op::Input) into.push_back({node.index});
    const int inputs = input_count(node.op);
    if (inputs > 2) open.push_back(node.c);
    if (inputs > 1) open.push_back(node.b);
    if (inputs > 0) open.push_back(node.a);
  }
}

void mark_derived(Plan& plan, const std::vector<PlanId>& roots) {
  std::vector<char> needed(plan.nodes.size(), 0);
  for (PlanId root : roots) needed[root.index] = 1;
  for (std::size_t i = plan.nodes.size(); i-- > 0;) {  // operands stand before their users
    if (!needed[i]) continue;
    const PlanNode& node = plan.nodes[i];
    const int inputs = input_count(node.op);
    if (inputs > 0) needed[node.a.index] = 1;
    if (inputs > 1 && node.op != Op::FirstGiven) needed[node.b.index] = 1;
    if (inputs > 2) needed[node.c.index] = 1;
  }
  std::vector<char> direct(plan.inputs.size(), 0);
  for (std::size_t i = 0; i < plan.nodes.size(); ++i)
    if (plan.nodes[i].op == Op::Input && needed[i]) direct[plan.nodes[i].index] = 1;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) plan.inputs[i].optional = !direct[i];
  for (PlanInput& input : plan.inputs) input.derived_from.clear();
  std::vector<std::uint32_t> seen(plan.nodes.size(), 0);
  std::uint32_t mark = 0;
  for (const PlanNode& node : plan.nodes) {
    if (node.op != Op::FirstGiven || plan[node.a].op != Op::Input) continue;
    std::vector<PlanInputId> from;
    collect_inputs(plan, node.b, ++mark, seen, from);
    for (PlanInputId input : from) plan.inputs[plan[node.a].index].derived_from.push_back(input);
  }
}

}  // namespace zs
