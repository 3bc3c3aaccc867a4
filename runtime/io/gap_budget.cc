#include "runtime/io/gap_budget.h"

#include "runtime/io/place.h"

namespace zs {

bool GapBudget::take(std::size_t gaps, const Cell& row) {
  if (gaps > left_) {
    sink_.report(DiagnosticKind::TooManyGaps, location_of(file_, {row.line, row.column}),
                 {std::to_string(kMostGaps)});
    return false;
  }
  left_ -= gaps;
  return true;
}

}  // namespace zs
