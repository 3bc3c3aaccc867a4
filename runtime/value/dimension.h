// What a number measures, and the units it may come in (language.md §2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/base/language.h"
#include "runtime/number/rational.h"

namespace zs {

// The type of an input. Each has one base unit, in which values are kept:
// Percent as a fraction (80% is 4/5), Money in 元, Months in 个月, Days in 天,
// Count, Rank and Number as they are; Fact is yes or no.
enum class Dimension {
  Unknown,
  Percent,
  Number,
  Money,
  Count,
  Rank,
  Months,
  Days,
  Date,
  Fact,
  Choice,
  Text
};

// "百分比" / "percent": the word for people.
Words words_for(Dimension dimension);
// "percent", "duration" …: the word of the JSON output (cli.md).
std::string_view json_type(Dimension dimension);
// True for every dimension whose values are numbers.
bool is_numeric(Dimension dimension);

// One unit: a value in it times `factor` is the value in the base unit.
struct Unit {
  Dimension dimension = Dimension::Number;
  Rational factor = 1;
};

// The unit with exactly this name ("万元", "个百分点", "‰", "年"), measure words (起, 次) not
// included: those are wording, see WordingTable. "" is a plain number.
std::optional<Unit> find_unit(std::string_view name);

// A value in base units, times `times`, between these words.
struct QuantityForm {
  Rational times = 1;
  Words before, after;
};
QuantityForm quantity_form(Dimension dimension, std::string_view unit);
// Of a difference of two such values: percentages differ in 个百分点.
QuantityForm difference_form(Dimension dimension, std::string_view unit);

// How a value in base units is written for people: "76%", "800元", "1.5年", "3起".
// `unit` is the author's own measure word or money unit; empty takes the base unit's.
std::string quantity_text(const Rational& value, Dimension dimension, std::string_view unit);

// A difference of two such values: percentages differ in 个百分点.
Words difference_text(const Rational& value, Dimension dimension, std::string_view unit);

}  // namespace zs
