#include "runtime/plan/plan_text.h"

#include <fmt/format.h>

#include <map>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

class Printer {
 public:
  explicit Printer(const Plan& plan) : plan_(plan) {}

  std::string run() {
    for (const PlanIndicator& indicator : plan_.indicators) {
      names_.clear();
      text_ += fmt::format("indicator {} {} ({})\n", indicator.number, indicator.title,
                           decimal_text(indicator.points));
      if (!indicator.understood) {
        text_ += "  not understood\n";
        continue;
      }
      text_ += fmt::format("  score {}\n", node(indicator.score));
    }
    if (!plan_.plain_total || !plan_.sections.empty() || !plan_.grades.empty()) scheme();
    return std::move(text_);
  }

 private:
  // Sections, total, grade, vetoes and goals, over the scores by their names.
  void scheme() {
    names_.clear();
    for (const PlanIndicator& indicator : plan_.indicators)
      if (indicator.understood) name_score(indicator.score, indicator.title);
    for (const PlanSection& section : plan_.sections) {
      text_ += fmt::format("section {}{} ({}) {}\n", section.number, section.title,
                           decimal_text(section.points), kind_name(section.kind));
      text_ += fmt::format("  score {}\n", node(section.score));
    }
    for (const PlanSection& section : plan_.sections) name_score(section.score, section.title);
    text_ += fmt::format("total ({})\n", decimal_text(plan_.points));
    text_ += fmt::format("  score {}\n", node(plan_.total));
    if (!plan_.grades.empty()) {
      text_ += fmt::format("grades {}\n", fmt::join(plan_.grades, ", "));
      text_ += fmt::format("  place {}\n", node(plan_.grade));
    }
    for (const PlanVeto& veto : plan_.vetoes) {
      text_ += "veto\n";
      text_ += fmt::format("  fires {}\n", node(veto.fires));
    }
    for (const PlanGoal& goal : plan_.goals) say(goal);
  }
  void say(const PlanGoal& goal) {
    text_ += "goal";
    if (goal.year) text_ += fmt::format(" {}", *goal.year);
    if (goal.grade)
      text_ += (goal.exactly ? " share of just " : " share of ") + plan_.grades[*goal.grade];
    if (goal.among)
      text_ += fmt::format(" among {}{}", plan_.grades[*goal.among],
                           goal.among_last_year ? " of last year" : "");
    text_ += fmt::format(" {} {} {}\n", relation_name(goal.relation), decimal_text(goal.edge),
                         json_type(goal.dimension));
    if (!goal.grade) text_ += fmt::format("  figure {}\n", node(goal.figure));
  }
  void name_score(PlanId id, const std::string& title) {
    const Op op = plan_[id].op;
    if (op != Op::Constant && op != Op::Input) names_.emplace(id, "<" + title + ">");
  }
  static std::string_view kind_name(PartKind kind) {
    switch (kind) {
      case PartKind::Scored:
        return "scored";
      case PartKind::Bonus:
        return "bonus";
      case PartKind::Malus:
        return "malus";
    }
    return "";
  }
  static std::string_view relation_name(GoalRelation relation) {
    switch (relation) {
      case GoalRelation::AtLeast:
        return ">=";
      case GoalRelation::More:
        return ">";
      case GoalRelation::AtMost:
        return "<=";
      case GoalRelation::Less:
        return "<";
    }
    return "";
  }
  // input 处置情况 choice (及时, 不及时)
  std::string said(const PlanInput& input) {
    std::string text = fmt::format("input {} {}", input.name, json_type(input.dimension));
    if (!input.choices.empty()) text += fmt::format(" ({})", fmt::join(input.choices, ", "));
    if (input.low) text += " from " + decimal_text(*input.low);
    if (input.high) text += " to " + decimal_text(*input.high);
    if (input.cohort) {
      text += fmt::format(" cohort {}", static_cast<int>(input.cohort->kind));
      if (input.cohort->kind != CohortKind::LastGrade) text += " of " + node(input.cohort->of);
      if (input.cohort->smallest_first) text += " smallest first";
      if (input.cohort->dense) text += " dense";
    }
    return text;
  }
  std::string node(PlanId id) {
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const PlanNode& made = plan_[id];
    const std::string line = said(made);
    const std::string name = fmt::format("%{}", names_.size() + 1);
    names_.emplace(id, name);
    text_ += fmt::format("  {} {}\n", name, line);
    return name;
  }
  std::string said(const PlanNode& made) {
    switch (made.op) {
      case Op::Input:
        return said(plan_.inputs[made.index]);
      case Op::Constant: {
        const Rational& value = plan_.constants[made.index];
        return fmt::format("constant {}", decimal_text(value));
      }
      case Op::Truth:
        return made.index == 1 ? "always" : "never";
      case Op::Add:
      case Op::Subtract:
      case Op::Multiply:
      case Op::Divide:
      case Op::Minimum:
      case Op::Maximum:
      case Op::Floor:
      case Op::Ceiling:
      case Op::Absolute:
      case Op::Round:
      case Op::Equal:
      case Op::AtLeast:
      case Op::More:
      case Op::Not:
      case Op::And:
      case Op::Or:
      case Op::Choose:
      case Op::FirstGiven:
        break;
    }
    std::string line(name_of(made.op));
    const int inputs = input_count(made.op);
    if (inputs > 0) line += " " + node(made.a);
    if (inputs > 1) line += " " + node(made.b);
    if (inputs > 2) line += " " + node(made.c);
    if (made.op == Op::Round) line += fmt::format(" [{}]", made.index);
    return line;
  }

  const Plan& plan_;
  std::map<PlanId, std::string> names_;
  std::string text_;
};

}  // namespace

std::string plan_text(const Plan& plan) { return Printer(plan).run(); }

}  // namespace zs
