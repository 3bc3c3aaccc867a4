#include "compiler/syntax/roles.h"

#include <algorithm>
#include <initializer_list>

namespace zs {
namespace {

using enum TokenKind;

bool one_of(TokenKind kind, std::initializer_list<TokenKind> set) {
  return std::find(set.begin(), set.end(), kind) != set.end();
}

bool ends_segment(TokenKind kind) { return one_of(kind, {Comma, Semicolon, End, Mark, Close}); }

bool acts(TokenKind kind) {
  return one_of(kind, {Get,          Deduct, Add,       ReduceTo,     Full,       Zero,
                       NoDeduction,  Bare,   Each,      Respectively, Discretion, Doubled,
                       Proportional, AtMost, AtLeast,   Exhausted,    Grade,      Veto,
                       ThisItem,     Basis,  CountedAs, NotCounted,   PointsWord});
}

// What may follow a number that measures something.
bool ends_quantity(TokenKind kind) {
  return ends_segment(kind) || acts(kind) ||
         one_of(kind, {Of,    Points, UpDown,  Inclusive, Exclusive, To,        And,
                       Or,    Dun,    Between, Relation,  Reached,   PerSuffix, Start,
                       Times, Divide, Plus,    Minus,     Per,       PerUnit,   Until});
}

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

  std::vector<Token> run() {
    mark_brackets();
    mark_formulas();
    for (std::size_t i = pieces_.size(); i-- > 0;)
      if (!hidden_[i]) kinds_[i] = formula_[i] ? formula_role(i) : role(i);
    return merged();
  }

 private:
  // ---- neighbours -------------------------------------------------------------------------
  std::size_t after(std::size_t i) const {
    do ++i;
    while (i < pieces_.size() && hidden_[i]);
    return i;
  }
  TokenKind kind(std::size_t i) const { return i < pieces_.size() ? kinds_[i] : End; }
  TokenKind next(std::size_t i) const { return kind(after(i)); }
  const Piece* before(std::size_t i) const {
    while (i-- > 0)
      if (!hidden_[i]) return &pieces_[i];
    return nullptr;
  }
  bool starts_segment(std::size_t i) const {
    const Piece* previous = before(i);
    return previous == nullptr || previous->sign == Sign::Comma ||
           previous->sign == Sign::Semicolon || previous->sign == Sign::Mark ||
           previous->sign == Sign::Open || previous->as(WordKind::Among);
  }
  // The first decided keyword to the right, past text.
  std::size_t past_text(std::size_t i) const {
    i = after(i);
    while (i < pieces_.size() && (hidden_[i] || kinds_[i] == Text)) ++i;
    return i;
  }
  bool separates(std::size_t i) const {
    return pieces_[i].sign == Sign::Comma || pieces_[i].sign == Sign::Semicolon ||
           pieces_[i].sign == Sign::Mark;
  }

  TokenKind choose(std::size_t i, WordKind meaning, TokenKind as) {
    chosen_[i] = pieces_[i].as(meaning);
    return as;
  }

  // ---- brackets ---------------------------------------------------------------------------
  // (含) stays; a bracket that scores is read as clauses of its own; any other is a remark.
  void mark_brackets() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].sign != Sign::Open) continue;
      std::size_t close = i + 1;
      int depth = 1;
      while (close < pieces_.size() && depth > 0) {
        depth += pieces_[close].sign == Sign::Open    ? 1
                 : pieces_[close].sign == Sign::Close ? -1
                                                      : 0;
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
      if (second_price) continue;  // 扣3分(1分): not read, and not passed over either
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
  bool heads_sub_rule(std::size_t open, std::size_t close) {
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
  bool bracket_scores(std::size_t open, std::size_t close) const {
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
  bool in_formula(std::size_t open, std::size_t close) const {
    for (std::size_t k = open + 1; k < close; ++k)
      if (is_operator(k)) return true;
    for (std::size_t k = open + 1; k < close; ++k)
      if (pieces_[k].sign == Sign::Dash && !pieces_[k - 1].numeral && k + 1 < close) return true;
    return false;
  }

  // ---- formulas ---------------------------------------------------------------------------
  bool is_operator(std::size_t i) const {
    const Piece& piece = pieces_[i];
    if (piece.sign == Sign::Plus) return true;
    if (piece.sign == Sign::Times) {
      const bool letter =
          text_[piece.begin] == U'x' || text_[piece.begin] == U'X' || text_[piece.begin] == U'·';
      return !letter || (i > 0 && i + 1 < pieces_.size() &&
                         (pieces_[i + 1].numeral || pieces_[i - 1].numeral));
    }
    if (piece.sign == Sign::Slash)
      return text_[piece.begin] == U'÷' ||
             !(i > 0 && pieces_[i - 1].numeral && i + 1 < pieces_.size() &&
               pieces_[i + 1].as(WordKind::Measure));
    const std::u32string_view words = text_.substr(piece.begin, piece.end - piece.begin);
    return words == U"乘以" || words == U"除以";
  }
  // A segment with = or an arithmetic operator, up to the next comma outside brackets.
  void mark_formulas() {
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
      if (found)
        for (std::size_t k = begin; k < i; ++k) formula_[k] = !hidden_[k];
      begin = i + 1;
      found = false;
      depth = 0;
    }
  }
  TokenKind formula_role(std::size_t i) {
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
    if (is_operator(i)) return text_[piece.begin] == U'乘' ? Times : Divide;
    if (piece.as(WordKind::PointsWord)) return PointsWord;
    if (piece.numeral && piece.numeral->kind != NumeralKind::Rank) {
      const bool alone =
          one_of(next(i), {Times, Divide, Plus, Minus, Close, Comma, Semicolon, End});
      if (!alone) return Text;
      return piece.numeral->kind == NumeralKind::Points ? Points
             : piece.numeral->kind == NumeralKind::Bare ? Number
                                                        : Quantity;
    }
    return Text;
  }

  // ---- one word ---------------------------------------------------------------------------
  TokenKind role(std::size_t i) {
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

  TokenKind sign_role(std::size_t i) {
    const TokenKind following = next(i);
    switch (pieces_[i].sign) {
      case Sign::Comma:
        return Comma;
      case Sign::Semicolon:
        return Semicolon;
      case Sign::Mark:
        return Mark;
      case Sign::Open:
        return std::count(scoring_open_.begin(), scoring_open_.end(), i) ? Comma : Open;
      case Sign::Close:
        if (!std::count(scoring_close_.begin(), scoring_close_.end(), i)) return Close;
        return Comma;
      case Sign::Dun: {
        const bool list = one_of(following, {Points, Number, Quantity, Rank, Relation, Reached});
        const Piece* previous = before(i);
        const bool after_number =
            previous && (previous->numeral || previous->as(WordKind::UpDown) ||
                         previous->as(WordKind::Inclusive));
        return (list && after_number) ? Dun : Text;
      }
      case Sign::Dash: {
        const Piece* previous = before(i);
        const bool after_number =
            previous && (previous->numeral || previous->as(WordKind::Inclusive) ||
                         previous->as(WordKind::Exclusive) || previous->as(WordKind::UpDown));
        return after_number && one_of(following, {Points, Number, Quantity, Rank}) ? To : Text;
      }
      case Sign::Slash:
        if (following == Text && after(i) < pieces_.size() &&
            pieces_[after(i)].as(WordKind::Measure)) {
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

  bool open_per_left(std::size_t i) const {
    while (i-- > 0) {
      if (hidden_[i]) continue;
      const Piece& piece = pieces_[i];
      if (separates(i) || piece.numeral) return false;
      if (piece.as(WordKind::Per) || piece.as(WordKind::PerWhole)) return true;
    }
    return false;
  }

  TokenKind numeral_role(std::size_t i) {
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
        const bool limit = previous &&
                           (previous->as(WordKind::AtMost) || previous->as(WordKind::AtLeast)) &&
                           (ends_segment(following) || following == Until);
        if (limit) return Points;
        if (one_of(following, {UpDown, Inclusive, Exclusive, Between})) return Quantity;
        const bool reached = previous && previous->as(WordKind::Reached) && !is_wei(*previous);
        if (compared || reached || (open_per_left(i) && !after_action(i))) return Quantity;
        if (following == To && next(after(i)) == Quantity) return Quantity;
        if (previous && previous->sign == Sign::Dash && from_compared(i)) return Quantity;
        return ends || following == Start ? Points : Text;
      }
      case NumeralKind::Bare: {
        if (following == To && one_of(next(after(i)), {Points})) return Number;
        if (after_action(i) && following == Dun) return Number;
        if (after_action(i) && ends_segment(following))
          return Quantity;  // 得3: the word 分 is lacking
        if (previous && previous->sign == Sign::Dun && one_of(following, {Dun, Points}))
          return Number;
        return compared || (ends && !starts_segment(i)) || following == To || following == UpDown
                   ? Quantity
                   : Text;
      }
      case NumeralKind::Measured:
        break;
    }
    if (pieces_[i].either_side || compared) return Quantity;
    if (ends) {
      const bool stray = following == Of && !acts_soon(after(i)) && !ends_segment(next(after(i)));
      return stray ? Text : Quantity;
    }
    if (following == Text) {
      const TokenKind end = kind(past_text(i));
      if (open_per_left(i)) return Quantity;
      const bool steps =
          previous && previous->as(WordKind::Direction) && one_of(end, {Deduct, Add});
      if (steps ||
          (one_of(end, {Deduct}) && numeral.dimension == Dimension::Count && !starts_segment(i)))
        return Quantity;
    }
    return Text;
  }
  static bool is_word(const Word* word, std::u32string_view canonical) {
    return word && word->canonical == canonical;
  }
  bool is_wei(const Piece& piece) const {
    return text_.substr(piece.begin, piece.end - piece.begin) == U"为";
  }
  bool after_action(std::size_t i) const {
    const Piece* previous = before(i);
    return previous && (previous->as(WordKind::Action) || previous->as(WordKind::Base)) &&
           !previous->as(WordKind::Protected);
  }
  // 60分-80分以上…: the left end of this range was compared.
  bool from_compared(std::size_t i) const {
    return one_of(next(i), {UpDown, Inclusive, Exclusive, Between});
  }
  bool acts_soon(std::size_t i) const {
    return acts(next(i)) || one_of(next(i), {Points, Per, PerUnit, And, Or});
  }

  // ---- words that join --------------------------------------------------------------------
  TokenKind glue_role(std::size_t i) {
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
          (following == Of) || following == Bare)
        return Otherwise;
    }
    if (piece.as(WordKind::Among) && starts_segment(i)) return Among;
    return Text;
  }
  bool splits_facts(std::size_t i) const {
    std::size_t left = 0;
    for (std::size_t k = i; k-- > 0 && !separates(k);) left += pieces_[k].end - pieces_[k].begin;
    return left >= 3 && next(i) == Text && !open_per_left(i);
  }
  TokenKind or_role(std::size_t i) {
    for (const Word& word : wording_.longest(text_.substr(pieces_[i].end)).meanings)
      if (word.kind == WordKind::Verb && !open_per_left(i) && next(i) == Text) return Or;
    static constexpr std::u32string_view kVerbs[] = {
        U"获得", U"列入", U"出现", U"发生", U"被",   U"有", U"未",   U"无",
        U"没有", U"存在", U"受到", U"超过", U"达到", U"不", U"造成", U"引发",
        U"逾期", U"违反", U"建立", U"开展", U"完成", U"因", U"拒",   U"经"};
    if (next(i) == Quantity || next(i) == Relation || next(i) == Reached) return Or;
    if (text_.substr(pieces_[i].begin).starts_with(U"或者") ||
        text_.substr(pieces_[i].begin).starts_with(U"或是")) {
      return open_per_left(i) ? Text : Or;
    }
    if (open_per_left(i) || next(i) != Text) return Text;
    const Piece* previous = before(i);
    if (previous && previous->as(WordKind::Of)) return Or;
    const std::u32string_view rest = text_.substr(pieces_[i].end);
    const bool verb = std::any_of(std::begin(kVerbs), std::end(kVerbs),
                                  [&](std::u32string_view v) { return rest.starts_with(v); });
    if (verb) return Or;
    return previous && (previous->numeral || previous->as(WordKind::UpDown)) ? Or : Text;
  }

  // ---- 每 ---------------------------------------------------------------------------------
  TokenKind per_role(std::size_t i) {
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
      if (unit.length > 0 && following == Text &&
          pieces_[k].end - pieces_[k].begin <= unit.length) {
        const bool short_word = pieces_[k].begin + unit.length >= pieces_[k].end;
        std::size_t last = k;
        while (last < pieces_.size() && pieces_[last].end < pieces_[i].end + unit.length) ++last;
        const bool exact =
            last < pieces_.size() && pieces_[last].end == pieces_[i].end + unit.length;
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
      if (one_of(end, {Quantity, Rank, Number}))
        return choose(i, whole ? WordKind::PerWhole : WordKind::Per, Per);
      if (one_of(end, {Deduct, Add, Points}) && pieces_[after(i)].as(WordKind::Direction))
        return Per;
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
  TokenKind direction_role(std::size_t i) {
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
    const bool relation_too = piece.as(WordKind::Relation) && piece.end - piece.begin > 1;
    const bool priced = one_of(end, {Deduct, Add}) ||
                        (end == Of && next(past_text(after(i))) == Deduct &&
                         piece.end - piece.begin == 1 && !piece.as(WordKind::Relation));
    if (priced && !relation_too && end != Of) return choose(i, WordKind::Direction, Direction);
    return Text;
  }
  // 每低于目标值2%: what follows the direction is what is compared with.
  bool refers(std::size_t i) const {
    const std::size_t from = pieces_[i].end;
    std::size_t k = after(i);
    while (k < pieces_.size() && (kinds_[k] == Text || hidden_[k])) ++k;
    const std::size_t to = k < pieces_.size() ? pieces_[k].begin : text_.size();
    const std::u32string_view words = text_.substr(from, to - from);
    for (std::u32string_view start :
         {U"上年", U"去年", U"同期", U"全市", U"全省", U"全国", U"全县", U"全区"})
      if (words.starts_with(start)) return true;
    return words.find(U"平均") != std::u32string_view::npos ||
           wording_.ends_with(words, WordKind::Reference);
  }
  bool than_left(std::size_t i) const {
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

  // ---- actions ----------------------------------------------------------------------------
  TokenKind action_role(std::size_t i) {
    const Piece& piece = pieces_[i];
    const TokenKind following = next(i);
    const bool segment_ends = ends_segment(following);
    if (const Word* word = piece.as(WordKind::Action)) {
      const bool scored = one_of(following, {Points, Number, Base, Full, PointsWord, Discretion}) ||
                          (following == AtMost) || (following == Quantity && share_follows(i));
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
      if (previous && previous->numeral && by_left(i)) return CountedAs;
    }
    if (piece.as(WordKind::NotCounted) && (segment_ends)) return NotCounted;
    if (piece.as(WordKind::AndSoOn)) return AndSoOn;
    if (piece.as(WordKind::NoRepeat) && (segment_ends || following == Bare))
      return choose(i, WordKind::NoRepeat, NoRepeat);
    if (piece.as(WordKind::Interpolated) && (segment_ends || following == Bare))
      return Interpolated;
    if (piece.as(WordKind::Basis) || piece.as(WordKind::By)) return basis_role(i);
    if (piece.as(WordKind::Grade)) return grade_role(i);
    return Text;
  }
  bool share_follows(std::size_t i) const {
    const std::size_t k = after(i);
    return pieces_[k].numeral && pieces_[k].numeral->dimension == Dimension::Percent &&
           next(k) == Of && next(after(k)) == PointsWord;
  }
  bool points_word_fits(std::size_t i) const {
    const Piece* previous = before(i);
    const TokenKind following = next(i);
    if (previous && (previous->as(WordKind::Action) || previous->as(WordKind::AtMost)) &&
        (ends_segment(following) || following == Of))
      return true;
    return previous && previous->as(WordKind::Of) && ends_segment(following);
  }
  bool by_left(std::size_t i) const {
    for (std::size_t k = i; k-- > 0 && !separates(k);)
      if (pieces_[k].as(WordKind::By) || pieces_[k].as(WordKind::Basis)) return true;
    return false;
  }
  bool bare_fits(std::size_t i) const {
    for (std::size_t k = i; k-- > 0 && !separates(k);) {
      if (hidden_[k]) continue;
      const Piece& piece = pieces_[k];
      if (piece.as(WordKind::Discretion) || piece.as(WordKind::Doubled) ||
          piece.as(WordKind::Proportional) || piece.as(WordKind::Basis) || piece.as(WordKind::By) ||
          piece.as(WordKind::Per) || piece.as(WordKind::Each) || piece.as(WordKind::Interpolated) ||
          piece.as(WordKind::NoRepeat) || piece.as(WordKind::AtMost) || piece.as(WordKind::PerTime))
        return true;
      const bool compared = piece.as(WordKind::Of) && piece.begin > 0 &&
                            (text_[piece.begin - 1] == U'高' || text_[piece.begin - 1] == U'低');
      if (piece.as(WordKind::Of) && !compared) return before(i) == &piece && starts_segment(i);
    }
    return false;
  }
  // 视完成情况扣分, 按完成比例得分: the basis of an action at the end of the segment.
  TokenKind basis_role(std::size_t i) {
    const Piece* previous = before(i);
    const bool opens =
        starts_segment(i) ||
        (previous && (previous->as(WordKind::Of) || previous->as(WordKind::Discretion) ||
                      previous->as(WordKind::ThisItem) || previous->as(WordKind::Otherwise)));
    const TokenKind following = next(i);
    if (following == Quantity) {
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
    if (k > after(i) && one_of(end, {Bare, Discretion, Get, Deduct, Add, AtMost}))
      return choose_basis(i);
    return Text;
  }
  TokenKind choose_basis(std::size_t i) {
    return choose(i, pieces_[i].as(WordKind::By) ? WordKind::By : WordKind::Basis, Basis);
  }
  TokenKind grade_role(std::size_t i) {
    if (next(i) != Text) return Text;
    const std::size_t k = past_text(i);
    if (!ends_segment(kind(k)) && kind(k) != And) return Text;
    const std::size_t length =
        (k < pieces_.size() ? pieces_[k].begin : text_.size()) - pieces_[i].end;
    if (length > 6) return Text;
    const std::u32string_view rest = text_.substr(pieces_[i].end, length);
    const bool named = rest.ends_with(U"级") || rest.ends_with(U"等") || rest.ends_with(U"等次") ||
                       rest.size() <= 3;
    const Piece* previous = before(i);
    const bool placed = previous == nullptr ||
                        separates(static_cast<std::size_t>(previous - pieces_.data())) ||
                        previous->as(WordKind::Of) || previous->as(WordKind::UpDown) ||
                        previous->numeral || previous->sign == Sign::Close;
    return named && placed ? choose(i, WordKind::Grade, Grade) : Text;
  }

  // ---- limits -----------------------------------------------------------------------------
  TokenKind limit_role(std::size_t i) {
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
                           NoDeduction, Points, Bare, Basis, Discretion, Proportional}))
      return ThisItem;
    return Text;
  }

  // ---- comparisons ------------------------------------------------------------------------
  TokenKind compare_role(std::size_t i) {
    const Piece& piece = pieces_[i];
    const TokenKind following = next(i);
    const bool number = one_of(following, {Quantity, Number, Rank});
    if (piece.as(WordKind::NotReached))
      return number ? choose(i, WordKind::NotReached, Relation) : Text;
    if (piece.as(WordKind::UpDown)) {
      const Piece* previous = before(i);
      const bool follows = previous && (previous->numeral || previous->as(WordKind::Inclusive) ||
                                        previous->as(WordKind::Exclusive));
      return follows && (ends_quantity(following) || following == Quantity)
                 ? choose(i, WordKind::UpDown, UpDown)
                 : Text;
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

  // ---- output -----------------------------------------------------------------------------
  std::vector<Token> merged() {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (hidden_[i]) continue;
      const Piece& piece = pieces_[i];
      const std::u32string_view words = text_.substr(piece.begin, piece.end - piece.begin);
      if (kinds_[i] == Text && !tokens.empty() && tokens.back().kind == Text) {
        tokens.back().end = piece.end;
        tokens.back().text += words;
        continue;
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
  void fill_quantity(const Piece& piece, Token& token) const {
    zs::Quantity quantity;
    quantity.value = piece.numeral->value;
    quantity.dimension = piece.numeral->dimension;
    quantity.unit = to_utf8(piece.numeral->unit);
    quantity.either_side = piece.either_side;
    token.quantity = std::move(quantity);
  }
  void fill_unit(const Piece& piece, const UnitMatch& unit, Token& token) const {
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
  std::unordered_map<std::size_t, UnitMatch> unit_of_per_;
  std::unordered_map<std::size_t, Rational> part_points_;
};

}  // namespace

std::vector<Token> decide_roles(std::u32string_view text, const std::vector<Piece>& pieces,
                                const WordingTable& wording) {
  return Roles(text, pieces, wording).run();
}

}  // namespace zs
