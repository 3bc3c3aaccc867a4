// The pass from right to left over the pieces of a rule text, and the tokens that come of it.
#include "compiler/syntax/roles.h"

#include "compiler/syntax/roles_filter.h"

namespace zs {

bool Roles::ends_segment(TokenKind kind) {
  return one_of(kind, {Comma, Semicolon, End, Mark, Close});
}

bool Roles::acts(TokenKind kind) {
  return one_of(kind, {Get,          Deduct, Add,       ReduceTo,     Full,       Zero,
                       NoDeduction,  Bare,   Each,      Respectively, Discretion, Doubled,
                       Proportional, AtMost, AtLeast,   Exhausted,    Grade,      Veto,
                       ThisItem,     Basis,  CountedAs, NotCounted,   PointsWord});
}

// What may follow a number that measures something.
bool Roles::ends_quantity(TokenKind kind) {
  return ends_segment(kind) || acts(kind) ||
         one_of(kind, {Of,    Points, UpDown,  Inclusive, Exclusive, To,        And,
                       Or,    Dun,    Between, Relation,  Reached,   PerSuffix, Start,
                       Times, Divide, Plus,    Minus,     Per,       PerUnit,   Until});
}

std::vector<Token> Roles::run() {
  mark_brackets();
  mark_formulas();
  for (std::size_t i = pieces_.size(); i-- > 0;)
    if (!hidden_[i]) kinds_[i] = formula_[i] ? formula_role(i) : role(i);
  return merged();
}

const Piece* Roles::before(std::size_t i) const {
  while (i-- > 0)
    if (!hidden_[i]) return &pieces_[i];
  return nullptr;
}

// The first decided keyword to the right, past text.
std::size_t Roles::past_text(std::size_t i) const {
  i = after(i);
  while (i < pieces_.size() && (hidden_[i] || kinds_[i] == Text)) ++i;
  return i;
}

bool Roles::starts_segment(std::size_t i) const {
  const Piece* previous = before(i);
  return previous == nullptr || previous->sign == Sign::Comma ||
         previous->sign == Sign::Semicolon || previous->sign == Sign::Mark ||
         previous->sign == Sign::Open || previous->as(WordKind::Among);
}

bool Roles::separates(std::size_t i) const {
  return pieces_[i].sign == Sign::Comma || pieces_[i].sign == Sign::Semicolon ||
         pieces_[i].sign == Sign::Mark;
}

TokenKind Roles::role(std::size_t i) {
  const Piece& piece = pieces_[i];
  if (piece.sign != Sign::None) return sign_role(i);
  if (piece.numeral) return numeral_role(i);
  if (piece.meanings.empty() || piece.name) return Text;
  for (const auto rule : {&Roles::glue_role, &Roles::per_role, &Roles::action_role,
                          &Roles::limit_role, &Roles::compare_role}) {
    const TokenKind kind = (this->*rule)(i);
    if (kind != Text) return kind;
  }
  return Text;
}

TokenKind Roles::choose(std::size_t i, WordKind meaning, TokenKind as) {
  chosen_[i] = pieces_[i].as(meaning);
  return as;
}

std::vector<Token> Roles::merged() {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (hidden_[i]) continue;
    if (bands_.count(i)) {
      add_band(i, tokens);
      continue;
    }
    const Piece& piece = pieces_[i];
    const bool pause = std::count(pauses_.begin(), pauses_.end(), i) > 0;
    const std::u32string_view words =
        pause ? std::u32string_view(U"、") : text_.substr(piece.begin, piece.end - piece.begin);
    if (kinds_[i] == Text && !tokens.empty() && tokens.back().kind == Text) {
      tokens.back().end = piece.end;
      tokens.back().text += words;
      continue;
    }
    // 分值(1-不良率): a factor before a bracket multiplies it.
    if (kinds_[i] == Open && formula_[i] && !tokens.empty() && piece.begin == tokens.back().end &&
        one_of(tokens.back().kind, {Text, PointsWord, Close, Number})) {
      Token times;
      times.kind = Times;
      times.text = U"×";
      times.begin = times.end = piece.begin;
      tokens.push_back(std::move(times));
    }
    Token token;
    token.kind = kinds_[i];
    token.begin = piece.begin;
    token.end = piece.end;
    token.text = std::u32string(words);
    if (chosen_[i]) token.canonical = to_utf8(chosen_[i]->canonical);
    if (piece.numeral) fill_quantity(piece, token);
    const auto points = part_points_.find(i);
    if (points != part_points_.end()) {
      token.quantity.emplace();
      token.quantity->value = points->second;
    }
    const auto unit = unit_of_per_.find(i);
    if (unit != unit_of_per_.end()) fill_unit(piece, unit->second, token);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

void Roles::fill_quantity(const Piece& piece, Token& token) const {
  zs::Quantity quantity;
  quantity.value = piece.numeral->value;
  quantity.dimension = piece.numeral->dimension;
  quantity.unit = to_utf8(piece.numeral->unit);
  quantity.either_side = piece.either_side;
  token.quantity = std::move(quantity);
}

void Roles::fill_unit(const Piece& piece, const UnitMatch& unit, Token& token) const {
  zs::Quantity quantity;
  quantity.value = unit.unit.factor;
  quantity.dimension = unit.unit.dimension;
  quantity.unit = to_utf8(text_.substr(piece.end, unit.length));
  const bool frequency = piece.as(WordKind::Frequency) != nullptr;
  if (frequency) quantity.unit = to_utf8(text_.substr(piece.begin + 1, unit.length));
  if (quantity.unit == "月") quantity.unit = "个月";
  token.end = frequency ? piece.end : piece.end + unit.length;
  token.quantity = std::move(quantity);
}

std::vector<Token> decide_roles(std::u32string_view text, const std::vector<Piece>& pieces,
                                const WordingTable& wording) {
  return Roles(text, pieces, wording).run();
}

}  // namespace zs
