// NormalText → SyntaxTree.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/token.h"
#include "compiler/syntax/tree.h"
#include "compiler/wording/normal_text.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Reads the text of one indicator, with its blanks and line ends, into clauses. `tree` has the
// blocks that are read before the rules (数据, 定义); what the wording declares is added there.
using RuleReader =
    std::function<std::vector<Clause>(const NormalText& rule, const IndicatorText& indicator,
                                      SyntaxTree& tree, const WordingTable& wording)>;

// Text that could not be read becomes an Unread clause whose problem is already in `issues`;
// later passes step over it in silence, and its indicator is not scored.
SyntaxTree parse(const NormalText& text, const SourceText& source, const WordingTable& wording,
                 const RuleReader& read_rule, DiagnosticSink& issues);
// The same for a text in canonical words.
SyntaxTree parse(const NormalText& text, const SourceText& source, const WordingTable& wording,
                 DiagnosticSink& issues);

// The words of one rule text, each with the role that it has there. `rule` is without blanks; what
// comes out points into it. `title` protects its own words.
std::vector<Token> rule_tokens(const NormalText& rule, std::string_view title,
                               const WordingTable& wording);

// The clauses of one rule text without a script around it. `title` protects its own words.
std::vector<Clause> parse_rule_text(const NormalText& text, std::string_view title,
                                    const SourceText& source, const WordingTable& wording,
                                    DiagnosticSink& issues);
// The same when the names in the text are known: no word inside them is a keyword.
std::vector<Clause> parse_rule_text(const NormalText& text, std::string_view title,
                                    const std::vector<std::u32string>& names,
                                    const SourceText& source, const WordingTable& wording,
                                    DiagnosticSink& issues);

}  // namespace zs
