// One unit, all of it: scores, explanations, and what is wrong with its data.
#pragma once

#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/explain/explanation.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"
#include "tools/cli/options.h"

namespace zs::cli {

// The data as a whole, for problems without a place in it.
Location data_place(const Options& options);

// What was computed from the other units, and where some of them lack the data.
void report_cohorts(const Plan& plan, const CohortFiller& cohorts, const Options& options,
                    DiagnosticSink& issues);

// Scores of all units of `cohorts`, year by year, in the order of the units; what other units and
// years say is filled in on the way.
std::vector<UnitResult> score_all(const Plan& plan, const std::vector<BoundUnit>& units,
                                  CohortFiller& cohorts);

// Scores only. `evaluation` is one over the plan, for any unit; it stays with this one.
UnitResult score_one(const Plan& plan, const Options& options, const BoundUnit& unit,
                     Evaluation& evaluation);

// Adds the explanations that are asked for and reports what cannot be scored. `evaluation` is as
// score_one() left it.
void complete(UnitResult& result, const Plan& plan, const Options& options, const BoundUnit& unit,
              Evaluation& evaluation, Explainer& explainer, DiagnosticSink& issues);

}  // namespace zs::cli
