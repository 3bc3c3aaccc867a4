// operator new and delete of the test program, counted.
#include "tests/tools/allocations.h"

#include <cstdlib>
#include <new>

namespace {
thread_local std::uint64_t calls = 0;
}  // namespace

void* operator new(std::size_t size) {
  ++calls;
  if (void* const made = std::malloc(size == 0 ? 1 : size)) return made;
  throw std::bad_alloc();
}
void operator delete(void* pointer) noexcept { std::free(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { std::free(pointer); }

namespace zs::test {
std::uint64_t allocations() { return calls; }
}  // namespace zs::test
