#include "tools/cli/problem_list.h"

#include "runtime/base/render_text.h"

namespace zs::cli {

bool ProblemList::add(Diagnostic problem, Words& why) {
  errors_ += problem.severity == Severity::Error ? 1 : 0;
  const bool written = !rejects_ || rejects_->write(render_text(problem, language_), why);
  if (!written) rejects_ = nullptr;
  if (++seen_[problem.kind] > kMostShown)
    ++left_out_[problem.kind];
  else
    shown_.push_back(std::move(problem));
  return written;
}

}  // namespace zs::cli
