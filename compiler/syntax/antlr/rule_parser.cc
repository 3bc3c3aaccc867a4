#include "compiler/syntax/antlr/rule_parser.h"

namespace zs {

RuleParser::RuleParser(const std::vector<Token>& tokens, std::size_t begin, std::size_t end)
    : source_(tokens, begin, end), stream_(&source_), parser_(&stream_) {
  parser_.removeErrorListeners();
  parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::SLL);
}

gen::ZhunshengParser::RuleTextContext* RuleParser::parse() {
  try {
    return parser_.ruleText();
  } catch (const antlr4::ParseCancellationException& problem) {
    std::size_t at = stream_.LT(1)->getStartIndex();
    try {
      std::rethrow_if_nested(problem);
    } catch (const antlr4::RecognitionException& cause) {
      if (cause.getOffendingToken()) at = cause.getOffendingToken()->getStartIndex();
    }
    stopped_at_ = at;
    return nullptr;
  }
}

}  // namespace zs
