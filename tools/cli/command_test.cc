// zhunsheng test: the examples of the script, each difference with its reasons.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "runtime/number/decimal_text.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/session.h"
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

std::string report_text(const ExampleReport& report, Session& session) {
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
    text += session.words({"没有示例走到的条款\n", "clauses that no example reaches\n"});
    for (const UnreachedClause& one : report.unreached)
      text += session.words(
          {fmt::format("  {}{} 第{}行第{}列\n", one.number.empty() ? "" : one.number + ". ",
                       one.title, one.line, one.column),
           fmt::format("  {}{} line {} column {}\n", one.number.empty() ? "" : one.number + ". ",
                       one.title, one.line, one.column)});
  }
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

std::string report_json(const ExampleReport& report, const std::vector<Diagnostic>& problems,
                        Language language) {
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
  const ExampleReport report = run_examples(rules, *source, session.issues);
  std::vector<Diagnostic> found = session.issues.take_sorted();
  std::erase_if(found, [](const Diagnostic& one) { return one.severity == Severity::Note; });
  for (const Diagnostic& one : found)
    session.issues.report(one.kind, one.where, one.arguments) = one;
  const bool errors = session.issues.has_errors();
  const std::vector<Diagnostic> problems = session.print_issues();
  const Status status = errors || report.wrong() > 0 ? Status::Findings : Status::Done;
  return session.put(session.options.format == Format::Json
                         ? report_json(report, problems, session.options.language)
                         : report_text(report, session),
                     status);
}

}  // namespace zs::cli
