// A door for tests: where the grammar would allow a sentence to be read in two ways.
#pragma once

#include <string>
#include <vector>

#include "compiler/syntax/token.h"
#include "compiler/wording/normal_text.h"

namespace zs {

// In:   the text of a rule and its decided tokens.
// Out:  one line for each stretch that some grammar rule reads in two ways ("ambiguous"), or that
//       one token after another cannot tell from another stretch ("needs context"); none is the
//       aim. Sentences that are not understood count as far as they were read.
// Cost: far slower than parse_rule(): every decision is followed to its end.
std::vector<std::string> ambiguities(const NormalText& text, const std::vector<Token>& tokens);

}  // namespace zs
