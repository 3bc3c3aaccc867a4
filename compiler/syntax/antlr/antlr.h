// ANTLR behind one door: included in this folder only.
#pragma once

// ANTLR takes the macro EOF away; what needs it comes first.
#include "runtime/number/rational.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wdeprecated"
#include "ZhunshengParser.h"
#pragma GCC diagnostic pop
