// For tests: how much work something is, counted instead of timed. Parsing, checking and scoring
// all build what they find, so memory asked for grows with the work; the count is the same on a
// fast machine and on a slow one. What loops without asking for memory runs into ctest's limit.
#pragma once

#include <cstdint>

namespace zs::test {

// Calls of operator new by this thread so far.
std::uint64_t allocations();

}  // namespace zs::test
