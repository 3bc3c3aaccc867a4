// The tree as written, as text: for tests, for `read --stage tree`, and to see whether two texts
// say the same. Places are left out, and sentences and parts are only told apart, not numbered, so
// that equal trees print alike wherever they stand.
#pragma once

#include <string>
#include <vector>

#include "compiler/syntax/tree.h"

namespace zs {

std::string tree_text(const SyntaxTree& tree);

// The clauses of one rule text, a line each.
std::string clauses_text(const std::vector<Clause>& clauses);

}  // namespace zs
