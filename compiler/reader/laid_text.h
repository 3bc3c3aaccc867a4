// The text of one rule as the reader sees it: no blanks, but where they stood is kept.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/wording/normal_text.h"

namespace zs {

// How strongly the layout parts two characters.
enum class Break : std::uint8_t { None, Blank, Line };

struct LaidText {
  NormalText text;            // without blanks and line ends
  std::vector<Break> before;  // one for each character, and one for the end (Line)

  std::size_t size() const { return text.size(); }
  Break at(std::size_t i) const { return before[i]; }
};

// `rule` is normalised text with its blanks and line ends.
// Repairs what copying breaks: `0。5`, `1,000`, a full stop written as a point, doubled signs.
LaidText lay(const NormalText& rule);

}  // namespace zs
