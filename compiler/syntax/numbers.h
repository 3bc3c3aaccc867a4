// Arabic, Chinese and mixed numerals with their units (language.md §2).
#pragma once

#include <optional>
#include <string_view>

#include "compiler/wording/wording_table.h"
#include "runtime/value/dimension.h"

namespace zs {

// What a numeral stands for by its unit and by what is around it.
enum class NumeralKind {
  Bare,      // 0.9
  Points,    // 3分
  Measured,  // 80%, 500元, 3起
  Rank,      // 第3名
  TopRank,   // 前3名
};

struct Numeral {
  NumeralKind kind = NumeralKind::Bare;
  Rational value;  // in base units
  Dimension dimension = Dimension::Number;
  std::u32string unit;
  std::size_t length = 0;  // characters
};

// The numeral that `text` begins with, if any. A Chinese numeral counts only before a unit.
// Names such as 5G, 12345热线, 41号 and dates such as 3月 are not numerals.
std::optional<Numeral> scan_numeral(std::u32string_view text, const WordingTable& wording);

// 百分之八十, 三分之二, 半, 十二 and 1.5: the value alone, without unit. Length 0: none.
struct PlainNumber {
  Rational value;
  std::size_t length = 0;
  bool chinese = false;
  bool percent = false;  // 百分之…
};
PlainNumber scan_plain_number(std::u32string_view text);

// The unit or measure word that `text` begins with, the longest one.
struct UnitMatch {
  Unit unit;
  std::size_t length = 0;
};
UnitMatch scan_unit(std::u32string_view text, const WordingTable& wording);

}  // namespace zs
