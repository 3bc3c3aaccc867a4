// The inner loops of a batch program: one instruction over the rows of a block.
#pragma once

#include <cstddef>
#include <cstdint>

namespace zs::batch {

enum class Code : std::uint8_t {
#define ZS_CODE(name) name,
#include "runtime/batch/codes.def"
#undef ZS_CODE
};
inline constexpr std::size_t kCodes = 0
#define ZS_CODE(name) +1
#include "runtime/batch/codes.def"
#undef ZS_CODE
    ;

// What one loop reads and writes. Lanes hold int32, or int64 where the instruction is wide; `z` is
// always a fact, and so is the result of a comparison.
struct LoopArguments {
  void* to = nullptr;
  const void* x = nullptr;
  const void* y = nullptr;
  const std::int32_t* z = nullptr;
  std::int64_t k = 0;
  std::uint64_t magic = 0;  // for narrow division: x / k is x * magic >> shift
  int shift = 0;
};
using Loop = void (*)(const LoopArguments& arguments, std::size_t rows);

struct Loops {
  Loop narrow[kCodes];
  Loop wide[kCodes];
};

// The fastest set that this processor can run.
const Loops& loops();

}  // namespace zs::batch
