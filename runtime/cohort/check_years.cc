#include "runtime/cohort/check_years.h"

#include <algorithm>
#include <unordered_map>

namespace zs {
namespace {

bool is_year(const std::string& text, int year) { return text.find(std::to_string(year)) == 0; }

void check_gaps(const CohortFiller& cohorts, const std::vector<BoundUnit>& units,
                const Location& data, DiagnosticSink& issues) {
  const std::vector<std::string>& years = cohorts.years();
  std::unordered_map<std::string, std::size_t> last;  // by unit: the last year that it has
  for (std::size_t year = 0; year < years.size(); ++year)
    for (std::size_t i : cohorts.units_of(years[year])) {
      const auto [known, is_new] = last.try_emplace(units[i].name, year);
      for (std::size_t lacking = known->second + 1; !is_new && lacking < year; ++lacking)
        issues.report(DiagnosticKind::YearIsLacking, data,
                      {units[i].name, years[known->second], years[lacking], years[year]});
      known->second = year;
    }
}

}  // namespace

void check_years(const Plan& plan, const CohortFiller& cohorts, const std::vector<BoundUnit>& units,
                 const Location& data, DiagnosticSink& issues) {
  const std::vector<std::string>& years = cohorts.years();
  if (years.empty() || years.front().empty()) return;
  check_gaps(cohorts, units, data, issues);
  for (const PlanGoal& goal : plan.goals) {
    const bool there =
        !goal.year || std::any_of(years.begin(), years.end(), [&](const std::string& year) {
          return is_year(year, *goal.year);
        });
    if (!there)
      issues.report(DiagnosticKind::GoalWithoutData, data, {goal.text, std::to_string(*goal.year)});
  }
}

}  // namespace zs
