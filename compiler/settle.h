// Which reading of a rule text counts: the one that makes sense.
#pragma once

#include <string>
#include <vector>

#include "compiler/reader/reader.h"
#include "compiler/syntax/parse.h"

namespace zs {

// How one reading fares once its names, dimensions and anchors are worked out.
struct Trial {
  Reading reading;
  bool as_written = false;   // the author's own text, taken as canonical
  bool implausible = false;  // asks for what no office has a name for
  std::size_t errors = 0;    // what could not be understood, or would be lost
  Cost sense = 0;            // what speaks against it besides its own cost; 0: nothing
  Cost remarked = 0;         // what is left as a remark
  std::string meaning;       // its plan as text, to compare readings; empty with errors
  std::vector<Clause> clauses;
  std::vector<Definition> definitions;  // made in passing
  std::vector<Diagnostic> problems;
  std::vector<std::string> inputs;

  Cost total() const { return reading.cost + sense + remarked; }
};

// Readings of one rule text in the order in which they were tried: the author's own first, then
// those of the chart, cheapest first, as far as they could still count.
std::vector<Trial> try_readings(const NormalText& rule, const IndicatorText& indicator,
                                const SyntaxTree& tree, const SourceText& source,
                                const WordingTable& wording);

// The trial that is taken: index into `trials`, which are not empty.
std::size_t settle(const std::vector<Trial>& trials);

// The readings of one rule text as lines: `*` before the one taken, cost, what speaks against it,
// the words. For whoever writes constructions.
std::string trials_text(const std::vector<Trial>& trials, std::size_t taken);

// Reads each rule text by its best reading and reports its problems to `issues`. All outlive it.
// `readings`, unless null, gets the readings that competed.
RuleReader settling_reader(const SourceText& source, DiagnosticSink& issues,
                           std::string* readings = nullptr);

}  // namespace zs
