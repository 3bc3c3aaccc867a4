#include "compiler/syntax/parse.h"

#include "compiler/syntax/blocks.h"
#include "compiler/syntax/outline.h"
#include "compiler/syntax/parse_rule.h"
#include "compiler/syntax/roles.h"
#include "compiler/wording/normalise.h"

namespace zs {
namespace {

// A rule text longer than this is not read: no office wrote it, and reading it is not linear.
constexpr std::size_t kLongestRule = 20000;

}  // namespace

std::vector<Clause> parse_rule_text(const NormalText& text, std::string_view title,
                                    const SourceText& source, const WordingTable& wording,
                                    DiagnosticSink& issues) {
  const NormalText rule = without_blanks(text);
  if (rule.size() > kLongestRule) {
    issues.report(DiagnosticKind::RuleTooLong, source, rule.span(0, 1),
                  {std::to_string(rule.size()), std::to_string(kLongestRule)});
    Clause clause;
    clause.says = Unread{};
    clause.span = rule.span(0, 1);
    return {clause};
  }
  std::vector<std::u32string> names;
  const std::u32string name = to_characters(title);
  // A title that is a keyword itself protects nothing.
  if (!name.empty() && wording.longest(name).length < name.size()) names.push_back(name);
  const std::vector<Piece> pieces = scan(rule.chars, wording, names);
  return parse_rule(rule, decide_roles(rule.chars, pieces, wording), source, issues);
}

SyntaxTree parse(const NormalText& text, const SourceText& source, const WordingTable& wording,
                 DiagnosticSink& issues) {
  Outline outline = read_outline(text, source, wording, issues);
  for (std::size_t i = 0; i < outline.rules.size(); ++i) {
    IndicatorText& indicator = outline.tree.indicators[i];
    indicator.clauses =
        parse_rule_text(outline.rules[i], indicator.title.text, source, wording, issues);
  }
  read_blocks(outline.blocks, outline.tree, source, wording, issues);
  return std::move(outline.tree);
}

}  // namespace zs
