// zhunsheng repl: the session on a terminal, or line by line from a pipe.
#pragma once

#include "tools/cli/options.h"
#include "tools/cli/run.h"

namespace zs::repl {

// On a terminal: a line editor, history, and what is typed survives a crash. Otherwise: no prompt,
// one line after the other from streams.in.
// Status: Done; Findings when some line could not be done or 检查 found something (in a pipe);
// DoesNotCompile when RULES cannot be run and nothing follows.
cli::Status run_repl(const cli::Options& options, cli::Files& files, const cli::Streams& streams);

}  // namespace zs::repl
