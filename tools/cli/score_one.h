// One unit, all of it: scores, explanations, what is wrong with its data, and --missing.
#pragma once

#include "runtime/data/bind_inputs.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/value/results.h"
#include "tools/cli/options.h"

namespace zs::cli {

// The data as a whole, for problems without a place in it.
Location data_place(const Options& options);

// `evaluation` is one over the plan, for any unit. Reports what cannot be scored.
UnitResult score_one(const Plan& plan, const Options& options, const BoundUnit& unit,
                     Evaluation& evaluation, DiagnosticSink& issues);

}  // namespace zs::cli
