// Rule text as offices write it → the canonical wordings it may stand for, cheapest first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"
#include "compiler/wording/constructions.h"
#include "compiler/wording/normal_text.h"

namespace zs {

// A quantity that the text defines in passing: 岗位饱和度=在岗人数÷核定人数.
struct PassingDefinition {
  Phrase name;
  std::u32string formula;
};

// One reading of a whole rule text.
struct Reading {
  NormalText text;                    // canonical words, each with its place in the author's file
  std::vector<std::u32string> names;  // in the text, as a whole
  std::vector<Declaration> declared;  // choices and counts that the wording shows
  std::vector<PassingDefinition> defined;
  std::vector<Phrase> remarks;  // what was taken as a remark, as written
  std::vector<Phrase> lost;     // remarks that price or decide something: never to be dropped
  Cost cost = 0;
};

// In:      the text of one indicator, normalised, with its blanks and line ends.
//          `points` of the indicator, null when they are not known.
// Out:     at most `most` readings, no two with the same words; none when a piece of the text is
//          taken by no construction.
// Cost:    linear in the text but for the longest name; see bench/compile.
std::vector<Reading> read_wording(const NormalText& rule, std::string_view title,
                                  const Rational* points, const Constructions& constructions,
                                  std::size_t most);

}  // namespace zs
