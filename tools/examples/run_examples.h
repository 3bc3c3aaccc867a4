// 示例: the examples of a script, run as tests (language.md §12).
#pragma once

#include <string>
#include <vector>

#include "analysis/advice/coverage.h"
#include "compiler/compile.h"
#include "runtime/value/results.h"

namespace zs {

// One line of an example: what it expects, what came out, and why.
struct ExampleOutcome {
  std::string title;  // of the indicator; empty: the whole script
  std::string given;  // as written
  std::string expected;
  Words got;
  bool right = false;
  std::vector<ExplanationLine> why;
  int line = 0;  // in the script
};

// A clause that no example reaches.
struct UnreachedClause {
  std::string number;
  std::string title;
  int line = 0;
  int column = 0;
};

// What else an indicator with examples shows nowhere.
struct UnreachedSides {
  std::size_t indicator = 0;
  std::vector<Edge> edges;
  bool full = false, nothing = false;  // no example gets the points, none gets 0
};

struct ExampleReport {
  std::vector<ExampleOutcome> outcomes;
  std::vector<UnreachedClause> unreached;  // of indicators that have an example
  std::vector<UnreachedSides> sides;
  std::vector<std::string> without_examples;  // titles
  std::size_t wrong() const;
};

// Each line is one unit with nothing but the data that it names. Reports cells that cannot be used,
// names that nothing asks for, and examples of indicators that do not exist (ZS1018). Units of real
// data, one value per input of the plan each, count for what is reached.
ExampleReport run_examples(const CompileResult& rules, const SourceText& source,
                           const std::vector<std::vector<Value>>& units, DiagnosticSink& issues);

}  // namespace zs
