#include "runtime/explain/saying.h"

#include <algorithm>

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

// 总分, 管理得分率: what people call a node that is a score.
const std::string* score_name(const Plan& plan, PlanId id) {
  if (plan[id].op == Op::Input) return nullptr;
  for (const auto& [node, name] : plan.names)
    if (node == id) return &name;
  return nullptr;
}

bool speaks_negatively(const std::string& name) {
  return name.starts_with("未") || name.starts_with("无") || name.starts_with("没有") ||
         name.starts_with("不");
}

Fragment text(Words words) {
  Fragment fragment;
  fragment.text = std::move(words);
  return fragment;
}

Fragment figure(PlanId node, const QuantityForm& form) {
  Fragment fragment;
  fragment.kind = Fragment::Kind::Figure;
  fragment.node = node;
  fragment.times = form.times;
  fragment.before = form.before;
  fragment.after = form.after;
  return fragment;
}

// The name of a measured quantity, with the author's words where it is one input.
Words quantity_name(const Plan& plan, PlanId quantity) {
  if (const std::string* score = score_name(plan, quantity)) return *score;
  const PlanNode& node = plan[quantity];
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

// 处置情况为及时: what was chosen says enough.
Fragments choice(const PlanInput& input, PlanId node) {
  Fragment fragment;
  fragment.kind = Fragment::Kind::Choice;
  fragment.node = node;
  for (const std::string& one : input.choices)
    fragment.choices.emplace_back(input.name + "为" + one, input.name + " is " + one);
  fragment.choices.emplace_back("无" + input.name, "no " + input.name);
  return {fragment};
}

Fragments compared(const Plan& plan, PlanId left, PlanId right, const Words& relation) {
  const auto phrase = [&](const Words& name, const QuantityForm& form, const Words& reference) {
    return Fragments{
        text({name.zh, name.en + " "}), figure(left, form),
        text({"," + relation.zh + reference.zh, ", " + relation.en + " " + reference.en}),
        figure(right, form)};
  };
  if (const std::string* score = score_name(plan, left)) {
    const bool share = score->ends_with("率");
    return phrase(*score,
                  quantity_form(share ? Dimension::Percent : Dimension::Number, share ? "%" : "分"),
                  {});
  }
  const PlanInput* input = input_below(plan, left);
  if (input && input->dimension == Dimension::Choice) return choice(*input, left);
  if (!input) input = input_below(plan, right);
  const Words reference = plan[right].op == Op::Input ? plan.inputs[plan[right].index].name : "";
  return phrase(
      quantity_name(plan, left),
      quantity_form(input ? input->dimension : Dimension::Number, input ? input->unit : ""),
      reference);
}

void add_fact(Saying& saying, const PlanInput& input) {
  const std::string& name = input.name;
  saying.yes = {text({name, "“" + name + "” is true"})};
  saying.no = {text({speaks_negatively(name) ? "无“" + name + "”的情形" : "未" + name,
                     "“" + name + "” is not true"})};
}

void add_comparison(Saying& saying, const Plan& plan, const PlanNode& node) {
  PlanId left = node.a, right = node.b;
  Words yes("等于", "equal to"), no("不等于", "not equal to");
  const bool turned = plan[node.a].op == Op::Constant && node.op != Op::Equal;
  if (turned) std::swap(left, right);
  if (node.op == Op::AtLeast) {
    yes = turned ? Words("不高于", "at most") : Words("达到", "at least");
    no = turned ? Words("高于", "more than") : Words("低于", "less than");
  } else if (node.op == Op::More) {
    yes = turned ? Words("低于", "less than") : Words("高于", "more than");
    no = turned ? Words("不低于", "at least") : Words("不高于", "at most");
  }
  saying.yes = compared(plan, left, right, yes);
  saying.no = compared(plan, left, right, no);
}

// And(And(a, b), c) is one conjunction of three.
void add_parts(Saying& saying, const Plan& plan, PlanId id, Op op) {
  const PlanNode& node = plan[id];
  for (PlanId part : {node.a, node.b}) {
    if (plan[part].op == op) {
      add_parts(saying, plan, part, op);
      continue;
    }
    Saying one = saying_of(plan, part);
    one.part = part;
    if (one.kind != Saying::Kind::Nothing) saying.parts.push_back(std::move(one));
  }
}

Fragments rate(const Plan& plan, const PlanStep& step) {
  const Words name = quantity_name(plan, step.quantity);
  const QuantityForm form = quantity_form(step.dimension, step.unit);
  Fragments phrase{text({name.zh, name.en + " "}), figure(step.quantity, form)};
  if (!step.has_base) return phrase;
  const bool named = plan[step.base].op == Op::Input;
  const std::string reference = named ? plan.inputs[plan[step.base].index].name : "";
  const bool rank = step.dimension == Dimension::Rank;
  Words way = step.either     ? Words("相差", "off by")
              : step.downward ? Words("低", "lower by")
                              : Words("高", "higher by");
  if (rank) way = Words(step.downward ? "前" : "后", step.downward ? "ahead by" : "behind by");
  phrase.push_back(text({",比" + reference, ", compared with " + reference}));
  phrase.push_back(figure(step.base, form));
  phrase.push_back(text({way.zh, " " + way.en + " "}));
  phrase.push_back(figure(step.beyond, difference_form(step.dimension, step.unit)));
  return phrase;
}

void collect(const Fragments& phrase, std::vector<PlanId>& into) {
  for (const Fragment& fragment : phrase)
    if (fragment.kind != Fragment::Kind::Text) into.push_back(fragment.node);
}

void collect(const Saying& saying, std::vector<PlanId>& into) {
  if (saying.kind == Saying::Kind::Nothing) return;
  into.push_back(saying.node);
  collect(saying.yes, into);
  collect(saying.no, into);
  for (const Saying& part : saying.parts) {
    into.push_back(part.part);
    collect(part, into);
  }
}

}  // namespace

Saying saying_of(const Plan& plan, PlanId condition) {
  const PlanNode& node = plan[condition];
  Saying saying;
  saying.node = condition;
  switch (node.op) {
    case Op::Input:
      saying.kind = Saying::Kind::Plain;
      add_fact(saying, plan.inputs[node.index]);
      return saying;
    case Op::Not:
      return saying_of(plan, node.a);
    case Op::And:
    case Op::Or:
      saying.kind = node.op == Op::And ? Saying::Kind::All : Saying::Kind::Any;
      add_parts(saying, plan, condition, node.op);
      return saying;
    case Op::Equal:
    case Op::AtLeast:
    case Op::More:
      saying.kind = Saying::Kind::Plain;
      add_comparison(saying, plan, node);
      return saying;
    case Op::Constant:
    case Op::Truth:
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
      return saying;
  }
  return saying;
}

StepSaying saying_of(const Plan& plan, const PlanStep& step) {
  if (step.kind == StepKind::RateDeduct || step.kind == StepKind::RateAdd)
    return {{}, rate(plan, step)};
  return {saying_of(plan, step.when), {}};
}

std::vector<StepSaying> sayings_of(const Plan& plan, const PlanIndicator& indicator) {
  std::vector<StepSaying> sayings;
  for (const PlanStep& step : indicator.steps) sayings.push_back(saying_of(plan, step));
  return sayings;
}

std::vector<PlanId> asked_for(const PlanIndicator& indicator,
                              const std::vector<StepSaying>& sayings) {
  std::vector<PlanId> nodes{indicator.nil};
  for (const PlanStep& step : indicator.steps) {
    nodes.push_back(step.fires);
    nodes.push_back(step.amount);
  }
  for (const StepSaying& saying : sayings) {
    collect(saying.when, nodes);
    collect(saying.rate, nodes);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

}  // namespace zs
