#include "runtime/batch/instructions.h"

#include <algorithm>
#include <bit>

namespace zs::batch {
namespace {

bool divides(Code code) {
  return code == Code::FloorDiv || code == Code::HalfUp || code == Code::HalfEven ||
         code == Code::Towards || code == Code::Away;
}

// For 0 <= x < 2^31: x / k is x * magic >> shift. With 2^s the first power of two not below k,
// magic = ceil(2^(31+s) / k) errs by less than k <= 2^s, so by less than one part in 2^31.
void set_magic(Instruction& instruction) {
  const auto divisor = static_cast<std::uint64_t>(instruction.k);
  const auto s = static_cast<int>(std::bit_width(divisor - 1));
  if (std::has_single_bit(divisor)) {
    instruction.magic = 1;
    instruction.shift = s;
    return;
  }
  instruction.shift = 31 + s;
  instruction.magic = ((std::uint64_t{1} << instruction.shift) + divisor - 1) / divisor;
}

template <typename Visit>
void each_operand(const Instruction& instruction, Visit visit) {
  for (std::uint32_t slot : {instruction.x, instruction.y, instruction.z})
    if (slot != kNoSlot) visit(slot);
}

}  // namespace

std::uint32_t InstructionList::add(Instruction instruction, bool wide_result) {
  const Key key{instruction.code, instruction.wide, instruction.x,
                instruction.y,    instruction.z,    instruction.k};
  const auto [found, is_new] = known_.try_emplace(key, next_);
  if (!is_new) return found->second;
  if (divides(instruction.code) && !instruction.wide) set_magic(instruction);
  instruction.to = next_;
  instructions_.push_back(instruction);
  wide_.push_back(wide_result);
  return next_++;
}

void InstructionList::finish(Program& program) && {
  const auto first = static_cast<std::uint32_t>(2 * program.inputs.size());
  std::vector<std::size_t> last_use(next_, 0);  // 0: unused; else one more than the instruction
  for (const Output& output : program.outputs)
    for (std::uint32_t slot : {output.slot, output.there})
      if (slot != kNoSlot) last_use[slot] = instructions_.size() + 1;
  for (std::size_t i = instructions_.size(); i-- > 0;) {
    if (last_use[instructions_[i].to] == 0) continue;
    each_operand(instructions_[i],
                 [&](std::uint32_t slot) { last_use[slot] = std::max(last_use[slot], i + 1); });
  }
  std::vector<std::uint32_t> real(next_);
  for (std::uint32_t slot = 0; slot < first; ++slot) real[slot] = slot;
  std::vector<std::uint32_t> free[2];
  const auto renamed = [&](std::uint32_t slot) { return slot == kNoSlot ? slot : real[slot]; };
  for (std::size_t i = 0; i < instructions_.size(); ++i) {
    Instruction one = instructions_[i];
    if (last_use[one.to] == 0) continue;
    const char wide = wide_[one.to - first];
    std::vector<std::uint32_t>& pool = free[wide ? 1 : 0];
    if (pool.empty()) {
      pool.push_back(first + static_cast<std::uint32_t>(program.scratch_wide.size()));
      program.scratch_wide.push_back(wide);
    }
    real[one.to] = pool.back();
    pool.pop_back();
    // Only now: a loop never writes over what it reads.
    each_operand(one, [&](std::uint32_t slot) {
      if (slot < first || last_use[slot] != i + 1) return;
      free[wide_[slot - first] ? 1 : 0].push_back(real[slot]);
      last_use[slot] = 0;  // given back once, though it may be both operands
    });
    one.to = real[one.to];
    one.x = renamed(one.x);
    one.y = renamed(one.y);
    one.z = renamed(one.z);
    program.instructions.push_back(one);
  }
  for (Output& output : program.outputs) {
    output.slot = renamed(output.slot);
    output.there = renamed(output.there);
  }
}

}  // namespace zs::batch
