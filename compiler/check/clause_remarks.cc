// Words that set no condition: how something is done, remarks, the title of the indicator.
#include "compiler/check/indicator_checker.h"
#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"
#include "compiler/wording/normalise.h"

namespace zs {

// The author's words of a place, in normal characters.
std::string IndicatorChecker::normal_slice(Span span) const {
  return normalised_name(source_.slice(span));
}

bool IndicatorChecker::is_manner(const Phrase& phrase) const {
  const std::u32string text = to_characters(phrase.text);
  const auto starts = [&](std::u32string_view words) { return text.starts_with(words); };
  const bool by = text.find(U'按') != std::u32string::npos;
  const bool ordered = wording_.contains(text, NameKind::Order);
  if (by && wording_.tail(text, NameKind::Order)) return true;
  if (wording_.contains(text, NameKind::Converted)) return true;
  // 由评审组酌情扣减, 以平均值为基准价, 贡献度按排名记分
  if (starts(U"由") && wording_.tail(text, NameKind::Reviewer)) return true;
  if (starts(U"以") && wording_.contains(text, NameKind::Standard)) return true;
  if (by && text.find(U"排名") != std::u32string::npos && text.ends_with(U"分")) return true;
  if ((starts(U"按") || starts(U"其他按") || starts(U"其余按")) && text.ends_with(U"确定"))
    return true;
  return wording_.head(text, NameKind::Way) && (ordered || wording_.tail(text, NameKind::Method));
}

// A remark that speaks of points was meant as a rule.
void IndicatorChecker::check_remark(const Phrase& phrase) {
  const std::u32string text = to_characters(phrase.text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const WordingTable::Match match = wording_.longest(std::u32string_view(text).substr(at));
    bool scores = false;
    for (const Word& word : match.meanings)
      scores |= word.kind == WordKind::Interpolated || word.kind == WordKind::AndSoOn ||
                word.kind == WordKind::Doubled || word.kind == WordKind::Proportional ||
                word.kind == WordKind::Zero || word.kind == WordKind::Exhausted;
    const auto number = scan_numeral(std::u32string_view(text).substr(at), wording_);
    const std::u32string_view rest = std::u32string_view(text).substr(at);
    if (rest.starts_with(U"较高") || rest.starts_with(U"较低") || rest.starts_with(U"取高") ||
        rest.starts_with(U"取低") || rest.starts_with(U"平均分") || rest.starts_with(U"孰高") ||
        rest.starts_with(U"除外") || rest.starts_with(U"系数") || rest.starts_with(U"减半") ||
        rest.starts_with(U"折半") || rest.starts_with(U"加权"))
      return unread(DiagnosticKind::LeftOverWord, phrase.span,
                    {to_utf8(rest.substr(0, 2)), phrase.text});
    const bool points = number && number->kind == NumeralKind::Points &&
                        !(at > 0 && text[at - 1] >= U'0' && text[at - 1] <= U'9');
    if (!points && (!scores || match.length < 2)) continue;
    return unread(
        DiagnosticKind::LeftOverWord, phrase.span,
        {to_utf8(std::u32string_view(text).substr(at, points ? number->length : match.length)),
         phrase.text});
  }
}

// 项目4分: the points of the indicator itself, by a word of its own title.
bool IndicatorChecker::is_own_title(const Clause& clause) const {
  if (clause.when.size() != 1 || clause.closed) return false;
  const auto* fact = std::get_if<Fact>(&clause.when.front().says);
  if (!fact) return false;
  const std::u32string words = to_characters(fact->phrase.text);
  const auto* award = std::get_if<Award>(&clause.says);
  const bool whole = award && award->amounts.front().kind == Amount::Kind::Points &&
                     award->amounts.front().low == out_.points;
  return whole && words.size() >= 2 && (title_.ends_with(words) || title_.starts_with(words));
}

}  // namespace zs
