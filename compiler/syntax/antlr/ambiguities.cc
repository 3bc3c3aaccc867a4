#include "compiler/syntax/ambiguities.h"

#include <algorithm>

#include "compiler/syntax/antlr/token_source.h"

namespace zs {
namespace {

using gen::ZhunshengParser;

class Listener : public antlr4::BaseErrorListener {
 public:
  Listener(const NormalText& text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start,
                       std::size_t stop, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    add("ambiguous", parser, dfa, start, stop);
  }
  void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa,
                                   std::size_t start, std::size_t stop, const antlrcpp::BitSet&,
                                   antlr4::atn::ATNConfigSet*) override {
    add("needs context", parser, dfa, start, stop);
  }

  std::vector<std::string> found;
  std::size_t first = 0;  // the token that the stream begins with

 private:
  void add(const char* what, antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start,
           std::size_t stop) {
    const std::size_t rule = dfa.atnStartState->ruleIndex;
    const std::size_t begin = std::min(first + start, tokens_.size() - 1);
    const std::size_t end = std::min(first + stop, tokens_.size() - 1);
    found.push_back(std::string(what) + " in " + parser->getRuleNames()[rule] + ": " +
                    to_utf8(text_.part(tokens_[begin].begin, tokens_[end].end).chars));
  }

  const NormalText& text_;
  const std::vector<Token>& tokens_;
};

// Decisions of its own: those of the parser at work were made without full context.
struct Decisions {
  explicit Decisions(const antlr4::atn::ATN& atn) {
    for (std::size_t i = 0; i < atn.getNumberOfDecisions(); ++i)
      dfas.emplace_back(atn.getDecisionState(i), i);
  }
  std::vector<antlr4::dfa::DFA> dfas;
  antlr4::atn::PredictionContextCache contexts;
};

}  // namespace

std::vector<std::string> ambiguities(const NormalText& text, const std::vector<Token>& tokens) {
  Listener listener(text, tokens);
  static Decisions* decisions = nullptr;
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin;
    while (end < tokens.size() && tokens[end].kind != TokenKind::Semicolon) ++end;
    if (end > begin) {
      RuleTokenSource source(tokens, begin, end);
      antlr4::CommonTokenStream stream(&source);
      ZhunshengParser parser(&stream);
      if (decisions == nullptr) decisions = new Decisions(parser.getATN());
      parser.setInterpreter(new antlr4::atn::ParserATNSimulator(
          &parser, parser.getATN(), decisions->dfas, decisions->contexts));
      parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
          antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
      parser.removeErrorListeners();
      parser.addErrorListener(&listener);
      parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
      listener.first = begin;
      try {
        parser.ruleText();
      } catch (const antlr4::ParseCancellationException&) {
        // Not understood: what was read until here has been looked at.
      }
    }
    begin = end + 1;
  }
  return std::move(listener.found);
}

}  // namespace zs
