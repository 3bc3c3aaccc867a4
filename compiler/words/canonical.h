// 释义: the rules back in canonical words, which are themselves legal script with the same meaning.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/checked_rules.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/source.h"

namespace zs {

// In:   rules that were compiled from `source`.
// Out:  a whole script: headings, sections, attributes, conventions, one sentence of a rule on each
//       line. What was not understood is a comment: # 未读懂:…
//       Every indicator that was understood is read back here and checked; where the freest words
//       would mean something else, it is printed nearer to what the author wrote. So the result is
//       right even where the wording could be better.
// Cost: a few parses of the script.
std::string canonical_words(const CheckedRules& rules, const SourceText& source,
                            const WordingTable& wording);

// The rule text of every indicator as canonical_words() prints it, without headings and indents.
std::vector<std::string> canonical_rules(const CheckedRules& rules, const SourceText& source,
                                         const WordingTable& wording);

// The rule text of one indicator without its heading, one sentence on each line; for a rule that
// came without a script around it.
std::string canonical_rule(const CheckedRules& rules, std::size_t indicator,
                           const SourceText& source, const WordingTable& wording);

}  // namespace zs
