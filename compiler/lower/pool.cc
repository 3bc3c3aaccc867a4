#include "compiler/lower/pool.h"

#include <algorithm>

#include "compiler/check/terms.h"

namespace zs {

Pool::Pool(std::vector<const CheckedClause*> clauses, const CheckedIndicator& indicator,
           const Rational& points, const CheckedRules& rules, PlanBuilder& builder,
           const SourceText& source, DiagnosticSink& issues)
    : clauses_(std::move(clauses)),
      indicator_(indicator),
      points_(points),
      rules_(rules),
      builder_(builder),
      terms_(builder, points),
      source_(source),
      issues_(issues),
      sum_(builder.constant(0)) {}

Pool::Result Pool::build() {
  find_components();
  merge_components();
  result_.nil = builder_.truth(false);
  add_nils();
  const bool alone = components_.size() < 2;
  for (const Component& component : components_) add_awards(component, alone);
  const bool lowers =
      std::any_of(clauses_.begin(), clauses_.end(), [](const CheckedClause* clause) {
        return clause->role == ClauseRole::Deduct ||
               (clause->role == ClauseRole::Nil && clause->when) ||
               clause->role == ClauseRole::JudgedDeduct;
      });
  const bool given = std::any_of(clauses_.begin(), clauses_.end(), [](const CheckedClause* clause) {
    return clause->role == ClauseRole::JudgedAward ||
           (clause->role == ClauseRole::Award && clause->rate);
  });
  if (components_.empty() && lowers && !given && indicator_.kind == SectionKind::Scored)
    take(StepKind::Base, builder_.truth(true), builder_.constant(points_), nullptr);
  add_changes();
  bound();
  result_.score = builder_.choose(result_.nil, builder_.constant(0), sum_);
  return std::move(result_);
}

void Pool::place(PlanStep& step, Span span) const {
  step.line = source_.line_of(span.begin);
  step.column = source_.column_of(span.begin);
}

PlanStep& Pool::step(StepKind kind, PlanId fires, PlanId amount, const CheckedClause* clause) {
  PlanStep& made = result_.steps.emplace_back();
  made.kind = kind;
  made.fires = fires;
  made.amount = amount;
  made.when = clause ? terms_.test(clause->when) : builder_.truth(true);
  place(made, clause ? clause->span : indicator_.clauses.front().span);
  return made;
}

// A nil that closes a tier list gives way to an earlier tier at the one point that they share.
TestPtr Pool::nil_test(const CheckedClause& nil) const {
  if (!nil.when || nil.when->kind != Test::Kind::Compare) return nil.when;
  const Relation relation = nil.when->relation;
  if (relation != Relation::AtMost && relation != Relation::AtLeast) return nil.when;
  for (const CheckedClause* earlier : clauses_) {
    if (earlier->role != ClauseRole::Award || earlier->rate || earlier > &nil) continue;
    const auto tier = tier_bounds(earlier->when);
    if (!tier || !same(tier->quantity, nil.when->left) ||
        nil.when->right->kind != Term::Kind::Constant)
      continue;
    const Rational& edge = nil.when->right->value;
    const bool meets = relation == Relation::AtMost
                           ? tier->low && tier->low_in && *tier->low == edge
                           : tier->high && tier->high_in && *tier->high == edge;
    if (!meets) continue;
    issues_
        .report(DiagnosticKind::BoundaryShared, source_, nil.when->span,
                {quantity_text(edge,
                               nil.when->left->dimension == Dimension::Unknown
                                   ? nil.when->right->dimension
                                   : nil.when->left->dimension,
                               nil.when->right->unit)})
        .indicator = indicator_.number;
    const Relation open = relation == Relation::AtMost ? Relation::Less : Relation::More;
    return compare_test(nil.when->left, open, nil.when->right, nil.when->span);
  }
  return nil.when;
}

// 未发生的得2分;发生但处置及时的得1分;没有及时处置的不得分: the nil closes a list of cases, so it
// speaks of what the earlier cases leave.
const Pool::Component* Pool::fact_band(const CheckedClause& nil) const {
  const std::set<InputId> inputs = inputs_of(nil.when);
  for (const Component& component : components_) {
    const bool closes = component.awards.size() > 1 &&
                        std::includes(component.inputs.begin(), component.inputs.end(),
                                      inputs.begin(), inputs.end());
    const bool facts = std::all_of(component.awards.begin(), component.awards.end(),
                                   [](const CheckedClause* award) {
                                     return award->when && !tier_bounds(award->when) &&
                                            award->amount->kind == Term::Kind::Constant;
                                   });
    if (closes && facts && !tier_bounds(nil.when)) return &component;
  }
  return nullptr;
}

void Pool::add_nils() {
  for (const CheckedClause* clause : clauses_) {
    if (clause->role != ClauseRole::Nil || clause->otherwise || !clause->when) continue;
    if (components_.size() > 1) {
      const std::set<InputId> inputs = inputs_of(clause->when);
      const bool local =
          std::any_of(components_.begin(), components_.end(), [&](const Component& component) {
            return std::includes(component.inputs.begin(), component.inputs.end(), inputs.begin(),
                                 inputs.end());
          });
      if (local) {
        local_nils_.push_back(clause);
        continue;
      }
    }
    PlanId test = terms_.test(nil_test(*clause));
    if (const Component* band = fact_band(*clause))
      for (const CheckedClause* award : band->awards)
        if (award < clause) test = builder_.both(builder_.negate(terms_.test(award->when)), test);
    step(StepKind::Nil, test, builder_.constant(0), clause);
    result_.nil = builder_.either(result_.nil, test);
  }
}

void Pool::change(StepKind kind, PlanId fires, PlanId amount, const CheckedClause& clause,
                  const TermLowering::LoweredRate* rate) {
  const bool addition = kind == StepKind::Add || kind == StepKind::RateAdd;
  const PlanId zero = builder_.constant(0);
  const PlanId points = builder_.choose(fires, amount, zero);
  const PlanId signed_points = addition ? points : builder_.subtract(zero, points);
  PlanStep& made = step(kind, fires, signed_points, &clause);
  if (rate) {
    made.quantity = rate->quantity;
    made.base = rate->base;
    made.beyond = rate->beyond;
    made.step = rate->step;
    made.has_base = clause.rate->base != nullptr;
    made.downward = clause.rate->direction == Direction::Down;
    made.either = clause.rate->direction == Direction::Either;
    made.dimension = clause.rate->dimension;
    made.unit = clause.rate->unit;
  }
  sum_ = builder_.add(sum_, signed_points);
  const Rational* fixed = rate ? nullptr : builder_.as_constant(amount);
  since_cap_.push_back({signed_points, addition, clause.lifts,
                        fixed ? std::optional<Rational>(*fixed) : std::nullopt, clause.sentence});
}

// 3个月以内, of a time that something is overdue.
bool Pool::starts_at_zero(const TestPtr& tier, const TierBounds& bounds) const {
  std::vector<TestPtr> compares;
  collect_compares(tier, compares);
  const Dimension dimension = compares.front()->right->dimension;
  return bounds.high && !bounds.low &&
         (dimension == Dimension::Days || dimension == Dimension::Months);
}

// 超过2%的扣3分,超过3%的扣6分: only the tightest one that holds counts.
void Pool::add_tier_list(const std::vector<const CheckedClause*>& tiers, bool deducts) {
  std::vector<TestPtr> tests;
  for (const CheckedClause* tier : tiers) tests.push_back(tier->when);
  PlanId none = builder_.truth(true);
  for (std::size_t i : tier_order(tests)) {
    PlanId test = terms_.test(tests[i]);
    // 逾期10天以内的扣1分: nothing is taken where nothing is overdue.
    if (const auto bounds = tier_bounds(tests[i]); deducts && starts_at_zero(tests[i], *bounds))
      test = builder_.both(
          test, builder_.binary(Op::More, terms_.term(bounds->quantity), builder_.constant(0)));
    change(deducts ? StepKind::Deduct : StepKind::Add, builder_.both(none, test),
           terms_.term(tiers[i]->amount), *tiers[i], nullptr);
    none = builder_.both(none, builder_.negate(test));
  }
}

void Pool::add_change(const CheckedClause& clause) {
  const bool deducts = clause.role == ClauseRole::Deduct;
  PlanId fires = terms_.test(clause.when);
  if (clause.otherwise)
    if (const TestPtr before = any_award_before(clause))
      fires = builder_.both(fires, builder_.negate(terms_.test(before)));
  const PlanId price = terms_.term(clause.amount);
  if (!clause.rate) {
    change(deducts ? StepKind::Deduct : StepKind::Add, fires, price, clause, nullptr);
    return;
  }
  const TermLowering::LoweredRate rate = terms_.rate(*clause.rate);
  change(deducts ? StepKind::RateDeduct : StepKind::RateAdd, fires,
         rate_amount(rate, price, !deducts), clause, &rate);
}

// Steps times price, each kept to the digits of its convention.
PlanId Pool::rate_amount(const TermLowering::LoweredRate& rate, PlanId price, bool addition) {
  const PlanId amount = builder_.binary(Op::Multiply, rate.steps, price);
  const std::optional<Rounding>& rounding =
      addition ? rules_.addition_rounding : rules_.deduction_rounding;
  return rounding ? builder_.round(amount, rounding->places, rounding->ties) : amount;
}

void Pool::add_judged(const CheckedClause& clause) {
  PlanId fires = terms_.test(clause.when);
  if (!clause.when)
    if (const TestPtr before = any_award_before(clause))
      fires = builder_.negate(terms_.test(before));
  const bool deducts = clause.role == ClauseRole::JudgedDeduct;
  const PlanId zero = builder_.constant(0);
  const PlanId given = builder_.choose(fires, terms_.term(clause.amount), zero);
  if (deducts) result_.judged_left = builder_.choose(fires, sum_, zero);
  result_.judged = deducts;
  PlanStep& made =
      step(StepKind::Judged, fires, deducts ? builder_.subtract(zero, given) : given, &clause);
  made.downward = deducts;
  sum_ = builder_.add(sum_, made.amount);
  since_cap_.push_back({made.amount, !deducts, false, {}, clause.sentence});
}

void Pool::add_changes() {
  std::vector<const CheckedClause*> done;
  for (const CheckedClause* clause : clauses_) {
    if (std::find(done.begin(), done.end(), clause) != done.end()) continue;
    switch (clause->role) {
      case ClauseRole::Award:
        if (clause->rate) {
          const TermLowering::LoweredRate rate = terms_.rate(*clause->rate);
          change(StepKind::RateAdd, terms_.test(clause->when),
                 rate_amount(rate, terms_.term(clause->amount), true), *clause, &rate);
        }
        break;
      case ClauseRole::Deduct:
      case ClauseRole::Add: {
        const auto bounds =
            clause->rate || clause->otherwise ? std::nullopt : tier_bounds(clause->when);
        std::vector<const CheckedClause*> tiers;
        for (const CheckedClause* other : clauses_) {
          if (!bounds || other->role != clause->role || other->rate || other->otherwise) continue;
          const auto also = tier_bounds(other->when);
          if (also && same(also->quantity, bounds->quantity)) tiers.push_back(other);
        }
        if (tiers.size() > 1) {
          add_tier_list(tiers, clause->role == ClauseRole::Deduct);
          done.insert(done.end(), tiers.begin(), tiers.end());
        } else {
          add_change(*clause);
        }
        break;
      }
      case ClauseRole::JudgedDeduct:
      case ClauseRole::JudgedAward:
        add_judged(*clause);
        break;
      case ClauseRole::Cap:
        apply_cap(*clause);
        break;
      case ClauseRole::Nil:
      case ClauseRole::Remark:
      case ClauseRole::Grade:
      case ClauseRole::Unread:
        break;
    }
  }
}

// 同一事项按最高级别计: of the additions before, the largest, which then counts as one.
void Pool::keep_highest(const CheckedClause& clause) {
  PlanId total = builder_.constant(0);
  PlanId highest = builder_.constant(0);
  const bool adds = std::any_of(since_cap_.begin(), since_cap_.end(), [](const Change& change) {
    return change.addition && change.price;
  });
  Change kept{highest, adds, false, std::nullopt, clause.sentence, true};
  const auto listed = [&](const Change& change) {
    // 每项加5分 counts what was counted
    return change.addition == adds && change.price && !change.limited;
  };
  for (const Change& change : since_cap_) {
    if (!listed(change)) continue;
    total = builder_.add(total, change.amount);
    highest = builder_.binary(adds ? Op::Maximum : Op::Minimum, highest, change.amount);
    kept.sentence = change.sentence;
    kept.lifts |= change.lifts;
    if (!kept.price || *kept.price < *change.price) kept.price = change.price;
  }
  if (!kept.price) return;
  const PlanId back = builder_.subtract(highest, total);
  const PlanId differs = builder_.negate(builder_.binary(Op::Equal, back, builder_.constant(0)));
  step(StepKind::Capped, differs, back, &clause);
  sum_ = builder_.add(sum_, back);
  kept.amount = highest;
  std::erase_if(since_cap_, listed);
  since_cap_.push_back(std::move(kept));
}

// 获表彰的加5分。每培训1人加0.5分,最高加2分: the limit is one of its own sentence, unless nothing
// there could reach it. One that is a sentence of its own is of all that stands before it.
bool Pool::covers_own_sentence(const CheckedClause& cap, bool additions) const {
  const Rational* limit = cap.amount->kind == Term::Kind::Constant ? &cap.amount->value : nullptr;
  Rational most = 0;
  bool open = false;
  bool own = false;
  for (const Change& change : since_cap_) {
    if (change.addition != additions || change.sentence != cap.sentence) continue;
    own = true;
    if (change.price)
      most = most + *change.price;
    else
      open = true;
  }
  return own && (open || !limit || most > *limit);
}

void Pool::apply_cap(const CheckedClause& clause) {
  if (clause.highest) return keep_highest(clause);
  if (!clause.amount) return;  // 扣完为止: the floor is zero anyway
  const PlanId limit = terms_.term(clause.amount);
  if (clause.cap_on == Cap::On::Score) {
    (clause.at_most ? ceiling_ : floor_) = limit;
    return;
  }
  const bool additions = clause.cap_on == Cap::On::Additions;
  const bool own = covers_own_sentence(clause, additions);
  const auto covered = [&](const Change& change) {
    return change.addition == additions && (!own || change.sentence == clause.sentence);
  };
  PlanId total = builder_.constant(0);
  bool any = false;
  for (const Change& change : since_cap_)
    if (covered(change)) {
      total = builder_.add(total, change.amount);
      any = true;
    }
  if (!any) return;
  const PlanId bound = additions ? limit : builder_.subtract(builder_.constant(0), limit);
  const PlanId kept = builder_.binary(additions ? Op::Minimum : Op::Maximum, total, bound);
  const PlanId back = builder_.subtract(kept, total);
  const PlanId differs = builder_.negate(builder_.binary(Op::Equal, back, builder_.constant(0)));
  step(StepKind::Capped, differs, back, &clause);
  sum_ = builder_.add(sum_, back);
  std::erase_if(since_cap_, covered);
  const Rational* fixed = builder_.as_constant(limit);
  if (own)  // a later limit may cover it together with others
    since_cap_.push_back({kept, additions, additions && fixed,
                          fixed ? std::optional<Rational>(*fixed) : std::nullopt, clause.sentence,
                          true});
  else if (additions && fixed)
    lifted_ = lifted_ + *fixed;
}

void Pool::bound() {
  for (const Change& change : since_cap_) {
    if (!change.lifts) continue;
    if (change.price)
      lifted_ = lifted_ + *change.price;
    else
      unlimited_ = true;
  }
  PlanId kept = sum_;
  if (indicator_.kind == SectionKind::Malus) {  // between what it may take and nothing
    kept = builder_.binary(Op::Minimum, kept, builder_.constant(0));
    if (!points_.is_zero())
      kept = builder_.binary(Op::Maximum, kept, builder_.constant(Rational(0) - points_));
  } else if (indicator_.lowest) {
    kept = builder_.binary(Op::Maximum, kept, builder_.constant(*indicator_.lowest));
  } else if (!indicator_.may_be_negative)
    kept = builder_.binary(Op::Maximum, kept, floor_.value_or(builder_.constant(0)));
  const bool pointless =
      (!ceiling_ && (points_.is_zero() || unlimited_)) || indicator_.kind == SectionKind::Malus;
  if (!pointless) {
    const PlanId most = ceiling_.value_or(builder_.constant(points_ + lifted_));
    kept = builder_.binary(Op::Minimum, kept, most);
  }
  const PlanId back = builder_.subtract(kept, sum_);
  const PlanId differs = builder_.negate(builder_.binary(Op::Equal, back, builder_.constant(0)));
  if (!builder_.is_truth(differs, false)) step(StepKind::Bounded, differs, back, nullptr);
  sum_ = kept;
}

}  // namespace zs
