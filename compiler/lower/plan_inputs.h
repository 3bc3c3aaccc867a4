// The inputs of a plan, what values they can have, and which of them a node needs.
#pragma once

#include "compiler/check/checked_rules.h"
#include "runtime/plan/plan.h"

namespace zs {

// One for each input of the rules, in the same order; cohorts are not set yet.
std::vector<PlanInput> plan_inputs(const CheckedRules& rules, const SourceText& source);

// Appends every input below a node, once each. `seen` is as long as plan.nodes and holds the mark
// of the last call that reached a node, so it is never cleared.
void collect_inputs(const Plan& plan, PlanId id, std::uint32_t mark,
                    std::vector<std::uint32_t>& seen, std::vector<PlanInputId>& into);

// 完成率, or 完成数 and 任务: the inputs of the second way are asked for only when they are given.
// `roots` are the nodes that are evaluated.
void mark_derived(Plan& plan, const std::vector<PlanId>& roots);

}  // namespace zs
