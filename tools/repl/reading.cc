#include "tools/repl/reading.h"

#include "compiler/check/check.h"
#include "compiler/words/canonical.h"
#include "compiler/words/checked_text.h"

namespace zs::repl {

std::string reading_of(const Rules& rules, std::size_t indicator) {
  const CheckedRules& all = rules.compiled.rules;
  const CheckedIndicator& of = all.indicators[indicator];
  SyntaxTree alone;
  alone.year = all.syntax.year;
  alone.last_year = all.syntax.last_year;
  alone.conventions = all.syntax.conventions;
  alone.declarations = all.syntax.declarations;
  alone.definitions = all.syntax.definitions;
  alone.sections = all.syntax.sections;
  alone.indicators = {all.syntax.indicators[of.source]};
  DiagnosticSink unseen;
  const CheckedRules one = check(std::move(alone), rules.source, rules.wording(), unseen);
  const bool same = one.indicators.size() == 1 &&
                    checked_text(one, one.indicators.front()) == checked_text(all, of);
  return same ? canonical_rule(one, 0, rules.source, rules.wording())
              : canonical_rule(all, indicator, rules.source, rules.wording());
}

}  // namespace zs::repl
