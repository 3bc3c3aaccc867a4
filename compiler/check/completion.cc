// 完成任务, 未完成的按完成比例得分, 每超任务5个百分点: how far a target is reached, as one rate.
#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// 完成年度任务 → 年度任务; nothing when the phrase is not about a target.
std::u32string target_of(std::u32string_view fact, const WordingTable& wording) {
  const NameMatch verb = wording.head(fact, NameKind::Completes);
  if (!verb || fact.size() <= verb.length) return {};
  const std::u32string_view rest = fact.substr(verb.length);
  const bool figure = verb.canonical == U"达到";
  const bool head = wording.head(rest, NameKind::Target).canonical == U"任务";
  if (head && rest.size() > 3 && rest.size() < 7 && !figure &&
      rest.find(U'的') == std::u32string_view::npos)
    return std::u32string(rest);
  const bool counts = rest.ends_with(U"值") || rest.ends_with(U"数");
  if (!wording.tail(rest, NameKind::Target) || (figure && counts)) return {};
  const NameMatch every = wording.head(rest.substr(0, rest.size() - 1), NameKind::Every);
  return std::u32string(rest.substr(every.length));
}

bool speaks_of_completion(const Phrase& basis) {
  const std::u32string text = to_characters(basis.text);
  return text.empty() || text.find(U"完成") != std::u32string::npos || text == U"比例" ||
         text == U"实际比例";
}

}  // namespace

void IndicatorChecker::find_completion() {
  for (const Clause& clause : text_.clauses) {
    for (const Condition& condition : clause.when) {
      if (const auto* fact = std::get_if<Fact>(&condition.says)) {
        const std::u32string target = target_of(to_characters(fact->phrase.text), wording_);
        if (target_.empty() && !target.empty()) target_ = target;
      }
    }
  }
  if (target_.empty()) return;
  for (const Clause& clause : text_.clauses) {
    if (const auto* share = std::get_if<Proportional>(&clause.says))
      measures_completion_ |= speaks_of_completion(share->basis);
    for (const Condition& condition : clause.when)
      if (const auto* number = std::get_if<Compare>(&condition.says))
        measures_completion_ |=
            number->subject.empty() || to_characters(number->subject.text).starts_with(U"超额");
    if (!clause.per || !clause.per->direction) continue;
    const std::u32string reference = to_characters(clause.per->reference.text);
    const bool names_target =
        !reference.empty() && (reference.ends_with(target_) || target_.ends_with(reference));
    const bool part_of_target = reference.empty() && !clause.per->subject.empty() &&
                                (target_.starts_with(U"目标") || target_.starts_with(U"计划") ||
                                 target_.starts_with(U"任务")) &&
                                target_.ends_with(to_characters(clause.per->subject.text));
    if (part_of_target) {  // 面积每多完成1%, of 目标面积
      target_reference_ = {to_utf8(target_), clause.per->span};
      target_subject_ = clause.per->subject;
    } else if (!clause.per->subject.empty() && names_target) {
      target_reference_ = clause.per->reference;
      target_subject_ = clause.per->subject;
    } else if (clause.per->subject.empty() && (reference.empty() || names_target)) {
      measures_completion_ = true;
    }
  }
}

TermPtr IndicatorChecker::completion_rate(Span where) {
  const std::string target = to_utf8(target_);
  const InputId rate = names_.input(target + "完成率", Role::Quantity, where, index_);
  const InputId done = names_.input(target + "完成数", Role::Quantity, where, index_);
  const InputId goal = names_.input(target, Role::Baseline, where, index_);
  names_[rate].dimension = Dimension::Percent;
  if (names_[done].aliases.empty())
    names_[done].aliases = {target + "完成值", target + "实际完成数"};
  const TermPtr given = input_term(rate, Dimension::Percent, "%");
  const TermPtr derived = binary_term(Term::Kind::Divide, input_term(done, Dimension::Unknown, ""),
                                      input_term(goal, Dimension::Unknown, ""));
  last_quantity_ = binary_term(Term::Kind::FirstGiven, given, derived);
  return last_quantity_;
}

TestPtr IndicatorChecker::completion_test(std::u32string_view fact, Span span) {
  const bool bare_negative = fact == U"未完成" || fact == U"没有完成" || fact == U"没完成" ||
                             fact == U"未达到" || fact == U"未完成任务" || fact == U"未全部完成" ||
                             fact == U"未完全完成" || fact == U"未全面完成";
  const bool beyond = fact.starts_with(U"超额完成");
  const std::u32string target = target_of(fact, wording_);
  const std::u32string negated = fact.starts_with(U"未")     ? target_of(fact.substr(1), wording_)
                                 : fact.starts_with(U"没有") ? target_of(fact.substr(2), wording_)
                                                             : std::u32string();
  const bool positive = !target.empty() && target == target_;
  const bool negative = bare_negative || (!negated.empty() && negated == target_);
  if (target_.empty() || !(positive || negative || beyond)) return nullptr;
  if (!target_reference_.empty()) {
    const TermPtr left = quantity(target_subject_, Dimension::Unknown, "", span);
    const TermPtr goal = reference(target_reference_, left);
    return compare_test(left, negative ? Relation::Less : Relation::AtLeast, goal, span);
  }
  if (!measures_completion_) return nullptr;
  const TermPtr rate = completion_rate(span);
  const Relation relation = negative ? Relation::Less : beyond ? Relation::More : Relation::AtLeast;
  return compare_test(rate, relation, constant_term(1, Dimension::Percent, "%"), span);
}

}  // namespace zs
