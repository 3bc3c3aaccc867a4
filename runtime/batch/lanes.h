// Columns as the batch engine holds them: scaled whole numbers, facts and what is there as masks.
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/number/rational.h"

namespace zs::batch {

// How the column of one plan input is held: value = lane / scale, with every lane in [low, high].
// A row whose value does not fit is not for this engine. Lanes of what is missing are 0, so 0 is
// always within the bounds.
struct Layout {
  std::int64_t scale = 1;
  std::int64_t low = 0, high = 0;
  bool fact = false;      // lanes are 0 (no) and -1 (yes); scale and bounds do not matter
  bool usable = true;     // false: texts; whatever needs the input is not computed here
  bool may_miss = false;  // a mask says which rows have it

  // Lanes are int64, else int32.
  bool wide() const { return !fact && (low <= INT32_MIN || high > INT32_MAX); }
  // The lane of a value, or nothing when it does not fit.
  std::optional<std::int64_t> lane_of(const Rational& value) const;
};

// One column of a block. `there` is 0 or -1 a row, or null when every row has a value.
struct Column {
  const void* lanes = nullptr;
  const std::int32_t* there = nullptr;
};

// One computed column: as Column, with its scale.
struct Result {
  bool computed = false;  // false: this engine could not compute it for any row
  bool wide = false;
  std::int64_t scale = 1;
  const void* lanes = nullptr;
  const std::int32_t* there = nullptr;

  bool has(std::size_t row) const { return computed && (!there || there[row] != 0); }
  std::int64_t lane(std::size_t row) const {
    return wide ? static_cast<const std::int64_t*>(lanes)[row]
                : static_cast<const std::int32_t*>(lanes)[row];
  }
  Rational number(std::size_t row) const { return Rational::fraction(lane(row), scale); }
};

}  // namespace zs::batch
