// Clauses that charge by the piece or the step: what is counted where the text leaves it out.
#include <algorithm>
#include <array>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// 发现1处差错: so many of them, by the piece.
std::optional<Per> found_piece(const Phrase& phrase, const WordingTable& wording) {
  const std::u32string text = to_characters(phrase.text);
  for (std::u32string_view verb :
       {U"检查发现", U"发现", U"查实", U"查出", U"出现", U"发生", U"存在"}) {
    if (!text.starts_with(verb)) continue;
    const std::u32string_view rest = std::u32string_view(text).substr(verb.size());
    const auto number = scan_numeral(rest, wording);
    if (!number || number->kind != NumeralKind::Measured || !(number->value == Rational(1)) ||
        rest.size() < number->length + 2)
      return std::nullopt;
    std::u32string_view what = rest.substr(number->length);
    if (what.starts_with(U"以") || what.starts_with(U"及")) return std::nullopt;
    Per per;
    per.event = {to_utf8(verb), phrase.span};
    per.object = {to_utf8(what), phrase.span};
    per.step.value = number->value;
    per.step.dimension = Dimension::Count;
    per.step.unit = to_utf8(number->unit);
    per.elliptical = true;
    per.span = phrase.span;
    return per;
  }
  return std::nullopt;
}

}  // namespace

// 漏登1户扣0.1分: without 每 a counted thing is still charged by the piece, unless the text lists
// several numbers of it (一次扣1分,二次扣3分).
void IndicatorChecker::plain_count_to_rate(const Clause& clause, std::vector<Condition>& conditions,
                                           std::optional<Per>& per) const {
  const bool charges =
      std::holds_alternative<Deduct>(clause.says) || std::holds_alternative<Add>(clause.says);
  const bool gives = std::holds_alternative<Award>(clause.says);
  if (!(charges || gives) || per || conditions.empty()) return;
  if (const auto* found = std::get_if<Fact>(&conditions.back().says); found && charges) {
    per = found_piece(found->phrase, wording_);
    if (!per) return;
    int said = 0;  // 发现1处差错的扣0.5分,发现3处差错的扣2分 is a list
    for (const Clause& other : text_.clauses)
      for (const Condition& condition : other.when)
        if (const auto* fact = std::get_if<Fact>(&condition.says))
          said += fact->phrase.text.ends_with(per->object.text);
    if (said > 1)
      per.reset();
    else
      conditions.pop_back();
    return;
  }
  const auto* compare = std::get_if<Compare>(&conditions.back().says);
  if (!compare || !compare->plain || compare->bounds.size() != 1 || !compare->bounds[0].quantity)
    return;
  const Quantity& step = *compare->bounds[0].quantity;
  if (step.dimension == Dimension::Rank) return;
  // 办结1项得1分 is for each one; 2人7分 is a tier.
  if (gives && !(step.value == Rational(1) && step.dimension == Dimension::Count &&
                 !compare->subject.empty()))
    return;
  // 未按期办结的,1件扣0.5分: an unnamed number is of what stands before it.
  const auto counted = [&](const Clause& of, std::size_t at) {
    const auto& plain = std::get<Compare>(of.when[at].says);
    const std::string& own = plain.subject.text;
    const bool found = own == "发现" || own == "查实" || own == "出现" || own == "发生";
    if (at == 0 || !(own.empty() || found)) return own;
    if (const auto* fact = std::get_if<Fact>(&of.when[at - 1].says)) return fact->phrase.text;
    return std::string(source_.slice(of.when[at - 1].span));
  };
  const std::string mine = counted(clause, clause.when.size() - 1);
  int others = 0;
  for (const Clause& other : text_.clauses)
    for (std::size_t at = 0; at < other.when.size(); ++at) {
      const auto* plain = std::get_if<Compare>(&other.when[at].says);
      if (!plain || plain->bounds.size() != 1 || !plain->bounds[0].quantity ||
          plain->bounds[0].quantity->unit != step.unit ||
          !(plain->plain || plain->bounds[0].relation == Relation::AtLeast))
        continue;
      const std::string theirs = counted(other, at);
      others += theirs.empty() || mine.empty() || theirs == mine;
    }
  if (others > 1) return;
  Per unsaid;
  unsaid.subject = compare->subject;
  // 内容失实的,发现一篇扣1分: what was found is said before.
  const std::string& words = compare->subject.text;
  const bool generic =
      words == "发现" || words == "查实" || words == "出现" || words == "发生" || words.empty();
  if (generic && conditions.size() > 1)
    if (const auto* fact = std::get_if<Fact>(&conditions[conditions.size() - 2].says);
        fact && !is_manner(fact->phrase)) {
      unsaid.subject = fact->phrase;
      conditions.erase(conditions.end() - 2);
    }
  // 涉案金额10万元以上的1例扣4分: so many of that kind.
  if (words.empty() && conditions.size() > 1 &&
      std::holds_alternative<Compare>(conditions[conditions.size() - 2].says)) {
    const Span kind = conditions[conditions.size() - 2].span;
    unsaid.subject = {normal_slice(kind), kind};
    conditions.erase(conditions.end() - 2);
  }
  if (generic && unsaid.subject.text == words && !words.empty()) {
    unsaid.event = unsaid.subject;
    unsaid.subject = {};
  }
  unsaid.step = step;
  unsaid.elliptical = true;
  unsaid.span = conditions.back().span;
  conditions.pop_back();
  per = unsaid;
}

// 漏填的,每处扣0.2分: the fact before a bare 每 is what is counted; 编制规划的,每编制1个: so is the
// one that says what the event is about.
void IndicatorChecker::count_facts_before(const Clause& clause, std::vector<Condition>& conditions,
                                          Per& per) const {
  if (per.direction || !per.subject.empty() || conditions.empty()) return;
  // 未完成整改的,每个问题扣0.5分: the object says nothing of its own.
  static constexpr std::array<std::string_view, 9> kAnything = {
      "问题", "事项", "情形", "行为", "项目", "案件", "单位", "点位", "隐患"};
  const bool anything =
      std::find(kAnything.begin(), kAnything.end(), per.object.text) != kAnything.end() &&
      std::holds_alternative<Fact>(conditions.back().says);
  if (!per.object.empty() && !anything) return;
  if (std::holds_alternative<Compare>(conditions.back().says) && per.event.empty() &&
      !clause.marginal) {
    // 逾期30日以上的每件扣0.6分: so many of that kind.
    per.subject = {normal_slice(conditions.back().span), conditions.back().span};
    conditions.pop_back();
    return;
  }
  const auto* fact = std::get_if<Fact>(&conditions.back().says);
  if (!fact || is_manner(fact->phrase)) return;
  if (!per.event.empty() && fact->phrase.text.find(per.event.text) == std::string::npos) return;
  per.subject = fact->phrase;
  per.event = {};
  if (anything) per.object = {};
  conditions.pop_back();
  // 河道管护实行网格化,河面有漂浮物的,每处扣0.3分: the words before are no condition of the count.
  while (!conditions.empty() && std::holds_alternative<Fact>(conditions.back().says) &&
         clause.when.size() > 1 && clause.per && clause.per->event.empty()) {
    const Phrase& remark = std::get<Fact>(conditions.back().says).phrase;
    issues_.report(DiagnosticKind::RemarkOnly, source_, remark.span, {remark.text});
    conditions.pop_back();
  }
}

// 同一点位重复投诉,累计满3次的: a count without a name is that of what was said just before.
void IndicatorChecker::name_omitted_subject(std::vector<Condition>& conditions) const {
  for (std::size_t i = 1; i < conditions.size(); ++i) {
    auto* compare = std::get_if<Compare>(&conditions[i].says);
    const auto* fact = std::get_if<Fact>(&conditions[i - 1].says);
    if (!compare || !fact || is_manner(fact->phrase)) continue;
    const std::u32string subject = to_characters(compare->subject.text);
    const bool omitted = subject.empty() || subject == U"累计" || subject == U"次数" ||
                         subject == U"总数" || subject == U"合计";
    const bool counts = !compare->bounds.empty() && compare->bounds[0].quantity &&
                        compare->bounds[0].quantity->dimension == Dimension::Count;
    if (!omitted || !counts || stem_of(fact->phrase, wording_).negated) continue;
    compare->subject = fact->phrase;
    conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i - 1));
    --i;
  }
}

// 年度任务…的,加0.2分: a bracket of the same quantity goes on with the step of the one before.
bool IndicatorChecker::inherit_rate(CheckedClause& made) {
  if (made.rate || made.conditions.empty() || out_.clauses.empty()) return false;
  const CheckedClause& before = out_.clauses.back();
  if (before.role != made.role || !before.rate || before.conditions.empty()) return false;
  std::vector<TestPtr> mine, theirs;
  collect_compares(made.when, mine);
  collect_compares(before.when, theirs);
  const bool bracket = !mine.empty() && !theirs.empty() &&
                       same(mine.front()->left, theirs.front()->left) &&
                       !same(mine.front()->left, before.rate->quantity);
  if (bracket) made.rate = before.rate;
  return bracket;
}

// 逾期未整改的加倍扣分: those cost twice the price of the count before. A subset pays the price
// once more; another kind of the same thing (漏登低保户 beside 漏登一般户) pays it twice.
void IndicatorChecker::add_doubled(const Clause& clause, CheckedClause made) {
  const CheckedClause* priced = nullptr;
  for (const CheckedClause& earlier : out_.clauses)
    if (earlier.rate && !earlier.rate->base && earlier.role == ClauseRole::Deduct)
      priced = &earlier;
  const Phrase* which = nullptr;
  for (const Condition& condition : clause.when)
    if (const auto* fact = std::get_if<Fact>(&condition.says)) which = &fact->phrase;
  if (!priced || !which || priced->rate->quantity->kind != Term::Kind::Input)
    return unread(DiagnosticKind::NotSupported, clause.span,
                  {std::string(source_.slice(clause.span))});
  const std::u32string name = to_characters(which->text);
  const std::u32string other = to_characters(names_[priced->rate->quantity->input].name);
  const bool beside =
      name.size() > 2 && other.size() > 2 && name.substr(0, 2) == other.substr(0, 2);
  made.role = ClauseRole::Deduct;
  made.rate = priced->rate;
  made.rate->quantity = quantity(*which, priced->rate->dimension, priced->rate->unit, which->span);
  made.amount =
      beside ? binary_term(Term::Kind::Multiply, priced->amount, constant_term(2)) : priced->amount;
  push(std::move(made));
}

// 每高于或低于1个百分点,相应加减0.5分: an addition above the base and a deduction below it.
void IndicatorChecker::add_both_ways(CheckedClause made) {
  if (!made.rate || !made.rate->base)
    return unread(DiagnosticKind::DeviationWithoutThreshold, made.span,
                  {std::string(source_.slice(made.span))});
  CheckedClause below = made;
  made.role = ClauseRole::Add;
  made.rate->direction = Direction::Up;
  below.role = ClauseRole::Deduct;
  below.rate->direction = Direction::Down;
  push(std::move(made));
  push(std::move(below));
}

void IndicatorChecker::apply_step_note(const StepNote& note, const Clause& clause) {
  bool applied = false;
  for (std::size_t i = out_.clauses.size(); i-- > 0;) {
    CheckedClause& earlier = out_.clauses[i];
    if (!earlier.rate || (applied && earlier.sentence != clause.sentence)) continue;
    earlier.rate->rule = note.rule;
    earlier.rate->step_rule_open = false;
    applied = true;
  }
  if (!applied) issues_.report(DiagnosticKind::NoteWithoutStep, source_, clause.span);
}

}  // namespace zs
