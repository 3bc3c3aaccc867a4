#include "compiler/settle.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "compiler/check/check.h"
#include "compiler/lower/build_plan.h"
#include "compiler/reader/plausibility.h"
#include "compiler/syntax/parse_rule.h"
#include "compiler/wording/normalise.h"
#include "runtime/plan/plan_text.h"

namespace zs {
namespace {

constexpr std::size_t kReadings = 12;
// A name dearer than this does not look like one.
constexpr Cost kPlausibleName = 330;
constexpr Cost kError = 5000, kWarning = 60, kRemarkByCharacter = 25;

// 岗位饱和度=在岗人数÷核定人数, as in a block 定义.
std::optional<Definition> definition_of(const PassingDefinition& defined, const SourceText& source,
                                        const WordingTable& wording, DiagnosticSink& issues) {
  NormalText text;
  text.chars = U"得分=" + defined.formula + U"。";
  text.spans.assign(text.chars.size(), defined.name.span);
  for (const Clause& clause : parse_rule_text(text, "", source, wording, issues))
    if (const auto* formula = std::get_if<Formula>(&clause.says))
      return Definition{defined.name, formula->value};
  return std::nullopt;
}

Trial tried(Reading reading, bool as_written, const IndicatorText& indicator,
            const SyntaxTree& tree, const SourceText& source, const WordingTable& wording) {
  Trial trial;
  DiagnosticSink heard;
  SyntaxTree alone;
  alone.declarations = tree.declarations;
  alone.declarations.insert(alone.declarations.end(), reading.declared.begin(),
                            reading.declared.end());
  alone.definitions = tree.definitions;
  for (const PassingDefinition& defined : reading.defined)
    if (auto definition = definition_of(defined, source, wording, heard)) {
      alone.definitions.push_back(*definition);
      trial.definitions.push_back(std::move(*definition));
    }
  IndicatorText one = indicator;
  one.section = -1;
  one.clauses = parse_rule_text(reading.text, indicator.title.text, reading.names, source, wording, heard);
  trial.clauses = one.clauses;
  trial.problems = heard.all();
  alone.indicators.push_back(std::move(one));
  const CheckedRules rules = check(std::move(alone), source, wording, heard);
  const Plan plan = build_plan(rules, source, wording, heard);
  trial.errors = heard.error_count();
  for (const Diagnostic& one : heard.all()) {
    if (one.severity == Severity::Warning) trial.sense += kWarning;
    if (one.kind == DiagnosticKind::RemarkOnly && !one.arguments.empty())
      trial.sense += kRemarkByCharacter * static_cast<Cost>(to_characters(one.arguments[0].zh).size());
  }
  trial.sense += kError * static_cast<Cost>(trial.errors);
  const std::u32string title = to_characters(indicator.title.text);
  for (const Input& input : rules.inputs) {
    trial.inputs.push_back(input.name);
    if (input.declared || input.role == Role::Judgement) continue;
    const Cost price = price_of_name(wording.constructions(), to_characters(input.name), title);
    if (price > kPlausibleName) trial.sense += price - kPlausibleName;
  }
  if (trial.errors == 0) trial.plan = plan_text(plan);
  trial.reading = std::move(reading);
  trial.as_written = as_written;
  return trial;
}

}  // namespace

std::vector<Trial> try_readings(const NormalText& rule, const IndicatorText& indicator,
                                const SyntaxTree& tree, const SourceText& source,
                                const WordingTable& wording) {
  std::vector<Trial> trials;
  trials.push_back(tried({rule, {}, {}, {}, {}, 0}, true, indicator, tree, source, wording));
  for (Reading& reading :
       read_wording(rule, indicator.title.text,
                    indicator.points ? &*indicator.points : nullptr, wording.constructions(), kReadings))
    trials.push_back(tried(std::move(reading), false, indicator, tree, source, wording));
  return trials;
}

std::size_t settle(const std::vector<Trial>& trials) {
  const char* mode = std::getenv("ZS_MODE");
  const std::string how = mode ? mode : "both";
  if (how == "old") return 0;
  std::size_t best = 0;
  for (std::size_t i = 1; i < trials.size(); ++i)
    if (best == 0 || trials[i].total() < trials[best].total()) best = i;
  if (how == "chart") return best;
  if (trials[0].errors == 0 && trials[0].sense == 0) return 0;
  if (best != 0 && trials[best].errors == 0) return best;
  return 0;
}

RuleReader settling_reader(const SourceText& source, DiagnosticSink& issues) {
  return [&source, &issues](const NormalText& rule, const IndicatorText& indicator,
                            SyntaxTree& tree, const WordingTable& wording) {
    std::vector<Trial> trials = try_readings(rule, indicator, tree, source, wording);
    if (std::getenv("ZS_READINGS")) {
      for (const Trial& trial : trials) {
        std::fprintf(stderr, "%s agree %d cost %d sense %d errors %zu: %s |", trial.as_written ? "old" : "new", int(trial.plan == trials[0].plan && !trial.plan.empty()), trial.reading.cost, trial.sense, trial.errors, to_utf8(trial.reading.text.chars).c_str());
        for (const auto& name : trial.inputs) std::fprintf(stderr, " [%s]", name.c_str());
        std::fprintf(stderr, "\n");
      }
    }
    Trial& taken = trials[settle(trials)];
    for (Diagnostic& problem : taken.problems) issues.add(std::move(problem));
    tree.declarations.insert(tree.declarations.end(), taken.reading.declared.begin(),
                             taken.reading.declared.end());
    for (Definition& definition : taken.definitions)
      tree.definitions.push_back(std::move(definition));
    return std::move(taken.clauses);
  };
}

}  // namespace zs
