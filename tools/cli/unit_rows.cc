#include "tools/cli/unit_rows.h"

#include "runtime/cohort/check_years.h"
#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/scalar/score_unit.h"
#include "tools/cli/score_one.h"

namespace zs::cli {

std::vector<std::vector<Value>> unit_rows(Session& session, const Plan& plan) {
  std::vector<std::vector<Value>> rows;
  if (session.options.data.empty() && !session.options.inline_data) return rows;
  const auto table = session.load_table();
  if (!table) return rows;
  BoundTable bound = bind_inputs(*table, plan, session.options.unit_column, session.issues);
  Evaluation evaluation(plan, {});
  CohortFiller cohorts(plan, bound.units);
  for (const std::string& year : cohorts.years()) {
    cohorts.fill(year);
    for (std::size_t i : cohorts.units_of(year)) {
      const BoundUnit& unit = bound.units[i];
      evaluation.reset(unit.values);
      const UnitResult result =
          score_unit(plan, evaluation, {unit.values, unit.bad, unit.known, plan.missing_is_zero});
      if (result.grade) cohorts.keep_grade(i, *result.grade);
      rows.push_back(unit.values);
    }
  }
  check_years(plan, cohorts, bound.units, data_place(session.options), session.issues);
  return rows;
}

}  // namespace zs::cli
