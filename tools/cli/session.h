// What every command needs: options, files, streams, the wording, and the diagnostics so far.
#pragma once

#include <optional>
#include <string>

#include "compiler/compile.h"
#include "runtime/io/table.h"
#include "tools/cli/options.h"

namespace zs::cli {

class Session {
 public:
  Session(const Options& given, Files& disk, const Streams& terminal)
      : options(given), files(disk), streams(terminal) {}

  const Options& options;
  Files& files;
  const Streams& streams;
  DiagnosticSink issues;

  // The rules named by the options as text, with what they include when `follow`; reports why not.
  std::optional<SourceText> load_source(bool follow = true);
  // The script of load_source(), or the one rule of --text, compiled; `readings` as in compile().
  CompileResult compiled(const SourceText& script, std::string* readings = nullptr);
  // The rules named by the options, compiled and, for --lock, compared; nothing when they could not
  // be read at all.
  std::optional<CompileResult> load_rules();
  // Whether the rules are read as the file of --lock says; each difference, as an error, goes to
  // `differences`.
  bool check_lock(const CompileResult& rules, const SourceText& script,
                  DiagnosticSink& differences);
  // The rules in this file.
  std::optional<CompileResult> load_rules(const std::string& name);
  // The data named by the options; nothing when it could not be read at all.
  std::optional<Table> load_table();
  // The bytes of a file or of standard input; reports why not.
  std::optional<std::string> load(const std::string& name);
  // To the file of -o or to standard output.
  Status put(const std::string& text, Status status);
  // Prints what was found to standard error, in the order of the text.
  std::vector<Diagnostic> print_issues();

  // The shipped wording and the files of --wording.
  const WordingTable& wording();

  // What was read of standard input already and has to be read again.
  std::string standard_input;
  std::optional<SourceText> source;  // of the rules, once they are loaded
  std::string rules_sha;             // sha256 of the rules' bytes, hexadecimal
  std::string words(const Words& both) const { return both.in(options.language); }

 private:
  WordingTable& own_wording();
  std::optional<SourceText> load_script(const std::string& name, bool follow);
  std::optional<std::string> read_included(const std::string& name, Words& why);

  std::optional<WordingTable> own_wording_;
};

// The commands; each returns the exit status of cli.md.
Status run_eval(Session& session);
Status run_check(Session& session);
Status run_read(Session& session);
Status run_inputs(Session& session);
Status run_format(Session& session);
Status run_test(Session& session);
Status run_diff(Session& session);
Status run_explain(Session& session);

}  // namespace zs::cli
