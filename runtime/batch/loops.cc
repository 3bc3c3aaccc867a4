#include "runtime/batch/loops.h"

#pragma GCC optimize("O3")
#define ZS_LOOPS plain
#include "runtime/batch/loops.inc"

namespace zs::batch {

#if defined(__x86_64__)
namespace avx2 {
extern const Loops kLoops;
}
#endif

const Loops& loops() {
#if defined(__x86_64__)
  static const bool wide_registers = __builtin_cpu_supports("avx2");
  if (wide_registers) return avx2::kLoops;
#endif
  return plain::kLoops;
}

}  // namespace zs::batch
