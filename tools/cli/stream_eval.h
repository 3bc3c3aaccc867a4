// eval for many units: separated values in, CSV or one JSON object a line out, by all processors
// and in memory that does not grow with the data.
#pragma once

#include "tools/cli/session.h"

namespace zs::cli {

// The data is separated values, the output can be written unit by unit, and what units need of each
// other can be computed from the data alone.
bool can_stream(Session& session, const Plan& plan);

// The same output as the engine for one unit at a time would give. A row that is damaged is left
// out and reported; all others are scored. Nothing, and nothing written, when units depend on each
// other and some row is damaged.
std::optional<Status> stream_eval(Session& session, const CompileResult& rules);

}  // namespace zs::cli
