// The session on a terminal.
#pragma once

#include "tools/cli/options.h"
#include "tools/cli/run.h"

namespace zs::repl {

cli::Status run_on_terminal(const cli::Options& options, cli::Files& files);

}  // namespace zs::repl
