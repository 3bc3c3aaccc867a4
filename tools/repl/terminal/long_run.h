// Work that Ctrl-C stops.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tools/repl/terminal/signals.h"

namespace zs::repl {

// In a process of its own, so that it can be stopped anywhere; nothing when it was.
std::optional<std::string> text_of_process(Signals& signals,
                                           const std::function<std::string()>& work);

// In a thread; false when Ctrl-C came first: then the work goes on unheeded and must own all that
// it touches. `abandoned` is set, and the program must leave without ending the threads properly.
bool finished_in_time(Signals& signals, std::function<void()> work, bool& abandoned);

}  // namespace zs::repl
