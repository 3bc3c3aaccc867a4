// zhunsheng read: every indicator back in canonical words, or a stage of the compiler as text.
#include <fmt/format.h>

#include <ostream>

#include "compiler/syntax/tree_text.h"
#include "compiler/words/canonical.h"
#include "runtime/plan/plan_text.h"
#include "tools/cli/lock.h"
#include "tools/cli/session.h"

namespace zs::cli {
namespace {

std::string stage_text(const CompileResult& result, const SourceText& source, Session& session) {
  const Options& options = session.options;
  if (options.stage == "plan") return plan_text(result.plan);
  if (options.stage == "tree") return tree_text(result.rules.syntax);
  if (options.text) return canonical_rule(result.rules, 0, source, session.wording());
  return canonical_words(result.rules, source, session.wording());
}

// --lock: writes the readings when there is no file yet or --update says so, else compares.
void keep_lock(const CompileResult& result, const SourceText& source, Session& session) {
  const Options& options = session.options;
  std::vector<Diagnostic> notes;
  if (session.files.exists(options.lock)) {
    if (!options.update) {
      session.check_lock(result, source, session.issues);
      return;
    }
    DiagnosticSink differences;
    session.check_lock(result, source, differences);
    for (Diagnostic& one : differences.take_sorted()) {
      one.severity = Severity::Note;  // it is being confirmed
      notes.push_back(std::move(one));
    }
  }
  const auto readings = readings_of(result, source, session.wording(), session.issues.all());
  Words why;
  if (!session.files.write(options.lock, lock_text(readings), why)) {
    Location where;
    where.file = options.lock;
    session.issues.report(DiagnosticKind::FileUnwritable, where, {why});
    return;
  }
  for (Diagnostic& one : notes) session.issues.add(std::move(one));
  session.streams.err << session.words(
      {fmt::format("{}个指标的读法记入{},请逐项确认\n", result.rules.indicators.size(),
                   options.lock),
       fmt::format("the readings of {} indicators are kept in {}; please confirm each\n",
                   result.rules.indicators.size(), options.lock)});
}

}  // namespace

Status run_read(Session& session) {
  const auto source = session.load_source();
  if (!source) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const bool list = session.options.stage == "readings";
  std::string readings;
  const CompileResult result = session.compiled(*source, list ? &readings : nullptr);
  if (!session.options.lock.empty()) keep_lock(result, *source, session);
  const bool errors = session.issues.has_errors();
  session.print_issues();
  const Status status = !result.runs ? Status::DoesNotCompile
                        : errors     ? Status::Findings
                                     : Status::Done;
  return session.put(list ? readings : stage_text(result, *source, session), status);
}

}  // namespace zs::cli
