#include "tools/cli/eval_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "runtime/number/decimal_text.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/text_table.h"

namespace zs::cli {
namespace {

using Scored = zs::Status;

const char* json_status(Scored status) {
  switch (status) {
    case Scored::Scored:
      return "scored";
    case Scored::MissingData:
      return "missing_data";
    case Scored::NeedsJudgement:
      return "needs_judgement";
    case Scored::BadData:
      return "bad_data";
    case Scored::NotUnderstood:
      return "not_understood";
  }
  return "";
}

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

std::string score_text(const EvalReport& report, const Rational& score) {
  const int places = report.rules.plan.score_places;
  return places >= 0 ? score.fixed_text(places) : decimal_text(score);
}

std::string range_text(const EvalReport& report, const Rational& least, const Rational& most) {
  return fmt::format("[{}, {}]", score_text(report, least), score_text(report, most));
}

// A total may have more digits than the indicators it is made of (weights).
std::string total_text(const EvalReport& report, const Rational& total) {
  const int places = report.rules.plan.score_places;
  if (places >= 0 && Rational::from_decimal(total.fixed_text(places)) == total)
    return total.fixed_text(places);
  return decimal_text(total);
}

std::string total_words(const EvalReport& report, const UnitResult& unit) {
  if (unit.score) return total_text(report, *unit.score);
  return fmt::format("[{}, {}]", total_text(report, unit.least), total_text(report, unit.most));
}

std::string grade_name(const Plan& plan, std::size_t place, Language language) {
  if (place < plan.grades.size()) return plan.grades[place];
  return language == Language::Chinese ? "无等级" : "no grade";
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

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

// Places by total within a year; pending units have none.
std::vector<std::string> ranks(const std::vector<UnitResult>& units) {
  std::vector<std::string> places;
  for (const UnitResult& unit : units) {
    std::size_t better = 0;
    for (const UnitResult& other : units)
      better += unit.score && other.score && other.year == unit.year && *other.score > *unit.score;
    places.push_back(unit.score ? std::to_string(better + 1) : "");
  }
  return places;
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
  const std::vector<std::string> places = ranks(report.units);
  for (std::size_t i = 0; i < report.units.size(); ++i) {
    const UnitResult& unit = report.units[i];
    std::vector<std::string> row{unit.unit};
    if (years) row.push_back(unit.year);
    row.push_back(total_words(report, unit));
    row.push_back(places[i]);
    if (grades) row.push_back(grade_words(report, unit));
    table.add(std::move(row));
  }
  const std::string goals = goals_text(report);
  return table.text() + (goals.empty() ? "" : "\n" + goals);
}

}  // namespace

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
      const std::string score =
          one.score ? score_text(report, *one.score) +
                          (is_rounded_in_text(*one.score) && plan.score_places < 0 ? "≈" : "")
                    : range_text(report, one.least, one.most);
      std::string note = one.score ? one.grade.value_or("") : status_words(one.status).in(language);
      for (std::size_t input : one.missing)
        note += (note.empty() ? "" : " ") + plan.inputs[input].name;
      if (report.options.explain && one.score)
        for (const ExplanationLine& line : one.explanation)
          note += (note.empty() ? "" : zh ? ";" : "; ") + line.text.in(language);
      table.add({"  " + named(indicator),
                 fmt::format("{} / {}", score, decimal_text(indicator.points)), note});
    }
    std::string rows = table.text();
    text += rows.substr(rows.find('\n') + 1);
  }
  const std::string goals = goals_text(report);
  return text + (goals.empty() ? "" : "\n" + goals);
}

namespace {

nlohmann::ordered_json json_year(const std::string& text) {
  const auto year = Rational::from_decimal(text);
  if (year && year->is_whole() && text.size() <= 4) return std::stoi(text);
  return text;
}

}  // namespace

std::string eval_json(const EvalReport& report) {
  using nlohmann::ordered_json;
  const Plan& plan = report.rules.plan;
  ordered_json all;
  all["rules"] = {{"title", plan.title}, {"sha256", report.rules_sha}};
  all["results"] = ordered_json::array();
  for (const UnitResult& unit : report.units) {
    ordered_json one;
    one["unit"] = unit.unit;
    if (!unit.year.empty()) one["year"] = json_year(unit.year);
    one["total"]["score"] =
        unit.score ? ordered_json(total_text(report, *unit.score)) : ordered_json(nullptr);
    one["total"]["least"] = total_text(report, unit.least);
    one["total"]["most"] = total_text(report, unit.most);
    one["total"]["points"] = decimal_text(plan.points);
    if (unit.grade) {
      const bool named = unit.grade->certain() && unit.grade->best < plan.grades.size();
      one["grade"] = named ? ordered_json(plan.grades[unit.grade->best]) : ordered_json(nullptr);
      one["grades"] = ordered_json::array();
      for (std::size_t place = unit.grade->best; place <= unit.grade->worst; ++place)
        one["grades"].push_back(place < plan.grades.size() ? ordered_json(plan.grades[place])
                                                           : ordered_json(nullptr));
    }
    if (!plan.vetoes.empty()) {
      one["vetoes"] = ordered_json::array();
      for (std::size_t veto : unit.vetoes)
        one["vetoes"].push_back(
            {{"text", plan.vetoes[veto].text}, {"line", plan.vetoes[veto].line}});
    }
    if (!plan.sections.empty()) {
      one["sections"] = ordered_json::array();
      for (std::size_t i = 0; i < unit.sections.size(); ++i) {
        const SectionResult& part = unit.sections[i];
        one["sections"].push_back(
            {{"title", plan.sections[i].title},
             {"score",
              part.score ? ordered_json(total_text(report, *part.score)) : ordered_json(nullptr)},
             {"least", total_text(report, part.least)},
             {"most", total_text(report, part.most)},
             {"points", decimal_text(plan.sections[i].points)}});
      }
    }
    one["indicators"] = ordered_json::array();
    for (std::size_t i = 0; i < unit.indicators.size(); ++i) {
      const IndicatorResult& result = unit.indicators[i];
      ordered_json made;
      made["no"] = plan.indicators[i].number;
      made["title"] = plan.indicators[i].title;
      made["points"] = decimal_text(plan.indicators[i].points);
      made["status"] = json_status(result.status);
      made["score"] =
          result.score ? ordered_json(score_text(report, *result.score)) : ordered_json(nullptr);
      made["least"] = score_text(report, result.least);
      made["most"] = score_text(report, result.most);
      if (result.grade) made["grade"] = *result.grade;
      if (result.score && plan.score_places < 0 && is_rounded_in_text(*result.score))
        made["rounded"] = true;
      made["explanation"] = ordered_json::array();
      for (const ExplanationLine& line : result.explanation)
        made["explanation"].push_back({{"text", line.text.in(report.options.language)},
                                       {"amount", decimal_text(line.amount)},
                                       {"line", line.line},
                                       {"column", line.column}});
      made["missing"] = ordered_json::array();
      for (std::size_t input : result.missing) made["missing"].push_back(plan.inputs[input].name);
      one["indicators"].push_back(std::move(made));
    }
    all["results"].push_back(std::move(one));
  }
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
  const bool years = !report.bound.year_column.empty();
  std::string text = csv_cell(report.bound.unit_column);
  if (years) text += "," + csv_cell(report.bound.year_column);
  for (const PlanIndicator& indicator : plan.indicators) text += "," + csv_cell(indicator.title);
  const bool grades = !plan.grades.empty();
  text += grades ? ",总分,等级\n" : ",总分\n";
  for (const UnitResult& unit : report.units) {
    text += csv_cell(unit.unit);
    if (years) text += "," + csv_cell(unit.year);
    for (const IndicatorResult& one : unit.indicators)
      text += "," + (one.score ? score_text(report, *one.score) : "");
    text += "," + (unit.score ? total_text(report, *unit.score) : "");
    if (grades)
      text += "," + (unit.grade && unit.grade->certain()
                         ? csv_cell(grade_name(plan, unit.grade->best, Language::Chinese))
                         : "");
    text += "\n";
  }
  return text;
}

}  // namespace zs::cli
