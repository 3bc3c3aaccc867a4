#include "compiler/check/conventions.h"

#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

bool says(const std::string& line, std::string_view words) {
  return line.find(words) != std::string::npos;
}

bool read_line(const std::string& line, CheckedRules& rules) {
  bool read = false;
  // 扣分保留2位小数 speaks of each deduction, 得分保留2位小数 of the score.
  std::optional<Rounding>& rounded = says(line, "扣分")   ? rules.deduction_rounding
                                     : says(line, "加分") ? rules.addition_rounding
                                                          : rules.rounding;
  const auto rounding = [&]() -> Rounding& {
    if (!rounded) rounded.emplace();
    read = true;
    return *rounded;
  };
  if (says(line, "保留")) {
    const std::u32string text = to_characters(line);
    const std::size_t at = text.find(U"保留") + 2;
    const PlainNumber places = scan_plain_number(std::u32string_view(text).substr(at));
    if (places.length > 0 && places.value.is_whole() && places.value <= Rational(12))
      rounding().places = std::stoi(places.value.fixed_text(0));
    else if (says(line, "整数"))
      rounding().places = 0;
  }
  if (says(line, "四舍五入")) rounding().ties = Ties::AwayFromZero;
  if (says(line, "修约") || says(line, "四舍六入")) rounding().ties = Ties::ToEven;
  if (says(line, "舍去")) rounding().ties = Ties::Down;
  if (says(line, "进一")) rounding().ties = Ties::Up;
  if (says(line, "不足一") || says(line, "不足1")) {
    read = true;
    rules.step_rule = says(line, "不计") || says(line, "不扣") ? StepRule::Whole
                      : says(line, "按比例")                   ? StepRule::Linear
                                                               : StepRule::Ceiling;
  }
  return read;
}

}  // namespace

void read_conventions(const SyntaxTree& syntax, const SourceText& source, CheckedRules& rules,
                      DiagnosticSink& issues) {
  for (const Attribute& line : syntax.conventions)
    if (!read_line(line.text.text, rules))
      issues.report(DiagnosticKind::ConventionUnread, source, line.text.span, {line.text.text});
}

void apply_step_convention(CheckedRules& rules, const SyntaxTree& syntax, const SourceText& source,
                           DiagnosticSink& issues) {
  for (CheckedIndicator& indicator : rules.indicators) {
    for (CheckedClause& clause : indicator.clauses) {
      if (!clause.rate || !clause.rate->step_rule_open) continue;
      if (rules.step_rule) {
        clause.rate->rule = *rules.step_rule;
        clause.rate->step_rule_open = false;
        continue;
      }
      const Span span = syntax.indicators[indicator.source].clauses[clause.source].span;
      Diagnostic& note = issues.report(DiagnosticKind::StepRuleOpen, source, span, {});
      note.indicator = indicator.number;
      note.suggestion = {"(不足一个单位的按比例计)", "(不足一个单位的按比例计)"};
    }
  }
}

}  // namespace zs
