#include "analysis/findings/find_step_readings.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/lower/build_plan.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

Plan with_rule(const CheckedRules& rules, StepRule rule, const SourceText& source,
               const WordingTable& wording) {
  CheckedRules other = rules;
  for (CheckedIndicator& indicator : other.indicators)
    for (CheckedClause& clause : indicator.clauses)
      if (clause.rate && clause.rate->step_rule_open) clause.rate->rule = rule;
  DiagnosticSink unheard;
  return build_plan(other, source, wording, unheard);
}

std::optional<Rational> score_in(const Plan& plan, PlanId score, const std::vector<Value>& data) {
  Evaluation evaluation(plan, data);
  const Value value = evaluation[score];
  const auto* number = std::get_if<Rational>(&value);
  return number ? std::optional<Rational>(*number) : std::nullopt;
}

struct Readings {
  DataRow row;
  Rational linear, up, down;
};

std::optional<Readings> find_row(Scope& scope, std::size_t indicator, const StepReadings& plans) {
  const Goal goals[] = {scope.goal(scope.made.score),
                        scope.goal(plans.up.indicators[indicator].score, plans.up_side)};
  std::optional<Readings> found;
  scope.search().visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
    const Linear apart = one.goals[0]->number - one.goals[1]->number;
    if (!one.region.assume({apart, true})) return true;
    const auto row = scope.sample();
    if (!row || !scope.can_be_written(*row)) return true;
    std::vector<Value> data(scope.all.plan.inputs.size());
    for (std::size_t i = 0; i < row->size(); ++i) data[scope.inputs[i].index] = (*row)[i];
    const auto linear = scope.score_of(*row);
    const auto up = score_in(plans.up, plans.up.indicators[indicator].score, data);
    const auto down = score_in(plans.down, plans.down.indicators[indicator].score, data);
    if (!linear || !up || !down || (*linear == *up && *linear == *down)) return true;
    found = Readings{*row, *linear, *up, *down};
    return false;
  });
  return found;
}

}  // namespace

StepReadings read_steps_otherwise(const CheckedRules& rules, const SourceText& source,
                                  const WordingTable& wording) {
  StepReadings readings;
  for (const CheckedIndicator& indicator : rules.indicators)
    for (const CheckedClause& clause : indicator.clauses)
      readings.open = readings.open || (clause.rate && clause.rate->step_rule_open);
  if (!readings.open) return readings;
  readings.up = with_rule(rules, StepRule::Ceiling, source, wording);
  readings.down = with_rule(rules, StepRule::Whole, source, wording);
  return readings;
}

void find_step_readings(Scope& scope, std::size_t indicator, const StepReadings& readings,
                        const std::vector<std::vector<Value>>& units) {
  const auto open = std::find_if(
      scope.rules.clauses.begin(), scope.rules.clauses.end(),
      [](const CheckedClause& clause) { return clause.rate && clause.rate->step_rule_open; });
  if (open == scope.rules.clauses.end()) return;
  const Diagnostic* reported = nullptr;
  for (const Diagnostic& one : scope.all.issues.all()) {
    const bool here = one.kind == DiagnosticKind::StepRuleOpen &&
                      one.where.line == scope.all.source.line_of(open->span.begin);
    if (here && !reported) reported = &one;
  }
  if (!reported) return;
  const auto found = find_row(scope, indicator, readings);
  if (!found) return;
  Diagnostic better = *reported;
  better.witnesses.push_back(scope.witness(found->row));
  std::size_t changed = 0, scored = 0;
  for (const std::vector<Value>& data : units) {
    const auto now = score_in(scope.all.plan, scope.made.score, data);
    const auto up = score_in(readings.up, readings.up.indicators[indicator].score, data);
    const auto down = score_in(readings.down, readings.down.indicators[indicator].score, data);
    if (!now || !up || !down) continue;
    ++scored;
    if (!(*now == *up) || !(*now == *down)) ++changed;
  }
  const std::string linear = decimal_text(found->linear), up = decimal_text(found->up),
                    down = decimal_text(found->down);
  Words words(fmt::format("三种读法:按比例{}分;按一个单位计{}分;不计{}分", linear, up, down),
              fmt::format("three readings: in proportion {}; as a whole step {}; not at all {}",
                          linear, up, down));
  if (!units.empty()) {
    words.zh += fmt::format(";数据中{}个单位里有{}个因此不同", scored, changed);
    words.en += fmt::format("; {} of {} units in the data would differ", changed, scored);
  }
  better.related.push_back({scope.all.source.locate(open->span), words});
  better.related.back().where.excerpt.clear();
  Diagnostic& made = scope.all.issues.report(better.kind, better.where);
  made = std::move(better);
}

}  // namespace zs
