// Walks a plan once, operands before their users, and gives every node that the roots need a scale,
// a range and a rule for which rows have a value. The rules are those of ops.def.

#include <variant>

#include "runtime/batch/symbols.h"

namespace zs::batch {
namespace {

// Not computed here, or a number, or a fact; with the rows that have a value, as a fact.
struct Node {
  std::variant<std::monostate, Number, Fact> is;
  Fact there{kNoSlot, true};

  const Number* number() const { return std::get_if<Number>(&is); }
  const Fact* fact() const { return std::get_if<Fact>(&is); }
};

template <typename Symbol>
Node made(const std::optional<Symbol>& symbol, const Fact& there) {
  return symbol ? Node{*symbol, there} : Node{};
}

class Maker {
 public:
  Maker(const Plan& plan, const std::vector<Layout>& inputs)
      : plan_(plan), inputs_(inputs), list_(inputs.size()), emit_(list_) {}

  void run(std::span<const PlanId> roots, Program& program) {
    find_needed(roots);
    nodes_.resize(plan_.nodes.size());
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i)
      if (needed_[i]) nodes_[i] = make(plan_.nodes[i]);
    for (PlanId root : roots) program.outputs.push_back(output(nodes_[root.index]));
    std::move(list_).finish(program);
  }

 private:
  void find_needed(std::span<const PlanId> roots) {
    needed_.assign(plan_.nodes.size(), 0);
    for (PlanId root : roots) needed_[root.index] = 1;
    for (std::size_t i = plan_.nodes.size(); i-- > 0;) {
      if (!needed_[i]) continue;
      const PlanNode& node = plan_.nodes[i];
      const int operands = input_count(node.op);
      if (operands > 0) needed_[node.a.index] = 1;
      if (operands > 1) needed_[node.b.index] = 1;
      if (operands > 2) needed_[node.c.index] = 1;
    }
  }

  Output output(const Node& node) {
    Output output;
    if (const Number* number = node.number()) {
      output.computed = true;
      output.scale = number->scale;
      output.low = number->low;
      output.high = number->high;
      output.wide = number->wide;
      output.slot = emit_.slot_of(*number);
    } else if (const Fact* fact = node.fact()) {
      output.computed = output.fact = true;
      output.slot = emit_.slot_of(*fact);
    }
    output.never_there = node.there.is_constant() && !node.there.yes;
    if (!node.there.is_constant()) output.there = node.there.slot;
    return output;
  }

  Node input(std::uint32_t index) {
    const Layout& layout = inputs_[index];
    if (!layout.usable) return {};
    const auto masks = static_cast<std::uint32_t>(inputs_.size());
    const Fact there = layout.may_miss ? Fact{masks + index, false} : Fact{kNoSlot, true};
    if (layout.fact) return {Fact{index, false}, there};
    return {Number{layout.scale, layout.low, layout.high, index, layout.wide()}, there};
  }

  Node make(const PlanNode& node) {
    switch (node.op) {
      case Op::Input:
        return input(node.index);
      case Op::Constant: {
        const auto parts = plan_.constants[node.index].small();
        if (!parts) return {};
        Number constant{parts->denominator, parts->numerator, parts->numerator};
        constant.wide = constant.low <= INT32_MIN || constant.low > INT32_MAX;
        return {constant, {kNoSlot, true}};
      }
      case Op::Truth:
        return {Fact{kNoSlot, node.index == 1}, {kNoSlot, true}};
      case Op::Add:
        return strict(node, &Arithmetic::add);
      case Op::Subtract:
        return strict(node, &Arithmetic::subtract);
      case Op::Minimum:
        return strict(node, &Arithmetic::smaller);
      case Op::Maximum:
        return strict(node, &Arithmetic::larger);
      case Op::Equal:
        return strict(node, &Arithmetic::equal);
      case Op::AtLeast:
        return strict(node, &Arithmetic::at_least);
      case Op::More:
        return strict(node, &Arithmetic::more);
      case Op::Multiply:
        return multiply(at(node.a), at(node.b));
      case Op::Divide:
        return divide(at(node.a), at(node.b));
      case Op::Floor:
        return unary(node, &Arithmetic::floor);
      case Op::Ceiling:
        return unary(node, &Arithmetic::ceiling);
      case Op::Absolute:
        return unary(node, &Arithmetic::absolute);
      case Op::Round:
        return round(node);
      case Op::Not: {
        const Node& a = at(node.a);
        return a.fact() ? Node{emit_.negation(*a.fact()), a.there} : Node{};
      }
      case Op::And:
      case Op::Or:
        return connect(at(node.a), at(node.b), node.op == Op::And);
      case Op::Choose:
        return choose(at(node.a), at(node.b), at(node.c));
      case Op::FirstGiven:
        return first_given(at(node.a), at(node.b));
    }
    return {};
  }

  // Missing when an operand is.
  template <typename Operation>
  Node strict(const PlanNode& node, Operation operation) {
    const Node& left = at(node.a);
    const Node& right = at(node.b);
    if (!left.number() || !right.number()) return {};
    return made((emit_.*operation)(*left.number(), *right.number()),
                emit_.both(left.there, right.there));
  }
  template <typename Operation>
  Node unary(const PlanNode& node, Operation operation) {
    const Node& operand = at(node.a);
    if (!operand.number()) return {};
    return made((emit_.*operation)(*operand.number()), operand.there);
  }
  Node round(const PlanNode& node) {
    const Node& operand = at(node.a);
    if (!operand.number()) return {};
    const auto places = static_cast<int>(node.index / 4);
    return made(emit_.rounded(*operand.number(), places, static_cast<Ties>(node.index % 4)),
                operand.there);
  }

  bool always(const Node& node) const { return node.there.is_constant() && node.there.yes; }

  // 0 × missing is 0.
  Node multiply(const Node& left, const Node& right) {
    if (!left.number() || !right.number()) return {};
    const Number& a = *left.number();
    const Number& b = *right.number();
    Fact there = emit_.both(left.there, right.there);
    for (const auto& [one, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
      if (always(*other)) continue;
      const auto zero = emit_.equal(*one->number(), Number{});
      if (!zero) return {};
      there = emit_.either(there, emit_.both(one->there, *zero));
    }
    return made(emit_.multiply(a, b), there);
  }

  // By a constant only: other quotients have no denominator that is known beforehand.
  Node divide(const Node& left, const Node& right) {
    if (!left.number() || !right.number() || !right.number()->is_constant() || !always(right))
      return {};
    const Number& by = *right.number();
    if (by.low == 0) return {};
    const std::int64_t sign = by.low < 0 ? -1 : 1;
    return made(emit_.scaled(*left.number(), sign * by.scale, sign * by.low), left.there);
  }

  // Unknown unless one operand decides: no for 且, yes for 或.
  Node connect(const Node& left, const Node& right, bool both) {
    if (!left.fact() || !right.fact()) return {};
    const Fact& a = *left.fact();
    const Fact& b = *right.fact();
    const auto decides = [&](const Node& node) {
      return emit_.both(node.there, both ? emit_.negation(*node.fact()) : *node.fact());
    };
    Fact there = emit_.both(left.there, right.there);
    if (!always(right)) there = emit_.either(there, decides(left));
    if (!always(left)) there = emit_.either(there, decides(right));
    // A lane of what is missing can hold anything; where the other one decides, it must not count.
    return {both ? emit_.both(a, b) : emit_.either(a, b), there};
  }

  Node choose(const Node& which, const Node& first, const Node& second) {
    if (!which.fact()) return {};
    const Fact& test = *which.fact();
    if (always(which) && test.is_constant()) return test.yes ? first : second;
    const bool numbers = first.number() && second.number();
    if (!numbers && (!first.fact() || !second.fact())) return {};
    Fact there = emit_.pick(test, first.there, second.there);
    if (!always(which)) {
      const auto agree = numbers ? emit_.equal(*first.number(), *second.number())
                                 : emit_.same(*first.fact(), *second.fact());
      if (!agree) return {};
      const Fact either_way = emit_.both(emit_.both(first.there, second.there), *agree);
      there = emit_.pick(which.there, there, either_way);
    }
    if (numbers) return made(emit_.pick(test, *first.number(), *second.number()), there);
    return {emit_.pick(test, *first.fact(), *second.fact()), there};
  }

  Node first_given(const Node& first, const Node& second) {
    if (always(first)) return first;
    const Fact there = emit_.either(first.there, second.there);
    if (first.number() && second.number())
      return made(emit_.pick(first.there, *first.number(), *second.number()), there);
    if (first.fact() && second.fact())
      return {emit_.pick(first.there, *first.fact(), *second.fact()), there};
    return {};
  }

  const Node& at(PlanId id) const { return nodes_[id.index]; }

  const Plan& plan_;
  const std::vector<Layout>& inputs_;
  InstructionList list_;
  Arithmetic emit_;
  std::vector<char> needed_;
  std::vector<Node> nodes_;
};

}  // namespace

Program make_program(const Plan& plan, std::span<const PlanId> roots, std::vector<Layout> inputs) {
  Program program;
  program.inputs = std::move(inputs);
  Maker(plan, program.inputs).run(roots, program);
  return program;
}

}  // namespace zs::batch
