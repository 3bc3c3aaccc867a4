// When signs, numerals and the words around them (以上, 达到, 高于) compare or measure.
#include "compiler/syntax/roles_filter.h"

namespace zs {

TokenKind Roles::sign_role(std::size_t i) {
  const TokenKind following = next(i);
  switch (pieces_[i].sign) {
    case Sign::Comma:
      return Comma;
    case Sign::Semicolon:
      return Semicolon;
    case Sign::Mark:
      return Mark;
    case Sign::Open:
      if (std::count(pauses_.begin(), pauses_.end(), i)) return Text;
      if (std::count(prices_.begin(), prices_.end(), i)) return Dun;
      return std::count(scoring_open_.begin(), scoring_open_.end(), i) ? Comma : Open;
    case Sign::Close:
      if (!std::count(scoring_close_.begin(), scoring_close_.end(), i)) return Close;
      return Comma;
    case Sign::Dun: {
      const bool list = one_of(following, {Points, Number, Quantity, Rank, Relation, Reached});
      const Piece* previous = before(i);
      const bool after_number = previous && (previous->numeral || previous->as(WordKind::UpDown) ||
                                             previous->as(WordKind::Inclusive));
      // 每个扣0.2分、重大问题每个扣3分: a new clause.
      const bool clause = previous && previous->numeral &&
                          previous->numeral->kind == NumeralKind::Points && following == Text;
      if (clause) return Comma;
      // 一季度达到20%、上半年达到50%: another comparison of the same list.
      const bool another = after_number && following == Text &&
                           one_of(kind(past_text(i)), {Quantity, Reached, Relation});
      return (list && after_number) || another ? Dun : Text;
    }
    case Sign::Dash: {
      const Piece* previous = before(i);
      const bool after_number =
          previous && (previous->numeral || previous->as(WordKind::Inclusive) ||
                       previous->as(WordKind::Exclusive) || previous->as(WordKind::UpDown));
      return after_number && one_of(following, {Points, Number, Quantity, Rank}) ? To : Text;
    }
    case Sign::Slash:
      if (is_list_slash(i)) return pieces_[after(i)].numeral ? Dun : Text;
      if (after(i) < pieces_.size() && pieces_[after(i)].as(WordKind::Measure) &&
          (following == Text || (i > 0 && pieces_[i - 1].numeral &&
                                 pieces_[i - 1].numeral->kind == NumeralKind::Points))) {
        kinds_[after(i)] = PerSuffix;
        hidden_[i] = true;
      }
      return Text;
    case Sign::Assign: {
      return one_of(following, {Quantity, Number, Points}) ? Relation : Text;
    }
    case Sign::None:
    case Sign::Times:
    case Sign::Plus:
      return Text;
  }
  return Text;
}

TokenKind Roles::numeral_role(std::size_t i) {
  const Numeral& numeral = *pieces_[i].numeral;
  if (const Piece* among = before(i);
      among && among->as(WordKind::Among) &&
      !starts_segment(static_cast<std::size_t>(among - pieces_.data())))
    return Text;  // 只建立其中一项
  const TokenKind following = next(i);
  const Piece* previous = before(i);
  const bool compared =
      previous && (previous->as(WordKind::Relation) || previous->as(WordKind::NotReached) ||
                   previous->sign == Sign::Assign);
  const bool ends = ends_quantity(following);
  switch (numeral.kind) {
    case NumeralKind::Rank:
      return ends || compared ? Rank : Text;
    case NumeralKind::TopRank:
      return ends || one_of(following, {Inclusive}) ? TopRank : Text;
    case NumeralKind::Points: {
      // 90分得10分, 80至89分得8分: measured, since the points that are given come after it.
      const TokenKind action = following == Of ? next(after(i)) : following;
      if (one_of(action, {Get, Deduct, Full, Zero}) && !after_action(range_start(i)))
        return Quantity;
      const bool limit = previous &&
                         (previous->as(WordKind::AtMost) || previous->as(WordKind::AtLeast)) &&
                         (ends_segment(following) || following == Until);
      if (limit) return Points;
      if (one_of(following, {UpDown, Inclusive, Exclusive, Between}) || graded(i)) return Quantity;
      const bool reached = previous && previous->as(WordKind::Reached) && !is_wei(*previous);
      if (compared || reached || (open_per_left(i) && !after_action(i))) return Quantity;
      if (following == To && next(after(i)) == Quantity) return Quantity;
      if (previous && previous->sign == Sign::Dash && from_compared(i)) return Quantity;
      return ends || following == Start ? Points : Text;
    }
    case NumeralKind::Bare: {
      if (following == To && graded(i)) return Quantity;
      if (following == To && one_of(next(after(i)), {Points})) return Number;
      if (after_action(i) && following == Dun) return Number;
      if (after_action(i) && ends_segment(following))
        return Quantity;  // 得3: the word 分 is lacking
      const bool listed =
          previous && (previous->sign == Sign::Dun ||
                       (previous->sign == Sign::Slash &&
                        is_list_slash(static_cast<std::size_t>(previous - pieces_.data()))));
      if (listed && one_of(following, {Dun, Points})) return Number;
      return compared || (ends && !starts_segment(i)) || following == To || following == UpDown
                 ? Quantity
                 : Text;
    }
    case NumeralKind::Measured:
      break;
  }
  // 500万元以上不满1000万元企业每户计1分: part of the name of what is counted.
  const bool named = following == Text && kind(past_text(i)) == PerUnit;
  if (named && !pieces_[i].either_side) return Text;
  if (pieces_[i].either_side || compared) return Quantity;
  // 一季度达到20%: a period that names what is measured.
  const bool period = numeral.dimension == Dimension::Months &&
                      one_of(following, {Reached, Relation}) && next(after(i)) == Quantity &&
                      text_[pieces_[after(i)].begin] > 0x7F;
  if (period) return Text;
  if (ends) {
    const bool stray = following == Of && !acts_soon(after(i)) && !ends_segment(next(after(i)));
    return stray ? Text : Quantity;
  }
  if (following == Text) {
    const TokenKind end = kind(past_text(i));
    if (open_per_left(i)) return Quantity;
    if (happens(i) && one_of(end, {Of, Get, Deduct, Zero})) return Quantity;
    const bool steps = previous && previous->as(WordKind::Direction) && one_of(end, {Deduct, Add});
    if (steps ||
        (one_of(end, {Deduct}) && numeral.dimension == Dimension::Count && !starts_segment(i)))
      return Quantity;
  }
  return Text;
}

// 发生1起事故的得3分;发生3起以上事故的不得分: a count, where the text has several.
bool Roles::happens(std::size_t i) const {
  const Numeral& numeral = *pieces_[i].numeral;
  const std::u32string_view before = text_.substr(0, pieces_[i].begin);
  const bool event = before.ends_with(U"发生") || before.ends_with(U"出现");
  if (!event || numeral.dimension != Dimension::Count) return false;
  return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& other) {
    return &other != &pieces_[i] && other.numeral && other.numeral->kind == NumeralKind::Measured &&
           other.numeral->dimension == Dimension::Count && other.numeral->unit == numeral.unit;
  });
}

bool Roles::is_wei(const Piece& piece) const {
  const std::u32string_view words = text_.substr(piece.begin, piece.end - piece.begin);
  return words == U"为" || words == U"均为";
}

bool Roles::after_action(std::size_t i) const {
  const Piece* previous = before(i);
  return previous && (previous->as(WordKind::Action) || previous->as(WordKind::Base)) &&
         !previous->as(WordKind::Protected);
}

// 60分-80分以上…: the left end of this range was compared.
bool Roles::from_compared(std::size_t i) const {
  return one_of(next(i), {UpDown, Inclusive, Exclusive, Between});
}

// 80至89分: the numeral with which a range begins, itself when there is none.
std::size_t Roles::range_start(std::size_t i) const {
  const Piece* dash = before(i);
  if (!dash || dash->sign != Sign::Dash) return i;
  const Piece* low = before(static_cast<std::size_t>(dash - pieces_.data()));
  return low && low->numeral ? static_cast<std::size_t>(low - pieces_.data()) : i;
}

bool Roles::acts_soon(std::size_t i) const {
  return acts(next(i)) || one_of(next(i), {Points, Per, PerUnit, And, Or});
}

// 80分至90分的为二等: the points of this segment are measured, not given.
bool Roles::graded(std::size_t i) const {
  for (std::size_t k = i + 1; k < pieces_.size() && !separates(k); ++k)
    if (kinds_[k] == Grade) return true;
  return false;
}

// 配备2名以上专职人员的得2分: a number of what is named after it.
bool Roles::counts_what_follows(std::size_t i) const {
  const Piece* number = before(i);
  if (!number || !number->numeral || number->numeral->dimension != Dimension::Count) return false;
  const char32_t first = text_[number->begin];
  const auto at = static_cast<std::size_t>(number - pieces_.data());
  if (first < U'0' || first > U'9' || starts_segment(at)) return false;
  for (std::size_t k = at; k-- > 0 && !separates(k);)
    if (pieces_[k].as(WordKind::Frequency)) return false;
  return one_of(kind(past_text(i)), {Of, Get, Points});
}

// 15日内办结的得3分,15日以上20日以内办结的得2分: a time is measured where the text has several.
bool Roles::lasts(std::size_t i) const {
  const Piece* number = before(i);
  const auto timed = [](const Piece& piece) {
    return piece.numeral && piece.numeral->kind == NumeralKind::Measured &&
           piece.numeral->dimension == Dimension::Days;
  };
  if (!number || !timed(*number)) return false;
  const std::size_t end = past_text(i);
  const std::size_t until = end < pieces_.size() ? pieces_[end].begin : text_.size();
  const bool verb = until - pieces_[i].end <= 6 && one_of(kind(end), {Of, Get, Points, Zero});
  std::size_t times = 0;
  for (const Piece& piece : pieces_)
    times += timed(piece) && piece.numeral->unit == number->numeral->unit;
  return verb && times > 1;
}

TokenKind Roles::compare_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  const TokenKind following = next(i);
  const bool number = one_of(following, {Quantity, Number, Rank});
  if (piece.as(WordKind::NotReached) && number) return choose(i, WordKind::NotReached, Relation);
  if (piece.as(WordKind::NotReached) && !piece.as(WordKind::Relation)) return Text;
  if (piece.as(WordKind::UpDown)) {
    const Piece* previous = before(i);
    const bool follows = previous && (previous->numeral || previous->as(WordKind::Inclusive) ||
                                      previous->as(WordKind::Exclusive));
    const bool fits = follows && (ends_quantity(following) || following == Quantity ||
                                  (following == Text && (counts_what_follows(i) || lasts(i))));
    return fits ? choose(i, WordKind::UpDown, UpDown) : Text;
  }
  if (piece.as(WordKind::Inclusive) || piece.as(WordKind::Exclusive)) {
    const Piece* previous = before(i);
    const bool follows = previous && (previous->numeral || previous->as(WordKind::UpDown));
    if (follows) return piece.as(WordKind::Inclusive) ? Inclusive : Exclusive;
  }
  if (piece.as(WordKind::Between)) {
    const Piece* previous = before(i);
    return previous && previous->numeral && ends_quantity(following) ? Between : Text;
  }
  if (piece.as(WordKind::Relation)) {
    const bool symbol = text_[piece.begin] < 0x80;
    if (symbol || number) return choose(i, WordKind::Relation, Relation);
    if (following == Text && refers(i)) return choose(i, WordKind::Relation, Relation);
    const std::size_t k = past_text(i);
    if (following == Text && kind(k) == Quantity &&
        pieces_[k].numeral->dimension == Dimension::Percent)
      return choose(i, WordKind::Relation, Relation);
  }
  if (piece.as(WordKind::Reached) &&
      (number || following == TopRank || following == Points || (following == Full) ||
       (following == Relation && !starts_segment(i))))
    return choose(i, WordKind::Reached, Reached);
  return Text;
}

}  // namespace zs
