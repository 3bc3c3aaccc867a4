// The first reading of a rule text: its words with every role that each could play.
#pragma once

#include <span>
#include <vector>

#include "compiler/syntax/numbers.h"
#include "compiler/syntax/token.h"

namespace zs {

// Signs that are no words.
enum class Sign {
  None,
  Comma,
  Semicolon,
  Dun,
  Dash,
  Open,
  Close,
  Mark,
  Slash,
  Times,
  Plus,
  Assign
};

// One word, numeral, sign or stretch of unknown characters: [begin, end) of the rule text.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::span<const Word> meanings;  // empty: text, unless `numeral` or `sign` is set
  std::optional<Numeral> numeral;
  Sign sign = Sign::None;
  bool either_side = false;  // ± before the numeral
  bool name = false;         // a declared name: never a keyword

  // The meaning of this kind, or nullptr.
  const Word* as(WordKind kind) const;
};

// Cuts the whole text into pieces, the longest word at each place; `names` (titles, declared
// inputs) win over words that are not longer. Linear in the text.
std::vector<Piece> scan(std::u32string_view text, const WordingTable& wording,
                        std::span<const std::u32string> names);

}  // namespace zs
