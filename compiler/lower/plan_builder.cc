#include "compiler/lower/plan_builder.h"

#include "runtime/kernels/arithmetic.h"

namespace zs {

PlanId PlanBuilder::make(PlanNode node) {
  const Key key{node.op, node.a.index, node.b.index, node.c.index, node.index};
  const auto [found, is_new] =
      made_.try_emplace(key, PlanId{static_cast<std::uint32_t>(plan_.nodes.size())});
  if (is_new) plan_.nodes.push_back(node);
  return found->second;
}

PlanId PlanBuilder::given(std::size_t index) {
  return make(
      {.op = Op::Input, .a = {}, .b = {}, .c = {}, .index = static_cast<std::uint32_t>(index)});
}

PlanId PlanBuilder::input(std::size_t index) {
  const auto found = follows_.find(index);
  return found == follows_.end() ? given(index)
                                 : binary(Op::FirstGiven, given(index), found->second);
}

PlanId PlanBuilder::reviewed(const std::string& name, const Rational& most) {
  PlanInput made;
  made.name = name;
  made.dimension = Dimension::Number;
  made.unit = "分";
  made.role = InputRole::Judgement;
  made.low = 0;
  made.high = most;
  plan_.inputs.push_back(std::move(made));
  return input(plan_.inputs.size() - 1);
}

PlanId PlanBuilder::hidden_fact(const std::string& name) {
  PlanInput made;
  made.name = name;
  made.dimension = Dimension::Fact;
  made.role = InputRole::Fact;
  made.hidden = true;
  plan_.inputs.push_back(std::move(made));
  return input(plan_.inputs.size() - 1);
}

PlanId PlanBuilder::constant(const Rational& value) {
  const auto [found, is_new] =
      constants_.try_emplace(value, static_cast<std::uint32_t>(plan_.constants.size()));
  if (is_new) plan_.constants.push_back(value);
  return make({.op = Op::Constant, .a = {}, .b = {}, .c = {}, .index = found->second});
}

PlanId PlanBuilder::truth(bool value) {
  return make({.op = Op::Truth, .a = {}, .b = {}, .c = {}, .index = value ? 1U : 0U});
}

bool PlanBuilder::is_truth(PlanId id, bool value) const {
  const PlanNode& node = plan_[id];
  return node.op == Op::Truth && (node.index == 1) == value;
}

const Rational* PlanBuilder::as_constant(PlanId id) const {
  const PlanNode& node = plan_[id];
  return node.op == Op::Constant ? &plan_.constants[node.index] : nullptr;
}

PlanId PlanBuilder::unary(Op op, PlanId a) {
  if (op == Op::Not) {
    if (is_truth(a, true)) return truth(false);
    if (is_truth(a, false)) return truth(true);
    if (plan_[a].op == Op::Not) return plan_[a].a;
  }
  if (const Rational* value = as_constant(a)) {
    if (op == Op::Floor) return constant(value->floor());
    if (op == Op::Ceiling) return constant(value->ceiling());
    if (op == Op::Absolute) return constant(value->absolute());
  }
  return make({.op = op, .a = a, .b = {}, .c = {}, .index = 0});
}

PlanId PlanBuilder::round(PlanId a, int places, Ties ties) {
  const auto index = static_cast<std::uint32_t>(places * 4 + static_cast<int>(ties));
  return make({.op = Op::Round, .a = a, .b = {}, .c = {}, .index = index});
}

PlanId PlanBuilder::binary(Op op, PlanId a, PlanId b) {
  if (op == Op::And) {
    if (is_truth(a, false) || is_truth(b, false)) return truth(false);
    if (is_truth(a, true)) return b;
    if (is_truth(b, true)) return a;
  }
  if (op == Op::Or) {
    if (is_truth(a, true) || is_truth(b, true)) return truth(true);
    if (is_truth(a, false)) return b;
    if (is_truth(b, false)) return a;
  }
  const Rational* left = as_constant(a);
  const Rational* right = as_constant(b);
  if (left && right) {
    if (op == Op::Add) return constant(*left + *right);
    if (op == Op::Subtract) return constant(*left - *right);
    if (op == Op::Multiply) return constant(*left * *right);
    if (op == Op::Divide && !right->is_zero()) return constant(left->divided_by(*right));
    if (op == Op::Minimum) return constant(std::min(*left, *right));
    if (op == Op::Maximum) return constant(std::max(*left, *right));
    if (op == Op::Equal) return truth(*left == *right);
    if (op == Op::AtLeast) return truth(*left >= *right);
    if (op == Op::More) return truth(*left > *right);
  }
  const Rational zero = 0;
  const Rational one = 1;
  if (op == Op::Add && left && *left == zero) return b;
  if ((op == Op::Add || op == Op::Subtract) && right && *right == zero) return a;
  if (op == Op::Multiply && left && *left == one) return b;
  if ((op == Op::Multiply || op == Op::Divide) && right && *right == one) return a;
  return make({.op = op, .a = a, .b = b, .c = {}, .index = 0});
}

PlanId PlanBuilder::choose(PlanId test, PlanId yes, PlanId no) {
  if (yes == no || is_truth(test, true)) return yes;
  if (is_truth(test, false)) return no;
  return make({.op = Op::Choose, .a = test, .b = yes, .c = no, .index = 0});
}

}  // namespace zs
