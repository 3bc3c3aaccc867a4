// Files of rules and of data into the values of a session.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "tools/cli/run.h"
#include "tools/repl/state.h"

namespace zs::repl {

struct LoadedRules {
  std::shared_ptr<const Rules> rules;  // null: the file could not be read
  std::vector<Diagnostic> problems;    // of reading, not of the rules
};
LoadedRules load_rules(cli::Files& files, const std::string& name);

struct LoadedData {
  std::shared_ptr<const Sheet> sheet;  // null: there is no unit in it, or no file
  std::vector<Diagnostic> problems;
};
LoadedData load_data(cli::Files& files, const std::string& name);

// By the ending of its name.
bool is_data_file(const std::string& name);

}  // namespace zs::repl
