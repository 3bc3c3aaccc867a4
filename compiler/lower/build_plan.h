// CheckedRules → Plan: how the clauses of an indicator make its score (language.md §6).
#pragma once

#include "compiler/check/checked_rules.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"
#include "runtime/plan/plan.h"

namespace zs {

// Reports cases that no clause speaks of (情形未规定) and boundaries that two tiers share.
Plan build_plan(const CheckedRules& rules, const SourceText& source, const WordingTable& wording,
                DiagnosticSink& issues);

}  // namespace zs
