#include "compiler/settle.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

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
constexpr Cost kPlausibleName = 330, kImplausibleName = 640;
// Readings as near as this are taken for one another's rival; a reading of the chart alone is sure
// up to so much.
constexpr Cost kNear = 65, kSure = 400, kSurePerStatement = 100, kUnreadOtherwise = 300,
               kHelp = 300;
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

// 发生投诉 and 投诉 are one thing: what is counted is named with or without its verb of finding.
std::string without_verbs(std::string text, const Constructions& data) {
  const Category verbs = data.find(U"发现词");
  if (verbs >= data.categories()) return text;
  for (const auto& [first, words] : data.words_of(verbs))
    for (const CategoryWord& word : words) {
      const std::string verb = to_utf8(word.word);
      for (std::size_t at = 0; (at = text.find(verb, at)) != std::string::npos;)
        text.erase(at, verb.size());
    }
  return text;
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
  one.clauses =
      parse_rule_text(reading.text, indicator.title.text, reading.names, source, wording, heard);
  trial.clauses = one.clauses;
  trial.problems = heard.all();
  alone.indicators.push_back(std::move(one));
  const CheckedRules rules = check(std::move(alone), source, wording, heard);
  const Plan plan = build_plan(rules, source, wording, heard);
  trial.errors = heard.error_count() + reading.lost.size();
  for (const Diagnostic& problem : heard.all()) {
    if (problem.severity == Severity::Warning) trial.sense += kWarning;
    if (problem.kind == DiagnosticKind::RemarkOnly && !problem.arguments.empty())
      trial.remarked +=
          kRemarkByCharacter * static_cast<Cost>(to_characters(problem.arguments[0].zh).size());
  }
  trial.sense += kError * static_cast<Cost>(trial.errors);
  const std::u32string title = to_characters(indicator.title.text);
  for (const Input& input : rules.inputs) {
    trial.inputs.push_back(input.name);
    if (input.declared || input.role == Role::Judgement) continue;
    const bool counted =
        input.dimension == Dimension::Count || input.dimension == Dimension::Number;
    const Cost price =
        price_of_name(wording.constructions(), to_characters(input.name), title,
                      counted ? Plausibility::Use::Count : Plausibility::Use::Quantity);
    if (price > kPlausibleName) trial.sense += price - kPlausibleName;
    if (price < kImplausibleName || trial.errors > 0) continue;
    ++trial.errors;
    trial.implausible = true;
    trial.problems.push_back(
        heard.report(DiagnosticKind::ImplausibleName, source, input.where, {input.name}));
  }
  if (trial.errors == 0) trial.meaning = without_verbs(plan_text(plan), wording.constructions());
  trial.reading = std::move(reading);
  trial.as_written = as_written;
  return trial;
}

Cost statements_of(const Reading& reading) {
  return 1 +
         static_cast<Cost>(std::count(reading.text.chars.begin(), reading.text.chars.end(), U';'));
}

// What the script declares in its blocks, and what its wordings have declared since.
struct Declared {
  bool begun = false;
  SyntaxTree blocks;                                   // declarations and definitions only
  std::unordered_map<std::string, std::size_t> added;  // name → index into the tree's declarations

  // One choice of two indicators has the values of both; the author's own declaration stands.
  void add(Declaration declared, SyntaxTree& tree) {
    const std::string& name = declared.name.text;
    const auto same = [&](const Declaration& one) { return one.name.text == name; };
    if (std::any_of(blocks.declarations.begin(), blocks.declarations.end(), same)) return;
    const auto [known, fresh] = added.emplace(name, tree.declarations.size());
    if (fresh) {
      tree.declarations.push_back(std::move(declared));
      return;
    }
    std::vector<std::string>& choices = tree.declarations[known->second].choices;
    for (std::string& choice : declared.choices)
      if (std::find(choices.begin(), choices.end(), choice) == choices.end())
        choices.push_back(std::move(choice));
  }
};

// The cheapest reading of the chart that makes sense: index, or 0.
std::size_t best_of_chart(const std::vector<Trial>& trials) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < trials.size(); ++i)
    if (trials[i].errors == 0 && (best == 0 || trials[i].total() < trials[best].total())) best = i;
  return best;
}

}  // namespace

std::vector<Trial> try_readings(const NormalText& rule, const IndicatorText& indicator,
                                const SyntaxTree& tree, const SourceText& source,
                                const WordingTable& wording) {
  std::vector<Trial> trials;
  trials.push_back(tried({rule, {}, {}, {}, {}, {}, 0}, true, indicator, tree, source, wording));
  const Rational* points = indicator.points ? &*indicator.points : nullptr;
  for (Reading& reading :
       read_wording(rule, indicator.title.text, points, wording.constructions(), kReadings)) {
    if (const std::size_t best = best_of_chart(trials); best != 0) {
      const bool agreed = trials[best].meaning == trials[0].meaning;
      if (reading.cost > trials[best].total() + (agreed ? 0 : kNear)) break;
    }
    trials.push_back(tried(std::move(reading), false, indicator, tree, source, wording));
  }
  return trials;
}

std::size_t settle(const std::vector<Trial>& trials) {
  const std::size_t best = best_of_chart(trials);
  if (best == 0) return 0;
  // Where the cheapest reading makes no sense, one that is much dearer is no help.
  if (trials[best].reading.cost > trials[1].reading.cost + kHelp) return 0;
  const Cost sure = kSure + kSurePerStatement * statements_of(trials[best].reading);
  // A rule that asks for nothing was not understood.
  if (trials[0].errors > 0 && trials[best].inputs.empty()) return 0;
  if (trials[0].errors > 0) return trials[best].total() <= sure + kUnreadOtherwise ? best : 0;
  // Two readers that agree, or nearly so: the author's own words stand.
  for (const Trial& trial : trials)
    if (!trial.as_written && trial.errors == 0 && trial.meaning == trials[0].meaning &&
        trial.reading.cost + trials[0].sense <= trials[best].total() + kNear)
      return 0;
  return trials[best].total() - trials[0].sense - trials[0].remarked <= sure ? best : 0;
}

std::string trials_text(const std::vector<Trial>& trials, std::size_t taken) {
  std::string text;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const Trial& trial = trials[i];
    text += fmt::format("{} {:>5} {:>6} {:>5}  {}{}\n", i == taken ? '*' : ' ', trial.reading.cost,
                        trial.sense, trial.remarked, trial.as_written ? "= " : "",
                        to_utf8(trial.reading.text.chars));
  }
  return text;
}

RuleReader settling_reader(const SourceText& source, DiagnosticSink& issues,
                           std::string* readings) {
  auto seen = std::make_shared<Declared>();
  return [&source, &issues, seen, readings](const NormalText& rule, const IndicatorText& indicator,
                                            SyntaxTree& tree, const WordingTable& wording) {
    if (!seen->begun) {
      seen->begun = true;
      seen->blocks.declarations = tree.declarations;
      seen->blocks.definitions = tree.definitions;
    }
    std::vector<Trial> trials = try_readings(rule, indicator, seen->blocks, source, wording);
    const std::size_t best = settle(trials);
    if (readings != nullptr) *readings += indicator.title.text + "\n" + trials_text(trials, best);
    Trial& taken = trials[best];
    for (Diagnostic& problem : taken.problems) issues.add(std::move(problem));
    if (taken.implausible) {
      Clause unread;
      unread.says = Unread{};
      unread.span = indicator.rule_span;
      return std::vector<Clause>{unread};
    }
    for (const Phrase& remark : taken.reading.remarks)
      issues.report(DiagnosticKind::RemarkOnly, source, remark.span, {remark.text});
    for (Declaration& declared : taken.reading.declared) seen->add(std::move(declared), tree);
    for (Definition& definition : taken.definitions)
      tree.definitions.push_back(std::move(definition));
    return std::move(taken.clauses);
  };
}

}  // namespace zs
