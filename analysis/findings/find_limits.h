// Caps and floors: written without need, or needed and not written.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// Reports CapNeverBinds, FloorNeverBinds, FloorNotWritten, CeilingNotWritten.
void find_limits(Scope& scope);

}  // namespace zs
