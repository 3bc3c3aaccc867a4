// Points that are computed or judged: formulas, proportions, sums, the view of a reviewer.
#include <algorithm>
#include <array>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {

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
      if (const auto* bound = names_.bound_quantity(name);
          bound && bound->size() == 1 && !is_own_score(*bound->front()))
        return bound->front();
      const auto known = std::find_if(subjects_.begin(), subjects_.end(), [&](const Subject& one) {
        return to_utf8(one.name) == name;
      });
      if (known != subjects_.end()) return known->term;
      // 实际覆盖率, 占比: the one quantity of the indicator that ends so.
      std::string tail = name;
      if (tail.starts_with("实际") && tail.size() > 6) tail.erase(0, 6);
      const Subject* whole = nullptr;
      int fitting = 0;
      for (const Subject& one : subjects_)
        if (to_utf8(one.name).ends_with(tail)) {
          whole = &one;
          ++fitting;
        }
      if (fitting == 1 && tail.size() >= 6 && looks_like_rate(to_characters(tail)))
        return whole->term;
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

}  // namespace zs
