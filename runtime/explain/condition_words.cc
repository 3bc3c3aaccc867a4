#include "runtime/explain/condition_words.h"

#include "runtime/kernels/arithmetic.h"

namespace zs {
namespace {

const PlanInput* input_below(const Plan& plan, PlanId id) {
  const PlanNode& node = plan[id];
  if (node.op == Op::Input) return &plan.inputs[node.index];
  const int inputs = input_count(node.op);
  if (inputs > 0)
    if (const PlanInput* found = input_below(plan, node.a)) return found;
  if (inputs > 1) return input_below(plan, node.b);
  return nullptr;
}

void append(Words& to, const Words& more) {
  if (more.empty()) return;
  if (!to.empty()) {
    to.zh += ",";
    to.en += ", ";
  }
  to.zh += more.zh;
  to.en += more.en;
}

bool speaks_negatively(const std::string& name) {
  return name.starts_with("未") || name.starts_with("无") || name.starts_with("没有") ||
         name.starts_with("不");
}

Words fact_words(const PlanInput& input, bool yes) {
  const std::string& name = input.name;
  if (yes) return {name, "“" + name + "” is true"};
  const std::string zh = speaks_negatively(name) ? "无“" + name + "”的情形" : "未" + name;
  return {zh, "“" + name + "” is not true"};
}

class ConditionWords {
 public:
  ConditionWords(const Plan& plan, Evaluation& evaluation) : plan_(plan), evaluation_(evaluation) {}

  Words say(PlanId id) {
    const PlanNode& node = plan_[id];
    const Value& value = evaluation_[id];
    if (is_missing(value) && node.op != Op::And && node.op != Op::Or) return {};
    const bool yes = kernels::is_yes(value);
    switch (node.op) {
      case Op::Truth:
      case Op::Constant:
        return {};
      case Op::Input:
        return fact_words(plan_.inputs[node.index], yes);
      case Op::Not:
        return say(node.a);
      case Op::And:
      case Op::Or:
        return group(node, yes);
      case Op::Equal:
        return compare(node.a, node.b,
                       yes ? Words("等于", "equal to") : Words("不等于", "not equal to"));
      case Op::AtLeast:
        if (is_constant(node.a))
          return compare(node.b, node.a,
                         yes ? Words("不高于", "at most") : Words("高于", "more than"));
        return compare(node.a, node.b,
                       yes ? Words("达到", "at least") : Words("低于", "less than"));
      case Op::More:
        if (is_constant(node.a))
          return compare(node.b, node.a,
                         yes ? Words("低于", "less than") : Words("不低于", "at least"));
        return compare(node.a, node.b,
                       yes ? Words("高于", "more than") : Words("不高于", "at most"));
      case Op::Add:
      case Op::Subtract:
      case Op::Multiply:
      case Op::Divide:
      case Op::Minimum:
      case Op::Maximum:
      case Op::Floor:
      case Op::Ceiling:
      case Op::Absolute:
      case Op::Round:
      case Op::Choose:
      case Op::FirstGiven:
        return {};
    }
    return {};
  }

 private:
  bool is_constant(PlanId id) const { return plan_[id].op == Op::Constant; }

  // All of a conjunction that holds, only what failed of one that does not; the reverse for 或.
  Words group(const PlanNode& node, bool yes) {
    const bool all = (node.op == Op::And) == yes;
    Words words;
    for (PlanId part : {node.a, node.b}) {
      if (!all && !evaluation_.computed(part)) continue;
      if (all || evaluation_.yes(part) == yes) append(words, say(part));
    }
    return words;
  }
  Words compare(PlanId left, PlanId right, const Words& relation) {
    const std::string* score = plan_.name_of(left);
    const PlanInput* input = score ? nullptr : input_below(plan_, left);
    if (!input && !score) input = input_below(plan_, right);
    const bool rate = score && score->ends_with("率");
    const Dimension dimension = input  ? input->dimension
                                : rate ? Dimension::Percent
                                       : Dimension::Number;
    const std::string unit = input ? input->unit : score && !rate ? "分" : "";
    const Words name = quantity_name(plan_, left);
    const std::string value = value_words(evaluation_, left, dimension, unit);
    const std::string edge = value_words(evaluation_, right, dimension, unit);
    const PlanInput* reference =
        plan_[right].op == Op::Input ? &plan_.inputs[plan_[right].index] : nullptr;
    const std::string against = reference ? reference->name + edge : edge;
    return {name.zh + value + "," + relation.zh + against,
            name.en + " " + value + ", " + relation.en + " " + against};
  }

  const Plan& plan_;
  Evaluation& evaluation_;
};

}  // namespace

Words condition_words(const Plan& plan, Evaluation& evaluation, PlanId condition) {
  return ConditionWords(plan, evaluation).say(condition);
}

Words quantity_name(const Plan& plan, PlanId quantity) {
  const PlanNode& node = plan[quantity];
  if (const std::string* name = plan.name_of(quantity)) return *name;
  if (node.op == Op::Absolute) {
    const Words inner = quantity_name(plan, node.a);
    return {inner.zh + "绝对值", "absolute value of " + inner.en};
  }
  if (node.op == Op::Subtract) {
    const Words inner = quantity_name(plan, node.a);
    return {inner.zh + "超额", "surplus of " + inner.en};
  }
  if (const PlanInput* input = input_below(plan, quantity)) return input->name;
  return {"缺项数", "items lacking"};
}

std::string value_words(Evaluation& evaluation, PlanId node, Dimension dimension,
                        const std::string& unit) {
  const Value& value = evaluation[node];
  const auto* number = std::get_if<Rational>(&value);
  return number ? quantity_text(*number, dimension, unit) : "?";
}

}  // namespace zs
