#include "compiler/compile.h"

#include <algorithm>

#include "compiler/check/check.h"
#include "compiler/lower/build_plan.h"
#include "compiler/settle.h"
#include "compiler/syntax/parse.h"
#include "compiler/wording/normalise.h"

namespace zs {
namespace {

CompileResult finish(SyntaxTree syntax, const SourceText& source, const WordingTable& wording,
                     DiagnosticSink& issues) {
  CompileResult result;
  result.rules = check(std::move(syntax), source, wording, issues);
  result.plan = build_plan(result.rules, source, wording, issues);
  result.runs = std::any_of(result.plan.indicators.begin(), result.plan.indicators.end(),
                            [](const PlanIndicator& indicator) { return indicator.understood; });
  return result;
}

}  // namespace

CompileResult compile(const SourceText& source, const WordingTable& wording, DiagnosticSink& issues,
                      std::string* readings) {
  const NormalText text = normalise(source);
  SyntaxTree syntax =
      parse(text, source, wording, settling_reader(source, issues, readings), issues);
  return finish(std::move(syntax), source, wording, issues);
}

CompileResult compile_rule(const SourceText& source, std::string_view title,
                           std::optional<Rational> points, const WordingTable& wording,
                           DiagnosticSink& issues, std::string* readings) {
  SyntaxTree syntax;
  IndicatorText& indicator = syntax.indicators.emplace_back();
  const NormalText text = normalise(source);
  indicator.title.text = normalised_name(title);
  indicator.points = std::move(points);
  indicator.rule_span = text.span(0, text.size());
  indicator.clauses = settling_reader(source, issues, readings)(text, indicator, syntax, wording);
  return finish(std::move(syntax), source, wording, issues);
}

}  // namespace zs
