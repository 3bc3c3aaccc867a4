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
  const std::vector<std::string>& places;  // of `units`, see places_of
  const std::vector<GoalResult>& goals;
  const std::vector<Diagnostic>& problems;
  const Options& options;
  const std::string& rules_sha;
};

// Places by total within a year, among all of `units`; a pending unit has none, an empty text.
std::vector<std::string> places_of(const std::vector<UnitResult>& units);

std::string eval_text(const EvalReport& report);
std::string eval_json(const EvalReport& report);
std::string eval_csv(const EvalReport& report);
// One object a unit and line.
std::string eval_jsonl(const EvalReport& report);

}  // namespace zs::cli
