// What the tool has to say about a rule, a data file or a call: data, never text on a stream.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/base/language.h"
#include "runtime/base/source.h"

namespace zs {

// Error: something is not scored. Warning: scored, but probably not as meant.
// Note: an assumption that was made; --strict turns it into an error.
enum class Severity { Error, Warning, Note };

// One kind per line of diagnostic.def. Codes are stable and never reused.
enum class DiagnosticKind {
#define ZS_DIAGNOSTIC(code, severity, name, zh, en) name,
#include "runtime/base/diagnostic.def"
#undef ZS_DIAGNOSTIC
};

// "ZS1003"
std::string code_of(DiagnosticKind kind);
Severity severity_of(DiagnosticKind kind);
std::vector<DiagnosticKind> all_diagnostic_kinds();

// A second place that the message speaks of.
struct Label {
  Location where;
  Words words;
};

// Data that shows what a diagnostic says: `eval` of this row comes to this score.
struct Witness {
  struct Cell {
    std::string name;
    std::string text;         // as a cell of data: 79.5%, 3起; of a fact 是 or 否
    std::optional<bool> yes;  // set for a fact
  };
  std::vector<Cell> cells;
  std::string score;  // of the indicator; empty when it does not matter
};

struct Diagnostic {
  DiagnosticKind kind;
  Severity severity;
  std::vector<Words> arguments;  // fill {0}, {1} … of the sentence in diagnostic.def
  Location where;                // the narrowest text that is wrong
  std::vector<Label> related;
  Words suggestion;                // wording that would remove the finding, or empty
  std::string indicator;           // number of the indicator concerned, or empty
  std::vector<Witness> witnesses;  // none, one, or two rows to compare
};

// The sentence of a diagnostic, without place or code.
std::string message_of(const Diagnostic& diagnostic, Language language);

// Collects; never prints. One per compile or run.
class DiagnosticSink {
 public:
  // About a place in a source text.
  Diagnostic& report(DiagnosticKind kind, const SourceText& source, Span span,
                     std::vector<Words> arguments = {});
  // About a place that is known already, or none (an empty file name).
  Diagnostic& report(DiagnosticKind kind, Location where, std::vector<Words> arguments = {});

  bool has_errors() const { return errors_ > 0; }
  // One that is known already; counts with its own severity.
  Diagnostic& add(Diagnostic known);

  // How many of those reported so far are errors.
  std::size_t error_count() const { return errors_; }
  // Takes a found one back: what says the same at the same place, but shows it by a witness.
  void replace_without_witness();
  const std::vector<Diagnostic>& all() const { return found_; }
  // Turns notes and warnings into errors.
  void make_strict();
  // File by file, in the order in which they were first spoken of, and in the order of the text;
  // what has no place comes first.
  std::vector<Diagnostic> take_sorted();

 private:
  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0;
};

}  // namespace zs
