#include "tools/cli/unit_output.h"

#include "runtime/number/decimal_text.h"

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

}  // namespace

nlohmann::ordered_json json_year(const std::string& text) {
  const auto year = Rational::from_decimal(text);
  if (year && year->is_whole() && text.size() <= 4) return std::stoi(text);
  return text;
}

std::string score_text(const Plan& plan, const Rational& score) {
  const int places = plan.score_places;
  if (places >= 0 && Rational::from_decimal(score.fixed_text(places)) == score)
    return score.fixed_text(places);
  return decimal_text(score);
}

std::string grade_name(const Plan& plan, std::size_t place, Language language) {
  if (place < plan.grades.size()) return plan.grades[place];
  return language == Language::Chinese ? "无等级" : "no grade";
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csv_header(const Plan& plan, const std::string& unit_column,
                       const std::string& year_column) {
  std::string text = csv_cell(unit_column);
  if (!year_column.empty()) text += "," + csv_cell(year_column);
  for (const PlanIndicator& indicator : plan.indicators) text += "," + csv_cell(indicator.title);
  return text + (plan.grades.empty() ? ",总分\n" : ",总分,等级\n");
}

void append_csv(std::string& to, const Plan& plan, const UnitResult& unit, bool with_year) {
  to += csv_cell(unit.unit);
  if (with_year) to += "," + csv_cell(unit.year);
  for (const IndicatorResult& one : unit.indicators)
    to += "," + (one.score ? score_text(plan, *one.score) : "");
  to += "," + (unit.score ? score_text(plan, *unit.score) : "");
  if (!plan.grades.empty())
    to += "," + (unit.grade && unit.grade->certain()
                     ? csv_cell(grade_name(plan, unit.grade->best, Language::Chinese))
                     : "");
  to += "\n";
}

nlohmann::ordered_json unit_json(const Plan& plan, const UnitResult& unit, Language language) {
  using nlohmann::ordered_json;
  ordered_json one;
  one["unit"] = unit.unit;
  if (!unit.year.empty()) one["year"] = json_year(unit.year);
  one["total"]["score"] =
      unit.score ? ordered_json(score_text(plan, *unit.score)) : ordered_json(nullptr);
  one["total"]["least"] = score_text(plan, unit.least);
  one["total"]["most"] = score_text(plan, unit.most);
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
      one["vetoes"].push_back({{"text", plan.vetoes[veto].text}, {"line", plan.vetoes[veto].line}});
  }
  if (!plan.sections.empty()) {
    one["sections"] = ordered_json::array();
    for (std::size_t i = 0; i < unit.sections.size(); ++i) {
      const SectionResult& part = unit.sections[i];
      one["sections"].push_back({{"title", plan.sections[i].title},
                                 {"score", part.score ? ordered_json(score_text(plan, *part.score))
                                                      : ordered_json(nullptr)},
                                 {"least", score_text(plan, part.least)},
                                 {"most", score_text(plan, part.most)},
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
        result.score ? ordered_json(score_text(plan, *result.score)) : ordered_json(nullptr);
    made["least"] = score_text(plan, result.least);
    made["most"] = score_text(plan, result.most);
    if (result.grade) made["grade"] = *result.grade;
    if (result.score && is_rounded_in_text(*result.score)) made["rounded"] = true;
    made["explanation"] = ordered_json::array();
    for (const ExplanationLine& line : result.explanation)
      made["explanation"].push_back({{"text", line.text.in(language)},
                                     {"amount", decimal_text(line.amount)},
                                     {"line", line.line},
                                     {"column", line.column}});
    made["missing"] = ordered_json::array();
    for (std::size_t input : result.missing) made["missing"].push_back(plan.inputs[input].name);
    one["indicators"].push_back(std::move(made));
  }
  return one;
}

void append_jsonl(std::string& to, const Plan& plan, const UnitResult& unit, Language language) {
  to += unit_json(plan, unit, language)
            .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  to += "\n";
}

}  // namespace zs::cli
