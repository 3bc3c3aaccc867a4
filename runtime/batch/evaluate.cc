#include "runtime/batch/evaluate.h"

namespace zs::batch {

namespace {
constexpr std::size_t kAlignment = 64;
}

std::optional<std::int64_t> Layout::lane_of(const Rational& value) const {
  const auto fraction = value.small();
  if (!fraction || scale % fraction->denominator != 0) return std::nullopt;
  std::int64_t lane = 0;
  if (__builtin_mul_overflow(fraction->numerator, scale / fraction->denominator, &lane) ||
      lane < low || lane > high)
    return std::nullopt;
  return lane;
}

Runner::Runner(const Program& program, std::size_t most_rows)
    : program_(program), loops_(loops()), never_(most_rows, 0) {
  const std::size_t inputs = program.inputs.size();
  std::size_t bytes = kAlignment;
  const auto size_of = [&](char wide) {
    const std::size_t plain = most_rows * (wide ? sizeof(std::int64_t) : sizeof(std::int32_t));
    return (plain + kAlignment - 1) / kAlignment * kAlignment;
  };
  for (char wide : program.scratch_wide) bytes += size_of(wide);
  memory_ = std::make_unique<std::byte[]>(bytes);
  slots_.resize(2 * inputs, nullptr);
  std::byte* next = memory_.get();
  next += (kAlignment - reinterpret_cast<std::uintptr_t>(next) % kAlignment) % kAlignment;
  for (char wide : program.scratch_wide) {
    slots_.push_back(next);
    next += size_of(wide);
  }
}

void Runner::run(std::span<const Column> columns, std::size_t rows) {
  const std::size_t inputs = program_.inputs.size();
  for (std::size_t i = 0; i < inputs; ++i) {
    // Inputs are only read; the slots are of one type with the scratch ones.
    slots_[i] = static_cast<std::byte*>(const_cast<void*>(columns[i].lanes));
    slots_[inputs + i] = reinterpret_cast<std::byte*>(const_cast<std::int32_t*>(columns[i].there));
  }
  const auto slot = [&](std::uint32_t index) { return index == kNoSlot ? nullptr : slots_[index]; };
  for (const Instruction& one : program_.instructions) {
    const LoopArguments arguments{
        slot(one.to), slot(one.x), slot(one.y), reinterpret_cast<const std::int32_t*>(slot(one.z)),
        one.k,        one.magic,   one.shift};
    const auto code = static_cast<std::size_t>(one.code);
    (one.wide ? loops_.wide : loops_.narrow)[code](arguments, rows);
  }
}

Result Runner::result(std::size_t root) const {
  const Output& output = program_.outputs[root];
  Result result;
  result.computed = output.computed;
  result.wide = output.wide;
  result.scale = output.scale;
  if (output.slot != kNoSlot) result.lanes = slots_[output.slot];
  if (output.there != kNoSlot)
    result.there = reinterpret_cast<const std::int32_t*>(slots_[output.there]);
  if (output.never_there) result.there = never_.data();
  return result;
}

}  // namespace zs::batch
