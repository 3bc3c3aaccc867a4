// Data typed at the prompt: 满意度=76%,建立奖励机制=是, into the sheet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "tools/repl/workspace.h"

namespace zs::repl {

struct Assignment {
  std::string name, value;
};

// A list of names and values, between , ; 、 or blanks; nothing when the text is something else,
// such as a rule with an equals sign.
std::optional<std::vector<Assignment>> assignments_of(std::string_view text);

// What became of assignments.
struct DataChange {
  std::optional<State> next;         // nothing: nothing could be taken
  std::vector<std::size_t> inputs;   // that were given
  std::vector<std::string> unknown;  // names that no input has
  std::vector<Diagnostic> problems;  // cells that cannot be used, names taken for others
  bool failed() const { return !next; }
};

// Into the unit that is looked at; 单位=甲县 looks at, or adds, that one. All or nothing.
DataChange assign(Workspace& workspace, const std::vector<Assignment>& assignments);

// The input of this name as the language matches names; `denied`: the name says the opposite.
struct NamedInput {
  std::size_t input = 0;
  bool denied = false;
};
std::optional<NamedInput> find_input(const Plan& plan, const std::string& name);

// The state with another unit of that name, or nothing when there is one.
State with_unit(const State& state, const ColumnBinding& binding, const std::string& name);

}  // namespace zs::repl
