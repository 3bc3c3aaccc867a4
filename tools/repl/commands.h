// The commands of the session by their names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/language.h"

namespace zs::repl {

enum class Verb {
#define ZS_COMMAND(verb, ...) verb,
#include "tools/repl/commands.def"
#undef ZS_COMMAND
};

// What stands behind a command, for completion.
enum class Argument { None, Command, File, Unit, Indicator, Data, Grade, Input };

struct CommandInfo {
  Verb verb;
  std::string_view chinese;
  std::string_view others;  // other Chinese names, blanks between
  std::string_view ascii;   // without the colon
  Argument argument;
  std::string_view usage_zh, usage_en;
  std::string_view zh, en;
  std::string_view details_zh, details_en;
};

std::span<const CommandInfo> all_commands();
const CommandInfo& info_of(Verb verb);

// A line as a command. `glued`: nothing stands between the name and the rest (如果满意度=85%), so
// it is a command only if the rest makes sense for it.
struct CommandLine {
  Verb verb;
  std::string rest;
  bool glued = false;
};
std::optional<CommandLine> command_of(std::string_view line);

// Names of commands that `word` is nearly, the nearest first; at most three.
std::vector<std::string> near_commands(std::string_view word);

// Those of `names` that are nearly `word`, or hold it; the nearest first, at most `most`.
std::vector<std::string> near_names(std::string_view word, const std::vector<std::string>& names,
                                    std::size_t most = 3);

// 帮助: all commands, or one.
std::string help_overview(Language language);
std::string help_of(Verb verb, Language language);

}  // namespace zs::repl
