// What stands around the indicators: declared inputs, definitions, names of scores and grades,
// 等级, 否决 and 目标 (language.md §3, §9).
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/check/name_table.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Before the indicators are read: declared names, definitions, and the names of all scores.
void bind_names(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
                const WordingTable& wording, DiagnosticSink& issues);

// After the indicators: grades best first, their conditions, vetoes and goals.
// Reports: sentences whose grade or part is not known (ZS3015), goals that say no figure (ZS3016).
CheckedScheme check_scheme(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
                           const WordingTable& wording, DiagnosticSink& issues);

}  // namespace zs
