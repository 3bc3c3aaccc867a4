#include "compiler/syntax/antlr/problems.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/syntax/antlr/rule_parser.h"

namespace zs {
namespace {

using enum TokenKind;

// A class of expected tokens in words, in the order in which they are offered.
struct Offer {
  std::array<TokenKind, 4> kinds;
  const char* zh;
  const char* en;
};

const std::array kOffers = {
    Offer{{TokenKind::Quantity, TokenKind::Rank, End, End},
          "数量(如80%、500元、1起)",
          "a quantity (80%, 500元, 1起)"},
    Offer{{TokenKind::Points, End, End, End}, "分数(如0.5分)", "points (0.5分)"},
    Offer{{Get, Deduct, Add, Zero},
          "得分动作(如得3分、扣0.1分、不得分)",
          "an action (得3分, 扣0.1分, 不得分)"},
    Offer{{TokenKind::UpDown, End, End, End}, "以上或以下", "以上 or 以下"},
    Offer{{TokenKind::Text, End, End, End}, "名称或情形", "a name or a condition"},
    Offer{{Comma, Semicolon, End, End}, "逗号、分号或句号", "a comma, semicolon or full stop"},
};

constexpr std::size_t kMostOffers = 3;
constexpr std::size_t kLongestReplay = 60;

bool could_stand(const std::vector<Token>& tokens, std::size_t begin, std::size_t stopped,
                 TokenKind kind) {
  const std::size_t from = stopped - begin > kLongestReplay ? stopped - kLongestReplay : begin;
  std::vector<Token> tried(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                           tokens.begin() + static_cast<std::ptrdiff_t>(stopped));
  Token extra;
  extra.kind = kind;
  extra.quantity.emplace();
  tried.push_back(std::move(extra));
  RuleParser parser(tried, 0, tried.size());
  parser.parse();
  return parser.stopped_at().value_or(tried.size()) >= tried.size();
}

Words expected_at(const std::vector<Token>& tokens, std::size_t begin, std::size_t stopped) {
  Words words;
  std::size_t offered = 0;
  for (const Offer& offer : kOffers) {
    const bool possible = std::any_of(offer.kinds.begin(), offer.kinds.end(), [&](TokenKind kind) {
      return kind != End && could_stand(tokens, begin, stopped, kind);
    });
    if (!possible || offered == kMostOffers) continue;
    if (offered++ > 0) {
      words.zh += "、";
      words.en += ", ";
    }
    words.zh += offer.zh;
    words.en += offer.en;
  }
  return words;
}

}  // namespace

void report_unread(const NormalText& text, const std::vector<Token>& tokens, std::size_t begin,
                   std::size_t end, std::size_t stopped, const SourceText& source,
                   DiagnosticSink& issues) {
  // 每次扣分: the action stands there, its points do not.
  if (stopped >= end && tokens[end - 1].kind == TokenKind::Bare) {
    const Span here = text.span(tokens[end - 1].begin, tokens[end - 1].end);
    issues.report(DiagnosticKind::UnexpectedWord, source, here,
                  {std::string(source.slice(here)),
                   {"得分动作加分数(如扣0.5分);分数在抄写中可能丢了",
                    "an action with points (扣0.5分); the points may have been lost in copying"}});
    return;
  }
  Words expected = expected_at(tokens, begin, stopped);
  if (expected.empty()) expected = {"本句结束", "the end of the sentence"};
  const std::size_t sentence_end = tokens[end - 1].end;
  if (stopped >= end) {
    const Span here = text.span(sentence_end - 1, sentence_end);
    issues.report(DiagnosticKind::SentenceEndsEarly, source, {here.end, here.end}, {expected});
    return;
  }
  const Token& token = tokens[stopped];
  const Span span = text.span(token.begin, token.end);
  issues.report(DiagnosticKind::UnexpectedWord, source, span,
                {std::string(source.slice(span)), expected});
}

}  // namespace zs
