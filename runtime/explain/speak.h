// The lines of an explanation, step by step, for any engine.
#pragma once

#include <algorithm>
#include <optional>

#include "runtime/explain/saying.h"

namespace zs {

// What is said around the points of a step.
namespace step_words {
inline const Words kComma(",", ", "), kUnknown("?");
inline const Words kNothing("不得分", "no points"),
    kNotCounted("不适用,不计分", "does not apply: not counted");
inline const Words kUncovered("情形未规定,得0分", "no clause covers this case: 0 points");
inline const Words kPoints("分", " points"), kOff("分", " points off"),
    kOnTop("分", " points on top");
inline const Words kFewer("分", " points fewer"), kFewerOff("分", " points fewer off");
inline const Words kBack("分", " points back"), kFromPoints("分起算", " points");
inline const Words kByConvention("分", " points by convention"),
    kByFormula("分", " points by the formula");
inline const Words kGets("得", ""), kTakes("扣", ""), kAdds("加", ""), kComputed("按公式计", "");
inline const Words kFrom("从", "starting from "), kExcused("不适用,按约定计", "does not apply: ");
inline const Words kReviewerTakes("评审酌情扣", "the reviewer takes off ");
inline const Words kReviewerGives("评审酌情给", "the reviewer gives ");
inline const Words kBeyondMost("超过上限,少加", "beyond the limit: ");
inline const Words kBeyondOff("超过扣分上限,少扣", "beyond the limit of deductions: ");
inline const Words kAboveMost("超过最高分,减", "beyond the most: ");
inline const Words kBelowLeast("扣完为止,补回", "never below the least: ");
inline const Words kRounded("按约定取舍", "rounded by ");
}  // namespace step_words

// A page takes the words and knows the figures:
//   std::optional<bool> truth(PlanId)   nothing: missing
//   std::optional<int> sign(PlanId)     of a number: -1, 0, 1; nothing: missing
//   std::size_t place(PlanId)           of a choice
//   void begin_line(), end_line(const PlanStep&)
//   bool line_is_empty()
//   void write(const Words&)
//   void write_number(PlanId, const Rational& times, bool without_sign)
// It holds for one unit. Precondition of run(): the indicator was scored.
template <typename Page>
class Speaker {
 public:
  Speaker(const PlanIndicator& indicator, const std::vector<StepSaying>& sayings, Page& page)
      : indicator_(indicator), sayings_(sayings), page_(page) {}

  // The amounts of the lines add up to the score. False when there was nothing to say.
  bool run() {
    bool any = false;
    const bool nil = page_.truth(indicator_.nil).value_or(false);
    for (std::size_t i = 0; i < indicator_.steps.size(); ++i) {
      const PlanStep& step = indicator_.steps[i];
      const bool alone = step.kind == StepKind::Nil || step.kind == StepKind::Excused;
      if (nil && !alone && step.kind != StepKind::Rounded) continue;
      if (!page_.truth(step.fires).value_or(false)) continue;
      const std::optional<int> sign = page_.sign(step.amount);
      if (!sign || (*sign == 0 && is_silent_at_zero(step.kind))) continue;
      page_.begin_line();
      say(step, sayings_[i], *sign);
      page_.end_line(step);
      any = true;
      if (nil && alone) break;
    }
    return any;
  }

 private:
  static bool is_silent_at_zero(StepKind kind) {
    return kind == StepKind::RateDeduct || kind == StepKind::RateAdd || kind == StepKind::Capped ||
           kind == StepKind::Bounded || kind == StepKind::Rounded;
  }

  void say(const PlanStep& step, const StepSaying& saying, int sign) {
    using namespace step_words;
    switch (step.kind) {
      case StepKind::Nil:
        say(saying.when);
        return then(kNothing);
      case StepKind::Excused:
        return sign == 0 ? then(kNotCounted) : amount(step, kExcused, kByConvention);
      case StepKind::Award:
        say(saying.when);
        return sign == 0 ? then(kNothing) : amount(step, kGets, kPoints);
      case StepKind::Formula:
        say(saying.when);
        return amount(step, kComputed, kByFormula);
      case StepKind::Base:
        return amount(step, kFrom, kFromPoints);
      case StepKind::Uncovered:
        return then(kUncovered);
      case StepKind::Deduct:
        say(saying.when);
        return amount(step, kTakes, kOff);
      case StepKind::Add:
        say(saying.when);
        return amount(step, kAdds, kOnTop);
      case StepKind::RateDeduct:
        say(saying.rate);
        return amount(step, kTakes, kOff);
      case StepKind::RateAdd:
        say(saying.rate);
        return amount(step, kAdds, kOnTop);
      case StepKind::Judged:
        say(saying.when);
        return amount(step, step.downward ? kReviewerTakes : kReviewerGives, kPoints);
      case StepKind::Capped:
        return sign < 0 ? amount(step, kBeyondMost, kFewer) : amount(step, kBeyondOff, kFewerOff);
      case StepKind::Bounded:
        return sign < 0 ? amount(step, kAboveMost, kFewer) : amount(step, kBelowLeast, kBack);
      case StepKind::Rounded:
        then(kRounded);
        page_.write_number(step.amount, kOne, false);
        return page_.write(kPoints);
    }
  }

  void then(const Words& words) {
    if (!page_.line_is_empty()) page_.write(step_words::kComma);
    page_.write(words);
  }
  void amount(const PlanStep& step, const Words& before, const Words& after) {
    then(before);
    page_.write_number(step.amount, kOne, true);
    page_.write(after);
  }

  void say(const Fragments& phrase) {
    bool first = true;
    for (const Fragment& fragment : phrase) {
      switch (fragment.kind) {
        case Fragment::Kind::Text:
          first ? then(fragment.text) : page_.write(fragment.text);
          break;
        case Fragment::Kind::Figure:
          if (!page_.sign(fragment.node)) {
            page_.write(step_words::kUnknown);
            break;
          }
          page_.write(fragment.before);
          page_.write_number(fragment.node, fragment.times, false);
          page_.write(fragment.after);
          break;
        case Fragment::Kind::Choice:
          then(fragment.choices[std::min(page_.place(fragment.node), fragment.choices.size() - 1)]);
          break;
      }
      first = false;
    }
  }

  // A condition with the data that decided it, only the parts that did.
  void say(const Saying& saying) {
    if (saying.kind == Saying::Kind::Nothing) return;
    const std::optional<bool> truth = page_.truth(saying.node);
    if (saying.kind == Saying::Kind::Plain) {
      if (truth) say(*truth ? saying.yes : saying.no);
      return;
    }
    const bool yes = truth.value_or(false);
    const bool all = (saying.kind == Saying::Kind::All) == yes;
    for (const Saying& part : saying.parts)
      if (all || page_.truth(part.part).value_or(false) == yes) say(part);
  }

  static inline const Rational kOne = 1;

  const PlanIndicator& indicator_;
  const std::vector<StepSaying>& sayings_;
  Page& page_;
};

}  // namespace zs
