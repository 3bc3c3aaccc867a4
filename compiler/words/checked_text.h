// What an indicator means, as text without places: two texts mean the same when these are equal.
#pragma once

#include <string>

#include "compiler/check/checked_rules.h"

namespace zs {

std::string checked_text(const CheckedRules& rules, const CheckedIndicator& indicator);

}  // namespace zs
