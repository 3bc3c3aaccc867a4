// Effects and formulas in words.
#include "compiler/words/style.h"
#include "compiler/words/variants.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

std::string percent_words(const Rational& share) { return decimal_text(share * 100) + "%"; }

// 3分 · 6、4、2分
std::string list_words(const std::vector<Amount>& amounts) {
  std::string text;
  for (const Amount& amount : amounts) {
    const std::string words = amount_words(amount);
    const bool last = &amount == &amounts.back();
    text += last ? words : words.substr(0, words.size() - std::string("分").size()) + "、";
  }
  return text;
}

std::string scored_words(std::string_view verb, const std::vector<Amount>& amounts) {
  const Amount& first = amounts.front();
  switch (first.kind) {
    case Amount::Kind::Points:
    case Amount::Kind::Range:
      return std::string(verb) + list_words(amounts);
    case Amount::Kind::Share:
      return std::string(verb) + percent_words(first.low) + "的分值";
    case Amount::Kind::Full:
      return std::string(verb) + "该项分值";
  }
  return "";
}

std::string award_words(const Award& award) {
  const Amount& first = award.amounts.front();
  if (award.respectively) return "分别" + scored_words("得", award.amounts);
  if (first.kind == Amount::Kind::Full) return "得满分";
  if (first.kind == Amount::Kind::Share) return "得该项分值的" + percent_words(first.low);
  return scored_words(award.base ? "得基本分" : "得", award.amounts);
}

template <typename Change>
std::string change_words(std::string_view verb, const Change& change) {
  return std::string(change.each ? "各" : "") + (change.respectively ? "分别" : "") +
         scored_words(verb, change.amounts);
}

std::string judged_words(const Judged& judged) {
  const std::string basis = judged.basis.empty() ? "" : "根据" + judged.basis.text;
  const std::string verb = judged.deducts ? "扣" : "得";
  return basis + "酌情" + verb + (judged.bounds ? amount_words(*judged.bounds) : "分");
}

std::string proportional_words(const Proportional& proportional) {
  const std::string basis = proportional.basis.empty() ? "按比例" : "按" + proportional.basis.text;
  return basis + "得" + (proportional.of ? amount_words(*proportional.of) : "分");
}

std::string cap_words(const Cap& cap) {
  const std::string limit = cap.at_most ? "最高" : "最低";
  const bool full = cap.amount.kind == Amount::Kind::Full;
  switch (cap.on) {
    case Cap::On::Score:
      return limit + (full ? "得满分" : "得" + amount_words(cap.amount));
    case Cap::On::Additions:
      return limit + (full ? "加满分" : "加" + amount_words(cap.amount));
    case Cap::On::Deductions:
      return limit + (full ? "扣该项分值" : "扣" + amount_words(cap.amount));
  }
  return "";
}

std::string step_note_words(StepRule rule, const Quantity& step) {
  const std::string one = quantity_words(step);
  switch (rule) {
    case StepRule::Linear:
      return "不足" + one + "的按比例计算";
    case StepRule::Whole:
      return "不足" + one + "的不计";
    case StepRule::Ceiling:
      return "不足" + one + "的按" + one + "计";
  }
  return "";
}

// 1 for a sum, 2 for a product, 3 for what never needs brackets.
int binding(const Expression& expression) {
  switch (expression.kind) {
    case Expression::Kind::Add:
    case Expression::Kind::Subtract:
      return 1;
    case Expression::Kind::Multiply:
    case Expression::Kind::Divide:
      return 2;
    case Expression::Kind::Name:
    case Expression::Kind::Number:
    case Expression::Kind::IndicatorPoints:
      return 3;
  }
  return 3;
}

}  // namespace

std::string amount_words(const Amount& amount) {
  switch (amount.kind) {
    case Amount::Kind::Points:
      return decimal_text(amount.low) + "分";
    case Amount::Kind::Range:
      return decimal_text(amount.low) + "-" + decimal_text(amount.high) + "分";
    case Amount::Kind::Share:
      return percent_words(amount.low) + "的分值";
    case Amount::Kind::Full:
      return "该项分值";
  }
  return "";
}

std::string formula_words(const ExpressionPtr& expression) {
  const auto side = [&](const ExpressionPtr& part, int least) {
    const std::string words = formula_words(part);
    return binding(*part) < least ? "(" + words + ")" : words;
  };
  const int own = binding(*expression);
  const auto both = [&](std::string_view sign) {
    return side(expression->left, own) + std::string(sign) + side(expression->right, own + 1);
  };
  switch (expression->kind) {
    case Expression::Kind::Name:
      return expression->name.text;
    case Expression::Kind::Number:
      return quantity_words(expression->number);
    case Expression::Kind::IndicatorPoints:
      return "分值";
    case Expression::Kind::Add:
      return both("+");
    case Expression::Kind::Subtract:
      return both("-");
    case Expression::Kind::Multiply:
      return both("×");
    case Expression::Kind::Divide:
      return both("÷");
  }
  return "";
}

std::string effect_words(const Effect& effect, const Quantity& step) {
  using Text = std::string;
  return std::visit(
      match{
          [](const Award& one) { return award_words(one); },
          [](const Nil& one) { return Text(one.veto ? "一票否决" : "不得分"); },
          [](const Deduct& one) { return change_words("扣", one); },
          [](const Add& one) { return change_words(one.both_ways ? "加减" : "加", one); },
          [](const Doubled& one) { return Text(one.deducts ? "加倍扣分" : "加倍加分"); },
          [](const Unchanged&) { return Text("不扣分"); },
          [](const Judged& one) { return judged_words(one); },
          [](const Proportional& one) { return proportional_words(one); },
          [](const Cap& one) { return cap_words(one); },
          [](const Exhausted&) { return Text("扣完为止"); },
          [](const MayBeNegative&) { return Text("可计负分"); },
          [&](const StepNote& one) { return step_note_words(one.rule, step); },
          [](const StartFrom& one) { return amount_words(one.amount) + "起评"; },
          [](const GradeIs& one) { return "评为" + one.grade.text; },
          [](const NoRepeat& one) { return Text(one.highest ? "按最高级别计" : "不重复加分"); },
          [](const Interpolated&) { return Text("按直线内插法计算"); },
          [](const AndSoOn&) { return Text("以此类推"); },
          [](const Descending& one) {
            return "依次递减" + (one.step.kind == Amount::Kind::Share ? percent_words(one.step.low)
                                                                      : amount_words(one.step));
          },
          [](const Scaled& one) {
            if (!one.without.empty()) return "不再乘以" + one.without.text;
            return one.factor == Rational::fraction(1, 2)
                       ? Text("减半计分")
                       : "按" + percent_words(one.factor) + "折算";
          },
          [](const GradeLower&) { return Text("降低一个等级"); },
          [](const Excepted&) { return Text("除外"); },
          [](const Formula& one) {
            return (one.target.empty() ? "" : one.target.text + "=") + formula_words(one.value);
          },
          [](const Statement&) { return Text(); },
          [](const Unread&) { return Text(); },
      },
      effect);
}

}  // namespace zs
