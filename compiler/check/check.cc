#include "compiler/check/check.h"

#include "compiler/check/conventions.h"
#include "compiler/check/indicator_checker.h"
#include "compiler/check/structure.h"

namespace zs {

CheckedRules check(SyntaxTree syntax, const SourceText& source, const WordingTable& wording,
                   DiagnosticSink& issues) {
  CheckedRules rules;
  read_conventions(syntax, source, rules, issues);
  NameTable names;
  for (std::size_t i = 0; i < syntax.indicators.size(); ++i)
    rules.indicators.push_back(
        IndicatorChecker(syntax.indicators[i], i, names, source, wording, issues).run());
  rules.inputs = names.take();
  apply_step_convention(rules, syntax, source, issues);
  check_structure(syntax, source, issues);
  rules.syntax = std::move(syntax);
  return rules;
}

}  // namespace zs
