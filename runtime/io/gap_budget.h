// Keeps a small hostile file (a wide header, a million short rows) from filling the memory.
#pragma once

#include <cstddef>
#include <string>

#include "runtime/base/diagnostic.h"
#include "runtime/io/table.h"

namespace zs {

// Empty cells that a table may be padded with, over all its rows.
inline constexpr std::size_t kMostGaps = 10'000'000;

// Counts the padding of one table.
class GapBudget {
 public:
  GapBudget(const std::string& file, DiagnosticSink& sink) : file_(file), sink_(sink) {}
  // False when the row that begins at `row` may not get so many gaps: TooManyGaps is reported,
  // and this row and all after it are to be left out.
  bool take(std::size_t gaps, const Cell& row);

 private:
  const std::string& file_;
  DiagnosticSink& sink_;
  std::size_t left_ = kMostGaps;
};

}  // namespace zs
