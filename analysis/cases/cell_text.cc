#include "analysis/cases/cell_text.h"

namespace zs {

std::string cell_text(const PlanInput& input, const Value& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "是" : "否";
  const auto* number = std::get_if<Rational>(&value);
  if (!number) return "";
  if (input.dimension != Dimension::Choice)
    return quantity_text(*number, input.dimension, input.unit);
  for (std::size_t i = 0; i < input.choices.size(); ++i)
    if (*number == Rational(static_cast<std::int64_t>(i))) return input.choices[i];
  return "";
}

}  // namespace zs
