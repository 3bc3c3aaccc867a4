// Brackets and formulas: which are read, which are remarks; decided before any word.
#include <array>

#include "compiler/syntax/roles_filter.h"

namespace zs {

// (含) stays; a bracket that scores is read as clauses of its own; any other is a remark.
void Roles::mark_brackets() {
  // 减分项:发生事故扣5分: a label of what follows.
  static constexpr std::array<std::u32string_view, 9> kLabels = {
      U"减分项",   U"加分项",   U"扣分项",   U"得分项",  U"评分标准",
      U"计分标准", U"扣分标准", U"评分办法", U"计分办法"};
  std::size_t from = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].sign == Sign::Comma && text_[pieces_[i].begin] == U':') {
      const std::u32string_view label =
          text_.substr(pieces_[from].begin, pieces_[i].begin - pieces_[from].begin);
      if (std::find(kLabels.begin(), kLabels.end(), label) != kLabels.end())
        for (std::size_t k = from; k <= i; ++k) hidden_[k] = true;
    }
    if (separates(i)) from = i + 1;
  }
  // 在4分基础上扣0.5分: where the deduction starts, which the award before it says.
  for (std::size_t i = 0; i + 2 < pieces_.size(); ++i) {
    const Piece& last = pieces_[i + 2];
    if (pieces_[i].as(WordKind::Reached) && pieces_[i + 1].numeral &&
        pieces_[i + 1].numeral->kind == NumeralKind::Points &&
        text_.substr(last.begin, last.end - last.begin) == U"基础上")
      hidden_[i] = hidden_[i + 1] = hidden_[i + 2] = true;
  }
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
    if (second_price && mark_alternative(open, close)) continue;
    const bool grades = is_grade_band(open, close);
    if (grades && open > 0 && pieces_[open - 1].sign == Sign::None) {
      bands_[open] = close;
      for (std::size_t k = open + 1; k <= close; ++k) hidden_[k] = true;
      continue;
    }
    // (不可抗力除外), (难度系数1.2), (不得超过2分): these change the score and are no remarks.
    const std::u32string_view inside =
        text_.substr(pieces_[open].end, pieces_[close].begin - pieces_[open].end);
    const bool limits = close == open + 3 && pieces_[open + 1].as(WordKind::Relation) &&
                        pieces_[open + 2].numeral &&
                        pieces_[open + 2].numeral->kind == NumeralKind::Points;
    const bool changes = limits || inside.find(U"系数") != std::u32string_view::npos;
    if (inside.ends_with(U"除外")) {
      scoring_open_.push_back(open);
      scoring_close_.push_back(close);
      continue;
    }
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

// 严重(一般)隐患每条扣1分(0.4分): two kinds with a price each, 严重、一般 and 1分、0.4分.
bool Roles::mark_alternative(std::size_t open, std::size_t close) {
  for (const auto& [first, last] : brackets_) {
    if (last >= open) break;
    bool plain = last > first + 1 && pieces_[last].begin - pieces_[first].end <= 4;
    for (std::size_t k = first + 1; k < last; ++k)
      plain = plain && !pieces_[k].numeral && pieces_[k].sign == Sign::None;
    for (std::size_t k = last; k < open; ++k) plain = plain && pieces_[k].sign != Sign::Semicolon;
    if (!plain) continue;
    for (std::size_t k = first; k < last; ++k) hidden_[k] = false;
    hidden_[last] = hidden_[close] = true;
    pauses_.push_back(first);
    prices_.push_back(open);
    return true;
  }
  return false;
}

// 好(85分以上)、中(70-85分,不含85分): conditions, never mere remarks. A range alone is one only
// beside a bracket with 以上.
bool Roles::is_grade_band(std::size_t open, std::size_t close) const {
  const auto has = [&](std::size_t from, std::size_t to, bool ranges) {
    for (std::size_t k = from; k < to; ++k) {
      const bool points = pieces_[k].numeral && pieces_[k].numeral->kind == NumeralKind::Points;
      if (points && k + 1 < to && pieces_[k + 1].as(WordKind::UpDown)) return true;
      if (points && ranges && k > from && pieces_[k - 1].sign == Sign::Dash) return true;
    }
    return false;
  };
  if (has(open + 1, close, false)) return true;
  if (!has(open + 1, close, true)) return false;
  for (const auto& [first, last] : brackets_) {
    bool near = first != open && has(first + 1, last, false);
    for (std::size_t k = std::min(first, open); k < std::max(first, open); ++k)
      near = near && pieces_[k].sign != Sign::Semicolon;
    if (near) return true;
  }
  return false;
}

// The tokens of 70-85分,不含85分: what a bracket says of the points, in the order of a condition.
std::vector<Token> Roles::band_tokens(std::size_t open, std::size_t close) const {
  std::vector<Token> tokens;
  const auto token = [&](std::size_t i, TokenKind kind) {
    Token made;
    made.kind = kind;
    made.begin = pieces_[i].begin;
    made.end = pieces_[i].end;
    made.text = std::u32string(text_.substr(made.begin, made.end - made.begin));
    if (pieces_[i].numeral) fill_quantity(pieces_[i], made);
    return made;
  };
  for (std::size_t i = open + 1; i < close; ++i) {
    const Piece& piece = pieces_[i];
    const bool marks = piece.as(WordKind::Inclusive) || piece.as(WordKind::Exclusive);
    if (marks) {
      Token mark = token(i, piece.as(WordKind::Inclusive) ? Inclusive : Exclusive);
      const bool names = i + 1 < close && pieces_[i + 1].numeral.has_value();
      std::size_t at = tokens.size();
      for (std::size_t t = 0; names && t < tokens.size(); ++t)
        if (tokens[t].quantity && tokens[t].quantity->value == pieces_[i + 1].numeral->value)
          at = t + 1;
      if (at < tokens.size() && tokens[at].kind == UpDown) ++at;
      tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), std::move(mark));
      if (names) ++i;
    } else if (piece.numeral) {
      tokens.push_back(token(i, Quantity));
    } else if (const Word* word = piece.as(WordKind::UpDown)) {
      tokens.push_back(token(i, UpDown));
      tokens.back().canonical = to_utf8(word->canonical);
    } else if (piece.sign == Sign::Dash) {
      tokens.push_back(token(i, To));
    }
  }
  return tokens;
}

// 好(85分以上) reads like 85分以上为好; where points follow, like 85分以上.
void Roles::add_band(std::size_t open, std::vector<Token>& tokens) const {
  const std::size_t close = bands_.at(open);
  Token name;
  if (!tokens.empty() && tokens.back().kind == Text) {
    name = tokens.back();
    tokens.pop_back();
    for (char32_t edge : {U'为', U'、'})
      if (const std::size_t at = name.text.rfind(edge); at != std::u32string::npos)
        name.text.erase(0, at + 1);
  }
  for (Token& one : band_tokens(open, close)) tokens.push_back(std::move(one));
  const TokenKind following = kind(after(close));
  if (acts(following) || one_of(following, {Of, Points})) return;
  Token is;
  is.kind = Grade;
  is.text = U"为";
  is.canonical = "等级";
  is.begin = is.end = name.begin = name.end = pieces_[close].end;
  tokens.push_back(std::move(is));
  tokens.push_back(std::move(name));
  Token end;
  end.kind = Semicolon;
  end.text = U";";
  end.begin = end.end = pieces_[close].end;
  tokens.push_back(std::move(end));
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
    // (减半计分), (重大的加倍)
    if (piece.as(WordKind::Halved) || piece.as(WordKind::Doubled)) return true;
    // (不足1个百分点的按比例计)
    if (piece.as(WordKind::Proportional) && pieces_[open + 1].as(WordKind::Relation)) return true;
  }
  return false;
}

bool Roles::in_formula(std::size_t open, std::size_t close) const {
  for (std::size_t k = open + 1; k < close; ++k)
    if (is_operator(k)) return true;
  for (std::size_t k = open + 1; k < close; ++k)
    if (pieces_[k].sign == Sign::Dash && !pieces_[k - 1].numeral && k + 1 < close) return true;
  return subtracts(open, close);
}

// (1-不良率), and not (1-3起) or (1-不含3起).
bool Roles::subtracts(std::size_t open, std::size_t close) const {
  if (open + 3 >= close || !pieces_[open + 1].numeral || pieces_[open + 2].sign != Sign::Dash)
    return false;
  const Piece& after = pieces_[open + 3];
  return !after.numeral && after.sign == Sign::None && !after.as(WordKind::Inclusive) &&
         !after.as(WordKind::Exclusive);
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
    return !is_list_slash(i) && (text_[piece.begin] == U'÷' ||
                                 !(i > 0 && pieces_[i - 1].numeral && i + 1 < pieces_.size() &&
                                   pieces_[i + 1].as(WordKind::Measure)));
  const std::u32string_view words = text_.substr(piece.begin, piece.end - piece.begin);
  return words == U"乘以" || words == U"除以" || words == U"再乘以" || words == U"再乘" ||
         words == U"再除以";
}

// 国家/省/市级表彰加6/4/2分, 1项/2项/3项: a list and no division. It is one between two numerals
// where nothing else is calculated, and between words of a sentence that has such a list or 分别.
bool Roles::is_list_slash(std::size_t i) const {
  if (pieces_[i].sign != Sign::Slash || text_[pieces_[i].begin] == U'÷' || i == 0 ||
      i + 1 >= pieces_.size())
    return false;
  const auto between_numerals = [&](std::size_t k) {
    return k > 0 && k + 1 < pieces_.size() && pieces_[k].sign == Sign::Slash &&
           pieces_[k - 1].numeral && pieces_[k + 1].numeral;
  };
  std::size_t begin = i, end = i;
  while (begin > 0 && !separates(begin - 1)) --begin;
  while (end < pieces_.size() && !separates(end)) ++end;
  for (std::size_t k = begin; k < end; ++k) {
    const Sign sign = pieces_[k].sign;
    if (sign == Sign::Assign || sign == Sign::Plus || (sign == Sign::Times && k != i) ||
        (sign == Sign::Slash && text_[pieces_[k].begin] == U'÷'))
      return false;
  }
  if (between_numerals(i)) return true;
  if (pieces_[i - 1].numeral || pieces_[i + 1].numeral) return false;
  while (begin > 0 && pieces_[begin - 1].sign != Sign::Semicolon) --begin;
  while (end < pieces_.size() && pieces_[end].sign != Sign::Semicolon) ++end;
  for (std::size_t k = begin; k < end; ++k)
    if (pieces_[k].as(WordKind::Respectively) || between_numerals(k)) return true;
  return false;
}

// Whether an operator stands in pieces [begin, end): the word after it is then no name.
bool Roles::is_operator_left(std::size_t begin, std::size_t end) const {
  for (std::size_t k = begin; k < end; ++k)
    if (is_operator(k)) return true;
  return false;
}

// A segment with = or an arithmetic operator, up to the next comma outside brackets.
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
      // 未完成的按实际完成率乘以分值计算得分: the condition stands before it.
      for (std::size_t k = first; k + 1 < i; ++k)
        if (pieces_[k].as(WordKind::Of) && pieces_[k + 1].as(WordKind::By) &&
            !is_operator_left(first, k)) {
          first = k + 1;
          begin = first;
        }
      if (first < i && pieces_[first].as(WordKind::By)) hidden_[first] = true;
      const bool closes = i > first && (pieces_[i - 1].as(WordKind::CountedAs) ||
                                        pieces_[i - 1].as(WordKind::BareAction));
      const bool after_operand = closes && i - 1 > first && !is_operator(i - 2) &&
                                 pieces_[i - 2].sign != Sign::Dash &&
                                 pieces_[i - 2].sign != Sign::Assign;
      if (after_operand && is_operator_left(begin, i - 1)) hidden_[i - 1] = true;
      // 乘以系数20: the number itself.
      for (std::size_t k = first + 1; k + 1 < i; ++k)
        if (text_.substr(pieces_[k].begin, pieces_[k].end - pieces_[k].begin) == U"系数" &&
            is_operator(k - 1) && pieces_[k + 1].numeral)
          hidden_[k] = true;
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
  if (is_operator(i))
    return text_.substr(piece.begin, piece.end - piece.begin).find(U'乘') == std::u32string::npos
               ? Divide
               : Times;
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
