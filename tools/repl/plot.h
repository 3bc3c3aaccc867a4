// A curve drawn with characters: axes with the exact turning points, and the same in words.
#pragma once

#include <string>

#include "tools/repl/answers.h"
#include "tools/repl/curve.h"

namespace zs::repl {

// `now` (may be missing) is where the unit stands. At most `manner.width` columns wide.
std::string plot(const Curve& curve, const Plan& plan, const Value& now, const Manner& manner);

}  // namespace zs::repl
