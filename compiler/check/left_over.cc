// Keywords and numbers that are left inside a name: what could not be read is never a name.
#include <algorithm>

#include "compiler/check/indicator_checker.h"
#include "compiler/syntax/scan.h"
#include "compiler/wording/normal_text.h"

namespace zs {

// A keyword left inside a name was probably meant as a keyword: never misread in silence.
void IndicatorChecker::check_left_over(const Phrase& phrase, bool quantity) {
  const std::u32string text = to_characters(phrase.text);
  // 采购金额超预算10%以上的每项: the name of what is counted may hold a number.
  const bool numbered =
      counting_ && std::any_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
  if ((!numbered && text.find_first_of(U"%=<>") != std::u32string::npos) || text == U"第" ||
      text.ends_with(U"第"))
    return unread(
        DiagnosticKind::LeftOverWord, phrase.span,
        {to_utf8(text.substr(std::min(text.find_first_of(U"%=<>第"), text.size() - 1), 1)),
         phrase.text});
  const std::vector<Piece> pieces = scan(text, wording_, {});
  if (!pieces.empty()) {
    // A comparison at the end of a name has lost its number.
    const Piece& last = pieces.back();
    const auto words = std::u32string_view(text).substr(last.begin, last.end - last.begin);
    const bool compares =
        last.as(WordKind::Relation) || last.as(WordKind::UpDown) || last.as(WordKind::NotReached) ||
        (last.as(WordKind::Reached) && text.size() > words.size() && words.size() > 1) ||
        (quantity && (words == U"不" || words == U"在"));
    if (compares && !numbered && !last.as(WordKind::Protected) &&
        !(words == U"内" || words == U"后" || words == U"起"))
      return unread(DiagnosticKind::LeftOverWord, phrase.span, {to_utf8(words), phrase.text});
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const auto words = std::u32string_view(text).substr(piece.begin, piece.end - piece.begin);
    if (piece.as(WordKind::Protected) && piece.numeral == std::nullopt) continue;
    const bool points = piece.numeral && piece.numeral->kind == NumeralKind::Points;
    const bool percent = !numbered && piece.numeral &&
                         piece.numeral->dimension == Dimension::Percent &&
                         piece.numeral->kind == NumeralKind::Measured;
    const bool rank = piece.numeral && (piece.numeral->kind == NumeralKind::Rank ||
                                        piece.numeral->kind == NumeralKind::TopRank);
    const bool number = quantity && piece.numeral && piece.numeral->kind == NumeralKind::Measured &&
                        words.front() >= U'0' && words.front() <= U'9' &&
                        !(i + 2 < pieces.size() && looks_like_rate(text, wording_));
    bool keyword = number;
    for (WordKind kind :
         {WordKind::Zero, WordKind::Full, WordKind::Discretion, WordKind::Exhausted,
          WordKind::Proportional, WordKind::Doubled, WordKind::Per, WordKind::NoDeduction,
          WordKind::Veto, WordKind::BareAction, WordKind::Interpolated, WordKind::AndSoOn})
      keyword |= piece.as(kind) != nullptr && (words.size() > 1 || kind == WordKind::Per);
    // 每百米绿道破损, 每个网格配备: a measure by itself.
    static constexpr std::u32string_view kDensities = U"个百千万亿户村镇乡人米亩公平台家组班";
    if (words == U"每" && piece.end < text.size() &&
        kDensities.find(text[piece.end]) != std::u32string_view::npos)
      keyword = false;
    keyword |=
        words == U"扣" || (piece.as(WordKind::Otherwise) && words == U"否则") || words == U"分别";
    if (words == U"满分" || words == U"计算" || words == U"评分" || words == U"适当" ||
        words == U"视")
      keyword = false;
    if (!(points || percent || rank || keyword)) continue;
    unread(DiagnosticKind::LeftOverWord, phrase.span, {to_utf8(words), phrase.text});
    return;
  }
}

}  // namespace zs
