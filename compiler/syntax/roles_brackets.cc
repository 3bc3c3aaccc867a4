// Brackets and formulas: which are read, which are remarks; decided before any word.
#include "compiler/syntax/roles_filter.h"

namespace zs {

// (含) stays; a bracket that scores is read as clauses of its own; any other is a remark.
void Roles::mark_brackets() {
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].sign != Sign::Open) continue;
    std::size_t close = i + 1;
    int depth = 1;
    while (close < pieces_.size() && depth > 0) {
      depth += pieces_[close].sign == Sign::Open ? 1 : pieces_[close].sign == Sign::Close ? -1 : 0;
      if (depth > 0) ++close;
    }
    if (depth != 0) continue;  // an unmatched bracket: the parser will say so
    brackets_.push_back({i, close});
  }
  for (const auto& [open, close] : brackets_) {
    if (in_formula(open, close)) continue;
    const bool second_price = open > 0 && pieces_[open - 1].numeral &&
                              pieces_[open - 1].numeral->kind == NumeralKind::Points &&
                              close == open + 2 && pieces_[open + 1].numeral &&
                              pieces_[open + 1].numeral->kind == NumeralKind::Points;
    bool grades = false;  // 好(85分以上): a condition, never a mere remark
    for (std::size_t k = open + 1; k + 1 < close; ++k)
      grades |= pieces_[k].numeral && pieces_[k].numeral->kind == NumeralKind::Points &&
                pieces_[k + 1].as(WordKind::UpDown);
    // (不可抗力除外), (难度系数1.2): these change the score and are no remarks.
    const std::u32string_view inside =
        text_.substr(pieces_[open].end, pieces_[close].begin - pieces_[open].end);
    const bool changes = inside.find(U"除外") != std::u32string_view::npos ||
                         inside.find(U"系数") != std::u32string_view::npos;
    if (second_price || grades || changes)
      continue;  // 扣3分(1分): not read, and not passed over either
    if (heads_sub_rule(open, close)) continue;
    if (bracket_scores(open, close)) {
      scoring_open_.push_back(open);
      scoring_close_.push_back(close);
      continue;
    }
    const bool marks =
        pieces_[open + 1].as(WordKind::Inclusive) || pieces_[open + 1].as(WordKind::Exclusive);
    if (marks && close - open <= 3) {
      hidden_[open] = hidden_[close] = true;
      for (std::size_t k = open + 2; k < close; ++k) hidden_[k] = true;
    } else {
      for (std::size_t k = open; k <= close; ++k) hidden_[k] = true;
    }
  }
}

// ①宣传栏更新(3分): the title and points of a sub-rule.
bool Roles::heads_sub_rule(std::size_t open, std::size_t close) {
  const bool points = close == open + 2 && pieces_[open + 1].numeral &&
                      pieces_[open + 1].numeral->kind == NumeralKind::Points;
  const bool colon = close + 1 < pieces_.size() && pieces_[close + 1].sign == Sign::Comma &&
                     text_[pieces_[close + 1].begin] == U':';
  if (!points || !colon) return false;
  std::size_t first = open;
  while (first > 0 && !separates(first - 1)) --first;
  if (first == 0 || pieces_[first - 1].sign != Sign::Mark) return false;
  for (std::size_t k = first; k <= close + 1; ++k) hidden_[k] = true;
  part_points_[first - 1] = pieces_[open + 1].numeral->value;
  return true;
}

bool Roles::bracket_scores(std::size_t open, std::size_t close) const {
  for (std::size_t k = open + 1; k < close; ++k) {
    const Piece& piece = pieces_[k];
    const bool counted = piece.as(WordKind::CountedAs) || piece.as(WordKind::NotCounted);
    if (piece.as(WordKind::Zero) || piece.as(WordKind::NoDeduction) || counted) return true;
    if (piece.numeral && piece.numeral->kind == NumeralKind::Points && k > open + 1 &&
        (pieces_[k - 1].as(WordKind::Action) || pieces_[k - 1].as(WordKind::AtMost)))
      return true;
    if (piece.as(WordKind::Among)) return true;
  }
  return false;
}

bool Roles::in_formula(std::size_t open, std::size_t close) const {
  for (std::size_t k = open + 1; k < close; ++k)
    if (is_operator(k)) return true;
  for (std::size_t k = open + 1; k < close; ++k)
    if (pieces_[k].sign == Sign::Dash && !pieces_[k - 1].numeral && k + 1 < close) return true;
  return false;
}

bool Roles::is_operator(std::size_t i) const {
  const Piece& piece = pieces_[i];
  if (piece.sign == Sign::Plus) return true;
  if (piece.sign == Sign::Times) {
    const bool letter =
        text_[piece.begin] == U'x' || text_[piece.begin] == U'X' || text_[piece.begin] == U'·';
    return !letter ||
           (i > 0 && i + 1 < pieces_.size() && (pieces_[i + 1].numeral || pieces_[i - 1].numeral));
  }
  if (piece.sign == Sign::Slash)
    return text_[piece.begin] == U'÷' ||
           !(i > 0 && pieces_[i - 1].numeral && i + 1 < pieces_.size() &&
             pieces_[i + 1].as(WordKind::Measure));
  const std::u32string_view words = text_.substr(piece.begin, piece.end - piece.begin);
  return words == U"乘以" || words == U"除以";
}

// A segment with = or an arithmetic operator, up to the next comma outside brackets.
// Whether an operator stands in pieces [begin, end): the word after it is then no name.
bool Roles::is_operator_left(std::size_t begin, std::size_t end) const {
  for (std::size_t k = begin; k < end; ++k)
    if (is_operator(k)) return true;
  return false;
}

void Roles::mark_formulas() {
  std::size_t begin = 0;
  int depth = 0;
  bool found = false;
  for (std::size_t i = 0; i <= pieces_.size(); ++i) {
    const bool end = i == pieces_.size();
    if (!end) {
      depth += pieces_[i].sign == Sign::Open ? 1 : pieces_[i].sign == Sign::Close ? -1 : 0;
      const bool assigns =
          pieces_[i].sign == Sign::Assign && i > begin && !pieces_[i - 1].as(WordKind::Relation);
      found |= assigns || is_operator(i);
    }
    if (!end && !(separates(i) && depth <= 0)) continue;
    if (found) {
      // 按实际覆盖率÷75%×4分计: what stands around the formula is no part of it.
      std::size_t first = begin;
      while (first < i &&
             (pieces_[first].as(WordKind::Otherwise) || pieces_[first].sign == Sign::Mark))
        ++first;
      if (first < i && pieces_[first].as(WordKind::By)) hidden_[first] = true;
      const bool closes = i > first && (pieces_[i - 1].as(WordKind::CountedAs) ||
                                        pieces_[i - 1].as(WordKind::BareAction));
      const bool after_operand = closes && i - 1 > first && !is_operator(i - 2) &&
                                 pieces_[i - 2].sign != Sign::Dash &&
                                 pieces_[i - 2].sign != Sign::Assign;
      if (after_operand && is_operator_left(begin, i - 1)) hidden_[i - 1] = true;
      for (std::size_t k = begin; k < i; ++k) formula_[k] = !hidden_[k];
    }
    begin = i + 1;
    found = false;
    depth = 0;
  }
}

TokenKind Roles::formula_role(std::size_t i) {
  const Piece& piece = pieces_[i];
  switch (piece.sign) {
    case Sign::Open:
      return Open;
    case Sign::Close:
      return Close;
    case Sign::Plus:
      return Plus;
    case Sign::Dash:
      return text_[piece.begin] == U'-' ? Minus : Text;
    case Sign::Times:
      return Times;
    case Sign::Slash:
      return Divide;
    case Sign::Assign:
      return Assign;
    case Sign::None:
    case Sign::Comma:
    case Sign::Semicolon:
    case Sign::Dun:
    case Sign::Mark:
      break;
  }
  if (piece.as(WordKind::Otherwise) && starts_segment(i)) return Otherwise;
  if (is_operator(i)) return text_[piece.begin] == U'乘' ? Times : Divide;
  if (piece.as(WordKind::PointsWord)) return PointsWord;
  if (piece.numeral && piece.numeral->kind != NumeralKind::Rank) {
    const bool alone = one_of(next(i), {Times, Divide, Plus, Minus, Close, Comma, Semicolon, End});
    if (!alone) return Text;
    return piece.numeral->kind == NumeralKind::Points ? Points
           : piece.numeral->kind == NumeralKind::Bare ? Number
                                                      : Quantity;
  }
  return Text;
}

}  // namespace zs
