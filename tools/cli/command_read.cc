// zhunsheng read: every indicator back in canonical words, or a stage of the compiler as text.
#include "compiler/syntax/tree_text.h"
#include "compiler/words/canonical.h"
#include "runtime/plan/plan_text.h"
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

}  // namespace

Status run_read(Session& session) {
  const auto source = session.load_source();
  if (!source) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const CompileResult result = session.compiled(*source);
  const bool errors = session.issues.has_errors();
  session.print_issues();
  const Status status = !result.runs ? Status::DoesNotCompile
                        : errors     ? Status::Findings
                                     : Status::Done;
  return session.put(stage_text(result, *source, session), status);
}

}  // namespace zs::cli
