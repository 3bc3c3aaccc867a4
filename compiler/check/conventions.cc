#include "compiler/check/conventions.h"

#include <map>

#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

bool says(const std::string& line, std::string_view words) {
  return line.find(words) != std::string::npos;
}

// 按“类别”分组
bool read_group(const std::string& line, Conventions& all) {
  if (!says(line, "分组")) return false;
  const std::u32string text = to_characters(line);
  const std::size_t open = text.find_first_of(U"“\"");
  const std::size_t close = text.find_first_of(U"”\"", open + 1);
  if (open == std::u32string::npos || close == std::u32string::npos || close == open + 1)
    return false;
  all.group = to_utf8(std::u32string_view(text).substr(open + 1, close - open - 1));
  return true;
}

// 总分最高100分 · 总分超过100分的按100分计
bool read_most(const std::string& line, Conventions& all) {
  if (!says(line, "总分") || !(says(line, "最高") || says(line, "超过"))) return false;
  const std::u32string text = to_characters(line);
  const std::size_t digit = text.find_first_of(U"0123456789");
  if (digit == std::u32string::npos) return false;
  const PlainNumber most = scan_plain_number(std::u32string_view(text).substr(digit));
  all.most = most.value;
  return true;
}

// 缺项按满分计 · 不适用的指标按比例折算
bool read_not_applicable(const std::string& line, Conventions& all) {
  if (!says(line, "缺项") && !says(line, "不适用")) return false;
  using How = Conventions::NotApplicable;
  if (says(line, "满分"))
    all.not_applicable = How::Full;
  else if (says(line, "零分") || says(line, "0分"))
    all.not_applicable = How::Zero;
  else if (says(line, "折算"))
    all.not_applicable = How::Scale;
  else if (says(line, "平均"))
    all.not_applicable = How::Mean;
  else
    return false;
  return true;
}

bool read_rounding(const std::string& line, std::optional<Rounding>& into) {
  bool read = false;
  const auto rounding = [&]() -> Rounding& {
    if (!into) into.emplace();
    read = true;
    return *into;
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
  return read;
}

bool read_line(const std::string& line, CheckedRules& rules) {
  // 扣分保留2位小数 speaks of each deduction, 得分保留2位小数 of the score.
  bool read = read_rounding(line, says(line, "扣分")   ? rules.deduction_rounding
                                  : says(line, "加分") ? rules.addition_rounding
                                                       : rules.rounding);
  if (says(line, "不足一") || says(line, "不足1")) {
    read = true;
    rules.step_rule = says(line, "不计") || says(line, "不扣") ? StepRule::Whole
                      : says(line, "按比例")                   ? StepRule::Linear
                                                               : StepRule::Ceiling;
  }
  Conventions& all = rules.conventions;
  const auto settle = [&](bool& what, bool value) {
    what = value;
    read = true;
  };
  if (says(line, "不含本数")) settle(all.bounds_excluded, true);
  if (says(line, "情形未规定")) settle(all.uncovered_pending, says(line, "待定"));
  if (says(line, "缺报")) settle(all.missing_is_zero, says(line, "零分") || says(line, "0分"));
  if (says(line, "不占位")) settle(all.dense_ranks, true);
  if (says(line, "从高到低") || says(line, "由高到低")) settle(all.smallest_first, false);
  if (says(line, "从低到高") || says(line, "由低到高")) settle(all.smallest_first, true);
  read = read_group(line, all) || read_most(line, all) || read_not_applicable(line, all) || read;
  return read;
}

void exclude(Condition& condition) {
  if (auto* group = std::get_if<Group>(&condition.says))
    for (Condition& part : group->parts) exclude(part);
  auto* compare = std::get_if<Compare>(&condition.says);
  if (!compare) return;
  for (Bound& bound : compare->bounds) {
    if (!bound.by_place || bound.marked) continue;
    if (bound.relation == Relation::AtLeast) bound.relation = Relation::More;
    if (bound.relation == Relation::AtMost) bound.relation = Relation::Less;
  }
}

}  // namespace

void exclude_bounds(SyntaxTree& syntax) {
  for (IndicatorText& indicator : syntax.indicators)
    for (Clause& clause : indicator.clauses)
      for (Condition& condition : clause.when) exclude(condition);
  for (auto* sentences : {&syntax.grades, &syntax.vetoes, &syntax.goals})
    for (SchemeSentence& sentence : *sentences)
      for (Condition& condition : sentence.when) exclude(condition);
}

std::optional<Rounding> rounding_of(const std::string& line) {
  std::optional<Rounding> rounding;
  const bool places = says(line, "保留") && (says(line, "小数") || says(line, "整数"));
  if (!places && !says(line, "四舍五入")) return std::nullopt;
  read_rounding(line, rounding);
  return rounding;
}

namespace {

// What a line settles, by topic: two lines that settle one topic differently disagree.
std::map<std::string, std::string> settled_by(const std::string& line) {
  std::map<std::string, std::string> topics;
  CheckedRules alone;
  read_line(line, alone);
  const Conventions& all = alone.conventions;
  const std::string kind = says(line, "扣分") ? "扣分" : says(line, "加分") ? "加分" : "得分";
  for (const auto* rounding :
       {&alone.rounding, &alone.deduction_rounding, &alone.addition_rounding})
    if (*rounding) {
      if (says(line, "保留")) topics[kind + "位数"] = std::to_string((*rounding)->places);
      for (const char* word : {"四舍五入", "修约", "四舍六入", "舍去", "进一"})
        if (says(line, word))
          topics[kind + "取舍"] = std::to_string(static_cast<int>((*rounding)->ties));
    }
  if (alone.step_rule) topics["步"] = std::to_string(static_cast<int>(*alone.step_rule));
  if (says(line, "本数")) topics["本数"] = all.bounds_excluded ? "不含" : "含";
  if (says(line, "情形未规定")) topics["未规定"] = all.uncovered_pending ? "待定" : "零";
  if (says(line, "缺报")) topics["缺报"] = all.missing_is_zero ? "零" : "待报";
  if (says(line, "占位")) topics["并列"] = all.dense_ranks ? "不占位" : "占位";
  if (says(line, "到低") || says(line, "到高"))
    topics["排名"] = all.smallest_first ? "从低" : "从高";
  if (!all.group.empty()) topics["分组"] = all.group;
  if (all.most) topics["总分"] = decimal_text(*all.most);
  if (all.not_applicable != Conventions::NotApplicable::Pending)
    topics["缺项"] = std::to_string(static_cast<int>(all.not_applicable));
  return topics;
}

}  // namespace

void read_conventions(const SyntaxTree& syntax, const SourceText& source, CheckedRules& rules,
                      DiagnosticSink& issues) {
  std::map<std::string, std::pair<std::string, const Attribute*>> known;
  for (const Attribute& line : syntax.conventions) {
    if (!read_line(line.text.text, rules)) {
      issues.report(DiagnosticKind::ConventionUnread, source, line.text.span, {line.text.text});
      continue;
    }
    for (const auto& [topic, value] : settled_by(line.text.text)) {
      const auto [earlier, is_new] = known.try_emplace(topic, value, &line);
      if (!is_new && earlier->second.first != value)
        issues.report(DiagnosticKind::ConventionsDisagree, source, line.text.span,
                      {line.text.text, earlier->second.second->text.text});
      earlier->second = {value, &line};
    }
  }
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
