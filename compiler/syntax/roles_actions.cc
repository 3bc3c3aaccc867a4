// When 得, 扣, 满分, 酌情, 视…, 最高 and the like act on the points, and when they are text.
#include "compiler/syntax/roles_filter.h"

namespace zs {

TokenKind Roles::action_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  const TokenKind following = next(i);
  const bool segment_ends = ends_segment(following);
  if (const Word* word = piece.as(WordKind::Action)) {
    const bool scored = one_of(following, {Points, Number, Base, Full, PointsWord, Discretion}) ||
                        (following == AtMost) ||
                        (following == Quantity && (share_follows(i) || share_alone(i)));
    if (scored) {
      chosen_[i] = word;
      if (word->canonical == U"得") return Get;
      if (word->canonical == U"扣") return Deduct;
      if (word->canonical == U"加") return Add;
      if (word->canonical == U"扣至") return ReduceTo;
      if (word->canonical == U"加减") return Add;
    }
    const Piece* previous = before(i);
    const bool lost = segment_ends && previous &&
                      (previous->as(WordKind::Of) || previous->as(WordKind::UpDown)) &&
                      piece.end - piece.begin == 1;
    if (lost) return word->canonical == U"扣" ? Deduct : word->canonical == U"加" ? Add : Get;
  }
  if (piece.as(WordKind::Full)) {
    const bool verb = piece.end - piece.begin > 2;
    if (segment_ends || one_of(following, {Until, And, Or, Exhausted, Dun}) ||
        (following == Of && verb)) {
      if (verb || !starts_segment(i) || following == Until) return Full;
    }
  }
  // 综合得分为零: of a score by name; 事故起数为零的 is a condition.
  const bool of_score =
      piece.begin > 0 && (text_[piece.begin - 1] == U'分' || text_[piece.begin - 1] == U'绩');
  if (piece.as(WordKind::Zero) && text_[piece.begin] == U'为' && !of_score && !starts_segment(i))
    return Text;
  if (piece.as(WordKind::Zero) && (segment_ends || one_of(following, {And, Exhausted, Of})))
    return Zero;
  if (piece.as(WordKind::NoDeduction) && (segment_ends || following == And)) return NoDeduction;
  if (piece.as(WordKind::NoAddition) && segment_ends) return NoDeduction;
  if (piece.as(WordKind::Base) && one_of(following, {Points})) return Base;
  if (piece.as(WordKind::PointsWord) && points_word_fits(i)) return PointsWord;
  if (const Word* word = piece.as(WordKind::BareAction)) {
    if (segment_ends || one_of(following, {AtMost, And, Until})) {
      if (bare_fits(i) || following == AtMost) {
        chosen_[i] = word;
        return Bare;
      }
    }
    if (following == AtMost) {
      chosen_[i] = word;
      return Bare;
    }
  }
  if (piece.as(WordKind::Each) && acts(following)) return Each;
  if (piece.as(WordKind::Respectively) &&
      (acts(following) || one_of(following, {Relation, Reached, Points})))
    return Respectively;
  if (piece.as(WordKind::Discretion) && one_of(following, {Bare, Get, Deduct, Add}))
    return Discretion;
  if (piece.as(WordKind::Doubled) && (one_of(following, {Bare, Deduct, Add}) || segment_ends))
    return Doubled;
  if (piece.as(WordKind::Proportional) &&
      (one_of(following, {Bare, Get, Deduct, Add}) || segment_ends))
    return Proportional;
  if (piece.as(WordKind::Veto) && !one_of(following, {Text})) return Veto;
  if (piece.as(WordKind::Start) && (segment_ends)) return Start;
  if (piece.as(WordKind::CountedAs) && segment_ends) {
    const Piece* previous = before(i);
    const bool named = previous && text_[previous->end - 1] == U'分' && starts_by(i);
    if (previous && ((previous->numeral && by_left(i)) || named)) return CountedAs;
  }
  if (piece.as(WordKind::NotCounted) && (segment_ends)) return NotCounted;
  if (piece.as(WordKind::Descending) && one_of(following, {Points, Quantity, Number}))
    return Descending;
  if (piece.as(WordKind::AndSoOn)) return AndSoOn;
  if (piece.as(WordKind::Halved) && (segment_ends || following == Bare)) return Halved;
  if (piece.as(WordKind::GradeLower) && segment_ends) return GradeLower;
  if (piece.as(WordKind::WithoutFactor) && following == Text) return WithoutFactor;
  if (piece.as(WordKind::Excepted) && segment_ends) return Excepted;
  if (piece.as(WordKind::NoRepeat) && (segment_ends || following == Bare))
    return choose(i, WordKind::NoRepeat, NoRepeat);
  if (piece.as(WordKind::Interpolated) && (segment_ends || following == Bare)) return Interpolated;
  if (piece.as(WordKind::Basis) || piece.as(WordKind::By)) return basis_role(i);
  if (piece.as(WordKind::Grade)) return grade_role(i);
  return Text;
}

bool Roles::share_follows(std::size_t i) const {
  const std::size_t k = after(i);
  return pieces_[k].numeral && pieces_[k].numeral->dimension == Dimension::Percent &&
         next(k) == Of && next(after(k)) == PointsWord;
}

// 80%-90%的得80%: of the points. 每低一位减5%: too.
bool Roles::share_alone(std::size_t i) const {
  const std::size_t k = after(i);
  const bool percent = pieces_[k].numeral && pieces_[k].numeral->dimension == Dimension::Percent &&
                       ends_segment(next(k));
  const Piece* previous = before(i);
  return percent && previous &&
         (previous->as(WordKind::Of) || previous->as(WordKind::UpDown) ||
          (previous->numeral && previous->numeral->kind == NumeralKind::Rank));
}

bool Roles::points_word_fits(std::size_t i) const {
  const Piece* previous = before(i);
  const TokenKind following = next(i);
  if (previous && (previous->as(WordKind::Action) || previous->as(WordKind::AtMost)) &&
      (ends_segment(following) || following == Of))
    return true;
  return previous && previous->as(WordKind::Of) && ends_segment(following);
}

bool Roles::by_left(std::size_t i) const {
  for (std::size_t k = i; k-- > 0 && !separates(k);)
    if (pieces_[k].as(WordKind::By) || pieces_[k].as(WordKind::Basis)) return true;
  return false;
}

// 按全县平均分计: 按 opens what it is taken for.
bool Roles::starts_by(std::size_t i) const {
  for (std::size_t k = i; k-- > 0 && !separates(k);)
    if (pieces_[k].as(WordKind::By)) return opens_basis(k);
  return false;
}

bool Roles::bare_fits(std::size_t i) const {
  for (std::size_t k = i; k-- > 0 && !separates(k);) {
    if (hidden_[k]) continue;
    const Piece& piece = pieces_[k];
    if (piece.as(WordKind::Discretion) || piece.as(WordKind::Doubled) ||
        piece.as(WordKind::Proportional) ||
        ((piece.as(WordKind::Basis) || piece.as(WordKind::By)) && opens_basis(k)) ||
        piece.as(WordKind::Per) || (piece.as(WordKind::Each) && before(i) == &piece) ||
        piece.as(WordKind::Interpolated) || piece.as(WordKind::NoRepeat) ||
        piece.as(WordKind::AtMost) || piece.as(WordKind::PerTime))
      return true;
    const bool compared = piece.as(WordKind::Of) && piece.begin > 0 &&
                          (text_[piece.begin - 1] == U'高' || text_[piece.begin - 1] == U'低');
    // 按实际完成数占任务数的比例计分
    const bool of_share = text_.substr(piece.end).starts_with(U"比");
    if (piece.as(WordKind::Of) && of_share) continue;
    if (piece.as(WordKind::Of) && !compared) return before(i) == &piece && starts_segment(i);
  }
  return false;
}

bool Roles::opens_basis(std::size_t i) const {
  const Piece* previous = before(i);
  return starts_segment(i) ||
         (previous && (previous->as(WordKind::Of) || previous->as(WordKind::Discretion) ||
                       previous->as(WordKind::ThisItem) || previous->as(WordKind::Otherwise)));
}

// 视完成情况扣分, 按完成比例得分: the basis of an action at the end of the segment.
TokenKind Roles::basis_role(std::size_t i) {
  const bool opens = opens_basis(i);
  const TokenKind following = next(i);
  if (following == Quantity || following == Points) {
    const TokenKind then = next(after(i));
    if (then == CountedAs || then == Bare) return choose_basis(i);
  }
  if (following == Points && next(after(i)) == Until) {
    return choose(i, WordKind::AtMost, AtMost);
  }
  if (!opens) return Text;
  if (one_of(following, {Proportional})) return Text;
  const std::size_t k = past_text(i);
  const TokenKind end = kind(k);
  if (k > after(i) && one_of(end, {Bare, Discretion, Get, Deduct, Add, AtMost, CountedAs}))
    return choose_basis(i);
  return Text;
}

TokenKind Roles::choose_basis(std::size_t i) {
  return choose(i, pieces_[i].as(WordKind::By) ? WordKind::By : WordKind::Basis, Basis);
}

TokenKind Roles::grade_role(std::size_t i) {
  if (next(i) != Text) return Text;
  const std::size_t k = past_text(i);
  if (!ends_segment(kind(k)) && kind(k) != And) return Text;
  const std::size_t length =
      (k < pieces_.size() ? pieces_[k].begin : text_.size()) - pieces_[i].end;
  if (length > 6) return Text;
  const std::u32string_view rest = text_.substr(pieces_[i].end, length);
  const bool named = rest.size() <= 3 || wording_.tail(rest, NameKind::GradeTail);
  const Piece* previous = before(i);
  const bool placed =
      previous == nullptr || separates(static_cast<std::size_t>(previous - pieces_.data())) ||
      previous->as(WordKind::Of) || previous->as(WordKind::UpDown) ||
      previous->as(WordKind::Otherwise) || previous->numeral || previous->sign == Sign::Close;
  return named && placed ? choose(i, WordKind::Grade, Grade) : Text;
}

TokenKind Roles::limit_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  const TokenKind following = next(i);
  if (piece.as(WordKind::Exhausted) && (ends_segment(following) || following == Text))
    return Exhausted;
  if (piece.as(WordKind::MayBeNegative) && ends_segment(following)) return MayBeNegative;
  if (piece.as(WordKind::Until) && ends_segment(following)) {
    const Piece* previous = before(i);
    if (previous &&
        (previous->numeral || previous->as(WordKind::Full) || previous->as(WordKind::Zero)))
      return Until;
  }
  const bool limited =
      one_of(following, {Points, Get, Deduct, Add, Full, PointsWord, Discretion}) ||
      (following == Reached && one_of(next(after(i)), {Points, Full}));
  if (piece.as(WordKind::AtMost) && limited && text_[piece.begin] != U'以') {
    if (piece.as(WordKind::Relation) && !one_of(following, {Points, PointsWord})) return Text;
    return choose(i, WordKind::AtMost, AtMost);
  }
  if (piece.as(WordKind::AtLeast) && limited &&
      !(piece.as(WordKind::Relation) && following == Quantity))
    return choose(i, WordKind::AtLeast, AtLeast);
  const Piece* item_after = before(i);
  const bool item_place =
      starts_segment(i) ||
      (item_after && (item_after->as(WordKind::Of) || item_after->as(WordKind::UpDown)));
  if (piece.as(WordKind::ThisItem) && item_place &&
      one_of(following, {Zero, Full, AtMost, AtLeast, Get, Deduct, Add, Exhausted, Reached,
                         NoDeduction, Points, Bare, Basis, Discretion, Proportional}) &&
      !(following == Reached && !one_of(next(after(i)), {Points, Full})))
    return ThisItem;
  return Text;
}

}  // namespace zs
