// zhunsheng eval: score every unit, explain, total.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/cohort/fill_cohorts.h"
#include "runtime/cohort/goals.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/explain/explanation.h"
#include "runtime/number/decimal_text.h"
#include "runtime/scalar/score_unit.h"
#include "tools/cli/eval_output.h"
#include "tools/cli/session.h"

namespace zs::cli {
namespace {

bool wanted(const Options& options, const BoundUnit& unit) {
  return options.units.empty() ||
         std::find(options.units.begin(), options.units.end(), unit.name) != options.units.end();
}

Location data_place(const Options& options) {
  Location where;
  where.file = options.inline_data ? "数据" : options.data;
  return where;
}

void report_bad(Session& session, const CompileResult& rules, const BoundUnit& unit,
                const UnitResult& result, Evaluation& evaluation) {
  for (std::size_t i = 0; i < result.indicators.size(); ++i) {
    const IndicatorResult& one = result.indicators[i];
    if (one.status != zs::Status::BadData) continue;
    const bool cell = std::any_of(one.missing.begin(), one.missing.end(),
                                  [&](std::size_t input) { return unit.bad[input] != 0; });
    if (cell) continue;  // the cell is reported already
    const PlanIndicator& indicator = rules.plan.indicators[i];
    if (one.missing.empty() && !evaluation.divided_by_zero()) {
      std::string name = indicator.title + "酌情扣分";
      for (PlanInputId input : indicator.inputs)
        if (rules.plan.inputs[input.index].role == InputRole::Judgement)
          name = rules.plan.inputs[input.index].name;
      const Value& left = evaluation[indicator.judged_left];
      const auto* points = std::get_if<Rational>(&left);
      session.issues.report(DiagnosticKind::JudgementTooLarge, data_place(session.options),
                            {unit.name, name, points ? decimal_text(*points) : "?"});
    } else {
      session.issues.report(DiagnosticKind::DividedByZero, data_place(session.options),
                            {unit.name, indicator.title});
    }
  }
}

// What was computed from the other units, and where some of them lack the data.
void report_cohorts(Session& session, const Plan& plan, const CohortFiller& cohorts) {
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const CohortFiller::Taken& taken = cohorts.taken()[i];
    const std::string& name = plan.inputs[i].name;
    if (taken.lacking > 0)
      session.issues.report(DiagnosticKind::CohortIncomplete, data_place(session.options),
                            {name, std::to_string(taken.lacking)});
    else if (taken.used && plan.inputs[i].cohort->kind != CohortKind::LastGrade)
      session.issues.report(DiagnosticKind::CohortTaken, data_place(session.options), {name});
  }
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
  const auto table = session.load_table();
  if (!table) {
    session.print_issues();
    return Status::Findings;
  }
  BoundTable bound = bind_inputs(*table, rules->plan, options.unit_column, session.issues);
  const bool explains = options.explain || options.format == Format::Json;
  std::vector<UnitResult> all(bound.units.size());
  bool pending = false;
  Evaluation evaluation(rules->plan, {});
  CohortFiller cohorts(rules->plan, bound.units);
  for (const std::string& year : cohorts.years()) {
    cohorts.fill(year);
    for (std::size_t i : cohorts.units_of(year)) {
      const BoundUnit& unit = bound.units[i];
      evaluation.reset(unit.values);
      UnitResult& result = all[i] =
          score_unit(rules->plan, evaluation,
                     {unit.values, unit.bad, unit.known,
                      options.missing == "zero" || rules->plan.missing_is_zero});
      result.unit = unit.name;
      result.year = unit.year;
      if (result.grade) cohorts.keep_grade(i, *result.grade);
      if (!wanted(options, unit)) continue;
      report_bad(session, *rules, unit, result, evaluation);
      for (std::size_t k = 0; k < result.indicators.size(); ++k)
        if (explains && result.indicators[k].score && result.indicators[k].explanation.empty())
          result.indicators[k].explanation = explain(
              rules->plan, evaluation, rules->plan.indicators[k], *result.indicators[k].score);
      pending |= !result.score.has_value();
    }
  }
  report_cohorts(session, rules->plan, cohorts);
  const std::vector<GoalResult> goals = check_goals(rules->plan, cohorts, bound.units, all);
  std::vector<UnitResult> results;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (wanted(options, bound.units[i])) results.push_back(std::move(all[i]));
  if (results.empty() && !options.units.empty())
    session.issues.report(DiagnosticKind::NoSuchUnit, data_place(options), {options.units.front()});
  const bool errors = session.issues.has_errors();
  const std::vector<Diagnostic> problems = session.print_issues();
  const Status status =
      errors || (pending && options.missing == "error") ? Status::Findings : Status::Done;
  const EvalReport report{*rules, bound, results, goals, problems, options, session.rules_sha};
  switch (options.format) {
    case Format::Json:
      return session.put(eval_json(report), status);
    case Format::Csv:
      return session.put(eval_csv(report), status);
    case Format::Text:
      return session.put(eval_text(report), status);
  }
  return status;
}

}  // namespace zs::cli
