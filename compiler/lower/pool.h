// One pool of points: the clauses of an indicator, or of one of its sub-rules, that are scored
// together and kept within its points.
#pragma once

#include <vector>

#include "compiler/lower/lower_terms.h"
#include "compiler/lower/tiers.h"
#include "runtime/base/diagnostic.h"

namespace zs {

class Pool {
 public:
  // `clauses` in text order, at least one.
  Pool(std::vector<const CheckedClause*> clauses, const CheckedIndicator& indicator,
       const Rational& points, const CheckedRules& rules, PlanBuilder& builder,
       const SourceText& source, DiagnosticSink& issues);

  struct Result {
    PlanId score;
    PlanId nil;
    PlanId judged_left;  // points before the reviewer's deduction
    bool judged = false;
    std::vector<PlanStep> steps;
  };
  Result build();

 private:
  // Awards that exclude each other, tried in order.
  struct Component {
    std::vector<const CheckedClause*> awards;
    std::set<InputId> inputs;
    Rational most = 0;     // the largest award
    bool constant = true;  // every award is a fixed number of points
    bool full = false;
  };

  // awards.cc
  void find_components();
  void merge_components();
  void add_awards(const Component& component, bool alone);
  void add_fallback(const Component& component, bool alone, PlanId none);
  PlanId start_lower_classes(const Component& component, PlanId none);
  PlanId presupposed(const Component& component);
  const Component* component_before(const CheckedClause& clause) const;
  TestPtr any_award_before(const CheckedClause& clause) const;
  void take(StepKind kind, PlanId fires, PlanId amount, const CheckedClause* clause);
  bool continues(const CheckedClause& rate, const CheckedClause& award) const;
  bool anchored(const CheckedClause& clause) const;

  // pool.cc
  void add_nils();
  const Component* fact_band(const CheckedClause& nil) const;
  TestPtr nil_test(const CheckedClause& nil) const;
  void add_changes();
  bool starts_at_zero(const TestPtr& tier, const TierBounds& bounds) const;
  void add_tier_list(const std::vector<const CheckedClause*>& tiers, bool deducts);
  void add_change(const CheckedClause& clause);
  PlanId rate_amount(const TermLowering::LoweredRate& rate, PlanId price, bool addition);
  void add_judged(const CheckedClause& clause);
  void keep_highest(const CheckedClause& clause);
  void apply_cap(const CheckedClause& clause);
  void bound();
  void change(StepKind kind, PlanId fires, PlanId amount, const CheckedClause& clause,
              const TermLowering::LoweredRate* rate);

  PlanStep& step(StepKind kind, PlanId fires, PlanId amount, const CheckedClause* clause);
  void place(PlanStep& step, Span span) const;

  std::vector<const CheckedClause*> clauses_;
  const CheckedIndicator& indicator_;
  Rational points_;
  const CheckedRules& rules_;
  PlanBuilder& builder_;
  TermLowering terms_;
  const SourceText& source_;
  DiagnosticSink& issues_;

  std::vector<Component> components_;
  std::vector<const CheckedClause*> local_nils_;  // 未设立不得分: closes one component only
  Result result_;
  PlanId sum_;
  struct Change {
    PlanId amount;
    bool addition;
    bool lifts = false;             // 另加: beyond the points
    std::optional<Rational> price;  // of a fixed addition; of a limited one the most it can be
    int sentence = 0;
    bool limited = false;  // several of before, within a limit
  };
  bool covers_own_sentence(const CheckedClause& cap, bool additions) const;
  std::vector<Change> since_cap_;
  Rational lifted_ = 0;
  bool unlimited_ = false;
  std::optional<PlanId> ceiling_;
  std::optional<PlanId> floor_;
};

}  // namespace zs
