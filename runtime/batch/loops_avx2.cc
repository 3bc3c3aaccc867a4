// The same loops for processors with AVX2; nothing else may be compiled here.
#include "runtime/batch/loops.h"

#if defined(__x86_64__)
#pragma GCC optimize("O3")
#pragma GCC target("avx2")
#define ZS_LOOPS avx2
#include "runtime/batch/loops.inc"
#endif
