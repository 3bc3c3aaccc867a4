// 检查, 释义, 数据项.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/cases/cell_text.h"
#include "analysis/findings/prove.h"
#include "compiler/words/canonical.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/text_table.h"
#include "tools/repl/command_runner.h"
#include "tools/repl/reading.h"

namespace zs::repl {

std::string CommandRunner::long_text(const std::function<std::string()>& work,
                                     Answer& problem) const {
  if (!repl_.services_.text_of) return work();
  auto text = repl_.services_.text_of(work);
  if (text) return *text;
  problem = fail({"停下了", "stopped"});
  return "";
}

std::optional<std::size_t> CommandRunner::indicator(const std::string& name,
                                                    Answer& problem) const {
  const auto& all = plan().indicators;
  std::optional<std::size_t> part;
  bool several = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].number == name || all[i].title == name || indicator_name(all[i]) == name) return i;
    if (all[i].title.find(name) == std::string::npos) continue;
    several = part.has_value();
    if (!part) part = i;
  }
  if (part && !several) return part;
  std::vector<std::string> titles;
  for (const PlanIndicator& one : all) titles.push_back(one.title);
  std::string near;
  for (const std::string& one : near_names(name, titles)) near += (near.empty() ? "" : "、") + one;
  problem = fail({fmt::format("没有“{}”这个指标{}", name, near.empty() ? "" : ";相近的有:" + near),
                  fmt::format("there is no indicator \"{}\"{}", name,
                              near.empty() ? "" : "; near it: " + near)});
  return std::nullopt;
}

Answer CommandRunner::check() {
  if (!workspace_.has_rules()) return needs_rules();
  const auto rules = workspace_.state().rules;
  std::vector<std::vector<Value>> units;
  if (!workspace_.state().sheet->file.empty())
    for (const BoundUnit& unit : workspace_.units().all()) units.push_back(unit.values);
  const Manner manner = manner_;
  Answer problem;
  // The first line says how many of each, so that it need not be counted again here.
  const std::string text = long_text(
      [&rules, &units, &manner] {
        DiagnosticSink issues;
        for (const Diagnostic& one : rules->issues) issues.add(one);
        ProofOptions options;
        options.units = std::move(units);
        prove(rules->compiled.rules, rules->plan(), rules->source, rules->wording(), options,
              issues);
        const std::vector<Diagnostic> all = issues.take_sorted();
        const auto count = [&](Severity severity) {
          return std::count_if(all.begin(), all.end(),
                               [&](const Diagnostic& one) { return one.severity == severity; });
        };
        const auto errors = count(Severity::Error), warnings = count(Severity::Warning),
                   notes = count(Severity::Note);
        std::string made = errors + warnings > 0 ? "!" : " ";
        std::vector<Diagnostic> shown = all;
        for (Diagnostic& one : shown)
          if (rules->file.empty()) {
            one.where.file.clear();
            for (Label& label : one.related) label.where.file.clear();
          }
        constexpr std::size_t kMost = 60;
        made += problems_text(shown, kMost, manner);
        made += manner.in({fmt::format("{}个指标,{}处错误,{}处警告,{}处提示\n",
                                       rules->plan().indicators.size(), errors, warnings, notes),
                           fmt::format("{} indicators, {} errors, {} warnings, {} notes\n",
                                       rules->plan().indicators.size(), errors, warnings, notes)});
        return made;
      },
      problem);
  if (text.empty()) return problem;
  return {text.substr(1), text.front() == '!', false, {}};
}

Answer CommandRunner::read() {
  if (!workspace_.has_rules()) return needs_rules();
  const Rules& rules = *workspace_.state().rules;
  if (rest_.empty())
    return say(canonical_words(rules.compiled.rules, rules.source, rules.wording()));
  Answer problem;
  const auto found = indicator(rest_, problem);
  if (!found) return problem;
  const PlanIndicator& of = plan().indicators[*found];
  std::string reading = reading_of(rules, *found);
  if (!reading.ends_with('\n')) reading += "\n";
  return say(fmt::format("{}({}分)\n{}", indicator_name(of), decimal_text(of.points), reading));
}

Answer CommandRunner::inputs() {
  if (!workspace_.has_rules()) return needs_rules();
  std::vector<std::size_t> wanted = wanted_inputs(plan());
  if (!rest_.empty()) {
    Answer problem;
    const auto found = indicator(rest_, problem);
    if (!found) return problem;
    wanted.clear();
    for (PlanInputId input : plan().indicators[*found].inputs)
      if (!plan().inputs[input.index].hidden) wanted.push_back(input.index);
  }
  const Look& look = workspace_.look();
  cli::TextTable table({words({"数据项", "input"}), words({"类型", "type"}), words({"现在", "now"}),
                        words({"指标", "indicators"}), words({"责任部门", "department"})});
  for (std::size_t input : wanted) {
    const PlanInput& one = plan().inputs[input];
    std::string indicators;
    for (const std::string& of : one.indicators)
      indicators += (indicators.empty() ? "" : "、") + of;
    const std::string now = cell_text(one, look.values[input]);
    table.add({one.name, words(words_for(one.dimension)), now.empty() ? "—" : now, indicators,
               one.department});
  }
  return say(table.text());
}

}  // namespace zs::repl
