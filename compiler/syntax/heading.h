// The points and the weight that a heading ends with: (3分) · 【3分】 · (满分3分) ·
// (100分,权重30%).
#pragma once

#include <optional>
#include <string_view>

#include "runtime/number/rational.h"

namespace zs {

struct HeadingPoints {
  std::optional<Rational> points;
  std::optional<Rational> weight;                 // 3/10
  std::size_t begin = std::u32string_view::npos;  // where the title ends
};
HeadingPoints points_of_heading(std::u32string_view heading);

}  // namespace zs
