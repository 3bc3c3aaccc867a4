// The rules with every word understood: inputs, tests over them, and the effect of each clause.
// Made by check(); read by lower (scores), words (释义) and validate.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/syntax/tree.h"
#include "runtime/base/ids.h"

namespace zs {

using InputId = Id<struct InputTag>;

// What an input is for: a measured quantity, a fact, something to compare with, a reviewer's
// figure.
enum class Role { Quantity, Fact, Baseline, Judgement };

struct Input {
  std::string name;
  std::vector<std::string> aliases;
  Dimension dimension = Dimension::Unknown;
  std::string unit;  // the author's own measure word or money unit
  Role role = Role::Quantity;
  std::vector<std::size_t> indicators;
  std::optional<Rational> low, high;  // what a reviewer may give, ends included
  Span where;                         // the clause that first needs it
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
    CountFalse   // how many of the tests do not hold
  } kind = Kind::Constant;
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

struct CheckedIndicator {
  std::size_t source = 0;  // index into SyntaxTree::indicators
  std::string number;
  std::string title;
  Rational points;
  std::vector<CheckedClause> clauses;
  bool unread = false;  // some clause was not understood: not scored
  bool may_be_negative = false;
  bool best_of = false;  // the sub-rules are alternatives: the highest counts
  int section = -1;
};

// How scores are rounded (约定), if at all.
struct Rounding {
  int places = 0;
  Ties ties = Ties::AwayFromZero;
};

struct CheckedRules {
  SyntaxTree syntax;
  std::vector<Input> inputs;
  std::vector<CheckedIndicator> indicators;
  std::optional<Rounding> rounding;
  // 约定: 扣分保留2位小数. Of each deduction or addition per step, before it is summed.
  std::optional<Rounding> deduction_rounding, addition_rounding;
  std::optional<StepRule> step_rule;  // 约定: 不足一个单位的…
};

}  // namespace zs
