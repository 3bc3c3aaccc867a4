// The public door of the compiler: a script in, an evaluation tree out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/checked_rules.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"
#include "runtime/plan/plan.h"

namespace zs {

struct CompileResult {
  CheckedRules rules;
  Plan plan;
  // No indicator could be read: there is nothing to run.
  bool runs = false;
};

// All stages in order. Problems go to `issues`; whatever could be read is in the plan. `readings`,
// unless null, gets the readings that competed for each rule text.
CompileResult compile(const SourceText& source, const WordingTable& wording, DiagnosticSink& issues,
                      std::string* readings = nullptr);

// One rule text without a script around it.
CompileResult compile_rule(const SourceText& source, std::string_view title,
                           std::optional<Rational> points, const WordingTable& wording,
                           DiagnosticSink& issues, std::string* readings = nullptr);

}  // namespace zs
