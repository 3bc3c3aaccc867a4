// What each clause of an indicator does.
#include <algorithm>
#include <array>

#include "compiler/check/expand_list.h"
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

void collect_compares(const TestPtr& test, std::vector<TestPtr>& into) {
  if (!test) return;
  if (test->kind == Test::Kind::Compare) into.push_back(test);
  for (const TestPtr& part : test->parts) collect_compares(part, into);
}

}  // namespace

IndicatorChecker::IndicatorChecker(const IndicatorText& text, std::size_t index, NameTable& names,
                                   const SourceText& source, const WordingTable& wording,
                                   DiagnosticSink& issues)
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
}

void IndicatorChecker::unread(DiagnosticKind kind, Span span, std::vector<Words> arguments) {
  out_.unread = true;
  issues_.report(kind, source_, span, std::move(arguments)).indicator = out_.number;
}

CheckedIndicator IndicatorChecker::run() {
  const std::size_t errors = issues_.error_count();
  if (!text_.points && !text_.number.empty()) out_.unread = true;  // reported with the heading
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

// 漏填的,每处扣0.2分: the fact before a bare 每 is what is counted; 编制规划的,每编制1个: so is the
// one that says what the event is about.
void IndicatorChecker::count_facts_before(const Clause& clause, std::vector<Condition>& conditions,
                                          Per& per) const {
  (void)clause;
  if (per.direction || !per.subject.empty() || !per.object.empty() || conditions.empty()) return;
  const auto* fact = std::get_if<Fact>(&conditions.back().says);
  if (!fact || is_manner(fact->phrase)) return;
  if (!per.event.empty() && fact->phrase.text.find(per.event.text) == std::string::npos) return;
  per.subject = fact->phrase;
  per.event = {};
  conditions.pop_back();
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
    if (!omitted || !counts || stem_of(fact->phrase).negated) continue;
    compare->subject = fact->phrase;
    conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i - 1));
    --i;
  }
}

bool IndicatorChecker::is_manner(const Phrase& phrase) const {
  const std::u32string text = to_characters(phrase.text);
  const auto starts = [&](std::u32string_view words) { return text.starts_with(words); };
  const auto has = [&](std::u32string_view words) {
    return text.find(words) != std::u32string::npos;
  };
  if (has(U"按") &&
      (text.ends_with(U"排序") || text.ends_with(U"排名") || text.ends_with(U"排列") ||
       text.ends_with(U"排名次") || text.ends_with(U"排位")))
    return true;
  const bool by = starts(U"按") || starts(U"根据") || starts(U"依据") || starts(U"采用") ||
                  starts(U"采取") || starts(U"实行") || starts(U"以") || starts(U"由");
  return by && (has(U"排名") || has(U"排序") || has(U"排列") || has(U"排位") || has(U"由高到低") ||
                has(U"由大到小") || has(U"由低到高") || has(U"从高到低") || has(U"从大到小") ||
                text.ends_with(U"法计分") || text.ends_with(U"法") || text.ends_with(U"制") ||
                text.ends_with(U"法计算") || text.ends_with(U"法评分"));
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

// 其中被曝光的每件扣2分: those of the count before cost this instead of the general price.
void IndicatorChecker::take_subset(CheckedClause& made) {
  for (std::size_t i = out_.clauses.size(); i-- > 0;) {
    CheckedClause& whole = out_.clauses[i];
    if (whole.role != ClauseRole::Deduct || !whole.rate || whole.rate->base ||
        whole.rate->quantity->kind != Term::Kind::Input)
      continue;
    whole.rate->quantity =
        unary_term(Term::Kind::Positive,
                   binary_term(Term::Kind::Subtract, whole.rate->quantity, made.rate->quantity));
    return;
  }
}

// 得2分(其中:有场所得1分,…): the parts stand for the award that they add up to.
void IndicatorChecker::supersede_parts(const CheckedClause& made) {
  if (made.role != ClauseRole::Award) return;
  for (std::size_t i = out_.clauses.size(); i-- > 0;) {
    if (out_.clauses[i].among) continue;
    if (out_.clauses[i].role == ClauseRole::Award) out_.clauses[i].role = ClauseRole::Remark;
    return;
  }
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

// 漏登1户扣0.1分: without 每 a counted thing is still charged by the piece, unless the text lists
// several numbers of it (一次扣1分,二次扣3分).
void IndicatorChecker::plain_count_to_rate(const Clause& clause, std::vector<Condition>& conditions,
                                           std::optional<Per>& per) const {
  const bool charges =
      std::holds_alternative<Deduct>(clause.says) || std::holds_alternative<Add>(clause.says);
  if (!charges || per || conditions.empty()) return;
  const auto* compare = std::get_if<Compare>(&conditions.back().says);
  if (!compare || !compare->plain || compare->bounds.size() != 1 || !compare->bounds[0].quantity)
    return;
  const Quantity& step = *compare->bounds[0].quantity;
  if (step.dimension == Dimension::Rank) return;
  int others = 0;
  for (const Clause& other : text_.clauses)
    for (const Condition& condition : other.when)
      if (const auto* plain = std::get_if<Compare>(&condition.says))
        others += plain->bounds.size() == 1 && plain->bounds[0].quantity &&
                  plain->bounds[0].quantity->unit == step.unit &&
                  (plain->plain || plain->bounds[0].relation == Relation::AtLeast) &&
                  (plain->subject.empty() || compare->subject.empty() ||
                   plain->subject.text == compare->subject.text);
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

void IndicatorChecker::keep_thresholds(const TestPtr& test, std::size_t clause, bool award) {
  std::vector<TestPtr> compares;
  collect_compares(test, compares);
  for (const TestPtr& one : compares)
    thresholds_.push_back({one->left, one->right, one->relation, clause, award, one->span});
}

// 未A、未B的各扣1分: each condition on its own.
void IndicatorChecker::add_each(const Clause& clause, CheckedClause made,
                                std::vector<TestPtr> conditions) {
  (void)clause;
  for (const TestPtr& test : conditions) {
    std::vector<TestPtr> parts = test->kind == Test::Kind::All && !test->parts.empty()
                                     ? test->parts
                                     : std::vector<TestPtr>{test};
    for (const TestPtr& part : parts) {
      CheckedClause one = made;
      one.conditions = {part};
      one.when = part;
      push(std::move(one));
    }
  }
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

// 项目4分: the points of the indicator itself, by a word of its own title.
bool IndicatorChecker::is_own_title(const Clause& clause) const {
  if (clause.when.size() != 1) return false;
  const auto* fact = std::get_if<Fact>(&clause.when.front().says);
  if (!fact) return false;
  const std::u32string words = to_characters(fact->phrase.text);
  const auto* award = std::get_if<Award>(&clause.says);
  const bool whole = award && award->amounts.front().kind == Amount::Kind::Points &&
                     award->amounts.front().low == out_.points;
  return whole && words.size() >= 2 && (title_.ends_with(words) || title_.starts_with(words));
}

// 国家、省、市级的分别加6、4、2分 · 前五位顺次加2.5分、2分…: one clause for each member of the
// list.
void IndicatorChecker::add_respective(const Clause& clause, const std::vector<Amount>& amounts,
                                      CheckedClause made) {
  (void)made;
  const std::vector<Clause> members = expand_list(clause, amounts);
  if (members.empty())
    return unread(DiagnosticKind::ListNotMatched, clause.span, {std::to_string(amounts.size())});
  for (const Clause& member : members) {
    CheckedClause one;
    one.span = clause.span;
    read(member, std::move(one));
  }
}

void IndicatorChecker::add_judged(const Judged& judged, CheckedClause made) {
  const std::string base = out_.title.empty() ? "" : out_.title;
  std::string name = base + (judged.deducts ? "酌情扣分" : "酌情得分");
  int used = 0;
  for (const CheckedClause& earlier : out_.clauses)
    used += (earlier.role == ClauseRole::JudgedDeduct || earlier.role == ClauseRole::JudgedAward) &&
            (earlier.role == ClauseRole::JudgedDeduct) == judged.deducts;
  if (used > 0) name += std::to_string(used + 1);
  made.judgement = names_.input(name, Role::Judgement, made.span, index_);
  names_[*made.judgement].dimension = Dimension::Number;
  names_[*made.judgement].unit = "分";
  if (judged.bounds && judged.bounds->kind != Amount::Kind::Share) {
    names_[*made.judgement].low =
        judged.bounds->kind == Amount::Kind::Range ? judged.bounds->low : Rational(0);
    names_[*made.judgement].high = judged.bounds->high;
  }
  made.judgement_bounds = judged.bounds;
  made.role = judged.deducts ? ClauseRole::JudgedDeduct : ClauseRole::JudgedAward;
  made.amount = input_term(*made.judgement, Dimension::Number, "分");
  push(std::move(made));
}

void IndicatorChecker::add_proportional(const Proportional& proportional, CheckedClause made) {
  const std::u32string basis = to_characters(proportional.basis.text);
  const bool ranks =
      basis.find(U"排名") != std::u32string::npos || basis.find(U"名次") != std::u32string::npos ||
      basis.find(U"排序") != std::u32string::npos || basis.find(U"位次") != std::u32string::npos;
  if (ranks) {
    issues_.report(DiagnosticKind::RemarkOnly, source_, made.span,
                   {std::string(source_.slice(made.span))});
    return;
  }
  TermPtr share;
  const bool names_rate =
      looks_like_rate(basis) && basis != U"比例" && basis.find(U"完成比例") == std::u32string::npos;
  if (measures_completion_ && !target_.empty()) {
    share = completion_rate(made.span);
  } else if (names_rate) {
    Phrase subject = proportional.basis;
    if (title_.ends_with(basis) ||
        (basis.starts_with(U"实际") && title_.ends_with(basis.substr(2))))
      subject = {};
    share = quantity(subject, Dimension::Percent, "%", proportional.basis.span);
  } else {
    const Threshold* anchor = nullptr;
    for (const Threshold& threshold : thresholds_)
      if (threshold.award && threshold.relation != Relation::Less &&
          threshold.relation != Relation::AtMost)
        anchor = &threshold;
    const bool plain = basis.empty() || basis == U"比例" ||
                       basis.find(U"比例") != std::u32string::npos ||
                       basis.find(U"完成") != std::u32string::npos;
    if (anchor && plain) {
      share = binary_term(Term::Kind::Divide, anchor->quantity, anchor->value);
    } else if (plain && thresholds_.empty() &&
               (looks_like_rate(title_) ||
                (last_quantity_ && last_quantity_->dimension == Dimension::Percent))) {
      share = quantity({}, Dimension::Percent, "%", made.span);
    }
  }
  if (const TermPtr sum = share ? nullptr : sum_of(proportional.basis)) {
    made.role = ClauseRole::Award;
    made.amount = sum;
    return push(std::move(made));
  }
  if (basis.find(U"较高") != std::u32string::npos || basis.find(U"高者") != std::u32string::npos ||
      basis.find(U"最高") != std::u32string::npos) {
    out_.best_of = true;
    return;
  }
  if (!share) return unread(DiagnosticKind::ProportionOfWhat, made.span);
  const TermPtr whole = proportional.of ? amount(*proportional.of) : points_term();
  made.role = ClauseRole::Award;
  made.amount = binary_term(Term::Kind::Multiply, share, whole);
  push(std::move(made));
}

// A remark that speaks of points was meant as a rule.
void IndicatorChecker::check_remark(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const WordingTable::Match match = wording_.longest(std::u32string_view(text).substr(at));
    bool scores = false;
    for (const Word& word : match.meanings)
      scores |= word.kind == WordKind::Interpolated || word.kind == WordKind::AndSoOn ||
                word.kind == WordKind::Doubled || word.kind == WordKind::Proportional ||
                word.kind == WordKind::Zero || word.kind == WordKind::Exhausted;
    const auto number = scan_numeral(std::u32string_view(text).substr(at), wording_);
    const std::u32string_view rest = std::u32string_view(text).substr(at);
    if (rest.starts_with(U"较高") || rest.starts_with(U"较低") || rest.starts_with(U"取高") ||
        rest.starts_with(U"取低") || rest.starts_with(U"平均分") || rest.starts_with(U"孰高") ||
        rest.starts_with(U"除外") || rest.starts_with(U"系数") || rest.starts_with(U"减半") ||
        rest.starts_with(U"折半") || rest.starts_with(U"加权"))
      return unread(DiagnosticKind::LeftOverWord, phrase.span,
                    {to_utf8(rest.substr(0, 2)), phrase.text});
    const bool points = number && number->kind == NumeralKind::Points &&
                        !(at > 0 && text[at - 1] >= U'0' && text[at - 1] <= U'9');
    if (!points && (!scores || match.length < 2)) continue;
    return unread(
        DiagnosticKind::LeftOverWord, phrase.span,
        {to_utf8(std::u32string_view(text).substr(at, points ? number->length : match.length)),
         phrase.text});
  }
}

// 制度上墙、人员持证、设备完好,一项不符合扣2分: each that is lacking.
bool IndicatorChecker::lacks_one_of_list(const Clause& clause, std::vector<Condition>& conditions,
                                         CheckedClause& made) {
  if (clause.per || conditions.empty()) return false;
  const auto* last = std::get_if<Fact>(&conditions.back().says);
  if (!last) return false;
  const std::u32string text = to_characters(last->phrase.text);
  const bool one = text.starts_with(U"一项") || text.starts_with(U"有一项") ||
                   text.starts_with(U"每有一项") || text.starts_with(U"1项") ||
                   text.starts_with(U"任一项") || text.starts_with(U"其中一项");
  const bool lacks =
      text.find(U'不') != std::u32string::npos || text.find(U'未') != std::u32string::npos ||
      text.find(U"没") != std::u32string::npos || text.find(U'缺') != std::u32string::npos;
  if (!one || !lacks || text.size() > 8) return false;
  std::vector<TestPtr> listed;
  for (std::size_t i = 0; i + 1 < conditions.size(); ++i)
    if (const auto* fact = std::get_if<Fact>(&conditions[i].says))
      for (const Phrase& part : split_fact(fact->phrase, true, wording_))
        listed.push_back(facts_.resolve(stem_of(part)));
  if (listed.size() < 2) listed = listed_;
  if (listed.size() < 2) return false;
  Rate rate;
  rate.quantity = count_false_term(listed);
  rate.step = constant_term(1, Dimension::Count, "项");
  rate.unit = "项";
  rate.rule = StepRule::Whole;
  made.rate = rate;
  return true;
}

// 开工率=已开工项目数÷已签约项目数: a name for what later clauses use; false when it is the score.
bool IndicatorChecker::define(const Formula& formula) {
  const std::u32string name = to_characters(formula.target.text);
  if (name.empty() || name == title_) return false;
  static constexpr std::array<std::u32string_view, 6> kScores = {U"分",   U"得分", U"总分",
                                                                 U"分值", U"分数", U"计分"};
  if (std::any_of(kScores.begin(), kScores.end(),
                  [&](std::u32string_view tail) { return name.ends_with(tail); }))
    return false;
  subjects_.push_back({name, this->formula(formula.value)});
  last_quantity_ = subjects_.back().term;
  return true;
}

// 60%得6分,100%得10分,中间按直线内插法计算: between two tiers the points rise in proportion.
void IndicatorChecker::interpolate(const Clause& clause) {
  std::vector<CheckedClause*> tiers;
  std::vector<TestPtr> edges;
  for (CheckedClause& earlier : out_.clauses) {
    if (earlier.role != ClauseRole::Award || earlier.rate || !earlier.when ||
        earlier.amount->kind == Term::Kind::Input)
      continue;
    std::vector<TestPtr> compares;
    collect_compares(earlier.when, compares);
    const bool from = !compares.empty() && compares.front()->right->kind == Term::Kind::Constant &&
                      (compares.front()->relation == Relation::AtLeast ||
                       compares.front()->relation == Relation::More ||
                       compares.front()->relation == Relation::Equal);
    if (!from || (!edges.empty() && !same(edges.front()->left, compares.front()->left))) continue;
    tiers.push_back(&earlier);
    edges.push_back(compares.front());
  }
  if (tiers.size() < 2)
    return unread(DiagnosticKind::NotSupported, clause.span,
                  {std::string(source_.slice(clause.span))});
  std::vector<std::size_t> order(tiers.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return edges[a]->right->value < edges[b]->right->value;
  });
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    CheckedClause& tier = *tiers[order[i]];
    const TestPtr& from = edges[order[i]];
    const TestPtr& to = edges[order[i + 1]];
    const TermPtr part =
        binary_term(Term::Kind::Divide, binary_term(Term::Kind::Subtract, from->left, from->right),
                    constant_term(to->right->value - from->right->value));
    const TermPtr rise =
        binary_term(Term::Kind::Multiply, part,
                    binary_term(Term::Kind::Subtract, tiers[order[i + 1]]->amount, tier.amount));
    tier.amount = binary_term(Term::Kind::Add, tier.amount, rise);
    tier.when = compare_test(from->left, Relation::AtLeast, from->right, from->span);
    tier.conditions = {tier.when};
  }
}

// 按基础得分与加分之和计算
TermPtr IndicatorChecker::sum_of(const Phrase& basis) {
  std::u32string text = to_characters(basis.text);
  std::u32string_view tail;
  for (std::u32string_view word : {U"之和", U"的和", U"合计", U"相加之和", U"两项之和"})
    if (text.ends_with(word)) tail = word;
  if (tail.empty()) return nullptr;
  text.resize(text.size() - tail.size());
  TermPtr sum;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool cut =
        i == text.size() ||
        ((text[i] == U'与' || text[i] == U'和' || text[i] == U'、' || text[i] == U'及') &&
         i > begin + 1);
    if (!cut) continue;
    const Phrase name{to_utf8(std::u32string_view(text).substr(begin, i - begin)), basis.span};
    const InputId input = names_.input(name.text, Role::Quantity, basis.span, index_);
    const TermPtr one = input_term(input, Dimension::Unknown, "");
    sum = sum ? binary_term(Term::Kind::Add, sum, one) : one;
    begin = i + 1;
  }
  return sum && sum->kind == Term::Kind::Add ? sum : nullptr;
}

// 以此类推: the last two tiers give the width and the points of every further one.
void IndicatorChecker::continue_tiers(const Clause& clause) {
  struct Tier {
    TermPtr quantity;
    Rational edge, points;
    bool rank;
  };
  std::vector<Tier> tiers;
  ClauseRole role = ClauseRole::Award;
  for (const CheckedClause& earlier : out_.clauses) {
    const bool plain = (earlier.role == ClauseRole::Award || earlier.role == ClauseRole::Add ||
                        earlier.role == ClauseRole::Deduct) &&
                       !earlier.rate && earlier.when;
    if (!plain || earlier.amount->kind != Term::Kind::Constant) continue;
    std::vector<TestPtr> compares;
    collect_compares(earlier.when, compares);
    const bool rising = !compares.empty() &&
                        compares.front()->right->kind == Term::Kind::Constant &&
                        compares.front()->relation != Relation::Less &&
                        compares.front()->relation != Relation::AtMost;
    if (!rising) continue;
    if (!tiers.empty() &&
        (!same(tiers.back().quantity, compares.front()->left) || role != earlier.role))
      tiers.clear();
    role = earlier.role;
    tiers.push_back({compares.front()->left, compares.front()->right->value, earlier.amount->value,
                     compares.front()->relation == Relation::Equal});
  }
  if (tiers.size() < 2 || tiers.back().edge == tiers[tiers.size() - 2].edge)
    return unread(DiagnosticKind::NotSupported, clause.span,
                  {std::string(source_.slice(clause.span))});
  const Tier& last = tiers.back();
  const Tier& before = tiers[tiers.size() - 2];
  const Rational width = last.edge - before.edge;
  const Dimension dimension = last.quantity->dimension;
  // Steps beyond the last tier: whole ones; a falling list counts the one that was begun.
  const TermPtr beyond = binary_term(
      Term::Kind::Divide,
      binary_term(Term::Kind::Subtract, last.quantity, constant_term(last.edge, dimension)),
      constant_term(width));
  const TermPtr steps =
      unary_term(width.is_negative() ? Term::Kind::Ceiling : Term::Kind::Floor, beyond);
  CheckedClause made;
  made.span = clause.span;
  made.role = role;
  const TermPtr change =
      binary_term(Term::Kind::Multiply, steps, constant_term(last.points - before.points));
  made.amount = unary_term(Term::Kind::Positive,
                           binary_term(Term::Kind::Add, constant_term(last.points), change));
  const bool down = width.is_negative();
  const TermPtr edge = constant_term(down || last.rank ? last.edge : last.edge + width, dimension);
  made.when = compare_test(last.quantity,
                           down        ? Relation::Less
                           : last.rank ? Relation::More
                                       : Relation::AtLeast,
                           edge, clause.span);
  made.conditions = {made.when};
  push(std::move(made));
}

TermPtr IndicatorChecker::formula(const ExpressionPtr& expression) {
  switch (expression->kind) {
    case Expression::Kind::IndicatorPoints:
      return points_term();
    case Expression::Kind::Number:
      return constant_term(expression->number.value, expression->number.dimension,
                           expression->number.unit);
    case Expression::Kind::Name: {
      if (expression->name.text == "满分" || expression->name.text == "本项满分" ||
          expression->name.text == "权重")
        return points_term();
      // The name of a score may hold any word: 奖励分, 扣分.
      const std::string& name = expression->name.text;
      const auto known = std::find_if(subjects_.begin(), subjects_.end(), [&](const Subject& one) {
        return to_utf8(one.name) == name;
      });
      if (known != subjects_.end()) return known->term;
      const InputId input = names_.input(name, Role::Quantity, expression->span, index_);
      use_as(input, Dimension::Unknown, "", expression->span);
      subjects_.push_back({to_characters(name), input_term(input, Dimension::Unknown, "")});
      return subjects_.back().term;
    }
    case Expression::Kind::Add:
      return binary_term(Term::Kind::Add, formula(expression->left), formula(expression->right));
    case Expression::Kind::Subtract:
      return binary_term(Term::Kind::Subtract, formula(expression->left),
                         formula(expression->right));
    case Expression::Kind::Multiply:
      return binary_term(Term::Kind::Multiply, formula(expression->left),
                         formula(expression->right));
    case Expression::Kind::Divide:
      return binary_term(Term::Kind::Divide, formula(expression->left), formula(expression->right));
  }
  return points_term();
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

void IndicatorChecker::clause(std::size_t index) {
  current_ = index;
  const Clause& clause = text_.clauses[index];
  CheckedClause made;
  made.span = clause.span;
  const auto* deduct = std::get_if<Deduct>(&clause.says);
  const auto* add = std::get_if<Add>(&clause.says);
  const auto* award = std::get_if<Award>(&clause.says);
  if (const auto* statement = std::get_if<Statement>(&clause.says)) {
    (void)statement;
    const std::size_t before = out_.clauses.size();
    for (const Condition& condition : clause.when) {
      const auto* number = std::get_if<Compare>(&condition.says);
      if (const auto* words = std::get_if<Fact>(&condition.says)) check_remark(words->phrase);
      if (number && !number->respective.empty())
        state_respectively(*number, condition.span);
      else if (number && !number->plain)
        keep_thresholds(compare(*number, condition.span), before, false);
    }
    if (clause.per || (clause.closed && !out_.clauses.empty()))
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
  if (award && award->amounts.size() > 1) return add_respective(clause, award->amounts, made);
  if (deduct && deduct->amounts.size() > 1) return add_respective(clause, deduct->amounts, made);
  if (add && add->amounts.size() > 1) return add_respective(clause, add->amounts, made);
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
  if (std::holds_alternative<GradeIs>(clause.says))
    return unread(DiagnosticKind::NotSupported, clause.span,
                  {std::string(source_.slice(clause.span))});

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
  const bool each = (deduct && deduct->each) || (add && add->each);
  if (const auto* one = std::get_if<Formula>(&clause.says); one && define(*one)) return;
  charging_ = deduct || std::holds_alternative<Nil>(clause.says);
  made.among = clause.among || (!out_.clauses.empty() && out_.clauses.back().among &&
                                out_.clauses.back().sentence == clause.sentence);
  finish_conditions(made, clause, each);
  if (clause.per && !made.rate) return;
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
                   if (one.each && !made.rate) return add_each(clause, made, made.conditions);
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
                 [&](const Nil& nil) {
                   (void)nil;
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
                   if (one.each && !made.rate) return add_each(clause, made, made.conditions);
                   keep_thresholds(made.when, out_.clauses.size(), false);
                   push(std::move(made));
                 },
                 [&](const Add& one) {
                   made.role = ClauseRole::Add;
                   set_amount(made, one.amounts);
                   inherit_rate(made);
                   if (one.both_ways) return add_both_ways(std::move(made));
                   if (one.each && !made.rate) return add_each(clause, made, made.conditions);
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
                 [](const GradeIs&) {},
                 [](const NoRepeat&) {},
                 [](const Interpolated&) {},
                 [](const AndSoOn&) {},
                 [](const Statement&) {},
                 [](const Unread&) {},
             },
             clause.says);
}

}  // namespace zs
