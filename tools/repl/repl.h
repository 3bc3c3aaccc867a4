// The session: one text after the other in, an answer to each out. No terminal, no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/repl/commands.h"
#include "tools/repl/pasted_table.h"
#include "tools/repl/services.h"
#include "tools/repl/workspace.h"

namespace zs::repl {

struct Answer {
  std::string text;      // whole lines
  bool failed = false;   // it could not be done; nothing changed
  bool changed = false;  // rules or data changed: to be kept in case of a crash
  enum class Ask { Nothing, Leave, Restore, Discard } ask = Ask::Nothing;
};

class Repl {
 public:
  explicit Repl(Services services) : services_(std::move(services)) {}

  // What was typed or pasted: a command, data, a row of a table, a rule; one or several lines.
  Answer take(std::string_view typed);
  // Files named when the program was started; either may be empty.
  Answer start(const std::string& rules, const std::string& data);

  // The unit that is looked at, or the program.
  std::string prompt();
  // Clean text, without the prompts that were copied along with it.
  std::string without_prompts(std::string_view typed);
  void set_width(int width) { services_.manner.width = width; }
  const Manner& manner() const { return services_.manner; }
  Workspace& workspace() { return workspace_; }
  bool has_unsaved() const { return !workspace_.state().saved; }

  // What can stand in the place of the end of `line`, and where that begins.
  struct Completion {
    std::size_t begin = 0;
    std::vector<std::string> candidates;
  };
  Completion complete(std::string_view line);

 private:
  friend class CommandRunner;
  Answer run_command(const CommandLine& command, const std::string& typed);
  // A command without a blank behind its name counts only when the rest fits it.
  bool makes_sense(const CommandLine& command);
  std::optional<Answer> take_table(const std::string& typed);
  std::optional<Answer> take_rows(const std::vector<Row>& rows, const std::string& typed);
  Answer take_data(const std::string& typed, const std::vector<struct Assignment>& assignments);
  Answer take_rule(const std::string& text, const std::string& typed);
  std::optional<Answer> show_named(const std::string& name);
  Answer not_understood(const std::string& typed);
  // Takes up the state and says what changed in these indicators.
  Answer after_change(State next, const std::vector<std::size_t>& inputs);
  std::string words(const Words& both) const { return services_.manner.in(both); }
  Answer failure(const Words& both) const { return {words(both) + "\n", true, false, {}}; }

  Services services_;
  Workspace workspace_;
  std::optional<Row> header_;  // pasted alone: rows are to follow
  std::string saved_as_;       // the file of the last 保存
};

// Without control characters other than line breaks and tabs; bytes that are not UTF-8 become
// U+FFFD.
std::string cleaned(std::string_view typed);

}  // namespace zs::repl
