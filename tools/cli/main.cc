// The program: the command line on the disk and the standard streams.
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "tools/cli/disk_files.h"
#include "tools/cli/run.h"
#include "tools/repl/terminal/run_repl.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  zs::cli::DiskFiles files;
  std::signal(SIGXFSZ, SIG_IGN);  // a limit that is reached as well
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an error to report, not a death
  const zs::cli::Streams streams{std::cin, std::cout, std::cerr, isatty(STDERR_FILENO) != 0,
                                 zs::repl::run_repl};
  return static_cast<int>(zs::cli::run({argv + 1, argv + argc}, files, streams));
}
