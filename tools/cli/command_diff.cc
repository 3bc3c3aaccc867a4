// zhunsheng diff: what changed in meaning between two versions of the rules.
#include <algorithm>
#include <map>

#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "tools/cli/diff_output.h"
#include "tools/cli/score_one.h"
#include "tools/cli/session.h"

namespace zs::cli {
namespace {

std::vector<UnitResult> scored(const Plan& plan, BoundTable& bound) {
  CohortFiller cohorts(plan, bound.units);
  return score_all(plan, bound.units, cohorts);
}

// The name of a grade that is certain; empty otherwise.
std::string grade_in(const Plan& plan, const UnitResult& unit) {
  if (!unit.grade || !unit.grade->certain()) return "";
  return unit.grade->best < plan.grades.size() ? plan.grades[unit.grade->best] : "—";
}

// Places by total among the units of the same year; 0 without a total.
void set_ranks(std::vector<UnitChange>& units, std::optional<Rational> UnitChange::*score,
               std::size_t UnitChange::*rank) {
  std::map<std::string, std::vector<Rational>> by_year;
  for (const UnitChange& unit : units)
    if (unit.*score) by_year[unit.year].push_back(*(unit.*score));
  for (auto& [year, scores] : by_year) std::sort(scores.begin(), scores.end());
  for (UnitChange& unit : units) {
    if (!(unit.*score)) continue;
    const std::vector<Rational>& scores = by_year[unit.year];
    const auto better =
        scores.end() - std::upper_bound(scores.begin(), scores.end(), *(unit.*score));
    unit.*rank = static_cast<std::size_t>(better) + 1;
  }
}

std::vector<UnitChange> compare_units(Session& session, const Plan& before, const Plan& after) {
  std::vector<UnitChange> units;
  const auto table = session.load_table();
  if (!table) return units;
  // Columns that only one version knows are no problem of the data.
  DiagnosticSink old_issues, new_issues;
  BoundTable old_bound = bind_inputs(*table, before, session.options.unit_column, old_issues);
  BoundTable new_bound = bind_inputs(*table, after, session.options.unit_column, new_issues);
  for (const DiagnosticSink* sink : {&old_issues, &new_issues})
    for (const Diagnostic& one : sink->all())
      if (one.kind != DiagnosticKind::UnknownColumn)
        session.issues.report(one.kind, one.where, one.arguments) = one;
  const std::vector<UnitResult> old_results = scored(before, old_bound);
  const std::vector<UnitResult> new_results = scored(after, new_bound);
  for (std::size_t i = 0; i < new_results.size() && i < old_results.size(); ++i)
    units.push_back({new_bound.units[i].name, new_bound.units[i].year, old_results[i].score,
                     new_results[i].score, 0, 0, grade_in(before, old_results[i]),
                     grade_in(after, new_results[i])});
  set_ranks(units, &UnitChange::before, &UnitChange::old_rank);
  set_ranks(units, &UnitChange::after, &UnitChange::new_rank);
  return units;
}

}  // namespace

Status run_diff(Session& session) {
  const auto before = session.load_rules();
  const auto after = session.load_rules(session.options.new_rules);
  // What check would say of either version is for check; here only what keeps them from running.
  std::vector<Diagnostic> found = session.issues.take_sorted();
  std::erase_if(found, [](const Diagnostic& one) { return one.severity != Severity::Error; });
  session.issues = DiagnosticSink();
  for (const Diagnostic& one : found) session.issues.report(one.kind, one.where) = one;
  if (!before || !after || !before->runs || !after->runs) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const std::vector<IndicatorChange> changes = compare_plans(before->plan, after->plan);
  const std::vector<SchemeChange> schemes = compare_schemes(before->plan, after->plan, changes);
  const bool data = session.options.inline_data || !session.options.data.empty();
  const std::vector<UnitChange> units =
      data ? compare_units(session, before->plan, after->plan) : std::vector<UnitChange>{};
  const DiffReport report{before->plan,
                          after->plan,
                          changes,
                          schemes,
                          units,
                          session.options,
                          !(before->plan.points == after->plan.points)};
  session.print_issues();
  const Status status = all_equal(report) ? Status::Done : Status::Findings;
  return session.put(session.options.format == Format::Json ? diff_json(report) : diff_text(report),
                     status);
}

}  // namespace zs::cli
