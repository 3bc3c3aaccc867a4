// Fourier and Motzkin's elimination over exact fractions: which values a system of linear
// conditions leaves. Meant for the few unknowns that one rule compares with each other.
#pragma once

#include <optional>
#include <vector>

#include "analysis/cases/region.h"

namespace zs {

// What `form` can be where all rows hold. Limits of unknowns have to be among the rows. Beyond a
// fixed number of rows the answer may be wider than the truth, never narrower.
Extent extent_over(const Linear& form, std::vector<Row> rows, std::vector<Unknown> unknowns);

// Values for all of `unknowns` for which the rows hold, plain ones where there is a choice. Whole
// unknowns are settled first; false when that leads nowhere. Unknowns in no row take a plain value
// of their limits.
bool assign(std::vector<Row> rows, const std::vector<Unknown>& unknowns,
            const std::vector<Extent>& limits, const std::vector<Manners>& manners,
            std::vector<std::optional<Rational>>& values);

}  // namespace zs
