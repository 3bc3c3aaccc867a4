#include "tools/cli/eval_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

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

std::string score_text(const EvalReport& report, const Rational& score) {
  return cli::score_text(report.rules.plan, score);
}

std::string range_text(const EvalReport& report, const Rational& least, const Rational& most) {
  return fmt::format("[{}, {}]", score_text(report, least), score_text(report, most));
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
  TextTable table(std::move(header));
  const std::vector<std::string> places = ranks(report.units);
  for (std::size_t i = 0; i < report.units.size(); ++i) {
    const UnitResult& unit = report.units[i];
    std::vector<std::string> row{unit.unit};
    if (years) row.push_back(unit.year);
    row.push_back(unit.score ? score_text(report, *unit.score)
                             : range_text(report, unit.least, unit.most));
    row.push_back(places[i]);
    table.add(std::move(row));
  }
  return table.text();
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
    const std::string total =
        unit.score ? score_text(report, *unit.score) : range_text(report, unit.least, unit.most);
    text += fmt::format("{}{}  {} {} / {}\n", unit.unit, unit.year.empty() ? "" : "  " + unit.year,
                        zh ? "总分" : "total", total, decimal_text(plan.points));
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
  return text;
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
