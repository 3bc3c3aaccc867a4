// When the words that join (的, 且, 或, 否则), 每 and its direction are keywords.
#include "compiler/syntax/roles_filter.h"

namespace zs {

TokenKind Roles::glue_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  const TokenKind following = next(i);
  if (text_[piece.begin] == U'者' && piece.end == piece.begin + 1) {
    const Piece* previous = before(i);
    const bool closes = previous && (previous->as(WordKind::UpDown) || previous->numeral);
    return closes && ends_segment(following) ? Of : Text;
  }
  if (piece.as(WordKind::Of)) {
    const bool ends = ends_segment(following) || acts(following) ||
                      one_of(following, {And, Or, Points, PerUnit, Otherwise, Number, Start}) ||
                      (following == Per);
    const Piece* previous = before(i);
    const bool share = one_of(following, {Quantity}) && previous &&
                       (previous->as(WordKind::Full) || previous->as(WordKind::PointsWord));
    const bool of_points = following == PointsWord;
    // 未完成的按完成率乘以分值: a formula follows.
    const bool formula =
        i + 1 < pieces_.size() && hidden_[i + 1] && pieces_[i + 1].as(WordKind::By);
    if (formula) return Of;
    const bool counted = following == Quantity && kind(past_text(after(i))) == Deduct;
    return ends || share || of_points || counted ? Of : Text;
  }
  if (piece.as(WordKind::And) && !ends_segment(following)) return choose(i, WordKind::And, And);
  if (piece.as(WordKind::But)) return choose(i, WordKind::But, And);
  if (piece.as(WordKind::AndThen)) return starts_segment(i) || splits_facts(i) ? And : Text;
  if (piece.as(WordKind::Or)) return or_role(i);
  if (piece.as(WordKind::All) &&
      (one_of(following, {Reached, Relation, Quantity}) || acts(following))) {
    hidden_[i] = true;
    return Text;
  }
  if (piece.as(WordKind::Otherwise) && starts_segment(i)) {
    const bool clear = text_[piece.begin] == U'否' || text_[piece.begin] == U'反';
    if (clear || ends_segment(following) || acts(following) || following == Points ||
        (following == Of) || following == Bare ||
        (following == Reached && next(after(i)) == Points))
      return Otherwise;
  }
  if (piece.as(WordKind::Among) && starts_segment(i)) return Among;
  return Text;
}

bool Roles::splits_facts(std::size_t i) const {
  std::size_t left = 0;
  for (std::size_t k = i; k-- > 0 && !separates(k);) left += pieces_[k].end - pieces_[k].begin;
  return left >= 3 && next(i) == Text && !open_per_left(i);
}

TokenKind Roles::or_role(std::size_t i) {
  for (const Word& word : wording_.longest(text_.substr(pieces_[i].end)).meanings)
    if (word.kind == WordKind::Verb && !open_per_left(i) && next(i) == Text) return Or;
  if (next(i) == Quantity || next(i) == Relation || next(i) == Reached) return Or;
  if (text_.substr(pieces_[i].begin).starts_with(U"或者") ||
      text_.substr(pieces_[i].begin).starts_with(U"或是")) {
    return open_per_left(i) ? Text : Or;
  }
  if (open_per_left(i) || next(i) != Text) return Text;
  const Piece* previous = before(i);
  if (previous && previous->as(WordKind::Of)) return Or;
  const std::u32string_view rest = text_.substr(pieces_[i].end);
  if (wording_.head(rest, NameKind::OrLead)) return Or;
  return previous && (previous->numeral || previous->as(WordKind::UpDown)) ? Or : Text;
}

TokenKind Roles::per_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  const TokenKind following = next(i);
  if (piece.as(WordKind::Frequency)) {
    if (!one_of(following, {Deduct, Add, Get})) return Text;
    const UnitMatch unit = scan_unit(text_.substr(piece.begin + 1), wording_);
    if (unit.length > 0) unit_of_per_[i] = unit;
    return PerUnit;
  }
  if (piece.as(WordKind::PerTime) && acts(following)) return PerUnit;
  if (piece.as(WordKind::Per) || piece.as(WordKind::PerWhole)) {
    const bool whole = !piece.as(WordKind::Per);
    std::size_t k = after(i);
    // 每件, 每个百分点: the number one is left out.
    const UnitMatch unit = scan_unit(text_.substr(pieces_[i].end), wording_);
    if (unit.length > 0 && following == Text && pieces_[k].end - pieces_[k].begin <= unit.length) {
      const bool short_word = pieces_[k].begin + unit.length >= pieces_[k].end;
      std::size_t last = k;
      while (last < pieces_.size() && pieces_[last].end < pieces_[i].end + unit.length) ++last;
      const bool exact = last < pieces_.size() && pieces_[last].end == pieces_[i].end + unit.length;
      const TokenKind end = kind(past_text(last));
      if (short_word && exact &&
          (acts(next(last)) || next(last) == Points || next(last) == Of ||
           ends_segment(next(last)) ||
           one_of(end, {Deduct, Add, Get, Each, Respectively, Points}))) {
        unit_of_per_[i] = unit;
        for (std::size_t h = after(i); h <= last; ++h) hidden_[h] = true;
        return PerUnit;
      }
    }
    while (k < pieces_.size() && (kinds_[k] == Text || hidden_[k] ||
                                  one_of(kinds_[k], {Direction, Relation, Than, Reached})))
      ++k;
    const TokenKind end = kind(k);
    if (is_density(i, k)) return Text;
    if (one_of(end, {Quantity, Rank, Number}))
      return choose(i, whole ? WordKind::PerWhole : WordKind::Per, Per);
    if (one_of(end, {Deduct, Add, Points}) && pieces_[after(i)].as(WordKind::Direction)) return Per;
    return Text;
  }
  if (piece.as(WordKind::Direction)) return direction_role(i);
  if (piece.as(WordKind::Than)) {
    std::size_t k = after(i);
    while (k < pieces_.size() && (kinds_[k] == Text || hidden_[k])) ++k;
    const bool referred = k > after(i) && one_of(kind(k), {Per, Direction});
    const bool growth = referred && (kind(k) == Per || one_of(next(k), {Quantity, Reached}));
    return growth ? Than : Text;
  }
  return Text;
}

// 每百米绿道破损不超过2处, 每个网格配备3名以上: a measure of its own, not a step. The number at
// `end` is compared.
bool Roles::is_density(std::size_t i, std::size_t end) const {
  if (end >= pieces_.size() || !pieces_[i].as(WordKind::Per) || kind(after(i)) != Text)
    return false;
  bool compared = end + 1 < pieces_.size() && after(end) < pieces_.size() &&
                  pieces_[after(end)].as(WordKind::UpDown);
  static constexpr std::u32string_view kPopulations = U"百千万名户村人";
  const bool population =
      kPopulations.find(text_[pieces_[after(i)].begin]) != std::u32string_view::npos;
  for (std::size_t k = after(i); k < end; k = after(k))
    compared |= kinds_[k] == Relation || (population && kinds_[k] == Reached);
  return compared;
}

bool Roles::open_per_left(std::size_t i) const {
  while (i-- > 0) {
    if (hidden_[i]) continue;
    const Piece& piece = pieces_[i];
    if (separates(i) || piece.numeral) return false;
    if (piece.as(WordKind::Per) || piece.as(WordKind::PerWhole)) return true;
  }
  return false;
}

TokenKind Roles::direction_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  const Piece* previous = before(i);
  const TokenKind following = next(i);
  const bool after_per =
      previous && (previous->as(WordKind::Per) || previous->as(WordKind::PerWhole));
  if (after_per) {
    const TokenKind end = kind(past_text(i));
    if (one_of(following, {Quantity, Rank, Number, Deduct, Add}) ||
        (following == Reached && next(after(i)) == Quantity) ||
        (following == Text && one_of(end, {Quantity}) && refers(i)))
      return choose(i, WordKind::Direction, Direction);
    return Text;
  }
  if (following != Quantity && following != Rank) return Text;
  if (than_left(i)) return choose(i, WordKind::Direction, Direction);
  if (open_per_left(i)) return Text;
  const TokenKind then = next(after(i));
  const TokenKind end = then == Text ? kind(past_text(after(i))) : then;
  // 高出1个百分点加0.3分 is a step, 超过10%加1分 a threshold.
  const Piece& number = pieces_[after(i)];
  const bool of_points =
      number.numeral && number.numeral->unit.find(U"百分点") != std::u32string::npos;
  const bool relation_too =
      piece.as(WordKind::Relation) && piece.end - piece.begin > 1 && !of_points;
  const bool priced =
      one_of(end, {Deduct, Add}) || (end == Of && next(past_text(after(i))) == Deduct &&
                                     piece.end - piece.begin == 1 && !piece.as(WordKind::Relation));
  if (priced && !relation_too && end != Of) return choose(i, WordKind::Direction, Direction);
  return Text;
}

// 每低于目标值2%: what follows the direction is what is compared with.
bool Roles::refers(std::size_t i) const {
  const std::size_t from = pieces_[i].end;
  std::size_t k = after(i);
  while (k < pieces_.size() && (kinds_[k] == Text || hidden_[k])) ++k;
  const std::size_t to = k < pieces_.size() ? pieces_[k].begin : text_.size();
  const std::u32string_view words = text_.substr(from, to - from);
  for (std::u32string_view start :
       {U"上年", U"去年", U"同期", U"全市", U"全省", U"全国", U"全县", U"全区"})
    if (words.starts_with(start)) return true;
  // 高于LPR, after 低于同期LPR
  constexpr std::size_t kLongestReference = 40;
  std::size_t stop = pieces_[i].begin;
  for (std::size_t j = i; j-- > 0 && words.size() > 1 && words.size() <= kLongestReference;) {
    if (separates(j) || pieces_[j].as(WordKind::Of)) stop = pieces_[j].begin;
    if (!pieces_[j].as(WordKind::Relation) || pieces_[j].end - pieces_[j].begin < 2) continue;
    if (stop > pieces_[j].end &&
        text_.substr(pieces_[j].end, stop - pieces_[j].end).ends_with(words))
      return true;
  }
  return words.find(U"平均") != std::u32string_view::npos ||
         wording_.ends_with(words, WordKind::Reference);
}

bool Roles::than_left(std::size_t i) const {
  bool text_between = false;
  while (i-- > 0) {
    if (hidden_[i]) continue;
    const Piece& piece = pieces_[i];
    if (separates(i) || piece.numeral) return false;
    if (piece.as(WordKind::Than)) return text_between;
    text_between = true;
  }
  return false;
}

}  // namespace zs
