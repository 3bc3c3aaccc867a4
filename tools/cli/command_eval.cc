// zhunsheng eval: score every unit, explain, total.
#include <algorithm>

#include "runtime/data/bind_inputs.h"
#include "runtime/io/json.h"
#include "runtime/io/read_table.h"
#include "tools/cli/eval_output.h"
#include "tools/cli/score_one.h"
#include "tools/cli/session.h"
#include "tools/cli/stream_eval.h"

namespace zs::cli {
namespace {

std::optional<Table> load_table(Session& session) {
  const Options& options = session.options;
  if (options.inline_data) return read_json("数据", *options.inline_data, session.issues);
  const auto bytes = session.load(options.data);
  if (!bytes) return std::nullopt;
  return read_table(options.data == "-" ? "标准输入" : options.data, *bytes, session.issues);
}

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
  if (can_stream(session)) return stream_eval(session, *rules);
  const auto table = load_table(session);
  if (!table) {
    session.print_issues();
    return Status::Findings;
  }
  const BoundTable bound = bind_inputs(*table, rules->plan, options.unit_column, session.issues);
  std::vector<UnitResult> results;
  bool pending = false;
  Evaluation evaluation(rules->plan, {});
  for (const BoundUnit& unit : bound.units) {
    if (!wanted(options, unit)) continue;
    UnitResult result = score_one(rules->plan, options, unit, evaluation, session.issues);
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
    case Format::Jsonl:
      return session.put(eval_jsonl(report), status);
    case Format::Text:
      return session.put(eval_text(report), status);
  }
  return status;
}

}  // namespace zs::cli
