#include "compiler/syntax/scan.h"

#include <algorithm>

namespace zs {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

Sign sign_of(char32_t c) {
  switch (c) {
    case U',':
    case U':':
      return Sign::Comma;
    case U';':
    case U'。':
    case U'!':
    case U'?':
      return Sign::Semicolon;
    case U'、':
      return Sign::Dun;
    case U'-':
    case U'~':
    case U'至':
      return Sign::Dash;
    case U'(':
    case U'[':
    case U'【':
    case U'{':
      return Sign::Open;
    case U')':
    case U']':
    case U'】':
    case U'}':
      return Sign::Close;
    case U'/':
    case U'÷':
      return Sign::Slash;
    case U'×':
    case U'*':
    case U'·':
      return Sign::Times;
    case U'+':
      return Sign::Plus;
    case U'=':
      return Sign::Assign;
    default:
      return Sign::None;
  }
}

// (1) (一) ① 1. in front of a sub-rule: its length, 0 when there is none.
std::size_t mark_length(std::u32string_view rest) {
  if (rest.front() >= U'①' && rest.front() <= U'⑳') return 1;
  if (rest.front() == U'(' || is_digit(rest.front())) {
    const bool bracket = rest.front() == U'(';
    const PlainNumber number = scan_plain_number(rest.substr(bracket ? 1 : 0));
    if (number.length == 0 || number.length > 2 || !number.value.is_whole()) return 0;
    const std::size_t at = number.length + (bracket ? 1 : 0);
    if (at >= rest.size()) return 0;
    if (bracket) return rest[at] == U')' ? at + 1 : 0;
    const bool dot = rest[at] == U'.' || rest[at] == U'、';
    return dot && at + 1 < rest.size() && !is_digit(rest[at + 1]) ? at + 1 : 0;
  }
  return 0;
}

class Scanner {
 public:
  Scanner(std::u32string_view text, const WordingTable& wording,
          std::span<const std::u32string> names)
      : text_(text), wording_(wording), names_(names) {}

  std::vector<Piece> run() {
    while (at_ < text_.size()) step();
    return std::move(pieces_);
  }

 private:
  std::u32string_view rest() const { return text_.substr(at_); }

  Piece& push(std::size_t length) {
    Piece& piece = pieces_.emplace_back();
    piece.begin = at_;
    piece.end = at_ + length;
    at_ += length;
    return piece;
  }

  bool after_separator() const {
    return pieces_.empty() || pieces_.back().sign == Sign::Semicolon ||
           pieces_.back().sign == Sign::Comma || pieces_.back().sign == Sign::Open;
  }

  void step() {
    const char32_t c = text_[at_];
    if (after_separator()) {
      if (const std::size_t n = mark_length(rest()); n > 0) {
        push(n).sign = Sign::Mark;
        return;
      }
    }
    if (c == U'“' || c == U'"' || c == U'《' || c == U'「') {
      if (quoted(c)) return;
    }
    if (is_letter(c)) return latin();
    if (numeral()) return;
    WordingTable::Match match = wording_.longest(rest());
    // 按项目开工率: 按 and 项目, not 按项.
    const bool per_time =
        std::any_of(match.meanings.begin(), match.meanings.end(),
                    [](const Word& word) { return word.kind == WordKind::PerTime; });
    if (per_time && match.length > 1 &&
        wording_.longest(rest().substr(match.length - 1)).length > 1)
      match = wording_.longest(rest().substr(0, 1));
    std::size_t name = 0;
    for (const std::u32string& candidate : names_)
      if (candidate.size() >= match.length && candidate.size() > name &&
          rest().starts_with(candidate))
        name = candidate.size();
    if (name > 1) {
      push(name).name = true;
    } else if (match.length > 0 && (match.length > 1 || sign_of(c) == Sign::None)) {
      push(match.length).meanings = match.meanings;
    } else {
      const Sign sign = sign_of(c);
      push(1).sign = sign;
    }
  }

  bool quoted(char32_t open) {
    const char32_t close = open == U'“'    ? U'”'
                           : open == U'《' ? U'》'
                           : open == U'「' ? U'」'
                                           : U'"';
    const std::size_t end = text_.find(close, at_ + 1);
    if (end == std::u32string_view::npos || end - at_ > 80) return false;
    push(end + 1 - at_);
    return true;
  }

  void latin() {
    std::size_t n = 0;
    while (at_ + n < text_.size() &&
           (is_letter(text_[at_ + n]) || is_digit(text_[at_ + n]) ||
            (text_[at_ + n] == U'.' && at_ + n + 1 < text_.size() && is_digit(text_[at_ + n + 1]))))
      ++n;
    const bool times = n == 1 && (text_[at_] == U'x' || text_[at_] == U'X');
    push(n).sign = times ? Sign::Times : Sign::None;
  }

  bool numeral() {
    std::size_t skip = 0;
    const char32_t c = text_[at_];
    const bool signed_here = c == U'±' || (c == U'+' && rest().starts_with(U"+-"));
    if (signed_here) skip = c == U'±' ? 1 : 2;
    const bool negative =
        c == U'-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]) &&
        (after_separator() || pieces_.back().as(WordKind::Relation) ||
         pieces_.back().as(WordKind::Reached) || pieces_.back().sign == Sign::Dash ||
         (at_ > 0 && std::u32string_view(U"在为达到是于至").find(text_[at_ - 1]) !=
                         std::u32string_view::npos) ||  // 温差在-3以上
         pieces_.back().as(WordKind::Action));
    if (negative) skip = 1;
    if (at_ + skip >= text_.size()) return false;
    auto found = scan_numeral(rest().substr(skip), wording_);
    if (!found) {
      if (is_digit(c)) return number_in_a_name();
      return false;
    }
    const WordingTable::Match word = wording_.longest(rest());
    if (word.length > found->length + skip ||
        (word.length >= found->length + skip && !is_digit(text_[at_ + skip]) &&
         found->kind == NumeralKind::Measured && found->unit.empty()))
      return false;
    if (negative) found->value = -found->value;
    Piece& piece = push(found->length + skip);
    piece.numeral = std::move(found);
    piece.either_side = signed_here;
    return true;
  }

  // 12345热线, 41号文件, 2023年: digits that belong to a word.
  bool number_in_a_name() {
    std::size_t n = 0;
    while (at_ + n < text_.size() && (is_digit(text_[at_ + n]) || text_[at_ + n] == U'.')) ++n;
    push(n);
    return true;
  }

  std::u32string_view text_;
  const WordingTable& wording_;
  std::span<const std::u32string> names_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace

const Word* Piece::as(WordKind kind) const {
  if (name) return nullptr;
  for (const Word& word : meanings)
    if (word.kind == kind) return &word;
  return nullptr;
}

std::vector<Piece> scan(std::u32string_view text, const WordingTable& wording,
                        std::span<const std::u32string> names) {
  return Scanner(text, wording, names).run();
}

}  // namespace zs
