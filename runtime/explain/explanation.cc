#include "runtime/explain/explanation.h"

#include "runtime/explain/speak.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

// Lines in both languages, with the figures of one evaluation.
class EvaluationPage {
 public:
  explicit EvaluationPage(Evaluation& evaluation) : evaluation_(evaluation) {}

  std::optional<bool> truth(PlanId id) {
    const auto* known = std::get_if<bool>(&evaluation_[id]);
    return known ? std::optional<bool>(*known) : std::nullopt;
  }
  std::optional<int> sign(PlanId id) {
    const auto* number = std::get_if<Rational>(&evaluation_[id]);
    if (!number) return std::nullopt;
    return number->is_zero() ? 0 : number->is_negative() ? -1 : 1;
  }
  std::size_t place(PlanId id) {
    const auto whole = evaluation_.number(id).small();
    return whole ? static_cast<std::size_t>(whole->numerator) : SIZE_MAX;
  }
  void begin_line() { line_ = {}; }
  bool line_is_empty() const { return line_.empty(); }
  void end_line(const PlanStep& step) {
    lines_.push_back({std::move(line_), evaluation_.number(step.amount), step.line, step.column});
  }
  void write(const Words& words) {
    line_.zh += words.zh;
    line_.en += words.en;
  }
  void write_number(PlanId id, const Rational& times, bool without_sign) {
    const Rational shown = evaluation_.number(id) * times;
    const std::string text = decimal_text(without_sign ? shown.absolute() : shown);
    line_.zh += text;
    line_.en += text;
  }
  std::vector<ExplanationLine> lines() { return std::move(lines_); }

 private:
  Evaluation& evaluation_;
  Words line_;
  std::vector<ExplanationLine> lines_;
};

std::vector<ExplanationLine> written(Evaluation& evaluation, const PlanIndicator& indicator,
                                     const Rational& score,
                                     const std::vector<StepSaying>& sayings) {
  const int line = indicator.steps.empty() ? 0 : indicator.steps.front().line;
  const int column = indicator.steps.empty() ? 0 : indicator.steps.front().column;
  if (is_missing(evaluation[indicator.score])) {
    const std::string points = decimal_text(score);
    return {{{"所缺数据不影响得分,得" + points + "分",
              "what is missing makes no difference: " + points + " points"},
             score,
             line,
             column}};
  }
  EvaluationPage page(evaluation);
  if (Speaker(indicator, sayings, page).run()) return page.lines();
  const std::string points = decimal_text(score);
  return {{{"没有得分的情形,得" + points + "分", "nothing earns points: " + points + " points"},
           score,
           line,
           column}};
}

}  // namespace

std::vector<ExplanationLine> explain(const Plan& plan, Evaluation& evaluation,
                                     const PlanIndicator& indicator, const Rational& score) {
  return written(evaluation, indicator, score, sayings_of(plan, indicator));
}

std::vector<ExplanationLine> Explainer::lines(Evaluation& evaluation, std::size_t indicator,
                                              const Rational& score) {
  if (sayings_.empty()) sayings_.resize(plan_.indicators.size());
  auto& sayings = sayings_[indicator];
  const PlanIndicator& one = plan_.indicators[indicator];
  if (!sayings) sayings = sayings_of(plan_, one);
  return written(evaluation, one, score, *sayings);
}

}  // namespace zs
