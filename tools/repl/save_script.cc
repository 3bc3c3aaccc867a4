#include "tools/repl/save_script.h"

#include <map>

#include "analysis/cases/cell_text.h"
#include "runtime/number/decimal_text.h"
#include "tools/examples/run_examples.h"

namespace zs::repl {
namespace {

struct Line {
  std::string title, text;
};

std::vector<Line> lines_of(const Plan& plan, const Look& look) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const PlanIndicator& indicator = plan.indicators[i];
    const IndicatorResult& result = look.result.indicators[i];
    if (!result.score || is_rounded_in_text(*result.score)) continue;
    std::string given;
    for (PlanInputId input : indicator.inputs) {
      const PlanInput& of = plan.inputs[input.index];
      const Value& value = look.values[input.index];
      if (of.hidden || is_missing(value)) continue;
      given += (given.empty() ? "" : ",") + of.name + "=" + cell_text(of, value);
    }
    if (given.empty()) continue;
    const std::string& title = indicator.title.empty() ? indicator.number : indicator.title;
    lines.push_back({title, given + " → " + decimal_text(*result.score) + "分"});
  }
  return lines;
}

std::string block_of(const std::string& title, const std::vector<std::string>& lines) {
  std::string text = "\n示例 " + title + "\n";
  for (const std::string& line : lines) text += "  " + line + "\n";
  return text;
}

// Whether the line, alone, comes to what it says.
bool passes(const std::string& rules, const std::string& title, const std::string& line,
            const WordingTable& wording) {
  const SourceText source("", rules + block_of(title, {line}));
  DiagnosticSink issues;
  const CompileResult compiled = compile(source, wording, issues);
  const std::size_t errors = issues.error_count();
  const ExampleReport report = run_examples(compiled, source, {}, issues);
  return !report.outcomes.empty() && report.outcomes.back().right && issues.error_count() == errors;
}

// Which outcomes are right, of a script whose last examples are these lines.
std::vector<char> judged(const std::string& rules, const std::vector<Line>& lines,
                         const WordingTable& wording) {
  std::string text = rules;
  for (const Line& line : lines) text += block_of(line.title, {line.text});
  const SourceText source("", text);
  DiagnosticSink issues;
  const CompileResult compiled = compile(source, wording, issues);
  const std::size_t errors = issues.error_count();
  const ExampleReport report = run_examples(compiled, source, {}, issues);
  std::vector<char> right(lines.size(), 0);
  if (issues.error_count() == errors && report.outcomes.size() >= lines.size()) {
    const std::size_t first = report.outcomes.size() - lines.size();
    for (std::size_t i = 0; i < lines.size(); ++i) right[i] = report.outcomes[first + i].right;
    return right;
  }
  for (std::size_t i = 0; i < lines.size(); ++i)
    right[i] = passes(rules, lines[i].title, lines[i].text, wording);
  return right;
}

}  // namespace

SavedScript script_with_examples(Workspace& workspace) {
  SavedScript saved;
  const State& state = workspace.state();
  const Plan& plan = workspace.plan();
  saved.text = std::string(state.rules->source.bytes());
  if (!saved.text.empty() && !saved.text.ends_with('\n')) saved.text += "\n";
  std::set<std::size_t> rows = state.typed;
  rows.insert(state.unit);
  std::vector<Line> lines;
  for (std::size_t row : rows) {
    if (row >= state.sheet->rows.size()) continue;
    State other = state;
    other.unit = row;
    for (Line& line : lines_of(plan, workspace.look_at(other))) {
      const bool known = std::any_of(lines.begin(), lines.end(),
                                     [&](const Line& one) {
                                       return one.title == line.title && one.text == line.text;
                                     }) ||
                         saved.text.find("  " + line.text + "\n") != std::string::npos;
      if (!known) lines.push_back(std::move(line));
    }
  }
  const std::vector<char> right = judged(saved.text, lines, state.rules->wording());
  std::vector<std::string> titles;
  std::map<std::string, std::vector<std::string>> by_title;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!right[i]) {
      ++saved.left_out;
      continue;
    }
    ++saved.examples;
    auto& list = by_title[lines[i].title];
    if (list.empty()) titles.push_back(lines[i].title);
    list.push_back(lines[i].text);
  }
  for (const std::string& title : titles) saved.text += block_of(title, by_title[title]);
  return saved;
}

}  // namespace zs::repl
