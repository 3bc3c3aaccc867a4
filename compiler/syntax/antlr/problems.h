// What to say about a sentence that the grammar does not take.
#pragma once

#include "compiler/syntax/token.h"
#include "compiler/wording/normal_text.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Reports that tokens[begin, end) stop making sense at `stopped` (== end: at the end of the
// sentence), with what could have stood there, found by trying each kind of token in that place.
void report_unread(const NormalText& text, const std::vector<Token>& tokens, std::size_t begin,
                   std::size_t end, std::size_t stopped, const SourceText& source,
                   DiagnosticSink& issues);

}  // namespace zs
