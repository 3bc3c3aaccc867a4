// The working state of the context filter and its rules, for the roles*.cc files only.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/syntax/scan.h"

namespace zs {

// In:   the pieces of one rule text, the wording; all must outlive the filter.
// Out:  run() gives the tokens, once (see roles.h).
class Roles {
 public:
  Roles(std::u32string_view text, const std::vector<Piece>& pieces, const WordingTable& wording)
      : text_(text),
        pieces_(pieces),
        wording_(wording),
        kinds_(pieces.size(), Text),
        chosen_(pieces.size(), nullptr),
        formula_(pieces.size(), false),
        hidden_(pieces.size(), false) {}

  std::vector<Token> run();

 private:
  // Inside the class Per, Add, … are roles of words, not the structs of tree.h.
  using enum TokenKind;

  // Sets of roles (roles.cc).
  static bool one_of(TokenKind kind, std::initializer_list<TokenKind> set) {
    return std::find(set.begin(), set.end(), kind) != set.end();
  }
  static bool ends_segment(TokenKind kind);
  static bool acts(TokenKind kind);
  static bool ends_quantity(TokenKind kind);

  // Neighbours (roles.cc): pieces that are not hidden.
  std::size_t after(std::size_t i) const {
    do ++i;
    while (i < pieces_.size() && hidden_[i]);
    return i;
  }
  TokenKind kind(std::size_t i) const { return i < pieces_.size() ? kinds_[i] : End; }
  TokenKind next(std::size_t i) const { return kind(after(i)); }
  const Piece* before(std::size_t i) const;
  std::size_t past_text(std::size_t i) const;
  bool starts_segment(std::size_t i) const;
  bool separates(std::size_t i) const;

  // Brackets and formulas (roles_brackets.cc): decided before any word.
  void mark_brackets();
  bool mark_alternative(std::size_t open, std::size_t close);
  bool is_grade_band(std::size_t open, std::size_t close) const;
  std::vector<Token> band_tokens(std::size_t open, std::size_t close) const;
  void add_band(std::size_t open, std::vector<Token>& tokens) const;
  bool heads_sub_rule(std::size_t open, std::size_t close);
  bool bracket_scores(std::size_t open, std::size_t close) const;
  bool in_formula(std::size_t open, std::size_t close) const;
  bool subtracts(std::size_t open, std::size_t close) const;
  bool is_operator(std::size_t i) const;
  void mark_formulas();
  bool is_list_slash(std::size_t i) const;
  bool is_operator_left(std::size_t begin, std::size_t end) const;
  TokenKind formula_role(std::size_t i);

  // One word (roles.cc): the first of the rules below that gives it a role.
  TokenKind role(std::size_t i);
  TokenKind choose(std::size_t i, WordKind meaning, TokenKind as);

  // Words that join, 每 and its direction (roles_words.cc).
  TokenKind glue_role(std::size_t i);
  bool splits_facts(std::size_t i) const;
  TokenKind or_role(std::size_t i);
  TokenKind per_role(std::size_t i);
  bool is_density(std::size_t i, std::size_t end) const;
  bool open_per_left(std::size_t i) const;
  TokenKind direction_role(std::size_t i);
  bool refers(std::size_t i) const;
  bool than_left(std::size_t i) const;

  // What is done with the points, by what measure, within which limits (roles_actions.cc).
  TokenKind action_role(std::size_t i);
  bool share_follows(std::size_t i) const;
  bool share_alone(std::size_t i) const;
  bool points_word_fits(std::size_t i) const;
  bool by_left(std::size_t i) const;
  bool starts_by(std::size_t i) const;
  bool bare_fits(std::size_t i) const;
  bool opens_basis(std::size_t i) const;
  TokenKind basis_role(std::size_t i);
  TokenKind choose_basis(std::size_t i);
  TokenKind grade_role(std::size_t i);
  TokenKind limit_role(std::size_t i);

  // Signs, numerals and comparisons (roles_numbers.cc).
  TokenKind sign_role(std::size_t i);
  TokenKind numeral_role(std::size_t i);
  bool is_wei(const Piece& piece) const;
  bool after_action(std::size_t i) const;
  bool from_compared(std::size_t i) const;
  std::size_t range_start(std::size_t i) const;
  bool acts_soon(std::size_t i) const;
  bool counts_what_follows(std::size_t i) const;
  bool graded(std::size_t i) const;
  bool lasts(std::size_t i) const;
  bool happens(std::size_t i) const;
  TokenKind compare_role(std::size_t i);

  // Output (roles.cc): the tokens, neighbouring text as one.
  std::vector<Token> merged();
  void fill_quantity(const Piece& piece, Token& token) const;
  void fill_unit(const Piece& piece, const UnitMatch& unit, Token& token) const;

  std::u32string_view text_;
  const std::vector<Piece>& pieces_;
  const WordingTable& wording_;
  std::vector<TokenKind> kinds_;
  std::vector<const Word*> chosen_;
  std::vector<bool> formula_;
  std::vector<bool> hidden_;
  std::vector<std::pair<std::size_t, std::size_t>> brackets_;
  std::vector<std::size_t> scoring_open_;
  std::vector<std::size_t> scoring_close_;
  std::vector<std::size_t> pauses_;  // the bracket of 严重(一般), read like 、
  std::vector<std::size_t> prices_;  // the bracket of 扣1分(0.4分), read like 、
  std::unordered_map<std::size_t, std::size_t> bands_;  // 好(85分以上): from ( to )
  std::unordered_map<std::size_t, UnitMatch> unit_of_per_;
  std::unordered_map<std::size_t, Rational> part_points_;
};

}  // namespace zs
