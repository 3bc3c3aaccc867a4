// zhunsheng explain: where a unit lost points, and the smallest changes that bring more.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/advice/distance.h"
#include "analysis/cases/cell_text.h"
#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/score_one.h"
#include "tools/cli/session.h"
#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {

using nlohmann::ordered_json;

// One unit: what it scored, where it lost, what would help.
struct UnitAdvice {
  std::string unit, year;
  UnitResult result;
  std::vector<Shortfall> lost;
  std::vector<Move> to_goal;                  // single changes that reach the goal
  std::optional<std::vector<Move>> together;  // several that do
  bool at_goal = false;
};

class Explainer {
 public:
  Explainer(Session& session, const Plan& plan)
      : session_(session), plan_(plan), zh_(session.options.language == Language::Chinese) {}

  std::string move_text(const Move& move) const {
    const PlanInput& input = plan_.inputs[move.input.index];
    const std::string from = cell_text(input, move.from), to = cell_text(input, move.to);
    if (!move.just_beyond) return fmt::format("{} {} → {}", input.name, from, to);
    const bool up = std::get<Rational>(move.to) >= std::get<Rational>(move.from);
    if (zh_) return fmt::format("{} {} → {}{}", input.name, from, up ? "超过" : "低于", to);
    return fmt::format("{} {} → {} {}", input.name, from, up ? "above" : "below", to);
  }
  std::string gain_text(const Move& move) const {
    return zh_ ? fmt::format("{},可增加{}分", move_text(move), decimal_text(move.gain))
               : fmt::format("{}, gains {} points", move_text(move), decimal_text(move.gain));
  }

  std::string text(const UnitAdvice& one) const {
    std::string text = fmt::format("{}{}  ", one.unit, one.year.empty() ? "" : "  " + one.year);
    const std::string total = one.result.score
                                  ? score_text(plan_, *one.result.score)
                                  : fmt::format("[{}, {}]", score_text(plan_, one.result.least),
                                                score_text(plan_, one.result.most));
    text += zh_ ? fmt::format("总分 {} / {}", total, decimal_text(plan_.points))
                : fmt::format("total {} / {}", total, decimal_text(plan_.points));
    if (const std::string grade = grade_of(one.result); !grade.empty()) text += "  " + grade;
    text += "\n";
    for (const Shortfall& lost : one.lost) {
      const PlanIndicator& indicator = plan_.indicators[lost.indicator];
      const std::string name =
          indicator.number.empty() ? indicator.title : indicator.number + ". " + indicator.title;
      text += zh_ ? fmt::format("  {}  {} / {}  失{}分\n", name, score_text(plan_, lost.score),
                                decimal_text(indicator.points), decimal_text(lost.lost))
                  : fmt::format("  {}  {} / {}  {} lost\n", name, score_text(plan_, lost.score),
                                decimal_text(indicator.points), decimal_text(lost.lost));
      for (const Move& move : lost.next)
        text += (zh_ ? "     下一档:" : "     next tier: ") + gain_text(move) + "\n";
      for (const Move& move : lost.best)
        text += (zh_ ? "     最多:" : "     most: ") + gain_text(move) + "\n";
    }
    if (session_.options.goal.empty()) return text;
    return text + goal_text(one);
  }

  std::string json_of(const std::vector<UnitAdvice>& units) const {
    ordered_json all = ordered_json::array();
    for (const UnitAdvice& one : units) {
      ordered_json unit{{"unit", one.unit}};
      if (!one.year.empty()) unit["year"] = one.year;
      unit["score"] = one.result.score ? ordered_json(score_text(plan_, *one.result.score))
                                       : ordered_json(nullptr);
      if (const std::string grade = grade_of(one.result); !grade.empty()) unit["grade"] = grade;
      unit["lost"] = ordered_json::array();
      for (const Shortfall& lost : one.lost) {
        const PlanIndicator& indicator = plan_.indicators[lost.indicator];
        unit["lost"].push_back({{"no", indicator.number},
                                {"title", indicator.title},
                                {"score", score_text(plan_, lost.score)},
                                {"lost", decimal_text(lost.lost)},
                                {"next", json_moves(lost.next)},
                                {"most", json_moves(lost.best)}});
      }
      if (!session_.options.goal.empty()) {
        unit["goal"] = {{"grade", session_.options.goal},
                        {"reached", one.at_goal},
                        {"single", json_moves(one.to_goal)}};
        unit["goal"]["together"] = one.together ? json_moves(*one.together) : ordered_json(nullptr);
      }
      all.push_back(std::move(unit));
    }
    return all.dump(2) + "\n";
  }

 private:
  std::string grade_of(const UnitResult& result) const {
    if (!result.grade || !result.grade->certain()) return "";
    return result.grade->best < plan_.grades.size() ? plan_.grades[result.grade->best] : "—";
  }
  std::string goal_text(const UnitAdvice& one) const {
    const std::string& goal = session_.options.goal;
    if (one.at_goal)
      return zh_ ? fmt::format("  已达到“{}”\n", goal)
                 : fmt::format("  has reached \"{}\"\n", goal);
    std::string text;
    for (const Move& move : one.to_goal)
      text += zh_ ? fmt::format("  只改一项就达到“{}”:{}\n", goal, move_text(move))
                  : fmt::format("  one change reaches \"{}\": {}\n", goal, move_text(move));
    if (!one.to_goal.empty()) return text;
    if (!one.together)
      return zh_ ? fmt::format("  各项都改到最好也没有找到达到“{}”的办法\n", goal)
                 : fmt::format("  no changes were found that reach \"{}\"\n", goal);
    text = zh_ ? fmt::format("  一起改才达到“{}”:", goal)
               : fmt::format("  together these reach \"{}\": ", goal);
    for (std::size_t i = 0; i < one.together->size(); ++i)
      text += (i == 0 ? "" : zh_ ? ";" : "; ") + move_text((*one.together)[i]);
    return text + "\n";
  }
  ordered_json json_moves(const std::vector<Move>& moves) const {
    ordered_json list = ordered_json::array();
    for (const Move& move : moves) {
      const PlanInput& input = plan_.inputs[move.input.index];
      list.push_back({{"input", input.name},
                      {"from", cell_text(input, move.from)},
                      {"to", cell_text(input, move.to)},
                      {"beyond", move.just_beyond},
                      {"gain", decimal_text(move.gain)}});
    }
    return list;
  }

  Session& session_;
  const Plan& plan_;
  bool zh_;
};

std::optional<std::size_t> grade_named(const Plan& plan, const std::string& name) {
  for (std::size_t i = 0; i < plan.grades.size(); ++i)
    if (plan.grades[i] == name) return i;
  return std::nullopt;
}

}  // namespace

Status run_explain(Session& session) {
  const Options& options = session.options;
  const auto rules = session.load_rules();
  std::vector<Diagnostic> found = session.issues.take_sorted();
  std::erase_if(found, [](const Diagnostic& one) { return one.severity != Severity::Error; });
  session.issues = DiagnosticSink();
  for (const Diagnostic& one : found) session.issues.report(one.kind, one.where) = one;
  if (!rules || !rules->runs) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const Plan& plan = rules->plan;
  const std::optional<std::size_t> goal = grade_named(plan, options.goal);
  if (!options.goal.empty() && !goal) {
    Location where;
    where.file = options.rules;
    session.issues.report(DiagnosticKind::NoSuchGrade, where, {options.goal});
    session.print_issues();
    return Status::BadCall;
  }
  const auto table = session.load_table();
  if (!table) {
    session.print_issues();
    return Status::Findings;
  }
  BoundTable bound = bind_inputs(*table, plan, options.unit_column, session.issues);
  CohortFiller cohorts(plan, bound.units);
  std::vector<UnitResult> results = score_all(plan, bound.units, cohorts);
  Distance distance(plan);
  std::vector<UnitAdvice> advice;
  for (const std::string& year : cohorts.years()) {
    for (std::size_t i : cohorts.units_of(year)) {
      const BoundUnit& unit = bound.units[i];
      UnitResult& result = results[i];
      const bool wanted =
          options.units.empty() ||
          std::find(options.units.begin(), options.units.end(), unit.name) != options.units.end();
      if (!wanted) continue;
      UnitAdvice one{unit.name, unit.year, std::move(result), distance.shortfalls(unit.values), {},
                     {},        false};
      if (goal) {
        one.at_goal = one.result.grade && one.result.grade->worst <= *goal;
        if (!one.at_goal) one.to_goal = distance.to_grade(unit.values, *goal);
        if (!one.at_goal && one.to_goal.empty())
          one.together = distance.together(unit.values, *goal);
      }
      advice.push_back(std::move(one));
    }
  }
  if (advice.empty() && !options.units.empty()) {
    Location where;
    where.file = options.inline_data ? "数据" : options.data;
    session.issues.report(DiagnosticKind::NoSuchUnit, where, {options.units.front()});
  }
  const Status status = session.issues.has_errors() ? Status::Findings : Status::Done;
  session.print_issues();
  const Explainer explainer(session, plan);
  if (options.format == Format::Json) return session.put(explainer.json_of(advice), status);
  std::string text;
  for (const UnitAdvice& one : advice) text += (text.empty() ? "" : "\n") + explainer.text(one);
  return session.put(text, status);
}

}  // namespace zs::cli
