// zhunsheng eval: score every unit, explain, total.
#include <algorithm>

#include "runtime/cohort/check_years.h"
#include "runtime/cohort/fill_cohorts.h"
#include "runtime/cohort/goals.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/io/json.h"
#include "runtime/io/read_table.h"
#include "tools/cli/eval_output.h"
#include "tools/cli/score_one.h"
#include "tools/cli/session.h"
#include "tools/cli/stream_eval.h"

namespace zs::cli {
namespace {

bool wanted(const Options& options, const BoundUnit& unit) {
  return options.units.empty() ||
         std::find(options.units.begin(), options.units.end(), unit.name) != options.units.end();
}

}  // namespace

Status run_eval(Session& session) {
  const Options& options = session.options;
  const auto rules = session.load_rules();
  if (!rules) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  // Assumptions are for `check` and `read`; here only what keeps something from being scored.
  std::vector<Diagnostic> found = session.issues.take_sorted();
  if (!options.strict)
    std::erase_if(
        found, [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::Error; });
  session.issues = DiagnosticSink();
  for (const Diagnostic& one : found) session.issues.report(one.kind, one.where) = one;
  if (!rules->runs || (options.strict && !found.empty())) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  if (can_stream(session, rules->plan))
    if (const auto status = stream_eval(session, *rules)) return *status;
  const auto table = session.load_table();
  if (!table) {
    session.print_issues();
    return Status::Findings;
  }
  BoundTable bound = bind_inputs(*table, rules->plan, options.unit_column, session.issues);
  std::vector<UnitResult> all(bound.units.size());
  bool pending = false;
  Evaluation evaluation(rules->plan, {});
  Explainer explainer(rules->plan);
  CohortFiller cohorts(rules->plan, bound.units);
  for (const std::string& year : cohorts.years()) {
    cohorts.fill(year);
    for (std::size_t i : cohorts.units_of(year)) {
      const BoundUnit& unit = bound.units[i];
      UnitResult& result = all[i] = score_one(rules->plan, options, unit, evaluation);
      if (result.grade) cohorts.keep_grade(i, *result.grade);
      if (!wanted(options, unit)) continue;
      complete(result, rules->plan, options, unit, evaluation, explainer, session.issues);
      pending |= !result.score.has_value();
    }
  }
  report_cohorts(rules->plan, cohorts, options, session.issues);
  check_years(rules->plan, cohorts, bound.units, data_place(options), session.issues);
  const std::vector<GoalResult> goals = check_goals(rules->plan, cohorts, bound.units, all);
  const std::vector<std::string> all_places = places_of(all);
  std::vector<UnitResult> results;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (wanted(options, bound.units[i])) {
      results.push_back(std::move(all[i]));
      places.push_back(all_places[i]);
    }
  if (results.empty() && !options.units.empty())
    session.issues.report(DiagnosticKind::NoSuchUnit, data_place(options), {options.units.front()});
  const bool errors = session.issues.has_errors();
  const std::vector<Diagnostic> problems = session.print_issues();
  const Status status =
      errors || (pending && options.missing == "error") ? Status::Findings : Status::Done;
  const EvalReport report{*rules, bound,    results, places,
                          goals,  problems, options, session.rules_sha};
  switch (options.format) {
    case Format::Json:
      return session.put(eval_json(report), status);
    case Format::Csv:
      return session.put(eval_csv(report), status);
    case Format::Jsonl:
      return session.put(eval_jsonl(report), status);
    case Format::Text:
      return session.put(eval_text(report), status);
  }
  return status;
}

}  // namespace zs::cli
