// For tests: how much of a long list is tried. Instrumented code is many times slower, and a fault
// that it is built to find shows in a sample.
#pragma once

namespace zs::test {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr unsigned kOneIn = 10;
#else
inline constexpr unsigned kOneIn = 1;
#endif

}  // namespace zs::test
