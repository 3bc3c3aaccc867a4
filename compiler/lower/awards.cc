// Where a score starts: awards, their tiers and alternatives, and what holds when none does.
#include <algorithm>

#include "compiler/check/terms.h"
#include "compiler/lower/pool.h"

namespace zs {
namespace {

bool overlap(const std::set<InputId>& a, const std::set<InputId>& b) {
  return std::any_of(a.begin(), a.end(), [&](InputId id) { return b.count(id) > 0; });
}

}  // namespace

void Pool::find_components() {
  for (const CheckedClause* clause : clauses_) {
    if (clause->role != ClauseRole::Award || clause->rate) continue;
    const std::set<InputId> inputs = inputs_of(clause->when);
    Component* home = nullptr;
    for (std::size_t i = 0; i < components_.size();) {
      const bool joined = (clause->otherwise && i + 1 == components_.size()) ||
                          overlap(components_[i].inputs, inputs) ||
                          (clause->otherwise && !clause->when && i + 1 == components_.size());
      if (!joined) {
        ++i;
        continue;
      }
      if (!home) {
        home = &components_[i++];
        continue;
      }
      home->awards.insert(home->awards.end(), components_[i].awards.begin(),
                          components_[i].awards.end());
      home->inputs.insert(components_[i].inputs.begin(), components_[i].inputs.end());
      home->most = std::max(home->most, components_[i].most);
      home->constant = home->constant && components_[i].constant;
      home->full = home->full || components_[i].full;
      components_.erase(components_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (!home) home = &components_.emplace_back();
    home->awards.push_back(clause);
    home->inputs.insert(inputs.begin(), inputs.end());
    const Rational* fixed = builder_.as_constant(terms_.term(clause->amount));
    home->constant = home->constant && fixed;
    if (fixed) home->most = std::max(home->most, *fixed);
    home->full = home->full || clause->full;
  }
}

// Different quantities and facts are parts when they fit into the points together, else
// alternatives.
void Pool::merge_components() {
  if (components_.size() < 2) return;
  Rational sum = 0;
  bool parts = true;
  for (const Component& component : components_) {
    sum = sum + component.most;
    parts = parts && !(component.most.is_zero() && !component.constant) && !component.full;
  }
  // 以最高级别计分: never added up, whatever they come to.
  const bool highest = std::any_of(clauses_.begin(), clauses_.end(),
                                   [](const CheckedClause* clause) { return clause->highest; });
  if (parts && sum <= points_ && !highest) return;
  Component all;
  for (const CheckedClause* clause : clauses_)
    if (clause->role == ClauseRole::Award && !clause->rate) all.awards.push_back(clause);
  const auto fixed = [&](const CheckedClause* clause) {
    const Rational* value = builder_.as_constant(terms_.term(clause->amount));
    return value ? *value : Rational(0);
  };
  if (highest)
    std::stable_sort(
        all.awards.begin(), all.awards.end(),
        [&](const CheckedClause* a, const CheckedClause* b) { return fixed(a) > fixed(b); });
  for (const Component& component : components_) {
    all.inputs.insert(component.inputs.begin(), component.inputs.end());
    all.most = std::max(all.most, component.most);
  }
  components_ = {all};
}

void Pool::take(StepKind kind, PlanId fires, PlanId amount, const CheckedClause* clause) {
  step(kind, fires, builder_.choose(fires, amount, builder_.constant(0)), clause);
  sum_ = builder_.add(sum_, builder_.choose(fires, amount, builder_.constant(0)));
}

void Pool::add_awards(const Component& component, bool alone) {
  std::vector<const CheckedClause*> conditional, always;
  std::vector<TestPtr> tests;
  for (const CheckedClause* award : component.awards) {
    if (award->when || award->otherwise) {
      conditional.push_back(award);
      tests.push_back(award->when);
    } else {
      always.push_back(award);
    }
  }
  PlanId none = builder_.truth(true);
  for (const CheckedClause* nil : local_nils_) {
    const std::set<InputId> inputs = inputs_of(nil->when);
    if (!std::includes(component.inputs.begin(), component.inputs.end(), inputs.begin(),
                       inputs.end()))
      continue;
    PlanId test = terms_.test(nil_test(*nil));
    if (fact_band(*nil) == &component)
      for (const CheckedClause* award : component.awards)
        if (award < nil) test = builder_.both(builder_.negate(terms_.test(award->when)), test);
    take(StepKind::Award, builder_.both(none, test), builder_.constant(0), nil);
    none = builder_.both(none, builder_.negate(test));
  }
  for (std::size_t i : tier_order(tests)) {
    const CheckedClause& award = *conditional[i];
    const PlanId test = terms_.test(award.when);
    const PlanId fires = builder_.both(none, test);
    take(award.amount->kind == Term::Kind::Constant || award.amount->kind == Term::Kind::Points
             ? StepKind::Award
             : StepKind::Formula,
         fires, terms_.term(award.amount), &award);
    none = builder_.both(none, builder_.negate(test));
  }
  for (const CheckedClause* award : always) {
    const bool plain =
        award->amount->kind == Term::Kind::Constant || award->amount->kind == Term::Kind::Points;
    take(plain ? StepKind::Base : StepKind::Formula, none, terms_.term(award->amount), award);
    none = builder_.truth(false);
  }
  if (!builder_.is_truth(none, false)) add_fallback(component, alone, none);
}

// 满意度每低1个百分点 continues 满意度在80%以上的得3分.
bool Pool::continues(const CheckedClause& rate, const CheckedClause& award) const {
  if (!rate.rate || !rate.rate->base) return false;
  std::vector<TestPtr> compares;
  collect_compares(award.when, compares);
  return std::any_of(compares.begin(), compares.end(),
                     [&](const TestPtr& one) { return same(one->left, rate.rate->quantity); });
}

bool Pool::anchored(const CheckedClause& clause) const {
  if (!clause.rate || !clause.rate->base) return false;
  for (const Component& component : components_)
    for (const CheckedClause* award : component.awards)
      if (continues(clause, *award)) return true;
  return false;
}

void Pool::add_fallback(const Component& component, bool alone, PlanId none) {
  for (const CheckedClause* clause : clauses_) {
    if (clause->role != ClauseRole::Deduct) continue;
    const CheckedClause* award = nullptr;
    for (const CheckedClause* candidate : component.awards)
      if (continues(*clause, *candidate)) {
        std::vector<TestPtr> compares;
        collect_compares(candidate->when, compares);
        const bool at_base = std::any_of(compares.begin(), compares.end(), [&](const TestPtr& one) {
          return same(one->left, clause->rate->quantity) && same(one->right, clause->rate->base);
        });
        if (at_base || !award) award = candidate;
      }
    if (!award) continue;
    PlanId others = builder_.truth(true);
    for (const TestPtr& condition : award->conditions) {
      std::vector<TestPtr> compares;
      collect_compares(condition, compares);
      // 三项均达到95%的得6分,任一项每低…: what another rate makes up for is no condition either.
      const bool measured = std::any_of(compares.begin(), compares.end(), [&](const TestPtr& one) {
        return std::any_of(clauses_.begin(), clauses_.end(), [&](const CheckedClause* other) {
          return other->role == ClauseRole::Deduct && other->rate && other->rate->base &&
                 same(one->left, other->rate->quantity);
        });
      });
      if (!measured) others = builder_.both(others, terms_.test(condition));
    }
    const PlanId fires = builder_.both(none, others);
    take(StepKind::Base, fires, terms_.term(award->amount), award);
    none = builder_.both(none, builder_.negate(others));
    if (builder_.is_truth(none, false)) return;
  }
  none = start_lower_classes(component, none);
  if (builder_.is_truth(none, false)) return;
  for (const CheckedClause* clause : clauses_) {
    if (clause->role != ClauseRole::JudgedDeduct && clause->role != ClauseRole::JudgedAward)
      continue;
    if (clause->when) continue;
    const Component* prior = component_before(*clause);
    if (prior != &component) continue;
    if (clause->role == ClauseRole::JudgedDeduct)
      take(StepKind::Base, none, terms_.term(component.awards.front()->amount),
           component.awards.front());
    return;
  }
  for (const CheckedClause* clause : clauses_)
    if (clause->role == ClauseRole::Nil && (clause->otherwise || !clause->when) &&
        component_before(*clause) == &component) {
      take(StepKind::Award, none, builder_.constant(0), clause);
      return;
    }
  const bool deducts =
      std::any_of(clauses_.begin(), clauses_.end(), [&](const CheckedClause* clause) {
        return (clause->role == ClauseRole::Deduct ||
                (clause->role == ClauseRole::JudgedDeduct && clause->when)) &&
               !anchored(*clause);
      });
  if (alone && deducts && component.full) {
    const PlanId fires = builder_.both(none, presupposed(component));
    take(StepKind::Base, fires, builder_.constant(points_), nullptr);
    none = builder_.both(none, builder_.negate(presupposed(component)));
    if (builder_.is_truth(none, false)) return;
  }
  if (alone && indicator_.uncovered_pending) {
    take(StepKind::Judged, none, builder_.reviewed(indicator_.title + "情形未规定得分", points_),
         nullptr);
    return;
  }
  take(alone ? StepKind::Uncovered : StepKind::Award, none, builder_.constant(0),
       component.awards.back());
}

// 98%以上的得满分,95%至98%的扣1分: the lower classes start from the points of the top one
// (language.md §14.2). Returns what is still open.
PlanId Pool::start_lower_classes(const Component& component, PlanId none) {
  const CheckedClause* top = nullptr;
  PlanId lower = builder_.truth(false);
  for (const CheckedClause* clause : clauses_) {
    if (clause->role != ClauseRole::Deduct || clause->rate || clause->otherwise) continue;
    std::vector<TestPtr> bounds;
    collect_compares(clause->when, bounds);
    for (const CheckedClause* award : component.awards) {
      std::vector<TestPtr> compares;
      collect_compares(award->when, compares);
      const bool same_quantity =
          std::any_of(compares.begin(), compares.end(), [&](const TestPtr& a) {
            return std::any_of(bounds.begin(), bounds.end(),
                               [&](const TestPtr& b) { return same(a->left, b->left); });
          });
      if (!same_quantity || award > clause) continue;
      if (!top) top = award;
      lower = builder_.either(lower, terms_.test(clause->when));
      break;
    }
  }
  if (!top) return none;
  const PlanId fires = builder_.both(none, lower);
  if (builder_.is_truth(fires, false)) return none;
  take(StepKind::Base, fires, terms_.term(top->amount), top);
  return builder_.both(none, builder_.negate(lower));
}

// 办结率在90%以上的得3分;每起投诉扣0.5分: full marks less what is listed, but only where the rate
// is reached; no deduction prices its shortfall. Nor is something deducted for how it was done
// (虽已开展但流于形式) where it was not done at all.
PlanId Pool::presupposed(const Component& component) {
  PlanId all = builder_.truth(true);
  for (const CheckedClause* award : component.awards) {
    for (const TestPtr& condition : award->conditions) {
      std::vector<TestPtr> compares;
      collect_compares(condition, compares);
      bool needed = !compares.empty();
      for (const CheckedClause* clause : clauses_) {
        if (clause->role != ClauseRole::Deduct && clause->role != ClauseRole::JudgedDeduct)
          continue;
        if (clause->rate)
          for (const TestPtr& one : compares)
            needed = needed && !same(one->left, clause->rate->quantity);
        if (compares.empty())
          for (const TestPtr& other : clause->conditions) needed = needed || same(other, condition);
      }
      if (needed) all = builder_.both(all, terms_.test(condition));
    }
    if (award->full) break;
  }
  return all;
}

const Pool::Component* Pool::component_before(const CheckedClause& clause) const {
  const Component* found = nullptr;
  const CheckedClause* nearest = nullptr;
  for (const Component& component : components_)
    for (const CheckedClause* award : component.awards)
      if (award < &clause && (!nearest || award > nearest)) {
        nearest = award;
        found = &component;
      }
  return found;
}

TestPtr Pool::any_award_before(const CheckedClause& clause) const {
  const Component* component = component_before(clause);
  std::vector<TestPtr> tests;
  if (component)
    for (const CheckedClause* award : component->awards)
      if (award < &clause && award->when) tests.push_back(award->when);
  return tests.empty() ? nullptr : any_test(std::move(tests));
}

}  // namespace zs
