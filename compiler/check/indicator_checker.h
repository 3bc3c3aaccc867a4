// Understands the clauses of one indicator. Split by what is resolved: conditions.cc, rates.cc,
// completion.cc, clauses.cc and clause_*.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/checked_rules.h"
#include "compiler/check/facts.h"
#include "compiler/check/name_table.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

class IndicatorChecker {
 public:
  IndicatorChecker(const IndicatorText& text, std::size_t index, NameTable& names,
                   const SourceText& source, const WordingTable& wording, DiagnosticSink& issues,
                   SectionKind kind = SectionKind::Scored);

  CheckedIndicator run();
  // The term of a 定义.
  TermPtr definition(const ExpressionPtr& value) { return formula(value); }
  // What a comparison measures.
  TermPtr measured(const Compare& compare) {
    const Quantity& edge = *compare.bounds.front().quantity;
    return quantity(compare.subject, edge.dimension, edge.unit, edge.span);
  }

 private:
  // A bound that a later 每低… may continue.
  struct Threshold {
    TermPtr quantity;
    TermPtr value;
    Relation relation;
    std::size_t clause;  // index into out_.clauses
    bool award;
    Span span;
  };

  // ---- conditions.cc ----
  void note_names();
  void note_event(const Compare& compare);
  void note_condition(const Condition& condition, bool each);
  TestPtr condition(const Condition& condition, bool each);
  bool is_own_score(const Term& term) const;
  TestPtr fact(const Phrase& phrase, bool each);
  // 评估等次为优秀、合格、不合格的,分别…: one input whose value is one of those words.
  void bind_word_bands();
  // What the whole script knows by these words: a choice, a grade.
  TestPtr bound_fact(const Phrase& phrase);
  std::vector<Phrase> alternatives_of(const Phrase& phrase) const;
  TestPtr compare(const Compare& compare, Span span);
  // ---- compare_forms.cc: comparisons that say more than one number of one quantity ----
  // 签收率、办结率均达98%以上: a comparison for each of them.
  TestPtr compare_each(const Compare& compare, Span span);
  // 每月检查不少于2次, where later what falls short is charged: 24 a year.
  std::optional<Compare> yearly_quota(const Compare& compare) const;
  // 决算数与预算数相差5%以内: how far the two lie apart.
  TermPtr apart_term(const Compare& compare, Dimension usage);
  // 利润总额完成预算的100%, where 每超预算1% goes on: the one over the other.
  TermPtr target_ratio(const Compare& compare, Dimension usage);
  // 80-89分 beside 90分以上: the range goes up to the next one.
  bool close_gap(Compare& compare);
  TestPtr bound_test(const TermPtr& left, const Bound& bound, const Compare& compare, Span span);
  // The quantity that a subject names; an empty one is the last that was spoken of, or the title.
  TermPtr quantity(const Phrase& subject, Dimension usage, const std::string& unit, Span where);
  void state_respectively(const Compare& compare, Span span);
  TermPtr reference(const Phrase& phrase, const TermPtr& quantity);
  bool is_generic_reference(std::u32string_view text) const;
  void use_as(InputId input, Dimension usage, const std::string& unit, Span where);
  void check_left_over(const Phrase& phrase, bool quantity = false);
  // ---- said_of.cc ----
  // 达到, 符合标准: the last threshold is reached; 负增长: the quantity is below zero.
  TestPtr said_of_quantity(const Phrase& phrase);
  // 两项均未建立, 只建立其中一项: speaks of the facts listed before.
  TestPtr said_of_list(const Phrase& phrase);
  TestPtr said_of_first(const Phrase& phrase);
  TestPtr said_of_thresholds(const Phrase& phrase);
  TestPtr said_of_best(const Phrase& phrase);
  TestPtr said_of_change(const Phrase& phrase);
  TermPtr change_base(const TermPtr& left, std::u32string_view level, Span where);
  bool closes_range(const Compare& compare, const TermPtr& quantity) const;

  // ---- completion.cc ----
  void find_completion();
  TestPtr completion_test(std::u32string_view fact, Span span);
  TermPtr completion_rate(Span where);

  // ---- rates.cc ----
  std::optional<Rate> rate(const Clause& clause, std::vector<TestPtr>& conditions);
  std::optional<Rate> count_rate(const Per& per, const Phrase& name, Span span);
  std::optional<Rate> list_rate(const Clause& clause);
  bool counts_list(const Per& per) const;
  // 每月开展1次活动, where a later clause charges what falls short: twelve a year.
  struct Quota {
    Phrase name;
    Rational number;
  };
  std::optional<Quota> quota_of(const Phrase& phrase, const std::string& unit) const;
  TestPtr quota_test(const Phrase& phrase);
  std::optional<Rate> quota_rate(const Per& per);
  bool set_base(Rate& rate, const Per& per, const std::vector<TestPtr>& conditions);
  void set_step(Rate& rate, const Per& per);
  void set_difference(Rate& rate, const Per& per);
  bool counts_places(const Per& per, const TermPtr& quantity) const;
  bool is_place(const TermPtr& quantity) const;
  bool has_threshold(const Phrase& subject) const;
  Phrase per_name(const Per& per) const;
  std::string event_title(const Per& per) const;

  // ---- clauses.cc ----
  void clause(std::size_t index);
  void finish_conditions(CheckedClause& made, const Clause& clause, bool each);
  // 按增量排名, 采用功效系数法: how something is done, not a condition.
  bool is_manner(const Phrase& phrase) const;
  bool inherit_rate(CheckedClause& made);
  void add_respective(const Clause& clause, const std::vector<Amount>& amounts);
  void check_remark(const Phrase& phrase);
  void interpolate(const Clause& clause);
  bool lacks_one_of_list(const Clause& clause, std::vector<Condition>& conditions,
                         CheckedClause& made);
  bool define(const Formula& formula);
  std::optional<Rate> marginal_rate(const Clause& clause, std::vector<TestPtr>& conditions);
  void continue_tiers(const Clause& clause);
  TermPtr sum_of(const Phrase& basis);
  TermPtr ratio_of(const Phrase& basis);
  bool state_ratio(const Per& per);
  void add_both_ways(CheckedClause made);
  bool is_own_title(const Clause& clause) const;
  void name_omitted_subject(std::vector<Condition>& conditions) const;
  void read(const Clause& clause, CheckedClause made);
  void add_doubled(const Clause& clause, CheckedClause made);
  // ---- clause_changes.cc: clauses that change what others before them say ----
  void descend(const Descending& descending, CheckedClause made);
  void scale(const Scaled& scaled, CheckedClause made);
  bool scale_result(const Formula& formula, const CheckedClause& made);
  void lower_grade(const CheckedClause& made);
  void except(const Clause& clause, const CheckedClause& made);
  bool except_some(const Clause& clause);
  bool deducted_before() const;
  bool takes_points() const;
  bool rounds(const Phrase& phrase, const Clause& clause);
  bool full_beyond(const Clause& clause) const;
  bool names_ratio(const Phrase& phrase);
  const CheckedClause* charged_already(const CheckedClause& made) const;
  // 平时考核占30%,年终考核占70%: a sum by weights, where nothing else scores.
  bool sum_by_weights();
  // 立项、规划、用地三项手续, 办结1项…: what is counted item by item.
  std::vector<Phrase> items_of(const Phrase& phrase, std::size_t index) const;
  bool follows_nothing(const Clause& clause, const CheckedClause& made) const;
  void take_subset(CheckedClause& made);
  void supersede_parts(const CheckedClause& made);
  std::string normal_slice(Span span) const;
  void count_facts_before(const Clause& clause, std::vector<Condition>& conditions, Per& per) const;
  void add_each(const CheckedClause& made);
  TermPtr amount(const Amount& amount) const;
  void set_amount(CheckedClause& made, const std::vector<Amount>& amounts);
  void add_judged(const Judged& judged, CheckedClause made);
  void add_proportional(const Proportional& proportional, CheckedClause made);
  TermPtr formula(const ExpressionPtr& expression);
  void apply_step_note(const StepNote& note, const Clause& clause);
  void plain_count_to_rate(const Clause& clause, std::vector<Condition>& conditions,
                           std::optional<Per>& per) const;
  void keep_thresholds(const TestPtr& test, std::size_t clause, bool award);
  void unread(DiagnosticKind kind, Span span, std::vector<Words> arguments = {});
  void push(CheckedClause made);

  const IndicatorText& text_;
  std::size_t index_;
  NameTable& names_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
  FactTable facts_;
  CheckedIndicator out_;
  std::u32string title_;

  struct Subject {
    std::u32string name;
    TermPtr term;
  };
  std::vector<Subject> subjects_;
  TermPtr last_quantity_;
  std::vector<std::pair<TermPtr, TermPtr>> differences_;  // this year's and last year's
  std::pair<std::u32string, TermPtr> ratio_;              // 预算, and 利润总额 over it
  std::pair<TermPtr, TermPtr> compared_;                  // 年末不良率 and 年初不良率
  std::vector<Threshold> thresholds_;
  std::vector<TermPtr> respective_;  // 分别不少于…: the quantities of that list
  bool lists_split_ = false;         // 其中一项, 均未: 建立A、B is a list of two facts
  std::vector<TestPtr> listed_;      // facts of the last list, for 缺一项
  std::size_t current_ = 0;          // index of the clause being read

  bool measures_completion_ = false;  // 按完成比例, 每超额…: 完成任务 is then a rate of 100%
  std::u32string target_;             // 年度任务
  Phrase target_reference_;           // the reference of a step that is the target: 目标值
  bool counting_ = false;             // the quantity being named is a number of events
  bool charging_ = false;             // the clause being read takes points
  Phrase target_subject_;             // … and what is measured against it: 利润总额
};

}  // namespace zs
