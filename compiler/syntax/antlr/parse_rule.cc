#include "compiler/syntax/parse_rule.h"

#include "compiler/syntax/antlr/build_segment.h"
#include "compiler/syntax/antlr/problems.h"
#include "compiler/syntax/antlr/rule_parser.h"

namespace zs {
namespace {

// Tokens [begin, end) of one sentence, the semicolon excluded.
struct Stretch {
  std::size_t begin;
  std::size_t end;
};

std::vector<Stretch> sentences(const std::vector<Token>& tokens) {
  std::vector<Stretch> result;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    if (i < tokens.size() && tokens[i].kind != TokenKind::Semicolon) continue;
    if (i > begin) result.push_back({begin, i});
    begin = i + 1;
  }
  return result;
}

}  // namespace

std::vector<Clause> parse_rule(const NormalText& text, const std::vector<Token>& tokens,
                               const WordingTable& wording, const SourceText& source,
                               DiagnosticSink& issues) {
  ClauseAssembler clauses;
  const SegmentBuilder builder(text, tokens, wording);
  for (const Stretch& stretch : sentences(tokens)) {
    RuleParser parser(tokens, stretch.begin, stretch.end);
    gen::ZhunshengParser::RuleTextContext* tree = parser.parse();
    if (const auto stopped = parser.stopped_at()) {
      report_unread(text, tokens, stretch.begin, stretch.end, *stopped, source, issues);
      clauses.add_unread(text.span(tokens[stretch.begin].begin, tokens[stretch.end - 1].end));
      continue;
    }
    for (auto* sentence : tree->sentence())
      for (auto* segment : sentence->segment()) clauses.add(builder.build(segment));
    clauses.end_sentence();
  }
  return clauses.take();
}

}  // namespace zs
