#include "analysis/findings/prove.h"

#include "analysis/advice/coverage.h"
#include "analysis/findings/find_amounts.h"
#include "analysis/findings/find_boundaries.h"
#include "analysis/findings/find_dead_clauses.h"
#include "analysis/findings/find_direction.h"
#include "analysis/findings/find_facts.h"
#include "analysis/findings/find_gaps.h"
#include "analysis/findings/find_judgement_share.h"
#include "analysis/findings/find_limits.h"
#include "analysis/findings/find_overlaps.h"
#include "analysis/findings/find_scheme.h"
#include "analysis/findings/find_step_readings.h"
#include "analysis/findings/find_unreachable_points.h"

namespace zs {
namespace {

void report_open(const Scope& scope) {
  if (scope.open_questions().empty()) return;
  Words all;
  for (const Words& one : scope.open_questions()) {
    all.zh += (all.zh.empty() ? "" : "、") + one.zh;
    all.en += (all.en.empty() ? "" : ", ") + one.en;
  }
  scope.report(DiagnosticKind::NotProved, scope.whole(), {all});
}

// Clauses that no unit of the data ever came under.
void report_unexercised(const Scope& scope, const NeverReached& never) {
  if (never.rows == 0) return;
  for (const auto& [line, column] : never.clauses)
    for (const CheckedClause& clause : scope.rules.clauses)
      if (scope.all.source.line_of(clause.span.begin) == line &&
          scope.all.source.column_of(clause.span.begin) == column) {
        scope.report(DiagnosticKind::NeverExercised, clause.span, {std::to_string(never.rows)});
        break;
      }
}

std::string department_of(const Findings& all, const CheckedIndicator& indicator) {
  for (const Attribute& attribute : all.rules.syntax.indicators[indicator.source].attributes)
    if (attribute.name.text.starts_with("责任")) return attribute.text.text;
  return "";
}

}  // namespace

void prove(const CheckedRules& rules, const Plan& plan, const SourceText& source,
           const WordingTable& wording, const ProofOptions& options, DiagnosticSink& issues) {
  CaseSearch search(options.most_forks);
  search.add_side(plan);
  search.add_side(plan);
  StepReadings readings = read_steps_otherwise(rules, source, wording);
  if (readings.open) {
    readings.up_side = search.add_side(readings.up);
    readings.down_side = search.add_side(readings.down);
  }
  const std::vector<Value> nothing(plan.inputs.size());
  Evaluation evaluation(plan, nothing);
  Findings all{plan, rules, source, issues, search, evaluation, nothing, options.cliff};
  Coverage coverage(plan);
  for (const std::vector<Value>& unit : options.units) coverage.add(unit);
  std::vector<JudgedPart> judged;
  std::vector<ScoreEnds> ends(plan.indicators.size());
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (!plan.indicators[i].understood) continue;
    Scope scope(all, plan.indicators[i], rules.indicators[i]);
    find_gaps(scope);
    find_overlaps(scope);
    find_dead_clauses(scope);
    ends[i] = find_unreachable_points(scope);
    find_limits(scope);
    find_direction(scope);
    find_facts(scope);
    find_boundaries(scope);
    find_amounts(scope);
    if (readings.open) find_step_readings(scope, i, readings, options.units);
    const Rational points = judged_points(scope);
    if (!points.is_zero())
      judged.push_back(
          {scope.rules.number, department_of(all, scope.rules), points, scope.whole()});
    if (!options.units.empty()) report_unexercised(scope, coverage.of(i));
    report_open(scope);
  }
  find_scheme(all, ends);
  report_judgement_share(all, judged);
  issues.replace_without_witness();
}

}  // namespace zs
