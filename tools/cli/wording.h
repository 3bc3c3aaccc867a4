// The wording that ships with the program, read once.
#pragma once

#include "compiler/wording/wording_table.h"

namespace zs::cli {

const WordingTable& shipped_wording();

}  // namespace zs::cli
