// One indicator as plan nodes: its pools put together, its grades, its rounding.
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/lower/plan_builder.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// `rules` is where the indicator comes from; all must outlive the call. The inputs of the result
// are not collected yet.
PlanIndicator lower_indicator(const CheckedIndicator& indicator, const CheckedRules& rules,
                              PlanBuilder& builder, const SourceText& source,
                              DiagnosticSink& issues);

}  // namespace zs
