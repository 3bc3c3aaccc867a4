// zhunsheng read: every indicator back in canonical words, or a stage of the compiler as text.
#include "runtime/plan/plan_text.h"
#include "tools/cli/session.h"

namespace zs::cli {

Status run_read(Session& session) {
  const auto rules = session.load_rules();
  const bool errors = session.issues.has_errors();
  if (!rules) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  session.print_issues();
  const Status status = !rules->runs ? Status::DoesNotCompile : errors ? Status::Findings : Status::Done;
  return session.put(plan_text(rules->plan), status);
}

}  // namespace zs::cli
