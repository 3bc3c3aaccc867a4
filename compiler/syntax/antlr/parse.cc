#include "compiler/syntax/parse.h"

#include "compiler/syntax/blocks.h"
#include "compiler/syntax/outline.h"
#include "compiler/syntax/parse_rule.h"
#include "compiler/syntax/roles.h"
#include "compiler/syntax/unfold.h"
#include "compiler/wording/normalise.h"

namespace zs {
namespace {

// A rule text longer than this is not read: no office wrote it, and reading it is not linear.
constexpr std::size_t kLongestRule = 20000;
// So many brackets within brackets.
constexpr std::size_t kDeepest = 100;

// Where the first bracket beyond the deepest that is read stands; npos: nowhere.
std::size_t too_deep(const NormalText& rule) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < rule.size(); ++i) {
    if (rule.chars[i] == U'(' && ++depth > kDeepest) return i;
    if (rule.chars[i] == U')' && depth > 0) --depth;
  }
  return std::u32string::npos;
}

}  // namespace

namespace {

std::vector<Token> tokens_with_names(const NormalText& rule, std::string_view title,
                                     std::vector<std::u32string> names,
                                     const WordingTable& wording) {
  const std::u32string name = to_characters(title);
  // A title that is a keyword itself protects nothing.
  if (!name.empty() && wording.longest(name).length < name.size()) names.push_back(name);
  return decide_roles(rule.chars, scan(rule.chars, wording, names), wording);
}

}  // namespace

std::vector<Token> rule_tokens(const NormalText& rule, std::string_view title,
                               const WordingTable& wording) {
  return tokens_with_names(rule, title, {}, wording);
}

std::vector<Clause> parse_rule_text(const NormalText& text, std::string_view title,
                                    const SourceText& source, const WordingTable& wording,
                                    DiagnosticSink& issues) {
  return parse_rule_text(text, title, {}, source, wording, issues);
}

std::vector<Clause> parse_rule_text(const NormalText& text, std::string_view title,
                                    const std::vector<std::u32string>& names,
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
  if (const std::size_t at = too_deep(rule); at != std::u32string::npos) {
    issues.report(DiagnosticKind::BracketsTooDeep, source, rule.span(at, at + 1),
                  {std::to_string(kDeepest)});
    Clause clause;
    clause.says = Unread{};
    clause.span = rule.span(at, at + 1);
    return {clause};
  }
  return unfold(
      parse_rule(rule, tokens_with_names(rule, title, names, wording), wording, source, issues),
      wording);
}

// Declared names win over keywords inside them (language.md §3).
WordingTable with_names(const SyntaxTree& tree, WordingTable wording) {
  const auto protect = [&](const std::string& name) {
    const std::u32string words = to_characters(name);
    if (words.size() > 1 && wording.longest(words).length < words.size()) wording.protect(words);
  };
  for (const Declaration& declared : tree.declarations) {
    protect(declared.name.text);
    for (const std::string& alias : declared.aliases) protect(alias);
  }
  for (const Definition& definition : tree.definitions) protect(definition.name.text);
  return wording;
}

SyntaxTree parse(const NormalText& text, const SourceText& source, const WordingTable& wording,
                 DiagnosticSink& issues) {
  const RuleReader as_written = [&](const NormalText& rule, const IndicatorText& indicator,
                                    SyntaxTree&, const WordingTable& words) {
    return parse_rule_text(rule, indicator.title.text, source, words, issues);
  };
  return parse(text, source, wording, as_written, issues);
}

SyntaxTree parse(const NormalText& text, const SourceText& source, const WordingTable& wording,
                 const RuleReader& read_rule, DiagnosticSink& issues) {
  Outline outline = read_outline(text, source, wording, issues);
  read_names(outline.blocks, outline.tree, source, wording, issues);
  const bool named = !outline.tree.declarations.empty() || !outline.tree.definitions.empty();
  const std::optional<WordingTable> own =
      named ? std::optional(with_names(outline.tree, wording)) : std::nullopt;
  const WordingTable& words = own ? *own : wording;
  for (std::size_t i = 0; i < outline.rules.size(); ++i) {
    IndicatorText& indicator = outline.tree.indicators[i];
    indicator.clauses = read_rule(outline.rules[i], indicator, outline.tree, words);
  }
  read_scheme(outline.blocks, outline.tree, source, words, issues);
  return std::move(outline.tree);
}

}  // namespace zs
