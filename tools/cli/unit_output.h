// The result of one unit as a line of CSV and as a JSON object.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "runtime/base/language.h"
#include "runtime/plan/plan.h"
#include "runtime/value/results.h"

namespace zs::cli {

// With the digits of the convention. What has more of them (a total with weights, an indicator that
// says its own rounding) is shown in full: nothing is cut off in silence.
std::string score_text(const Plan& plan, const Rational& score);

// The name of a place in Plan::grades; their number is 无等级.
std::string grade_name(const Plan& plan, std::size_t place, Language language);

// "2023" as a number, anything else as it is.
nlohmann::ordered_json json_year(const std::string& text);

// One cell, in quotes where that is needed.
std::string csv_cell(std::string_view text);

// `year_column` is empty where there is none.
std::string csv_header(const Plan& plan, const std::string& unit_column,
                       const std::string& year_column);
void append_csv(std::string& to, const Plan& plan, const UnitResult& unit, bool with_year);

nlohmann::ordered_json unit_json(const Plan& plan, const UnitResult& unit, Language language);
void append_jsonl(std::string& to, const Plan& plan, const UnitResult& unit, Language language);

}  // namespace zs::cli
