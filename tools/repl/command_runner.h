// One command of the session at a time. Split by what the commands speak of: files and history,
// rules, scores, units.
#pragma once

#include <string>

#include "tools/repl/repl.h"

namespace zs::repl {

class CommandRunner {
 public:
  CommandRunner(Repl& repl, const CommandLine& command, const std::string& typed)
      : repl_(repl),
        workspace_(repl.workspace_),
        manner_(repl.services_.manner),
        rest_(command.rest),
        verb_(command.verb),
        typed_(typed) {}

  Answer run();
  Answer load_both(const std::string& rules, const std::string& data);

 private:
  // command_files.cc
  Answer help();
  Answer load();
  Answer save();
  Answer undo();
  Answer redo();
  Answer clear();
  // command_rules.cc
  Answer check();
  Answer read();
  Answer inputs();
  // command_scores.cc
  Answer score();
  Answer lost();
  Answer missing();
  Answer what_if();
  Answer goal();
  Answer curve();
  // command_units.cc
  Answer units();
  Answer choose_unit(const std::string& name);
  Answer compare();

  std::string words(const Words& both) const { return manner_.in(both); }
  Answer say(std::string text) const { return {std::move(text), false, false, {}}; }
  Answer fail(const Words& both) const { return {words(both) + "\n", true, false, {}}; }
  Answer needs_rules() const;
  const Plan& plan() const { return workspace_.plan(); }
  // An indicator by number or title; nothing and a failure in `problem` otherwise.
  std::optional<std::size_t> indicator(const std::string& name, Answer& problem) const;
  // A unit by its name, or a part of it that fits only one; the year may stand behind.
  std::optional<std::size_t> unit(const std::string& name, Answer& problem);
  std::string long_text(const std::function<std::string()>& work, Answer& problem) const;

  Repl& repl_;
  Workspace& workspace_;
  const Manner& manner_;
  std::string rest_;
  Verb verb_;
  const std::string& typed_;
};

}  // namespace zs::repl
