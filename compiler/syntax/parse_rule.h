// The only way into ANTLR: the tokens of one rule text in, its clauses out.
#pragma once

#include <vector>

#include "compiler/syntax/token.h"
#include "compiler/wording/normal_text.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// What could not be read becomes an Unread clause whose problem is already in `issues`; the other
// sentences of the text are read all the same. `text` is what the tokens point into.
std::vector<Clause> parse_rule(const NormalText& text, const std::vector<Token>& tokens,
                               const WordingTable& wording, const SourceText& source,
                               DiagnosticSink& issues);

}  // namespace zs
