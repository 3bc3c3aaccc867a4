// Diagnostics as the `problems` of cli.md.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "runtime/base/diagnostic.h"

namespace zs::cli {

nlohmann::ordered_json json_problems(const std::vector<Diagnostic>& diagnostics, Language language);

}  // namespace zs::cli
