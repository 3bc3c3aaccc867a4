// SyntaxTree → CheckedRules: names, dimensions, anchors.
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// In:      the tree as written.
// Out:     every clause understood or marked unread; inputs in the order of their first use.
// Reports: what cannot be understood (errors), what was assumed (notes), what is probably not
//          meant (warnings).
// Cost:    quadratic in the clauses of one indicator, linear in indicators.
CheckedRules check(SyntaxTree syntax, const SourceText& source, const WordingTable& wording,
                   DiagnosticSink& issues);

}  // namespace zs
