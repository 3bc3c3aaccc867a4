// A plan made straight: instructions over lanes, with denominators and ranges settled beforehand.
#pragma once

#include <span>
#include <vector>

#include "runtime/batch/lanes.h"
#include "runtime/batch/loops.h"
#include "runtime/plan/plan.h"

namespace zs::batch {

inline constexpr std::uint32_t kNoSlot = UINT32_MAX;

// Slots below the number of inputs are the inputs' lanes, then as many their masks, then scratch.
struct Instruction {
  Code code = Code::Fill;
  bool wide = false;
  std::uint32_t to = kNoSlot, x = kNoSlot, y = kNoSlot, z = kNoSlot;
  std::int64_t k = 0;
  std::uint64_t magic = 0;
  int shift = 0;
};

// Where a root ends up; a constant one has a Fill of its own.
struct Output {
  bool computed = false;
  bool fact = false;
  bool wide = false;
  std::int64_t scale = 1;
  std::int64_t low = 0, high = 0;  // of the lanes
  std::uint32_t slot = kNoSlot;
  std::uint32_t there = kNoSlot;  // kNoSlot: there in every row
  bool never_there = false;
};

struct Program {
  std::vector<Layout> inputs;
  std::vector<Instruction> instructions;
  std::vector<Output> outputs;     // one a root
  std::vector<char> scratch_wide;  // of each scratch slot: holds int64
};

// Makes the program of `roots` for columns held as `inputs` says (one layout a plan input).
//
// Every instruction is proved not to overflow for any lanes within the bounds. A root for which
// that cannot be proved, or that needs a quotient of two inputs, is left out: outputs[i].computed
// is false and its rows belong to the scalar engine.
Program make_program(const Plan& plan, std::span<const PlanId> roots, std::vector<Layout> inputs);

}  // namespace zs::batch
