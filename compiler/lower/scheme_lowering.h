// Indicators, sections, total, grades, vetoes and goals as plan nodes (language.md §9). Each is
// made when something first asks for it, so that a rule may speak of any other score.
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/lower/plan_builder.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Fills plan.indicators, sections, total, grades, vetoes and goals. Compute, cap, then veto.
// Reports scores that depend on themselves (ZS3017).
void lower_scheme(Plan& plan, const CheckedRules& rules, PlanBuilder& builder,
                  const SourceText& source, DiagnosticSink& issues);

// The nodes of total, grade, vetoes and goals.
std::vector<PlanId> scheme_roots(const Plan& plan);

}  // namespace zs
