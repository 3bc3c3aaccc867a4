#include "tools/cli/problem_list.h"

#include "runtime/base/render_text.h"

namespace zs::cli {

bool ProblemList::add(Diagnostic problem, Words& why) {
  errors_ += problem.severity == Severity::Error ? 1 : 0;
  if (rejects_ && !rejects_->write(render_text(problem, language_), why)) return false;
  if (++seen_[problem.kind] > kMostShown)
    ++left_out_[problem.kind];
  else
    shown_.push_back(std::move(problem));
  return true;
}

}  // namespace zs::cli
