// The grammar reads no sentence in two ways. Every decision of the parser is followed to its end
// over all scripts of the source tree, their canonical words included; any second way fails.
#include <gtest/gtest.h>

#include "compiler/syntax/ambiguities.h"
#include "compiler/syntax/outline.h"
#include "compiler/syntax/parse.h"
#include "compiler/wording/normalise.h"
#include "compiler/words/canonical.h"
#include "tests/tools/all_scripts.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

struct Found {
  std::string lines;
  std::size_t rules = 0;
};

void look_at(const std::string& script, const std::string& name, Found& found) {
  const SourceText source("规则", script);
  DiagnosticSink issues;
  const Outline outline = read_outline(normalise(source), source, cli::shipped_wording(), issues);
  for (std::size_t i = 0; i < outline.rules.size(); ++i) {
    const NormalText rule = without_blanks(outline.rules[i]);
    const std::vector<Token> tokens =
        rule_tokens(rule, outline.tree.indicators[i].title.text, cli::shipped_wording());
    for (const std::string& line : ambiguities(rule, tokens))
      found.lines += name + ": " + line + "\n";
    ++found.rules;
  }
}

std::string canonical(const std::string& script) {
  const SourceText source("规则", script);
  DiagnosticSink issues;
  const CompileResult result = compile(source, cli::shipped_wording(), issues);
  return canonical_words(result.rules, source, cli::shipped_wording());
}

TEST(Grammar, reads_nothing_in_two_ways) {
  Found found;
  for (const test::Script& script : test::all_scripts()) {
    look_at(script.text, script.name, found);
    look_at(canonical(script.text), script.name + " in canonical words", found);
  }
  EXPECT_EQ(found.lines, "");
  EXPECT_GT(found.rules, 600U);
}

}  // namespace
}  // namespace zs
