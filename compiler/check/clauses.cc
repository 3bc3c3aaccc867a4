// What each clause of an indicator does, and in which order its clauses are read.
#include <algorithm>
#include <array>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

template <typename... Visitors>
struct match : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
match(Visitors...) -> match<Visitors...>;

// 缺一项, 每做到一项, 办结1项: a number of those listed before.
bool counts_items(const Clause& clause) {
  if (clause.per)
    return clause.per->step.unit == "项" &&
           (clause.per->shorter || (!clause.per->direction && clause.per->object.empty() &&
                                    clause.per->subject.text.size() < 9));
  const auto* plain =
      clause.when.empty() ? nullptr : std::get_if<Compare>(&clause.when.back().says);
  return plain && plain->plain && plain->bounds.size() == 1 && plain->bounds[0].quantity &&
         plain->bounds[0].quantity->unit == "项" && plain->subject.text.size() < 9 &&
         std::holds_alternative<Award>(clause.says);
}

// 以后, 其后: when, and no condition.
bool says_after(const std::u32string& text) {
  static constexpr std::array<std::u32string_view, 8> kAfter = {
      U"以后", U"其后", U"之后", U"此后", U"往后", U"后面", U"以后各名", U"其后各名"};
  return std::find(kAfter.begin(), kAfter.end(), text) != kAfter.end();
}

// 未发现问题的(不扣分): the other side of what is charged.
bool denies(const std::vector<Condition>& conditions, const WordingTable& wording) {
  const auto* fact = conditions.size() == 1 ? std::get_if<Fact>(&conditions.front().says) : nullptr;
  return fact && stem_of(fact->phrase, wording).negated;
}

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

// 60%以上得分, 第三名扣分: a tier whose digits were lost. The word that lacks them; empty if none.
std::string_view lost_amount(const std::string& words, const WordingTable& wording) {
  static constexpr std::array<std::string_view, 5> kActions = {"得分", "扣分", "加分", "计分",
                                                               "减分"};
  const std::u32string text = to_characters(words);
  for (std::string_view action : kActions) {
    if (!words.ends_with(action)) continue;
    std::u32string_view tier = std::u32string_view(text).substr(0, text.size() - 2);
    if (tier.ends_with(U"的")) tier.remove_suffix(1);
    const auto number = scan_numeral(tier, wording);
    if (!number) continue;
    tier.remove_prefix(number->length);
    static constexpr std::array<std::u32string_view, 11> kRelations = {
        U"",         U"以上",     U"以下", U"以内",   U"及以上", U"及以下",
        U"(含)以上", U"(含)以下", U"以外", U"含以上", U"含以下"};
    if (std::find(kRelations.begin(), kRelations.end(), tier) != kRelations.end()) return action;
  }
  return {};
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
      facts_(names, index, source, wording, issues),
      title_(to_characters(text.title.text)) {
  out_.source = index;
  out_.number = text.number.text;
  out_.title = text.title.text;
  out_.points = text.points.value_or(Rational(0));
  out_.section = text.section;
  out_.kind = kind;
  out_.lowest = text.lowest;
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
  bind_word_bands();
  note_names();
  for (std::size_t i = 0; i < text_.clauses.size(); ++i) clause(i);
  // 一次扣1分,二次扣3分: the last of the list stands for more as well.
  CheckedClause* last = nullptr;
  int listed = 0;
  for (CheckedClause& one : out_.clauses) {
    if (one.role != ClauseRole::Deduct || one.rate || !one.when) continue;
    const TestPtr& test = one.when;
    const bool count = test->kind == Test::Kind::Compare && test->left->kind == Term::Kind::Input &&
                       names_[test->left->input].dimension == Dimension::Count &&
                       test->right->kind == Term::Kind::Constant;
    if (!count) continue;
    if (last && !same(last->when->left, test->left)) last = nullptr, listed = 0;
    if (test->relation != Relation::Equal) listed = -1;
    listed += listed >= 0;
    if (!last || last->when->right->value < test->right->value) last = &one;
  }
  if (last && listed > 1) {
    const TermPtr edge = last->when->right;
    last->when = compare_test(last->when->left, Relation::AtLeast, edge, last->when->span);
    last->conditions = {last->when};
    issues_.report(
        DiagnosticKind::ShortenedName, source_, last->when->span,
        {std::string(source_.slice(last->when->span)),
         quantity_text(edge->value, Dimension::Count, names_[last->when->left->input].unit) +
             "以上"});
  }
  if (out_.clauses.empty() && text_.clauses.size() > 0 && !out_.unread) sum_by_weights();
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
      const std::string& words = fact->phrase.text;
      if (std::holds_alternative<Descending>(clause.says) && says_after(to_characters(words)))
        continue;
      // 年终总成绩按90%折算: what is scored, and no condition of it.
      bool target = false;
      for (const Clause& other : text_.clauses)
        if (const auto* one = std::get_if<Formula>(&other.says))
          target |= !one->target.empty() && one->target.text == words;
      if (target && !std::holds_alternative<Statement>(clause.says)) continue;
      // 不得低于90%(达到的计6分): the comparison just before.
      if ((words == "达到" || words == "达标") && !made.conditions.empty() &&
          made.conditions.back()->kind == Test::Kind::Compare)
        continue;
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
    listed_.clear();
    for (const Condition& condition : clause.when) {
      if (const auto* words = std::get_if<Fact>(&condition.says);
          words && (rounds(words->phrase, clause) || names_ratio(words->phrase)))
        return;
      const auto* number = std::get_if<Compare>(&condition.says);
      if (const auto* words = std::get_if<Fact>(&condition.says)) {
        const std::string_view action = lost_amount(words->phrase.text, wording_);
        Span place = words->phrase.span;
        if (std::string_view(source_.slice(place)).ends_with(action))
          place.begin = place.end - static_cast<decltype(place.end)>(action.size());
        if (!action.empty())
          return unread(
              DiagnosticKind::UnexpectedWord, place,
              {std::string(action),
               Words("得分动作加分数(如扣0.5分);分数在抄写中可能丢了",
                     "an action with points (such as 扣0.5分); a digit may have been lost "
                     "in copying")});
        check_remark(words->phrase);
      }
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
    if (clause.per && clause.when.empty() && state_ratio(*clause.per)) return;
    // 每个乡镇至少设1个网点,空白乡镇每个扣1.5分: a requirement, priced by a count of its own.
    const bool priced = clause.per && !clause.per->direction && index + 1 < text_.clauses.size() &&
                        text_.clauses[index + 1].sentence == clause.sentence &&
                        text_.clauses[index + 1].per && !text_.clauses[index + 1].per->direction &&
                        !text_.clauses[index + 1].per->subject.empty();
    if (priced) {
      issues_.report(DiagnosticKind::RemarkOnly, source_, clause.span,
                     {std::string(source_.slice(clause.span))});
      return;
    }
    if (clause.per || clause.otherwise || (clause.closed && !out_.clauses.empty()))
      return unread(DiagnosticKind::StatementWithoutScore, clause.span);
    std::vector<Phrase> facts;
    for (const Condition& condition : clause.when)
      if (const auto* one = std::get_if<Fact>(&condition.says))
        for (const Phrase& part : items_of(one->phrase, index)) facts.push_back(part);
    const bool needed = index + 1 < text_.clauses.size() && counts_items(text_.clauses[index + 1]);
    if (needed)
      for (const Phrase& part : facts) listed_.push_back(facts_.resolve(stem_of(part, wording_)));
    const bool compared =
        std::any_of(clause.when.begin(), clause.when.end(),
                    [](const Condition& c) { return std::holds_alternative<Compare>(c.says); });
    bool used = needed || compared;
    for (const Clause& other : text_.clauses) {
      used |= other.per && other.per->shorter;
      // 同一事项,按最高级别计: what is not counted twice.
      used |= std::holds_alternative<NoRepeat>(other.says) && other.sentence == clause.sentence;
    }
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
    if (scale_result(*one, made)) return;
    // 再乘以难度系数: of what was scored before, which a formula of its own has to say.
    const bool goes_on =
        one->target.empty() && !out_.clauses.empty() && clause.when.empty() && !clause.otherwise;
    if (goes_on)
      return unread(DiagnosticKind::NotSupported, clause.span,
                    {std::string(source_.slice(clause.span))});
  }
  const auto* grade = std::get_if<GradeIs>(&clause.says);
  if (grade && (grade->grade.text == "扣分" || grade->grade.text == "加分")) return;
  if (full_beyond(clause) || except_some(clause)) return;
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
                   // 2分/次, under 扣分标准: what is taken.
                   if (one.wordless && made.rate && !made.rate->base && takes_points()) {
                     made.role = ClauseRole::Deduct;
                     return push(std::move(made));
                   }
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
                   // 不可抗力造成的不扣分, after what is deducted: an exception. 2%以下的不扣分: a
                   // tier.
                   const bool fact =
                       made.when && !tier_like(made.when) && !denies(clause.when, wording_);
                   if (fact && deducted_before()) return except(clause, made);
                   keep_thresholds(made.when, out_.clauses.size(), false);
                   made.role = ClauseRole::Remark;
                   push(std::move(made));
                 },
                 [&](const Descending& one) { descend(one, std::move(made)); },
                 [&](const Scaled& one) { scale(one, std::move(made)); },
                 [&](const GradeLower&) { lower_grade(made); },
                 [&](const Excepted&) { except(clause, made); },
                 [&](const Deduct& one) {
                   made.role = ClauseRole::Deduct;
                   set_amount(made, one.amounts);
                   inherit_rate(made);
                   if (one.each && !made.rate) return add_each(made);
                   if (const CheckedClause* earlier = charged_already(made))
                     return unread(DiagnosticKind::ChargedTwice, clause.span,
                                   {std::string(source_.slice(clause.span)),
                                    std::string(source_.slice(earlier->span))});
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
