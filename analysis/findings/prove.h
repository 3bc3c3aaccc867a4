// Everything that check finds by proof, one indicator after the other.
#pragma once

#include <vector>

#include "compiler/check/checked_rules.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"
#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

struct ProofOptions {
  Rational cliff = 50;                    // a jump is reported above this percentage of the points
  std::size_t most_forks = 10000;         // of one question about one indicator
  std::vector<std::vector<Value>> units;  // data of real units, one value per plan input
};

// In:   rules that were compiled, their plan, and what was found so far in `issues`.
// Out:  findings over all inputs within their natural ranges, each witness confirmed by an
//       evaluation. A question that exceeds the bound is reported as NotProved, never passed over.
// Cost: bounded by most_forks for each question; a few questions an indicator, one for each pair
//       of awards.
void prove(const CheckedRules& rules, const Plan& plan, const SourceText& source,
           const WordingTable& wording, const ProofOptions& options, DiagnosticSink& issues);

}  // namespace zs
