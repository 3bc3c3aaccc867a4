#include "compiler/check/check.h"

#include "compiler/check/cohorts.h"
#include "compiler/check/conventions.h"
#include "compiler/check/growths.h"
#include "compiler/check/indicator_checker.h"
#include "compiler/check/scheme.h"
#include "compiler/check/structure.h"

namespace zs {

CheckedRules check(SyntaxTree syntax, const SourceText& source, const WordingTable& wording,
                   DiagnosticSink& issues) {
  CheckedRules rules;
  read_conventions(syntax, source, rules, issues);
  if (rules.conventions.bounds_excluded) exclude_bounds(syntax);
  NameTable names;
  bind_names(syntax, names, source, wording, issues);
  for (std::size_t i = 0; i < syntax.indicators.size(); ++i) {
    const int section = syntax.indicators[i].section;
    const SectionKind kind =
        section < 0 ? SectionKind::Scored : syntax.sections[static_cast<std::size_t>(section)].kind;
    rules.indicators.push_back(
        IndicatorChecker(syntax.indicators[i], i, names, source, wording, issues, kind).run());
    rules.indicators.back().uncovered_pending = rules.conventions.uncovered_pending;
  }
  rules.scheme = check_scheme(syntax, names, source, wording, issues);
  find_growths(names, wording);
  find_cohorts(names, rules.conventions, wording);
  rules.inputs = names.take();
  apply_step_convention(rules, syntax, source, issues);
  check_structure(syntax, source, issues);
  rules.syntax = std::move(syntax);
  return rules;
}

}  // namespace zs
