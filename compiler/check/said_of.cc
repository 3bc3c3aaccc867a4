// Conditions that name nothing new: what they say of the quantity, the list or the formula before.
#include <algorithm>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

bool contains(std::u32string_view text, std::u32string_view words) {
  return text.find(words) != std::u32string_view::npos;
}

// 最高 1, 最低 -1, neither 0.
int superlative(std::u32string_view text, const WordingTable& wording) {
  if (wording.contains(text, NameKind::Best)) return 1;
  return wording.contains(text, NameKind::Worst) ? -1 : 0;
}

// 上升, 未下降: on which side of the other figure it lies.
std::optional<Relation> relation_of(std::u32string_view change) {
  if (change == U"上升") return Relation::More;
  if (change == U"下降") return Relation::Less;
  if (change == U"未下降") return Relation::AtLeast;
  if (change == U"未上升") return Relation::AtMost;
  if (change == U"持平") return Relation::Equal;
  return std::nullopt;
}

void names_in(const ExpressionPtr& expression, std::vector<const Phrase*>& into) {
  if (!expression) return;
  if (expression->kind == Expression::Kind::Name) into.push_back(&expression->name);
  names_in(expression->left, into);
  names_in(expression->right, into);
}

}  // namespace

// 余额居首的银行, 最大的: of the figure that a formula divides by 首位余额, or sets against 最大值.
TestPtr IndicatorChecker::said_of_best(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  const int wanted = superlative(text, wording_);
  if (wanted == 0) return nullptr;
  for (const Clause& clause : text_.clauses) {
    const auto* formula = std::get_if<Formula>(&clause.says);
    if (!formula) continue;
    std::vector<const Phrase*> names;
    names_in(formula->value, names);
    const Phrase* own = nullptr;
    const Phrase* best = nullptr;
    for (const Phrase* name : names) {
      const int kind = superlative(to_characters(name->text), wording_);
      if (kind == wanted && !best) best = name;
      if (kind == 0 && !own) own = name;
    }
    if (!own || !best) continue;
    const auto named = [&](const Phrase& name) {
      return this->formula(
          std::make_shared<const Expression>(Expression{.kind = Expression::Kind::Name,
                                                        .name = name,
                                                        .number = {},
                                                        .left = {},
                                                        .right = {},
                                                        .span = name.span}));
    };
    const TermPtr left = named(*own);
    return compare_test(left, wanted > 0 ? Relation::AtLeast : Relation::AtMost, named(*best),
                        phrase.span);
  }
  return nullptr;
}

// 较年初下降, 与上年持平, 同比下降, 不降反升, 未下降: on which side of the other figure it lies.
// Only where the text measures the same change in numbers; else it is a fact.
TestPtr IndicatorChecker::said_of_change(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  const NameMatch way = wording_.tail(text, NameKind::Change);
  const auto known = relation_of(way.canonical);
  if (!known) return nullptr;
  const Relation side = *known;
  const std::u32string before = text.substr(0, text.size() - way.length);
  // 新登记市场主体同比增长 is itself a change: below zero is 同比下降.
  if (last_quantity_ && last_quantity_->kind == Term::Kind::Input) {
    const std::u32string name = to_characters(names_[last_quantity_->input].name);
    const bool falls = name.ends_with(U"下降") || name.ends_with(U"降低") ||
                       name.ends_with(U"降低率") || name.ends_with(U"降幅") ||
                       name.ends_with(U"减少");
    const bool rises = name.ends_with(U"增长") || name.ends_with(U"增速") ||
                       name.ends_with(U"增幅") || name.ends_with(U"增长率") ||
                       name.ends_with(U"提高") || name.ends_with(U"增加");
    const bool plain = before.empty() || before == U"同比" || before == U"较上年" ||
                       before == U"比上年" || before == U"但";
    if ((falls || rises) && plain) {
      Relation relation = side;
      if (falls) {
        relation = relation == Relation::Less      ? Relation::More
                   : relation == Relation::More    ? Relation::Less
                   : relation == Relation::AtLeast ? Relation::AtMost
                   : relation == Relation::AtMost  ? Relation::AtLeast
                                                   : relation;
      }
      return compare_test(last_quantity_, relation, constant_term(0, Dimension::Percent, "%"),
                          phrase.span);
    }
  }
  // 年末不良率较年初下降 · 与年初持平, where a later 每上升… measures it.
  // 较年初上升的,每上升0.1个百分点扣…: the change itself is priced.
  const auto tells_change = [this](const Condition& condition) {
    const auto* fact = std::get_if<Fact>(&condition.says);
    if (!fact) return false;
    const std::u32string words = to_characters(fact->phrase.text);
    return static_cast<bool>(wording_.tail(words, NameKind::Change));
  };
  const bool measured =
      std::any_of(text_.clauses.begin(), text_.clauses.end(), [&](const Clause& clause) {
        return clause.per && clause.per->direction && clause.per->reference.empty() &&
               clause.per->subject.empty() && !clause.per->from &&
               std::any_of(clause.when.begin(), clause.when.end(), tells_change);
      });
  if (!measured) return nullptr;
  for (std::u32string_view than : {U"较", U"比", U"与", U"同"}) {
    const std::size_t at = before.rfind(than);
    if (at == std::u32string::npos) continue;
    std::u32string level = before.substr(at + 1);
    if (level.ends_with(U"相比")) level.resize(level.size() - 2);
    if (!is_generic_reference(level)) return nullptr;
    const std::u32string subject = before.substr(0, at);
    const TermPtr left =
        subject.empty() && compared_.first
            ? compared_.first
            : quantity({to_utf8(subject), phrase.span}, Dimension::Unknown, "", phrase.span);
    if (left->kind != Term::Kind::Input) return nullptr;
    const TermPtr base = compared_.first && same(compared_.first, left)
                             ? compared_.second
                             : change_base(left, level, phrase.span);
    compared_ = {left, base};
    last_quantity_ = left;
    return compare_test(left, side, base, phrase.span);
  }
  return nullptr;
}

// 年末不良率, 年初: the figure at the other time is 年初不良率.
TermPtr IndicatorChecker::change_base(const TermPtr& left, std::u32string_view level, Span where) {
  std::u32string name = to_characters(names_[left->input].name);
  for (std::u32string_view now : {U"年末", U"期末", U"本年", U"当年", U"今年"})
    if (name.starts_with(now)) name.erase(0, now.size());
  const InputId input =
      names_.input(to_utf8(std::u32string(level) + name), Role::Baseline, where, index_);
  const Input& of = names_[left->input];
  if (of.dimension != Dimension::Unknown) use_as(input, of.dimension, of.unit, where);
  return input_term(input, left->dimension, left->unit);
}

TestPtr IndicatorChecker::said_of_quantity(const Phrase& phrase) {
  std::u32string text = to_characters(phrase.text);
  // 清收额达到计划数: compared with a figure, not a mere fact.
  if (const std::size_t at = text.find(U"达到");
      at != std::u32string::npos && at + 2 < text.size()) {
    const std::u32string level = text.substr(at + 2);
    for (std::u32string_view tail : {U"目标值", U"计划数", U"任务数", U"目标数", U"平均水平",
                                     U"平均值", U"基准值", U"控制数", U"定额"})
      if (level.ends_with(tail)) {
        const TermPtr left = quantity({to_utf8(text.substr(0, at)), phrase.span},
                                      Dimension::Unknown, "", phrase.span);
        const TermPtr base = reference({to_utf8(level), phrase.span}, left);
        return compare_test(left, Relation::AtLeast, base, phrase.span);
      }
    if (at == 0 && is_generic_reference(level) &&
        (level.ends_with(U"水平") || level.ends_with(U"平均"))) {
      const TermPtr left = quantity({}, Dimension::Unknown, "", phrase.span);
      return compare_test(left, Relation::AtLeast, reference({to_utf8(level), phrase.span}, left),
                          phrase.span);
    }
  }
  // 单位GDP能耗下降率完成年度目标, 超额完成, 未完成: of a rate with a target of its own.
  if (const std::size_t at = text.find(U"完成"); at != std::u32string::npos && at > 2) {
    const std::u32string subject = text.substr(0, at), level = text.substr(at + 2);
    const bool target =
        level.ends_with(U"目标") || level.ends_with(U"任务") || level.ends_with(U"计划");
    if (target && looks_like_rate(subject, wording_) && is_generic_reference(level)) {
      const TermPtr left =
          quantity({to_utf8(subject), phrase.span}, Dimension::Percent, "%", phrase.span);
      return compare_test(left, Relation::AtLeast, reference({to_utf8(level), phrase.span}, left),
                          phrase.span);
    }
  }
  const bool beyond = text == U"超额完成" || text == U"超过目标";
  // 未完成年度目标, after 下降率完成年度目标
  const bool same_target = text.size() > 4 && text.starts_with(U"未完成") && !thresholds_.empty() &&
                           thresholds_.back().value->kind == Term::Kind::Input &&
                           names_[thresholds_.back().value->input].name.ends_with(
                               to_utf8(std::u32string_view(text).substr(3)));
  const bool short_of =
      text == U"未完成" || text == U"没有完成" || text == U"未达到目标" || same_target;
  if ((beyond || short_of) && target_.empty() && !thresholds_.empty() &&
      thresholds_.back().value->kind == Term::Kind::Input) {
    const Threshold& last = thresholds_.back();
    last_quantity_ = last.quantity;
    return compare_test(last.quantity, beyond ? Relation::More : Relation::Less, last.value,
                        phrase.span);
  }
  if (const NameMatch zero = wording_.tail(text, NameKind::AtZero)) {
    const TermPtr left = quantity({to_utf8(text.substr(0, text.size() - zero.length)), phrase.span},
                                  Dimension::Unknown, "", phrase.span);
    return compare_test(left, Relation::Equal, constant_term(0, left->dimension), phrase.span);
  }
  if (wording_.whole(text, NameKind::MetLevel) && !thresholds_.empty()) {
    const Threshold& last = thresholds_.back();
    last_quantity_ = last.quantity;
    return compare_test(last.quantity, Relation::AtLeast, last.value, phrase.span);
  }
  if ((text == U"全部完成" || text == U"全面完成" || text == U"百分之百完成") && last_quantity_ &&
      last_quantity_->kind == Term::Kind::Input) {
    const Input& done = names_[last_quantity_->input];
    const bool completion =
        done.dimension == Dimension::Percent && done.name.find("完成") != std::string::npos;
    if (completion)
      return compare_test(last_quantity_, Relation::AtLeast,
                          constant_term(1, Dimension::Percent, "%"), phrase.span);
  }
  if (const NameMatch below = wording_.tail(text, NameKind::BelowZero)) {
    const std::u32string subject = text.substr(0, text.size() - below.length);
    const TermPtr left =
        quantity({to_utf8(subject), phrase.span}, Dimension::Unknown, "", phrase.span);
    // 前三名得10分;负增长不得分: a place is never negative, so this is something else.
    if (subject.empty() && is_place(left)) return nullptr;
    return compare_test(left, Relation::Less, constant_term(0, left->dimension), phrase.span);
  }
  return nullptr;
}

// 首次发生, where 此后每增加1次 goes on: the first of a count.
TestPtr IndicatorChecker::said_of_first(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  if (!wording_.whole(text, NameKind::First)) return nullptr;
  for (const Clause& clause : text_.clauses) {
    if (!clause.per || !clause.per->direction || clause.per->step.dimension != Dimension::Count)
      continue;
    const std::string& unit = clause.per->step.unit;
    const TermPtr count = quantity({}, Dimension::Count, unit, phrase.span);
    return compare_test(count, Relation::AtLeast, constant_term(1, Dimension::Count, unit),
                        phrase.span);
  }
  return nullptr;
}

TestPtr IndicatorChecker::said_of_list(const Phrase& phrase) {
  if (listed_.size() < 2) return said_of_thresholds(phrase);
  const std::u32string text = to_characters(phrase.text);
  const auto has = [&](std::u32string_view words) {
    return text.find(words) != std::u32string::npos;
  };
  std::vector<TestPtr> listed;
  for (const TestPtr& one : listed_)
    listed.push_back(one->kind == Test::Kind::Not ? one->parts.front() : one);
  const bool counted = has(U"项") || has(U"者") || has(U"个") || has(U"全部");
  if (counted && wording_.contains(text, NameKind::NoneOf)) {
    std::vector<TestPtr> none;
    for (const TestPtr& one : listed) none.push_back(not_test(one));
    return all_test(std::move(none));
  }
  const bool one =
      has(U"其中一项") || has(U"其中1项") || has(U"其中之一") || text.starts_with(U"有一项") ||
      text.starts_with(U"有1项") || text.starts_with(U"一项") ||
      ((text.starts_with(U"只") || text.starts_with(U"仅")) && (has(U"一项") || has(U"1项")));
  if (one) {
    const bool lacks = has(U"未") || has(U"没有") || has(U"缺");
    const bool numbers = std::any_of(listed.begin(), listed.end(), tier_like);
    if (numbers && (lacks || listed.size() == 2)) {  // one of them is short of its number
      std::vector<TestPtr> cases;
      for (const TestPtr& lacking : listed) {
        std::vector<TestPtr> parts;
        for (const TestPtr& each : listed) parts.push_back(each == lacking ? not_test(each) : each);
        cases.push_back(all_test(std::move(parts)));
      }
      return any_test(std::move(cases));
    }
    const auto wanted = static_cast<std::int64_t>(lacks ? 1 : listed.size() - 1);
    return compare_test(count_false_term(listed), Relation::Equal,
                        constant_term(wanted, Dimension::Count, "项"), phrase.span);
  }
  if (counted && (has(U"均") || has(U"都") || has(U"全部")) && !has(U"未")) return all_test(listed);
  return nullptr;
}

// 二者均完成, 两项均达到: every requirement that was stated before.
TestPtr IndicatorChecker::said_of_thresholds(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  const bool all = contains(text, U"均") || contains(text, U"都") || contains(text, U"全部");
  const bool two = contains(text, U"二者") || contains(text, U"两者") || contains(text, U"两项") ||
                   contains(text, U"三项") || contains(text, U"上述") || contains(text, U"各项");
  const bool reached =
      contains(text, U"完成") || contains(text, U"达到") || contains(text, U"达标");
  if (!all || !two || !reached || contains(text, U"未") || contains(text, U"不")) return nullptr;
  std::vector<TestPtr> tests;
  for (const Threshold& one : thresholds_)
    if (!one.award)
      tests.push_back(compare_test(one.quantity, one.relation, one.value, phrase.span));
  return tests.size() > 1 ? all_test(std::move(tests)) : nullptr;
}

}  // namespace zs
