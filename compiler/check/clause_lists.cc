// Clauses that speak of several things at once: lists, the parts of a whole, tiers that go on.
#include <algorithm>

#include "compiler/check/expand_list.h"
#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {

// 未A、未B的各扣1分: each condition on its own.
void IndicatorChecker::add_each(const CheckedClause& made) {
  for (const TestPtr& test : made.conditions) {
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

// 国家、省、市级的分别加6、4、2分 · 前五位顺次加2.5分、2分…: one clause for each member of the
// list.
void IndicatorChecker::add_respective(const Clause& clause, const std::vector<Amount>& amounts) {
  const std::vector<Clause> members = expand_list(clause, amounts, wording_);
  if (members.empty())
    return unread(DiagnosticKind::ListNotMatched, clause.span, {std::to_string(amounts.size())});
  for (const Clause& member : members) {
    CheckedClause one;
    one.span = clause.span;
    read(member, std::move(one));
  }
}

// 制度上墙、人员持证、设备完好,一项不符合扣2分: each that is lacking.
bool IndicatorChecker::lacks_one_of_list(const Clause& clause, std::vector<Condition>& conditions,
                                         CheckedClause& made) {
  // 有一项未达到的得2分: a case; only what is taken counts for each.
  if (clause.per || conditions.empty() || std::holds_alternative<Award>(clause.says)) return false;
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
        listed.push_back(facts_.resolve(stem_of(part, wording_)));
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

}  // namespace zs
