// What each clause of an indicator does, and in which order its clauses are read.
#include <algorithm>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

template <typename... Visitors>
struct match : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
match(Visitors...) -> match<Visitors...>;

// 没有的, 未达到的: nothing but the negation of what was said before.
bool is_mere_negation(const Condition& condition) {
  const auto* fact = std::get_if<Fact>(&condition.says);
  if (!fact) return false;
  static const std::vector<std::string> kWords = {
      "均无",     "都没有",   "均未",   "均没有", "均不符合", "均未达到", "都未达到",   "以上均无",
      "均不具备", "没有",     "无",     "否",     "未",       "不是",     "未达到",     "达不到",
      "未达标",   "没有达到", "不符合", "未完成", "没有完成", "未达到的", "未达到要求", "不达标"};
  return std::find(kWords.begin(), kWords.end(), fact->phrase.text) != kWords.end();
}

}  // namespace

IndicatorChecker::IndicatorChecker(const IndicatorText& text, std::size_t index, NameTable& names,
                                   const SourceText& source, const WordingTable& wording,
                                   DiagnosticSink& issues, SectionKind kind)
    : text_(text),
      index_(index),
      names_(names),
      source_(source),
      wording_(wording),
      issues_(issues),
      facts_(names, index, source, issues),
      title_(to_characters(text.title.text)) {
  out_.source = index;
  out_.number = text.number.text;
  out_.title = text.title.text;
  out_.points = text.points.value_or(Rational(0));
  out_.section = text.section;
  out_.kind = kind;
}

void IndicatorChecker::unread(DiagnosticKind kind, Span span, std::vector<Words> arguments) {
  out_.unread = true;
  issues_.report(kind, source_, span, std::move(arguments)).indicator = out_.number;
}

CheckedIndicator IndicatorChecker::run() {
  const std::size_t errors = issues_.error_count();
  if (!text_.points && !text_.number.empty() && out_.kind == SectionKind::Scored)
    out_.unread = true;  // reported with the heading
  find_completion();
  note_names();
  for (std::size_t i = 0; i < text_.clauses.size(); ++i) clause(i);
  if (text_.clauses.empty()) unread(DiagnosticKind::IndicatorWithoutRule, text_.span, {out_.title});
  const bool scores =
      std::any_of(out_.clauses.begin(), out_.clauses.end(), [](const CheckedClause& clause) {
        return clause.role != ClauseRole::Remark && clause.role != ClauseRole::Cap &&
               clause.role != ClauseRole::Unread;
      });
  if (!scores && !out_.unread && !text_.clauses.empty())
    unread(DiagnosticKind::IndicatorWithoutRule, text_.rule_span, {out_.title});
  const bool reported =
      issues_.error_count() > errors || !text_.points ||
      std::any_of(text_.clauses.begin(), text_.clauses.end(),
                  [](const Clause& clause) { return std::holds_alternative<Unread>(clause.says); });
  if (out_.unread && !reported)
    unread(DiagnosticKind::NotSupported, text_.rule_span,
           {std::string(source_.slice(text_.rule_span))});
  return std::move(out_);
}

void IndicatorChecker::push(CheckedClause made) {
  made.source = current_;
  made.part = text_.clauses[current_].part;
  made.part_points = text_.clauses[current_].part_points;
  made.sentence = text_.clauses[current_].sentence;
  if (made.span.end == made.span.begin) made.span = text_.clauses[current_].span;
  out_.clauses.push_back(std::move(made));
}

TermPtr IndicatorChecker::amount(const Amount& amount) const {
  switch (amount.kind) {
    case Amount::Kind::Points:
    case Amount::Kind::Range:
      return constant_term(amount.low);
    case Amount::Kind::Share:
      return binary_term(Term::Kind::Multiply, points_term(), constant_term(amount.low));
    case Amount::Kind::Full:
      return points_term();
  }
  return points_term();
}

void IndicatorChecker::set_amount(CheckedClause& made, const std::vector<Amount>& amounts) {
  if (amounts.size() > 1)
    unread(DiagnosticKind::ListNotMatched, amounts.back().span, {std::to_string(amounts.size())});
  const Amount& first = amounts.front();
  if (first.low.is_negative())
    unread(DiagnosticKind::NotSupported, first.span, {std::string(source_.slice(first.span))});
  made.amount = amount(first);
  made.full = first.kind == Amount::Kind::Full ||
              (first.kind == Amount::Kind::Points && first.low == out_.points);
}

void IndicatorChecker::finish_conditions(CheckedClause& made, const Clause& clause, bool each) {
  made.otherwise = clause.otherwise;
  std::vector<Condition> conditions = clause.when;
  std::optional<Per> per = clause.per;
  plain_count_to_rate(clause, conditions, per);
  Clause read = clause;
  read.per = per;
  if (read.per) count_facts_before(clause, conditions, *read.per);
  name_omitted_subject(conditions);
  if (lacks_one_of_list(clause, conditions, made)) return;
  for (const Condition& condition : conditions) {
    if (const auto* fact = std::get_if<Fact>(&condition.says); fact && is_manner(fact->phrase)) {
      issues_.report(DiagnosticKind::RemarkOnly, source_, fact->phrase.span, {fact->phrase.text});
      // 按得分确定: what the grades after it are measured by.
      const std::u32string text = to_characters(fact->phrase.text);
      const std::size_t by = text.find(U"按");
      if (text.ends_with(U"确定") && text.size() > by + 4)
        quantity({to_utf8(text.substr(by + 1, text.size() - by - 3)), fact->phrase.span},
                 Dimension::Number, "分", fact->phrase.span);
      continue;
    }
    if (const auto* fact = std::get_if<Fact>(&condition.says)) {
      static const std::vector<std::string> kEmpty = {"从", "自", "以", "由"};
      if (std::find(kEmpty.begin(), kEmpty.end(), fact->phrase.text) != kEmpty.end()) continue;
    }
    if (is_mere_negation(condition) && !(measures_completion_ && !target_.empty())) {
      made.otherwise = true;
      continue;
    }
    made.conditions.push_back(this->condition(condition, each));
  }
  if (read.per)
    made.rate =
        clause.marginal ? marginal_rate(read, made.conditions) : rate(read, made.conditions);
  if (!made.conditions.empty()) made.when = all_test(made.conditions);
}

// 得2分,得3分 · 得3分扣1分: a second price without a condition of its own; 其中… without a whole.
bool IndicatorChecker::follows_nothing(const Clause& clause, const CheckedClause& made) const {
  const auto* award = std::get_if<Award>(&clause.says);
  const bool prices = award || std::holds_alternative<Deduct>(clause.says) ||
                      std::holds_alternative<Nil>(clause.says);
  if (!prices) return false;
  if (clause.among && out_.clauses.empty()) return true;
  const bool alone =
      !made.when && !made.rate && !made.otherwise && clause.when.empty() && !(award && award->base);
  if (!alone) return false;
  return std::any_of(out_.clauses.begin(), out_.clauses.end(), [&](const CheckedClause& earlier) {
    const bool priced = earlier.role == ClauseRole::Award || earlier.role == ClauseRole::Deduct ||
                        earlier.role == ClauseRole::Add;
    return priced && earlier.sentence == clause.sentence;
  });
}

void IndicatorChecker::keep_thresholds(const TestPtr& test, std::size_t clause, bool award) {
  std::vector<TestPtr> compares;
  collect_compares(test, compares);
  for (const TestPtr& one : compares)
    thresholds_.push_back({one->left, one->right, one->relation, clause, award, one->span});
}

void IndicatorChecker::clause(std::size_t index) {
  current_ = index;
  const Clause& clause = text_.clauses[index];
  CheckedClause made;
  made.span = clause.span;
  const auto* deduct = std::get_if<Deduct>(&clause.says);
  const auto* add = std::get_if<Add>(&clause.says);
  const auto* award = std::get_if<Award>(&clause.says);
  if (std::holds_alternative<Statement>(clause.says)) {
    const std::size_t before = out_.clauses.size();
    for (const Condition& condition : clause.when) {
      const auto* number = std::get_if<Compare>(&condition.says);
      if (const auto* words = std::get_if<Fact>(&condition.says)) check_remark(words->phrase);
      if (number) check_remark(number->subject);
      // 按时报送得2: the word 分 is lacking, and with it the clause.
      const std::u32string said = number ? to_characters(number->subject.text) : std::u32string();
      static constexpr std::u32string_view kActions = U"得扣加计记减";
      if (number && number->plain && !said.empty() &&
          kActions.find(said.back()) != std::u32string_view::npos)
        return unread(DiagnosticKind::LeftOverWord, clause.span,
                      {to_utf8(said.substr(said.size() - 1)), number->subject.text});
      if (number && !number->respective.empty())
        state_respectively(*number, condition.span);
      else if (number && !number->plain)
        keep_thresholds(compare(*number, condition.span), before, false);
    }
    if (clause.per || clause.otherwise || (clause.closed && !out_.clauses.empty()))
      return unread(DiagnosticKind::StatementWithoutScore, clause.span);
    listed_.clear();
    std::vector<Phrase> facts;
    for (const Condition& condition : clause.when)
      if (const auto* one = std::get_if<Fact>(&condition.says))
        for (const Phrase& part : split_fact(one->phrase, true, wording_)) facts.push_back(part);
    const bool needed = index + 1 < text_.clauses.size() && text_.clauses[index + 1].per &&
                        text_.clauses[index + 1].per->shorter &&
                        text_.clauses[index + 1].per->step.unit == "项";
    if (needed)
      for (const Phrase& part : facts) listed_.push_back(facts_.resolve(stem_of(part)));
    const bool compared =
        std::any_of(clause.when.begin(), clause.when.end(),
                    [](const Condition& c) { return std::holds_alternative<Compare>(c.says); });
    bool used = needed || compared;
    for (const Clause& other : text_.clauses) used |= other.per && other.per->shorter;
    if (!used)
      issues_.report(DiagnosticKind::RemarkOnly, source_, clause.span,
                     {std::string(source_.slice(clause.span))});
    return;
  }
  if (award && award->amounts.size() > 1) return add_respective(clause, award->amounts);
  if (deduct && deduct->amounts.size() > 1) return add_respective(clause, deduct->amounts);
  if (add && add->amounts.size() > 1) return add_respective(clause, add->amounts);
  if (std::holds_alternative<Unread>(clause.says)) {
    out_.unread = true;
    return;
  }
  if (const auto* note = std::get_if<StepNote>(&clause.says)) return apply_step_note(*note, clause);
  if (std::holds_alternative<Cap>(clause.says) || std::holds_alternative<Exhausted>(clause.says) ||
      std::holds_alternative<NoRepeat>(clause.says)) {
    made.role = ClauseRole::Cap;
    if (const auto* cap = std::get_if<Cap>(&clause.says)) {
      made.cap_on = cap->on;
      made.at_most = cap->at_most;
      made.amount = amount(cap->amount);
    }
    if (const auto* once = std::get_if<NoRepeat>(&clause.says)) {
      made.role = once->highest ? ClauseRole::Cap : ClauseRole::Remark;
      made.highest = once->highest;
      made.cap_on = Cap::On::Additions;
    }
    return push(std::move(made));
  }
  if (std::holds_alternative<MayBeNegative>(clause.says)) {
    out_.may_be_negative = true;
    return;
  }
  if (std::holds_alternative<Doubled>(clause.says)) return add_doubled(clause, std::move(made));
  if (std::holds_alternative<AndSoOn>(clause.says)) return continue_tiers(clause);
  if (std::holds_alternative<Interpolated>(clause.says)) return interpolate(clause);

  if (clause.per && clause.per->direction && clause.per->subject.empty() && !respective_.empty()) {
    for (const TermPtr& one : respective_) {
      last_quantity_ = one;
      read(clause, made);
    }
    respective_.clear();
    return;
  }
  read(clause, std::move(made));
}

// A clause with points, a limit or a reviewer.
void IndicatorChecker::read(const Clause& clause, CheckedClause made) {
  const auto* deduct = std::get_if<Deduct>(&clause.says);
  const auto* add = std::get_if<Add>(&clause.says);
  const auto* award = std::get_if<Award>(&clause.says);
  const bool each = (deduct && deduct->each) || (add && add->each) || (award && award->each);
  if (const auto* one = std::get_if<Formula>(&clause.says)) {
    if (define(*one)) return;
    // 再乘以难度系数: of what was scored before, which a formula of its own has to say.
    const bool goes_on =
        one->target.empty() && !out_.clauses.empty() && clause.when.empty() && !clause.otherwise;
    if (goes_on)
      return unread(DiagnosticKind::NotSupported, clause.span,
                    {std::string(source_.slice(clause.span))});
  }
  charging_ = deduct || std::holds_alternative<Nil>(clause.says);
  made.among = clause.among || (!out_.clauses.empty() && out_.clauses.back().among &&
                                out_.clauses.back().sentence == clause.sentence);
  finish_conditions(made, clause, each);
  if (clause.per && !made.rate) return;
  // 每发生一起投诉罚0.5分: a word before the points that nobody knows is not 得.
  const auto* given = std::get_if<Award>(&clause.says);
  if (given && given->wordless && clause.per && !clause.per->object.empty())
    return unread(DiagnosticKind::LeftOverWord, clause.span,
                  {to_utf8(to_characters(clause.per->object.text)
                               .substr(to_characters(clause.per->object.text).size() - 1)),
                   clause.per->object.text});
  if (follows_nothing(clause, made))
    return unread(DiagnosticKind::NotSupported, clause.span,
                  {std::string(source_.slice(clause.span))});
  if (clause.among && made.rate && !made.rate->base && deduct) take_subset(made);
  std::visit(match{
                 [&](const Award& one) {
                   made.role = ClauseRole::Award;
                   set_amount(made, one.amounts);
                   // 该项为0分 disqualifies like 不得分.
                   if (one.amounts.front().kind == Amount::Kind::Points &&
                       one.amounts.front().low.is_zero() && (made.when || made.otherwise)) {
                     made.role = ClauseRole::Nil;
                     return push(std::move(made));
                   }
                   if (made.conditions.size() == 1 && is_own_title(clause) && !made.rate)
                     made.conditions.clear(), made.when = nullptr;
                   if (one.each && !made.rate) return add_each(made);
                   if (clause.among) supersede_parts(made);
                   keep_thresholds(made.when, out_.clauses.size(), true);
                   std::vector<TestPtr> listed;
                   for (const TestPtr& test : made.conditions) {
                     if (test->kind == Test::Kind::All && !test->parts.empty())
                       listed.insert(listed.end(), test->parts.begin(), test->parts.end());
                     else
                       listed.push_back(test);
                   }
                   if (listed.size() > 1) listed_ = std::move(listed);
                   push(std::move(made));
                 },
                 [&](const StartFrom& one) {
                   made.role = ClauseRole::Award;
                   set_amount(made, {one.amount});
                   push(std::move(made));
                 },
                 [&](const Nil&) {
                   made.role = ClauseRole::Nil;
                   keep_thresholds(made.when, out_.clauses.size(), false);
                   push(std::move(made));
                 },
                 [&](const Unchanged&) {
                   made.role = ClauseRole::Remark;
                   push(std::move(made));
                 },
                 [&](const Deduct& one) {
                   made.role = ClauseRole::Deduct;
                   set_amount(made, one.amounts);
                   inherit_rate(made);
                   if (one.each && !made.rate) return add_each(made);
                   keep_thresholds(made.when, out_.clauses.size(), false);
                   push(std::move(made));
                 },
                 [&](const Add& one) {
                   made.role = ClauseRole::Add;
                   set_amount(made, one.amounts);
                   inherit_rate(made);
                   made.lifts = one.extra;
                   if (one.both_ways) return add_both_ways(std::move(made));
                   if (one.each && !made.rate) return add_each(made);
                   keep_thresholds(made.when, out_.clauses.size(), false);
                   push(std::move(made));
                 },
                 [&](const Judged& one) { add_judged(one, std::move(made)); },
                 [&](const Proportional& one) { add_proportional(one, std::move(made)); },
                 [&](const Formula& one) {
                   made.role = ClauseRole::Award;
                   made.amount = formula(one.value);
                   push(std::move(made));
                 },
                 [](const Cap&) {},
                 [](const Exhausted&) {},
                 [](const MayBeNegative&) {},
                 [](const StepNote&) {},
                 [](const Doubled&) {},
                 [&](const GradeIs& one) {
                   made.role = ClauseRole::Grade;
                   made.grade = one.grade;
                   keep_thresholds(made.when, out_.clauses.size(), false);
                   push(std::move(made));
                 },
                 [](const NoRepeat&) {},
                 [](const Interpolated&) {},
                 [](const AndSoOn&) {},
                 [](const Statement&) {},
                 [](const Unread&) {},
             },
             clause.says);
}

}  // namespace zs
