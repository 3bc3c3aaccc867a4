#include "tools/cli/eval_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "runtime/number/decimal_text.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/text_table.h"
#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {

using Scored = zs::Status;

Words status_words(Scored status) {
  switch (status) {
    case Scored::Scored:
      return {"已评", "scored"};
    case Scored::MissingData:
      return {"待报", "pending: data"};
    case Scored::NeedsJudgement:
      return {"待评", "pending: review"};
    case Scored::BadData:
      return {"数据有误", "bad data"};
    case Scored::NotUnderstood:
      return {"规则未读懂", "rule not understood"};
  }
  return {};
}

std::string range_text(const EvalReport& report, const Rational& least, const Rational& most) {
  return fmt::format("[{}, {}]", score_text(report.rules.plan, least),
                     score_text(report.rules.plan, most));
}

std::string total_words(const EvalReport& report, const UnitResult& unit) {
  if (unit.score) return score_text(report.rules.plan, *unit.score);
  return fmt::format("[{}, {}]", score_text(report.rules.plan, unit.least),
                     score_text(report.rules.plan, unit.most));
}

// 良好 · 达标至良好: what is certain, or what is still possible.
std::string grade_words(const EvalReport& report, const UnitResult& unit) {
  if (!unit.grade) return "";
  const Plan& plan = report.rules.plan;
  const Language language = report.options.language;
  const std::string best = grade_name(plan, unit.grade->best, language);
  if (unit.grade->certain()) return best;
  const std::string worst = grade_name(plan, unit.grade->worst, language);
  return language == Language::Chinese ? worst + "至" + best : worst + " to " + best;
}

std::string goal_value(const PlanGoal& goal, const Rational& value) {
  return goal.dimension == Dimension::Percent ? decimal_text(value * Rational(100)) + "%"
                                              : quantity_text(value, goal.dimension, goal.unit);
}

// 75%(30/40)
std::string goal_words(const PlanGoal& goal, const GoalResult& result, Language language) {
  std::string text;
  if (result.value) {
    text = goal_value(goal, *result.value);
    if (goal.grade) text += fmt::format("({}/{})", result.count, result.of);
  } else if (result.least && result.most) {
    text = fmt::format("[{}, {}]", goal_value(goal, *result.least), goal_value(goal, *result.most));
  } else {
    text = language == Language::Chinese ? "算不出" : "not known";
  }
  return text;
}

std::string goals_text(const EvalReport& report) {
  if (report.goals.empty()) return "";
  const Language language = report.options.language;
  const bool zh = language == Language::Chinese;
  TextTable table({});
  for (const GoalResult& result : report.goals) {
    const PlanGoal& goal = report.rules.plan.goals[result.goal];
    const char* met = !result.met   ? (zh ? "待定" : "open")
                      : *result.met ? (zh ? "达到" : "met")
                                    : (zh ? "未达到" : "not met");
    table.add({"  " + result.year, goal.text, goal_words(goal, result, language), met});
  }
  const std::string rows = table.text();
  return (zh ? "目标\n" : "goals\n") + rows.substr(rows.find('\n') + 1);
}

std::string named(const PlanIndicator& indicator) {
  return indicator.number.empty() ? indicator.title : indicator.number + ". " + indicator.title;
}

std::string summary(const EvalReport& report) {
  const Language language = report.options.language;
  const bool zh = language == Language::Chinese;
  const bool years = !report.bound.year_column.empty();
  std::vector<std::string> header{report.bound.unit_column};
  if (years) header.push_back(report.bound.year_column);
  for (const char* word : {zh ? "总分" : "total", zh ? "名次" : "rank"}) header.emplace_back(word);
  const bool grades = !report.rules.plan.grades.empty();
  if (grades) header.emplace_back(zh ? "等级" : "grade");
  TextTable table(std::move(header));
  for (std::size_t i = 0; i < report.units.size(); ++i) {
    const UnitResult& unit = report.units[i];
    std::vector<std::string> row{unit.unit};
    if (years) row.push_back(unit.year);
    row.push_back(total_words(report, unit));
    row.push_back(report.places[i]);
    if (grades) row.push_back(grade_words(report, unit));
    table.add(std::move(row));
  }
  const std::string goals = goals_text(report);
  return table.text() + (goals.empty() ? "" : "\n" + goals);
}

}  // namespace

std::vector<std::string> places_of(const std::vector<UnitResult>& units) {
  std::unordered_map<std::string, std::vector<Rational>> by_year;
  for (const UnitResult& unit : units)
    if (unit.score) by_year[unit.year].push_back(*unit.score);
  for (auto& [year, scores] : by_year) std::sort(scores.begin(), scores.end());
  std::vector<std::string> places;
  for (const UnitResult& unit : units) {
    if (!unit.score) {
      places.emplace_back();
      continue;
    }
    const std::vector<Rational>& scores = by_year[unit.year];
    const auto better = scores.end() - std::upper_bound(scores.begin(), scores.end(), *unit.score);
    places.push_back(std::to_string(better + 1));
  }
  return places;
}

std::string eval_text(const EvalReport& report) {
  if (report.options.summary) return summary(report);
  const Language language = report.options.language;
  const bool zh = language == Language::Chinese;
  const Plan& plan = report.rules.plan;
  std::string text;
  for (const UnitResult& unit : report.units) {
    if (!text.empty()) text += "\n";
    const std::string grade = grade_words(report, unit);
    text +=
        fmt::format("{}{}  {} {} / {}{}\n", unit.unit, unit.year.empty() ? "" : "  " + unit.year,
                    zh ? "总分" : "total", total_words(report, unit), decimal_text(plan.points),
                    grade.empty() ? "" : "  " + grade);
    for (std::size_t veto : unit.vetoes)
      text += fmt::format("  {}{}\n", zh ? "否决:" : "veto: ", plan.vetoes[veto].text);
    TextTable table({});
    for (std::size_t i = 0; i < unit.indicators.size(); ++i) {
      const IndicatorResult& one = unit.indicators[i];
      const PlanIndicator& indicator = plan.indicators[i];
      const std::string score = one.score ? score_text(report.rules.plan, *one.score) +
                                                (is_rounded_in_text(*one.score) ? "≈" : "")
                                          : range_text(report, one.least, one.most);
      std::string note = one.score ? one.grade.value_or("") : status_words(one.status).in(language);
      for (std::size_t input : one.missing)
        note += (note.empty() ? "" : " ") + plan.inputs[input].name;
      if (report.options.explain && one.score)
        for (const ExplanationLine& line : one.explanation)
          note += (note.empty() ? "" : zh ? ";" : "; ") + line.text.in(language);
      table.add({"  " + named(indicator),
                 indicator.points.is_zero()  // of a bonus without points of its own
                     ? score
                     : fmt::format("{} / {}", score, decimal_text(indicator.points)),
                 note});
    }
    std::string rows = table.text();
    text += rows.substr(rows.find('\n') + 1);
  }
  const std::string goals = goals_text(report);
  return text + (goals.empty() ? "" : "\n" + goals);
}

std::string eval_json(const EvalReport& report) {
  using nlohmann::ordered_json;
  const Plan& plan = report.rules.plan;
  ordered_json all;
  all["rules"] = {{"title", plan.title}, {"sha256", report.rules_sha}};
  all["results"] = ordered_json::array();
  for (const UnitResult& unit : report.units)
    all["results"].push_back(unit_json(plan, unit, report.options.language));
  all["goals"] = ordered_json::array();
  for (const GoalResult& result : report.goals) {
    const PlanGoal& goal = plan.goals[result.goal];
    ordered_json one;
    if (!result.year.empty()) one["year"] = json_year(result.year);
    one["text"] = goal.text;
    one["value"] =
        result.value ? ordered_json(goal_value(goal, *result.value)) : ordered_json(nullptr);
    if (!result.value && result.least && result.most) {
      one["least"] = goal_value(goal, *result.least);
      one["most"] = goal_value(goal, *result.most);
    }
    if (goal.grade && result.value) {
      one["count"] = result.count;
      one["of"] = result.of;
    }
    one["met"] = result.met ? ordered_json(*result.met) : ordered_json(nullptr);
    all["goals"].push_back(std::move(one));
  }
  all["problems"] = json_problems(report.problems, report.options.language);
  return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string eval_csv(const EvalReport& report) {
  const Plan& plan = report.rules.plan;
  std::string text = csv_header(plan, report.bound.unit_column, report.bound.year_column);
  for (const UnitResult& unit : report.units)
    append_csv(text, plan, unit, !report.bound.year_column.empty());
  return text;
}

std::string eval_jsonl(const EvalReport& report) {
  std::string text;
  for (const UnitResult& unit : report.units)
    append_jsonl(text, report.rules.plan, unit, report.options.language);
  return text;
}

}  // namespace zs::cli
