// The rules with every word understood: inputs, tests over them, and the effect of each clause.
// Made by check(); read by lower (scores), words (释义) and validate.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/syntax/tree.h"
#include "runtime/base/ids.h"
#include "runtime/value/cohort_kind.h"

namespace zs {

using InputId = Id<struct InputTag>;

// What an input is for: a measured quantity, a fact, something to compare with, a reviewer's
// figure.
enum class Role { Quantity, Fact, Baseline, Judgement };

// Where the figures of an input come from when the data gives none.
struct Cohort {
  CohortKind kind = CohortKind::Mean;
  std::shared_ptr<const struct Term> of;  // null for LastGrade
  bool smallest_first = false;            // Rank: the smallest value is the first
};

struct Input {
  std::string name;
  std::vector<std::string> aliases;
  Dimension dimension = Dimension::Unknown;
  std::string unit;  // the author's own measure word or money unit
  Role role = Role::Quantity;
  std::vector<std::size_t> indicators;
  std::optional<Rational> low, high;  // declared, or what a reviewer may give; ends included
  Span where;                         // the clause that first needs it
  std::vector<std::string> choices;   // of a declared 选项; a value is an index into them
  std::string from;                   // 来源
  bool declared = false;              // in 数据 or 定义
  std::optional<Cohort> cohort;
  std::shared_ptr<const struct Term> follows;  // what it is where the data does not give it
};

// A score, or a part of one, that a rule speaks of.
struct ScoreName {
  enum class Of { Total, Section, Indicator, Grade } of = Of::Total;
  std::size_t index = 0;  // of the section or indicator
  bool share = false;     // 得分率
  friend bool operator==(ScoreName, ScoreName) = default;
};

// A numeric expression over inputs.
struct Term;
using TermPtr = std::shared_ptr<const Term>;
struct Term {
  enum class Kind {
    Input,
    Constant,
    Points,  // Points: the indicator's own
    Add,
    Subtract,
    Multiply,
    Divide,
    Absolute,
    Floor,
    Ceiling,
    Minimum,
    Positive,    // the operand, not below zero
    FirstGiven,  // left if there is data for it, else right
    CountFalse,  // how many of the tests do not hold
    Choose,      // left if the one test holds, else right
    Score        // of the whole script or of a part of it; of Grade: its place, 0 is the best
  } kind = Kind::Constant;
  ScoreName score;
  InputId input;
  Rational value;
  Dimension dimension = Dimension::Number;
  std::string unit;
  TermPtr left, right;
  std::vector<std::shared_ptr<const struct Test>> tests;
};

// A yes-or-no expression over inputs.
struct Test;
using TestPtr = std::shared_ptr<const Test>;
struct Test {
  enum class Kind { Fact, Compare, Not, All, Any } kind = Kind::All;  // All of nothing: always
  InputId input;
  TermPtr left, right;
  Relation relation = Relation::Equal;
  std::vector<TestPtr> parts;
  Span span;
};

// How often an effect counts: steps of `step` by which `quantity` lies beyond `base`.
// Without base: quantity divided by step.
struct Rate {
  TermPtr quantity;
  TermPtr base;  // null for a count
  Direction direction = Direction::Up;
  TermPtr step;
  StepRule rule = StepRule::Linear;
  bool step_rule_open = false;        // the text leaves it open; linear was assumed
  std::optional<std::size_t> anchor;  // the award clause that it continues
  Dimension dimension = Dimension::Count;
  std::string unit;
};

// What a clause does once it is understood.
enum class ClauseRole {
  Award,
  Nil,
  Deduct,
  Add,
  JudgedDeduct,
  JudgedAward,
  Cap,
  Remark,
  Grade,
  Unread
};

struct CheckedClause {
  ClauseRole role = ClauseRole::Remark;
  TestPtr when;                     // null: no condition of its own
  std::vector<TestPtr> conditions;  // its conditions one by one, `when` is all of them
  std::optional<Rate> rate;
  TermPtr amount;  // points, of one step when there is a rate
  bool otherwise = false;
  bool full = false;   // the amount is the indicator's points
  bool among = false;  // a part introduced by 其中
  bool lifts = false;  // an addition that may go beyond the points
  Cap::On cap_on = Cap::On::Score;
  bool at_most = true;
  std::optional<InputId> judgement;
  std::optional<Amount> judgement_bounds;
  Phrase grade;
  std::size_t source = 0;  // index of the clause in the indicator's text
  bool highest = false;    // of the additions before, only the highest counts
  std::optional<Rational> part_points;
  int part = 0;
  int sentence = 0;
  Span span;
};

// How scores are rounded (约定), if at all.
struct Rounding {
  int places = 0;
  Ties ties = Ties::AwayFromZero;
};

struct CheckedIndicator {
  std::size_t source = 0;  // index into SyntaxTree::indicators
  std::string number;
  std::string title;
  Rational points;
  std::vector<CheckedClause> clauses;
  bool unread = false;  // some clause was not understood: not scored
  bool may_be_negative = false;
  std::optional<Rounding> rounding;  // of this indicator alone
  bool best_of = false;              // the sub-rules are alternatives: the highest counts
  int section = -1;
  SectionKind kind = SectionKind::Scored;
  bool uncovered_pending = false;  // 情形未规定的待定
  std::optional<Rational> lowest;  // 最低分-4分
};

// A sentence of 等级 or 否决, understood.
struct CheckedSentence {
  SchemeSentence::Kind kind = SchemeSentence::Kind::Grade;
  std::size_t grade = 0;  // index into CheckedScheme::grades
  ScoreName part;         // PartZero
  TestPtr when;           // null: otherwise
  Rational points;
  Phrase words;
};

// 达标面在70%以上: a share of units by grade, or a figure of all units together.
struct CheckedGoal {
  std::optional<int> year;
  Phrase words;
  std::optional<std::size_t> grade;  // the share of units with this grade or a better one …
  bool exactly = false;  // … or, of a grade that denies (未达标率), just with this one
  struct Among {
    std::size_t grade = 0;  // … among those with this one or a better one,
    bool last_year = false;
  };
  std::optional<Among> among;  // none: among all units
  TermPtr figure;              // without a grade: what is measured
  Relation relation = Relation::AtLeast;
  Rational edge;
  Dimension dimension = Dimension::Percent;
  std::string unit;
};

struct CheckedScheme {
  std::vector<std::string> grades;  // best first
  std::vector<CheckedSentence> grading;
  std::vector<CheckedSentence> vetoes;
  std::vector<CheckedGoal> goals;
  std::optional<InputId> last_grade;  // 上年度等级
  bool unread = false;  // a sentence of 等级 or 否决 was not understood: no grade is certain
};

// What 约定 settles for the whole script (language.md §11).
struct Conventions {
  bool bounds_excluded = false;    // 以上、以下不含本数
  bool uncovered_pending = false;  // 情形未规定的待定
  bool missing_is_zero = false;    // 缺报按零分计
  bool dense_ranks = false;        // 并列不占位: 1,2,2,3
  bool smallest_first = false;     // 排名从低到高
  std::optional<Rational> most;    // 总分最高100分
  std::string group;               // 按“类别”分组
  // 缺项按满分计 …: an indicator that does not apply to a unit.
  enum class NotApplicable {
    Pending,
    Full,
    Zero,
    Scale,
    Mean
  } not_applicable = NotApplicable::Pending;
};

struct CheckedRules {
  SyntaxTree syntax;
  std::vector<Input> inputs;
  std::vector<CheckedIndicator> indicators;
  std::optional<Rounding> rounding;
  // 约定: 扣分保留2位小数. Of each deduction or addition per step, before it is summed.
  std::optional<Rounding> deduction_rounding, addition_rounding;
  std::optional<StepRule> step_rule;  // 约定: 不足一个单位的…
  Conventions conventions;
  CheckedScheme scheme;
};

}  // namespace zs
