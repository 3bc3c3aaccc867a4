// What the session needs from the world around it: files, the screen, and a way to stop.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/run.h"
#include "tools/repl/answers.h"

namespace zs::repl {

struct Services {
  cli::Files& files;
  Manner manner;
  // Runs work that may take long; nothing when the user stopped it. The work must not change the
  // session: it may run in another process. Null: it runs here.
  std::function<std::optional<std::string>(const std::function<std::string()>&)> text_of;
  // Runs work that may take long and may go on, unheeded, after false: the user stopped it. It owns
  // all that it touches. Null: it runs here.
  std::function<bool(std::function<void()>)> finished;
  // Names of files that begin like this, folders with a / behind; null: none.
  std::function<std::vector<std::string>(const std::string&)> files_like;
};

}  // namespace zs::repl
