// What does not add up in the structure of a script.
#pragma once

#include "compiler/syntax/tree.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Reports points of indicators that do not add up to their section, sections that do not add up
// to the total, indicators with the same title, and a script without any indicator.
void check_structure(const SyntaxTree& syntax, const SourceText& source, DiagnosticSink& issues);

}  // namespace zs
