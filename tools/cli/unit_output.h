// The result of one unit as a line of CSV and as a JSON object.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "runtime/base/language.h"
#include "runtime/plan/plan.h"
#include "runtime/value/results.h"

namespace zs::cli {

// A score with exactly the digits of the convention, else the shortest exact form.
std::string score_text(const Plan& plan, const Rational& score);

// One cell, in quotes where that is needed.
std::string csv_cell(std::string_view text);

// `year_column` is empty where there is none.
std::string csv_header(const Plan& plan, const std::string& unit_column,
                       const std::string& year_column);
void append_csv(std::string& to, const Plan& plan, const UnitResult& unit, bool with_year);

nlohmann::ordered_json unit_json(const Plan& plan, const UnitResult& unit, Language language);
void append_jsonl(std::string& to, const Plan& plan, const UnitResult& unit, Language language);

}  // namespace zs::cli
