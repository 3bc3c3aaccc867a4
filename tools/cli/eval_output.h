// The results of eval as text, JSON and CSV.
#pragma once

#include <string>
#include <vector>

#include "compiler/compile.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/value/results.h"
#include "tools/cli/options.h"

namespace zs::cli {

struct EvalReport {
  const CompileResult& rules;
  const BoundTable& bound;
  const std::vector<UnitResult>& units;
  const std::vector<GoalResult>& goals;
  const std::vector<Diagnostic>& problems;
  const Options& options;
  const std::string& rules_sha;
};

std::string eval_text(const EvalReport& report);
std::string eval_json(const EvalReport& report);
std::string eval_csv(const EvalReport& report);

}  // namespace zs::cli
