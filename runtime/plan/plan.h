// The evaluation tree: what compile() makes of a script and what the engines run. Knows nothing of
// the language that it came from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/base/ids.h"
#include "runtime/base/source.h"
#include "runtime/value/cohort_kind.h"
#include "runtime/value/dimension.h"

namespace zs {

enum class Op {
#define ZS_OP(name, inputs) name,
#include "runtime/plan/ops.def"
#undef ZS_OP
};

int input_count(Op op);
std::string_view name_of(Op op);

using PlanId = Id<struct PlanTag>;
using PlanInputId = Id<struct PlanInputTag>;

// Operands stand before the node that uses them.
struct PlanNode {
  Op op = Op::Constant;
  PlanId a, b, c;
  std::uint32_t index = 0;  // of the input or constant; for Round see ops.def
};

enum class InputRole { Quantity, Fact, Baseline, Judgement };

// Where the value of an input comes from when the data gives none.
struct PlanCohort {
  CohortKind kind = CohortKind::Mean;
  PlanId of;                    // what is compared; unused for LastGrade
  bool smallest_first = false;  // Rank
  bool dense = false;           // Rank: 1,2,2,3 instead of 1,2,2,4
  std::optional<PlanId> only;   // the units for which this holds
};

// One column of data that the plan wants.
struct PlanInput {
  std::string name;
  std::vector<std::string> aliases;
  Dimension dimension = Dimension::Unknown;
  std::string unit;
  bool unit_declared = false;  // by the data block: figures without unit are in it
  InputRole role = InputRole::Quantity;
  std::vector<std::string> indicators;  // numbers, or titles where there is no number
  std::string department;
  int line = 0;
  int column = 0;
  bool optional = false;  // another input can stand for it: its absence is not reported
  std::vector<PlanInputId> derived_from;  // inputs that together can stand for this one
  // What values are possible at all, ends included; nothing: no limit.
  std::optional<Rational> low, high;
  std::vector<std::string> choices;  // Choice: the value is an index into them
  std::optional<PlanCohort> cohort;
  bool hidden = false;  // stands for something else: no column is wanted for its own sake
};

// What one line of an explanation speaks of.
enum class StepKind {
  Nil,         // a disqualifying clause: the score is zero
  Excused,     // the indicator does not apply to the unit (缺项): stands alone like Nil
  Award,       // an award clause that holds
  Base,        // the points that a deduction starts from
  Uncovered,   // no clause speaks of this case: 0
  Deduct,      // points taken for a condition
  Add,         // points given on top
  RateDeduct,  // points taken per step
  RateAdd,     // points given per step
  Judged,      // a reviewer's figure
  Formula,
  Capped,   // 最多扣2分 gave something back, 最高加3分 took something away
  Bounded,  // kept within 0 and the points
  Rounded
};

// One part of a score. Over the steps that fire, the amounts add up to the score; when a Nil step
// fires it stands alone.
struct PlanStep {
  StepKind kind = StepKind::Award;
  PlanId fires;   // yes or no
  PlanId amount;  // points, negative when taken
  PlanId when;    // the condition as written, for people
  // For steps per unit: what is measured, from where, by how much it lies beyond, in what step.
  PlanId quantity, base, beyond, step;
  bool has_base = false;
  bool downward = false;
  bool either = false;
  Dimension dimension = Dimension::Number;
  std::string unit;
  int line = 0;  // of the clause
  int column = 0;
};

// A grade that an indicator's text gives directly: 85分以上的为A级.
struct PlanGrade {
  PlanId fires;  // at most one of them does, by its place in the list
  std::string name;
};

struct PlanIndicator {
  std::string number;
  std::string title;
  Rational points;
  bool understood = true;  // false: some clause was not read, nothing is scored
  PlanId score;
  PlanId nil;          // a disqualifying clause holds
  PlanId judged_left;  // points before the reviewer's deduction: its upper bound
  std::vector<PlanStep> steps;
  std::vector<PlanGrade> grades;        // tried in order
  std::vector<PlanInputId> inputs;      // that the score depends on, in order of first use
  int section = -1;                     // index into Plan::sections
  PlanId counted;                       // what it adds to its section: the score times its weight
  std::optional<PlanInputId> applies;   // set with the data: no where a cell says 不适用 …
  std::vector<PlanInputId> excused_by;  // … in one of these: its own, not those of other scores
};

enum class PartKind { Scored, Bonus, Malus };

struct PlanSection {
  std::string number;
  std::string title;
  int level = 1;
  PartKind kind = PartKind::Scored;
  Rational points;
  PlanId score;  // with its weight and cap
};

// What follows for the whole unit when it fires.
struct PlanVeto {
  PlanId fires;
  std::string text;  // as written
  int line = 0;
  int column = 0;
};

enum class GoalRelation { AtLeast, More, AtMost, Less };

// 达标面在70%以上: checked over all units of a year.
struct PlanGoal {
  std::optional<int> year;  // none: every year
  std::string text;
  std::optional<std::size_t> grade;  // the share of units with this grade or a better one
  bool exactly = false;              // … or just with this one
  std::optional<std::size_t> among;  // … of those with this one or a better one
  bool among_last_year = false;
  PlanId figure;  // without a grade: the mean of this over the units, or …
  bool ratio = false;
  PlanId numerator, denominator;  // … the quotient of the two sums, where all units give both
  GoalRelation relation = GoalRelation::AtLeast;
  Rational edge;
  Dimension dimension = Dimension::Percent;
  std::string unit;
  int line = 0;
  int column = 0;
};

struct Plan {
  std::string title;
  Rational points;  // of the whole script
  std::optional<int> first_year;
  std::vector<PlanNode> nodes;
  std::vector<Rational> constants;
  std::vector<PlanInput> inputs;
  std::vector<PlanIndicator> indicators;
  std::vector<PlanSection> sections;
  PlanId total;
  bool plain_total = true;          // the sum of all indicators, nothing else
  std::vector<std::string> grades;  // best first; empty when the script gives none
  PlanId grade;                     // a place in `grades`, 0 the best; their number: none
  std::vector<PlanVeto> vetoes;
  std::vector<PlanGoal> goals;
  std::vector<PlanInputId> scheme_inputs;  // that only total, grade, vetoes and goals depend on
  std::vector<std::pair<PlanId, std::string>> names;  // 总分 …: nodes that people know
  std::string group;                                  // column that cohorts are formed by
  bool missing_is_zero = false;
  std::vector<std::string> measures;  // units that counts may come in
  int score_places = -1;              // digits after the point by convention, -1: as needed

  const PlanNode& operator[](PlanId id) const { return nodes[id.index]; }
};

}  // namespace zs
