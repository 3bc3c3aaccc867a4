#include "tools/cli/unit_rows.h"

#include "runtime/cohort/check_years.h"
#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "tools/cli/score_one.h"

namespace zs::cli {

std::vector<std::vector<Value>> unit_rows(Session& session, const Plan& plan) {
  std::vector<std::vector<Value>> rows;
  if (session.options.data.empty() && !session.options.inline_data) return rows;
  const auto table = session.load_table();
  if (!table) return rows;
  BoundTable bound = bind_inputs(*table, plan, session.options.unit_column, session.issues);
  CohortFiller cohorts(plan, bound.units);
  score_all(plan, bound.units, cohorts);
  for (const BoundUnit& unit : bound.units) rows.push_back(unit.values);
  check_years(plan, cohorts, bound.units, data_place(session.options), session.issues);
  return rows;
}

}  // namespace zs::cli
