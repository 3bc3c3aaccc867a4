// 释义 of one indicator, without reading the whole script back.
#pragma once

#include <string>

#include "tools/repl/state.h"

namespace zs::repl {

// The rule text of an indicator of the plan in canonical words, one sentence on each line. The cost
// is that of the indicator alone, unless its names can only be understood with the whole script.
std::string reading_of(const Rules& rules, std::size_t indicator);

}  // namespace zs::repl
