#include "tools/cli/score_one.h"

#include <algorithm>

#include "runtime/number/decimal_text.h"
#include "runtime/scalar/score_unit.h"

namespace zs::cli {
namespace {

void report_bad(const Plan& plan, const Options& options, const BoundUnit& unit,
                const UnitResult& result, Evaluation& evaluation, DiagnosticSink& issues) {
  for (std::size_t i = 0; i < result.indicators.size(); ++i) {
    const IndicatorResult& one = result.indicators[i];
    if (one.status != zs::Status::BadData) continue;
    const bool cell = std::any_of(one.missing.begin(), one.missing.end(),
                                  [&](std::size_t input) { return unit.bad[input] != 0; });
    if (cell) continue;  // the cell is reported already
    const PlanIndicator& indicator = plan.indicators[i];
    if (one.missing.empty() && !evaluation.divided_by_zero()) {
      std::string name = indicator.title + "酌情扣分";
      for (PlanInputId input : indicator.inputs)
        if (plan.inputs[input.index].role == InputRole::Judgement)
          name = plan.inputs[input.index].name;
      const Value& left = evaluation[indicator.judged_left];
      const auto* points = std::get_if<Rational>(&left);
      issues.report(DiagnosticKind::JudgementTooLarge, data_place(options),
                    {unit.name, name, points ? decimal_text(*points) : "?"});
    } else {
      issues.report(DiagnosticKind::DividedByZero, data_place(options),
                    {unit.name, indicator.title});
    }
  }
}

}  // namespace

Location data_place(const Options& options) {
  Location where;
  where.file = options.inline_data ? "数据" : options.data;
  return where;
}

void report_cohorts(const Plan& plan, const CohortFiller& cohorts, const Options& options,
                    DiagnosticSink& issues) {
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const CohortFiller::Taken& taken = cohorts.taken()[i];
    const std::string& name = plan.inputs[i].name;
    if (taken.lacking > 0)
      issues.report(DiagnosticKind::CohortIncomplete, data_place(options),
                    {name, std::to_string(taken.lacking)});
    else if (taken.used && plan.inputs[i].cohort->kind != CohortKind::LastGrade)
      issues.report(DiagnosticKind::CohortTaken, data_place(options), {name});
  }
}

std::vector<UnitResult> score_all(const Plan& plan, const std::vector<BoundUnit>& units,
                                  CohortFiller& cohorts) {
  std::vector<UnitResult> results(units.size());
  Evaluation evaluation(plan, {});
  for (const std::string& year : cohorts.years()) {
    cohorts.fill(year);
    for (std::size_t i : cohorts.units_of(year)) {
      const BoundUnit& unit = units[i];
      evaluation.reset(unit.values);
      results[i] =
          score_unit(plan, evaluation, {unit.values, unit.bad, unit.known, plan.missing_is_zero});
      if (results[i].grade) cohorts.keep_grade(i, *results[i].grade);
    }
  }
  return results;
}

UnitResult score_one(const Plan& plan, const Options& options, const BoundUnit& unit,
                     Evaluation& evaluation) {
  evaluation.reset(unit.values);
  UnitResult result = score_unit(
      plan, evaluation,
      {unit.values, unit.bad, unit.known, options.missing == "zero" || plan.missing_is_zero});
  result.unit = unit.name;
  result.year = unit.year;
  return result;
}

void complete(UnitResult& result, const Plan& plan, const Options& options, const BoundUnit& unit,
              Evaluation& evaluation, Explainer& explainer, DiagnosticSink& issues) {
  report_bad(plan, options, unit, result, evaluation, issues);
  if (!options.explain && options.format != Format::Json) return;
  for (std::size_t i = 0; i < result.indicators.size(); ++i) {
    IndicatorResult& one = result.indicators[i];
    if (one.score && one.explanation.empty())
      one.explanation = explainer.lines(evaluation, i, *one.score);
  }
}

}  // namespace zs::cli
