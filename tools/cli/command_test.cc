// zhunsheng test: the examples of the script, each difference with its reasons.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/cases/cell_text.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/session.h"
#include "tools/cli/unit_rows.h"
#include "tools/examples/run_examples.h"

namespace zs::cli {
namespace {

std::string reasons(const ExampleOutcome& one, Language language) {
  std::string text;
  for (const ExplanationLine& line : one.why)
    text += (text.empty()                    ? ""
             : language == Language::Chinese ? ";"
                                             : "; ") +
            line.text.in(language);
  return text;
}

// 低于90%、正好90%
std::string edge_text(const Plan& plan, const Edge& edge, Language language) {
  const std::string at = cell_text(plan.inputs[edge.input.index], edge.value);
  const bool zh = language == Language::Chinese;
  std::string text;
  const auto add = [&](bool never, const char* words, const char* english) {
    if (never) text += (text.empty() ? "" : zh ? "、" : ", ") + (zh ? words + at : english + at);
  };
  add(edge.below, "低于", "below ");
  add(edge.at, "正好", "exactly ");
  add(edge.above, "高于", "above ");
  return plan.inputs[edge.input.index].name + (zh ? ":" : ": ") + text;
}

std::string title_of(const PlanIndicator& indicator) {
  return (indicator.number.empty() ? "" : indicator.number + ". ") + indicator.title;
}

// Sides of a boundary, and outcomes, that nothing shows.
std::string sides_text(const ExampleReport& report, const Plan& plan, Session& session) {
  std::string edges, outcomes;
  for (const UnreachedSides& one : report.sides) {
    const std::string title = title_of(plan.indicators[one.indicator]);
    for (const Edge& edge : one.edges)
      edges += "  " + title + " " + edge_text(plan, edge, session.options.language) + "\n";
    if (one.full) outcomes += "  " + title + session.words({" 满分", " the full points"}) + "\n";
    if (one.nothing) outcomes += "  " + title + session.words({" 0分", " 0 points"}) + "\n";
  }
  if (!edges.empty())
    edges = session.words({"没有走到的边界\n", "sides of a boundary that nothing shows\n"}) + edges;
  if (!outcomes.empty())
    outcomes = session.words({"没有出现的结果\n", "outcomes that nothing shows\n"}) + outcomes;
  return edges + outcomes;
}

std::string report_text(const ExampleReport& report, const Plan& plan, Session& session) {
  const Language language = session.options.language;
  std::string text;
  const std::string* title = nullptr;
  for (const ExampleOutcome& one : report.outcomes) {
    if (!title || *title != one.title)
      text +=
          (one.title.empty() ? session.words({"整个方案", "the whole script"}) : one.title) + "\n";
    title = &one.title;
    text += fmt::format("  {} {}", one.right ? "√" : "×", one.given);
    if (!one.right) {
      text += session.words(
          {fmt::format("\n    第{}行应为{},算出{}", one.line, one.expected, one.got.zh),
           fmt::format("\n    line {} expects {}, but it is {}", one.line, one.expected,
                       one.got.en)});
      const std::string why = reasons(one, language);
      if (!why.empty()) text += (language == Language::Chinese ? ":" : ": ") + why;
    }
    text += "\n";
  }
  if (!report.unreached.empty()) {
    text += session.words({"没有走到的条款\n", "clauses that nothing reaches\n"});
    for (const UnreachedClause& one : report.unreached)
      text += session.words(
          {fmt::format("  {}{} 第{}行第{}列\n", one.number.empty() ? "" : one.number + ". ",
                       one.title, one.line, one.column),
           fmt::format("  {}{} line {} column {}\n", one.number.empty() ? "" : one.number + ". ",
                       one.title, one.line, one.column)});
  }
  text += sides_text(report, plan, session);
  if (!report.without_examples.empty()) {
    text += session.words({"没有示例的指标", "indicators without examples"});
    for (std::size_t i = 0; i < report.without_examples.size(); ++i)
      text += (i == 0 ? session.words({":", ": "}) : session.words({"、", ", "})) +
              report.without_examples[i];
    text += "\n";
  }
  const std::size_t wrong = report.wrong();
  return text +
         session.words({fmt::format("{}个示例,{}个不符\n", report.outcomes.size(), wrong),
                        fmt::format("{} examples, {} wrong\n", report.outcomes.size(), wrong)});
}

std::string report_json(const ExampleReport& report, const Plan& plan,
                        const std::vector<Diagnostic>& problems, Language language) {
  using nlohmann::ordered_json;
  ordered_json all;
  all["examples"] = ordered_json::array();
  for (const ExampleOutcome& one : report.outcomes)
    all["examples"].push_back({{"title", one.title},
                               {"line", one.line},
                               {"expected", one.expected},
                               {"got", one.got.in(language)},
                               {"right", one.right},
                               {"explanation", reasons(one, language)}});
  all["unreached"] = ordered_json::array();
  for (const UnreachedClause& one : report.unreached)
    all["unreached"].push_back(
        {{"no", one.number}, {"title", one.title}, {"line", one.line}, {"column", one.column}});
  all["boundaries"] = ordered_json::array();
  all["outcomes"] = ordered_json::array();
  for (const UnreachedSides& one : report.sides) {
    const PlanIndicator& indicator = plan.indicators[one.indicator];
    const auto add = [&](const char* list, ordered_json what) {
      what.update({{"no", indicator.number}, {"title", indicator.title}});
      all[list].push_back(std::move(what));
    };
    for (const Edge& edge : one.edges) {
      const PlanInput& input = plan.inputs[edge.input.index];
      ordered_json never = ordered_json::array();
      if (edge.below) never.push_back("below");
      if (edge.at) never.push_back("at");
      if (edge.above) never.push_back("above");
      add("boundaries", {{"input", input.name},
                         {"value", cell_text(input, edge.value)},
                         {"never", std::move(never)}});
    }
    if (one.full) add("outcomes", {{"never", "full"}});
    if (one.nothing) add("outcomes", {{"never", "zero"}});
  }
  all["without_examples"] = report.without_examples;
  all["problems"] = json_problems(problems, language);
  return all.dump(2) + "\n";
}

}  // namespace

Status run_test(Session& session) {
  const auto source = session.load_source();
  if (!source) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const CompileResult rules = session.compiled(*source);
  if (!rules.runs) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const ExampleReport report =
      run_examples(rules, *source, unit_rows(session, rules.plan), session.issues);
  std::vector<Diagnostic> found = session.issues.take_sorted();
  std::erase_if(found, [](const Diagnostic& one) { return one.severity == Severity::Note; });
  for (const Diagnostic& one : found)
    session.issues.report(one.kind, one.where, one.arguments) = one;
  const bool errors = session.issues.has_errors();
  const std::vector<Diagnostic> problems = session.print_issues();
  const Status status = errors || report.wrong() > 0 ? Status::Findings : Status::Done;
  return session.put(session.options.format == Format::Json
                         ? report_json(report, rules.plan, problems, session.options.language)
                         : report_text(report, rules.plan, session),
                     status);
}

}  // namespace zs::cli
