// Many units, a block of rows at a time, by the same plan as the scalar engine.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "runtime/batch/program.h"

namespace zs::batch {

// Runs one program; not to be shared between threads (the program may be).
class Runner {
 public:
  // `program` must outlive the runner; blocks have at most `most_rows` rows.
  Runner(const Program& program, std::size_t most_rows);

  // One column a plan input, as the layouts say. Columns of inputs that may not miss need no mask.
  void run(std::span<const Column> columns, std::size_t rows);
  // Valid until the next run, while the columns live.
  Result result(std::size_t root) const;

 private:
  const Program& program_;
  const Loops& loops_;
  std::unique_ptr<std::byte[]> memory_;
  std::vector<std::byte*> slots_;
  std::vector<std::int32_t> never_;
};

}  // namespace zs::batch
