#include "runtime/explain/explanation.h"

#include <fmt/format.h>

#include "runtime/explain/condition_words.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

Words join_words(const Words& before, const Words& after) {
  if (before.empty()) return after;
  return {before.zh + "," + after.zh, before.en + ", " + after.en};
}

class Explainer {
 public:
  Explainer(const Plan& plan, Evaluation& evaluation) : plan_(plan), evaluation_(evaluation) {}

  std::vector<ExplanationLine> run(const PlanIndicator& indicator) {
    const bool nil = evaluation_.yes(indicator.nil);
    for (const PlanStep& step : indicator.steps) {
      const bool after_nil = step.kind == StepKind::Rounded;
      const bool alone = step.kind == StepKind::Nil || step.kind == StepKind::Excused;
      if (nil && !alone && !after_nil) continue;
      if (!evaluation_.yes(step.fires)) continue;
      const Value& value = evaluation_[step.amount];
      const auto* amount = std::get_if<Rational>(&value);
      if (!amount) continue;
      const bool silent =
          amount->is_zero() && (step.kind == StepKind::RateAdd || step.kind == StepKind::Capped ||
                                step.kind == StepKind::Bounded || step.kind == StepKind::Rounded);
      if (silent || (amount->is_zero() && step.kind == StepKind::RateDeduct)) continue;
      lines_.push_back({say(step, *amount), *amount, step.line, step.column});
      if (nil && alone) break;
    }
    return std::move(lines_);
  }

 private:
  Words say(const PlanStep& step, const Rational& amount) {
    const std::string points = decimal_text(amount.absolute());
    const Words when = condition_words(plan_, evaluation_, step.when);
    switch (step.kind) {
      case StepKind::Nil:
        return join_words(when, {"不得分", "no points"});
      case StepKind::Excused:
        if (amount.is_zero()) return {"不适用,不计分", "does not apply: not counted"};
        return {"不适用,按约定计" + points + "分",
                "does not apply: " + points + " points by convention"};
      case StepKind::Award:
        return join_words(when, amount.is_zero() ? Words("不得分", "no points")
                                                 : Words("得" + points + "分", points + " points"));
      case StepKind::Formula:
        return join_words(when, {"按公式计" + points + "分", points + " points by the formula"});
      case StepKind::Base:
        return {"从" + points + "分起算", "starting from " + points + " points"};
      case StepKind::Uncovered:
        return {"情形未规定,得0分", "no clause covers this case: 0 points"};
      case StepKind::Deduct:
        return join_words(when, {"扣" + points + "分", points + " points off"});
      case StepKind::Add:
        return join_words(when, {"加" + points + "分", points + " points on top"});
      case StepKind::RateDeduct:
        return join_words(rate(step), {"扣" + points + "分", points + " points off"});
      case StepKind::RateAdd:
        return join_words(rate(step), {"加" + points + "分", points + " points on top"});
      case StepKind::Judged:
        return join_words(when, step.downward
                                    ? Words("评审酌情扣" + points + "分",
                                            "the reviewer takes off " + points + " points")
                                    : Words("评审酌情给" + points + "分",
                                            "the reviewer gives " + points + " points"));
      case StepKind::Capped:
        return amount.is_negative()
                   ? Words("超过上限,少加" + points + "分",
                           "beyond the limit: " + points + " points fewer")
                   : Words("超过扣分上限,少扣" + points + "分",
                           "beyond the limit of deductions: " + points + " points fewer off");
      case StepKind::Bounded:
        return amount.is_negative() ? Words("超过最高分,减" + points + "分",
                                            "beyond the most: " + points + " points fewer")
                                    : Words("扣完为止,补回" + points + "分",
                                            "never below the least: " + points + " points back");
      case StepKind::Rounded:
        return {"按约定取舍" + decimal_text(amount) + "分",
                "rounded by " + decimal_text(amount) + " points"};
    }
    return {};
  }

  Words rate(const PlanStep& step) {
    const Words name = quantity_name(plan_, step.quantity);
    const std::string value = value_words(evaluation_, step.quantity, step.dimension, step.unit);
    if (!step.has_base) return {name.zh + value, name.en + " " + value};
    const std::string base = value_words(evaluation_, step.base, step.dimension, step.unit);
    const Value& beyond_value = evaluation_[step.beyond];
    const auto* beyond = std::get_if<Rational>(&beyond_value);
    const Words by = beyond ? difference_text(*beyond, step.dimension, step.unit) : Words("?");
    const bool named = plan_[step.base].op == Op::Input;
    const std::string against = named ? plan_.inputs[plan_[step.base].index].name + base : base;
    const Words way = step.either     ? Words("相差", "off by")
                      : step.downward ? Words("低", "lower by")
                                      : Words("高", "higher by");
    const bool rank = step.dimension == Dimension::Rank;
    const Words place =
        rank ? Words(step.downward ? "前" : "后", step.downward ? "ahead by" : "behind by") : way;
    return {name.zh + value + ",比" + against + place.zh + by.zh,
            name.en + " " + value + ", compared with " + against + " " + place.en + " " + by.en};
  }

  const Plan& plan_;
  Evaluation& evaluation_;
  std::vector<ExplanationLine> lines_;
};

}  // namespace

std::vector<ExplanationLine> explain(const Plan& plan, Evaluation& evaluation,
                                     const PlanIndicator& indicator, const Rational& score) {
  const int line = indicator.steps.empty() ? 0 : indicator.steps.front().line;
  const int column = indicator.steps.empty() ? 0 : indicator.steps.front().column;
  const std::string points = decimal_text(score);
  if (is_missing(evaluation[indicator.score]))
    return {{{"所缺数据不影响得分,得" + points + "分",
              "what is missing makes no difference: " + points + " points"},
             score,
             line,
             column}};
  std::vector<ExplanationLine> lines = Explainer(plan, evaluation).run(indicator);
  if (lines.empty())
    lines.push_back(
        {{"没有得分的情形,得" + points + "分", "nothing earns points: " + points + " points"},
         score,
         line,
         column});
  return lines;
}

}  // namespace zs
