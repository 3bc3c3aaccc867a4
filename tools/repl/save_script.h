// The session as a script: its rules, and what was tried as 示例.
#pragma once

#include <string>

#include "tools/repl/workspace.h"

namespace zs::repl {

struct SavedScript {
  std::string text;
  std::size_t examples = 0;  // that were added
  std::size_t left_out = 0;  // that do not come to the same score on their own
};

// Each unit with typed data, and the one that is looked at: one line for each indicator that is
// scored. Every line is run before it is kept, so that `zhunsheng test` passes.
SavedScript script_with_examples(Workspace& workspace);

}  // namespace zs::repl
