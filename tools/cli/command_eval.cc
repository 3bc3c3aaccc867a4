// zhunsheng eval: score every unit, explain, total.
#include <fmt/format.h>

#include <algorithm>

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

// --missing zero and error: what is pending counts as nothing, or is an error.
void settle_missing(const Options& options, UnitResult& unit) {
  if (options.missing != "zero") return;
  Rational total = 0;
  for (IndicatorResult& one : unit.indicators) {
    const bool pending =
        one.status == zs::Status::MissingData || one.status == zs::Status::NeedsJudgement;
    if (pending) {
      one.status = zs::Status::Scored;
      one.score = one.least = one.most = Rational(0);
      one.explanation = {{{"缺报,按零分计", "missing, counted as 0"}, Rational(0), 0, 0}};
      one.missing.clear();
    }
    if (one.score) total = total + *one.score;
  }
  const bool all = std::all_of(unit.indicators.begin(), unit.indicators.end(),
                               [](const IndicatorResult& one) { return one.score.has_value(); });
  if (all) unit.score = unit.least = unit.most = total;
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
  const BoundTable bound = bind_inputs(*table, rules->plan, options.unit_column, session.issues);
  std::vector<UnitResult> results;
  bool pending = false;
  Evaluation evaluation(rules->plan, {});
  const bool explains = options.explain || options.format == Format::Json;
  for (const BoundUnit& unit : bound.units) {
    if (!wanted(options, unit)) continue;
    evaluation.reset(unit.values);
    UnitResult result = score_unit(rules->plan, evaluation, unit.values, unit.bad);
    result.unit = unit.name;
    result.year = unit.year;
    report_bad(session, *rules, unit, result, evaluation);
    for (std::size_t i = 0; i < result.indicators.size(); ++i)
      if (explains && result.indicators[i].score)
        result.indicators[i].explanation = explain(
            rules->plan, evaluation, rules->plan.indicators[i], *result.indicators[i].score);
    settle_missing(options, result);
    pending |= !result.score.has_value();
    results.push_back(std::move(result));
  }
  if (results.empty() && !options.units.empty())
    session.issues.report(DiagnosticKind::NoSuchUnit, data_place(options), {options.units.front()});
  const bool errors = session.issues.has_errors();
  const std::vector<Diagnostic> problems = session.print_issues();
  const Status status =
      errors || (pending && options.missing == "error") ? Status::Findings : Status::Done;
  const EvalReport report{*rules, bound, results, problems, options, session.rules_sha};
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
