// For tests: every script of the source tree: examples, files of golden pages, tests/corpus.
#pragma once

#include <string>
#include <vector>

namespace zs::test {

struct Script {
  std::string name;  // where it stands
  std::string text;
};

// Read once; rules that are not text are left out.
const std::vector<Script>& all_scripts();

}  // namespace zs::test
