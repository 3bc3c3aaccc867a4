// The program: the command line on the disk and the standard streams.
#include <iostream>

#include "tools/cli/disk_files.h"
#include "tools/cli/run.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  zs::cli::DiskFiles files;
  const zs::cli::Streams streams{std::cin, std::cout, std::cerr};
  return static_cast<int>(zs::cli::run({argv + 1, argv + argc}, files, streams));
}
