// Clauses that change what others before them say: points that go on falling, halves, exceptions,
// rounding, weights.
#include <algorithm>
#include <array>

#include "compiler/check/conventions.h"
#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// The term with every use of `factor` replaced by one.
TermPtr without(const TermPtr& term, InputId factor) {
  if (!term) return term;
  if (term->kind == Term::Kind::Input && term->input == factor) return constant_term(1);
  if (!term->left) return term;
  auto made = std::make_shared<Term>(*term);
  made->left = without(term->left, factor);
  made->right = without(term->right, factor);
  return made;
}

TermPtr choose_term(const TestPtr& test, const TermPtr& yes, const TermPtr& no) {
  auto made = std::make_shared<Term>(*no);
  made->kind = Term::Kind::Choose;
  made->tests = {test};
  made->left = yes;
  made->right = no;
  return made;
}

}  // namespace

// 第3名得8分,以后依次递减1分: each place beyond the last one loses so much.
void IndicatorChecker::descend(const Descending& descending, CheckedClause made) {
  const CheckedClause* last = nullptr;
  TestPtr edge;
  for (const CheckedClause& earlier : out_.clauses) {
    if (earlier.role != ClauseRole::Award || earlier.rate || !earlier.when) continue;
    std::vector<TestPtr> compares;
    collect_compares(earlier.when, compares);
    if (compares.empty() || compares.back()->right->kind != Term::Kind::Constant) continue;
    const TestPtr& end = compares.back();
    const bool places = end->left->kind == Term::Kind::Input &&
                        names_[end->left->input].dimension == Dimension::Rank &&
                        (end->relation == Relation::Equal || end->relation == Relation::AtMost);
    if (!places || (edge && end->right->value < edge->right->value)) continue;
    last = &earlier;
    edge = end;
  }
  if (!last)
    return unread(DiagnosticKind::NotSupported, made.span, {std::string(source_.slice(made.span))});
  const TermPtr beyond = binary_term(Term::Kind::Subtract, edge->left, edge->right);
  const TermPtr loss = binary_term(Term::Kind::Multiply, amount(descending.step), beyond);
  made.role = ClauseRole::Award;
  made.amount =
      unary_term(Term::Kind::Positive, binary_term(Term::Kind::Subtract, last->amount, loss));
  made.when = compare_test(edge->left, Relation::More, edge->right, made.span);
  made.conditions = {made.when};
  made.otherwise = false;
  push(std::move(made));
}

// 减半计分, 按90%折算, 不再乘难度系数: what was scored before counts so much in this case.
void IndicatorChecker::scale(const Scaled& scaled, CheckedClause made) {
  std::optional<InputId> factor;
  if (!scaled.without.empty()) {
    std::u32string name = to_characters(scaled.without.text);
    for (std::u32string_view lead : {U"以", U"上"})
      if (name.starts_with(lead)) name.erase(0, lead.size());
    factor = names_.find(to_utf8(name));
    if (!factor)
      return unread(DiagnosticKind::NotSupported, made.span,
                    {std::string(source_.slice(made.span))});
  }
  const auto changed = [&](const TermPtr& amount) {
    return factor ? without(amount, *factor)
                  : binary_term(Term::Kind::Multiply, amount, constant_term(scaled.factor));
  };
  bool any = false;
  bool conditional = false;
  TermPtr first;
  for (CheckedClause& earlier : out_.clauses) {
    if (earlier.role != ClauseRole::Award || earlier.rate) continue;
    if (!first) first = changed(earlier.amount);
    conditional |= earlier.when != nullptr;
    earlier.amount = made.when ? choose_term(made.when, changed(earlier.amount), earlier.amount)
                               : changed(earlier.amount);
    earlier.full = false;
    any = true;
  }
  const bool apart = made.otherwise || (made.when && conditional && !factor);
  if (!any || (!made.when && !made.otherwise && factor))
    return unread(DiagnosticKind::NotSupported, made.span, {std::string(source_.slice(made.span))});
  if (!apart) return;
  // 按时完成的得10分;逾期完成的减半计分: a case of its own as well.
  made.role = ClauseRole::Award;
  made.amount = first;
  push(std::move(made));
}

// 折算结果乘以30%计入: of all that was scored before.
bool IndicatorChecker::scale_result(const Formula& formula, const CheckedClause& made) {
  const ExpressionPtr& value = formula.value;
  if (!formula.target.empty() || value->kind != Expression::Kind::Multiply ||
      value->left->kind != Expression::Kind::Name || value->right->kind != Expression::Kind::Number)
    return false;
  static constexpr std::array<std::string_view, 8> kResults = {
      "折算结果", "计算结果", "结果", "折算后", "折算得分", "上述得分", "得分", "折算分"};
  if (std::find(kResults.begin(), kResults.end(), value->left->name.text) == kResults.end() ||
      out_.clauses.empty())
    return false;
  CheckedClause scaled = made;
  scale({value->right->number.value, {}}, std::move(scaled));
  return true;
}

// 发生死亡事故的,降低一个等级: in this case every grade before becomes the next one.
void IndicatorChecker::lower_grade(const CheckedClause& made) {
  std::vector<CheckedClause> grades;
  for (const CheckedClause& earlier : out_.clauses)
    if (earlier.role == ClauseRole::Grade && earlier.when && tier_like(earlier.when))
      grades.push_back(earlier);
  if (grades.size() < 2 || !made.when) {
    issues_.report(DiagnosticKind::RemarkOnly, source_, made.span,
                   {std::string(source_.slice(made.span))});
    return;
  }
  for (std::size_t i = 0; i < grades.size(); ++i) {
    CheckedClause lower = made;
    lower.role = ClauseRole::Grade;
    lower.grade = grades[std::min(i + 1, grades.size() - 1)].grade;
    lower.conditions = made.conditions;
    for (const TestPtr& condition : grades[i].conditions) lower.conditions.push_back(condition);
    lower.when = all_test(lower.conditions);
    push(std::move(lower));
  }
}

// 超额完成的按满分计, after a formula or a proportion of all: the score is never more than the
// points anyway.
bool IndicatorChecker::full_beyond(const Clause& clause) const {
  const auto* award = std::get_if<Award>(&clause.says);
  if (!award || award->amounts.front().kind != Amount::Kind::Full || clause.when.size() != 1 ||
      clause.otherwise)
    return false;
  const auto* fact = std::get_if<Fact>(&clause.when.front().says);
  static constexpr std::array<std::string_view, 10> kBeyond = {
      "超额完成",     "超过任务",   "超额",     "超过",     "超出",
      "超额完成任务", "超过任务数", "超过目标", "超过计划", "超额完成计划"};
  const bool beyond =
      fact && std::find(kBeyond.begin(), kBeyond.end(), fact->phrase.text) != kBeyond.end();
  return beyond && std::any_of(text_.clauses.begin(), text_.clauses.end(), [](const Clause& other) {
           return std::holds_alternative<Formula>(other.says) ||
                  (std::holds_alternative<Proportional>(other.says) && other.when.empty() &&
                   !other.otherwise && !other.per);
         });
}

// 物业扣分标准, 以上均为扣分: points without a verb are taken.
bool IndicatorChecker::takes_points() const {
  if (title_.find(U"扣分") != std::u32string::npos || title_.find(U"减分") != std::u32string::npos)
    return true;
  return std::any_of(text_.clauses.begin(), text_.clauses.end(), [](const Clause& clause) {
    const auto* is = std::get_if<GradeIs>(&clause.says);
    return is && is->grade.text == "扣分";
  });
}

bool IndicatorChecker::deducted_before() const {
  for (std::size_t i = out_.clauses.size(); i-- > 0;) {
    const ClauseRole role = out_.clauses[i].role;
    if (role != ClauseRole::Cap)
      return role == ClauseRole::Deduct || role == ClauseRole::Nil ||
             role == ClauseRole::JudgedDeduct;
  }
  return false;
}

// 公交线路停运每次扣1分,因极端天气停运的除外: words that end like what is counted name some of the
// same events, which are not charged.
bool IndicatorChecker::except_some(const Clause& clause) {
  const bool excuses = std::holds_alternative<Excepted>(clause.says) ||
                       std::holds_alternative<Unchanged>(clause.says);
  if (!excuses || clause.when.size() != 1 || clause.per || clause.otherwise || !deducted_before())
    return false;
  const auto* fact = std::get_if<Fact>(&clause.when.front().says);
  if (!fact || stem_of(fact->phrase, wording_).negated) return false;
  const std::u32string words = to_characters(fact->phrase.text);
  bool any = false;
  for (std::size_t i = out_.clauses.size(); i-- > 0;) {
    CheckedClause& charged = out_.clauses[i];
    if (charged.role != ClauseRole::Deduct || !charged.rate || charged.rate->base ||
        charged.rate->quantity->kind != Term::Kind::Input)
      continue;
    const std::u32string counted = to_characters(names_[charged.rate->quantity->input].name);
    constexpr std::size_t kShared = 2;  // characters that one word has at least
    if (counted == words || counted.size() < kShared || words.size() <= kShared ||
        !words.ends_with(std::u32string_view(counted).substr(counted.size() - kShared)))
      continue;
    const TermPtr some =
        quantity(fact->phrase, charged.rate->dimension, charged.rate->unit, fact->phrase.span);
    charged.rate->quantity = unary_term(
        Term::Kind::Positive, binary_term(Term::Kind::Subtract, charged.rate->quantity, some));
    any = true;
    break;
  }
  return any;
}

// 因不可抗力造成的除外: the deductions before do not hold in this case. Of a figure that is
// reached (达100%,因涉密不宜上网的除外) it says what the figure leaves out, which its data know.
void IndicatorChecker::except(const Clause& clause, const CheckedClause& made) {
  const bool figure = (!out_.clauses.empty() && !deducted_before()) ||
                      (out_.clauses.empty() && current_ + 1 < text_.clauses.size());
  if (figure) {
    issues_.report(DiagnosticKind::RemarkOnly, source_, made.span,
                   {std::string(source_.slice(made.span))});
    return;
  }
  if (!made.when || out_.clauses.empty())
    return unread(DiagnosticKind::NotSupported, clause.span,
                  {std::string(source_.slice(clause.span))});
  const TestPtr not_so = not_test(made.when);
  for (std::size_t i = out_.clauses.size(); i-- > 0;) {
    CheckedClause& earlier = out_.clauses[i];
    if (earlier.role != ClauseRole::Deduct && earlier.role != ClauseRole::Nil &&
        earlier.role != ClauseRole::JudgedDeduct)
      continue;
    earlier.conditions.push_back(not_so);
    earlier.when = all_test(earlier.conditions);
    if (earlier.sentence == clause.sentence) return;
  }
}

// 结果四舍五入保留两位小数: how the score of this indicator is rounded.
bool IndicatorChecker::rounds(const Phrase& phrase, const Clause& clause) {
  if (!rounding_of(phrase.text)) return false;
  std::string all;  // 得分保留1位小数,进一
  for (const Condition& condition : clause.when)
    if (const auto* words = std::get_if<Fact>(&condition.says)) all += words->phrase.text + ",";
  out_.rounding = rounding_of(all);
  return true;
}

// 按每300名学生配备1名校医: how many there have to be, so many more for each step begun.
bool IndicatorChecker::state_ratio(const Per& per) {
  if (per.direction || per.step.dimension != Dimension::Count || per.object.empty()) return false;
  const std::u32string text = to_characters(per.object.text);
  for (std::u32string_view verb : {U"配备", U"配置", U"设置", U"设立", U"配", U"建设", U"建立"}) {
    const std::size_t at = text.find(verb);
    if (at == std::u32string::npos || at == 0) continue;
    std::u32string_view rest = std::u32string_view(text).substr(at + verb.size());
    for (std::u32string_view least : {U"不少于", U"不低于", U"至少"})
      if (rest.starts_with(least)) rest.remove_prefix(least.size());
    const auto number = scan_numeral(rest, wording_);
    if (!number || number->dimension != Dimension::Count || number->length >= rest.size()) continue;
    const Phrase what{to_utf8(rest.substr(number->length)), per.object.span};
    const Phrase of{to_utf8(text.substr(0, at)), per.object.span};
    const std::string unit = to_utf8(number->unit);
    const TermPtr base = quantity(of, Dimension::Count, per.step.unit, per.span);
    const TermPtr needed =
        binary_term(Term::Kind::Multiply,
                    unary_term(Term::Kind::Ceiling,
                               binary_term(Term::Kind::Divide, base,
                                           constant_term(per.step.value, Dimension::Count, unit))),
                    constant_term(number->value, Dimension::Count, unit));
    auto counted = std::make_shared<Term>(*needed);
    counted->dimension = Dimension::Count;
    counted->unit = unit;
    const TermPtr have = quantity(what, Dimension::Count, unit, per.span);
    thresholds_.push_back({have, counted, Relation::AtLeast, out_.clauses.size(), false, per.span});
    return true;
  }
  return false;
}

// 造林面积占下达任务的比例即为得分系数: a name for what a later formula uses.
bool IndicatorChecker::names_ratio(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  for (std::u32string_view joint : {U"的比例即为", U"比例即为", U"的比例作为", U"的比例为",
                                    U"的比值为", U"的比值即为", U"之比即为", U"之比为"}) {
    const std::size_t at = text.find(joint);
    const std::size_t of = text.find(U'占');
    if (at == std::u32string::npos || of == std::u32string::npos || of < 2 || of + 2 >= at)
      continue;
    const std::u32string name = text.substr(at + joint.size());
    const auto input = [&](std::u32string_view words) {
      return input_term(names_.input(to_utf8(words), Role::Quantity, phrase.span, index_),
                        Dimension::Unknown, "");
    };
    const std::u32string_view all = text;
    subjects_.push_back({name, binary_term(Term::Kind::Divide, input(all.substr(0, of)),
                                           input(all.substr(of + 1, at - of - 1)))});
    return name.size() > 1;
  }
  return false;
}

// 每发生一起扣1分;每发生一起扣2分: two prices of the same thing.
const CheckedClause* IndicatorChecker::charged_already(const CheckedClause& made) const {
  if (!made.rate || made.rate->base || made.when) return nullptr;
  for (const CheckedClause& earlier : out_.clauses)
    if (earlier.role == ClauseRole::Deduct && earlier.rate && !earlier.rate->base &&
        !earlier.when && same(earlier.rate->quantity, made.rate->quantity) &&
        made.rate->quantity->kind == Term::Kind::Input)
      return &earlier;
  return nullptr;
}

bool IndicatorChecker::sum_by_weights() {
  TermPtr sum;
  Rational whole = 0;
  int parts = 0;
  for (const Clause& clause : text_.clauses) {
    if (!std::holds_alternative<Statement>(clause.says) || clause.per) return false;
    for (const Condition& condition : clause.when) {
      const auto* weight = std::get_if<Compare>(&condition.says);
      if (!weight || weight->subject.empty() || weight->bounds.size() != 1 ||
          !weight->bounds.front().quantity ||
          weight->bounds.front().quantity->dimension != Dimension::Percent ||
          !weight->respective.empty() ||
          std::string(source_.slice(condition.span)).find("占") == std::string::npos)
        return false;
      const Rational& share = weight->bounds.front().quantity->value;
      std::string name = weight->subject.text;
      const InputId input = names_.input(name, Role::Quantity, condition.span, index_);
      names_[input].dimension = Dimension::Number;
      const TermPtr part = binary_term(
          Term::Kind::Multiply, input_term(input, Dimension::Number, "分"), constant_term(share));
      sum = sum ? binary_term(Term::Kind::Add, sum, part) : part;
      whole = whole + share;
      ++parts;
    }
  }
  if (parts < 2 || !(whole == Rational(1))) return false;
  CheckedClause made;
  made.role = ClauseRole::Award;
  made.amount = sum;
  made.span = text_.clauses.front().span;
  current_ = 0;
  push(std::move(made));
  return true;
}

std::vector<Phrase> IndicatorChecker::items_of(const Phrase& phrase, std::size_t index) const {
  const std::u32string text = to_characters(phrase.text);
  const std::size_t last = text.rfind(U'、');
  const std::size_t items = last == std::u32string::npos ? last : text.find(U'项', last);
  std::vector<Phrase> parts = split_fact(phrase, true, wording_);
  if (items == std::u32string::npos || items < last + 3 || index + 1 >= text_.clauses.size())
    return parts;
  static constexpr std::u32string_view kNumbers = U"一二三四五六七八九十";
  const std::size_t count = text[items - 1] == U'两' ? 2 : kNumbers.find(text[items - 1]) + 1;
  const std::u32string noun = text.substr(items + 1);
  const Clause& next = text_.clauses[index + 1];
  std::string verb;
  if (next.per) verb = next.per->event.text + next.per->subject.text;
  if (!next.when.empty())
    if (const auto* plain = std::get_if<Compare>(&next.when.back().says))
      verb = plain->subject.text;
  std::vector<Phrase> result;
  std::u32string item;
  for (char32_t c : text.substr(0, items - 1) + U"、") {
    if (c != U'、') {
      item += c;
      continue;
    }
    result.push_back({to_utf8(item + noun) + verb, phrase.span});
    item.clear();
  }
  return result.size() == count ? result : parts;
}

}  // namespace zs
