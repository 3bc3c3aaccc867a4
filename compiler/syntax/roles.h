// The context filter: which words of a rule text are keywords here, and which are part of a name.
#pragma once

#include <vector>

#include "compiler/syntax/scan.h"

namespace zs {

// In:   the pieces of one rule text.
// Out:  tokens with a decided role. A word is a keyword only where its neighbours say so
//       (得 before points, 以上 after a quantity and before the end of a condition); everything
//       else is text, and neighbouring text is one token. One pass from right to left, because a
//       right neighbour must be decided first.
// Cost: linear, but for looks ahead within one comma-separated segment.
std::vector<Token> decide_roles(std::u32string_view text, const std::vector<Piece>& pieces,
                                const WordingTable& wording);

}  // namespace zs
