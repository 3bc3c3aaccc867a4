// Collects the instructions of a program: equal ones once, unused ones never, scratch shared.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "runtime/batch/program.h"

namespace zs::batch {

class InstructionList {
 public:
  explicit InstructionList(std::size_t inputs) : next_(static_cast<std::uint32_t>(2 * inputs)) {}

  // The slot that holds the instruction's result; `to` is chosen here. `wide_result` is false for
  // facts even when the instruction reads int64.
  std::uint32_t add(Instruction instruction, bool wide_result);

  // Drops what no output needs, shares scratch between results that do not live together, and
  // moves everything into the program.
  void finish(Program& program) &&;

 private:
  using Key = std::tuple<Code, bool, std::uint32_t, std::uint32_t, std::uint32_t, std::int64_t>;

  std::vector<Instruction> instructions_;
  std::vector<char> wide_;  // by slot, from the first scratch slot on
  std::map<Key, std::uint32_t> known_;
  std::uint32_t next_;
};

}  // namespace zs::batch
