// 示例: the examples of a script, run as tests (language.md §12).
#pragma once

#include <string>
#include <vector>

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

struct ExampleReport {
  std::vector<ExampleOutcome> outcomes;
  std::vector<UnreachedClause> unreached;     // of indicators that have an example
  std::vector<std::string> without_examples;  // titles
  std::size_t wrong() const;
};

// Each line is one unit with nothing but the data that it names. Reports cells that cannot be used,
// names that nothing asks for, and examples of indicators that do not exist (ZS1018).
ExampleReport run_examples(const CompileResult& rules, const SourceText& source,
                           DiagnosticSink& issues);

}  // namespace zs
