#include "tools/cli/lane_texts.h"

#include <algorithm>

#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {
constexpr std::int64_t kMostTexts = 1 << 14;
}

LaneTexts::LaneTexts(const Plan& plan, const batch::Program& program, std::size_t scores)
    : plan_(plan), texts_(scores) {
  for (std::size_t root = 0; root < scores; ++root) {
    const batch::Output& output = program.outputs[root];
    if (!output.computed || output.high - output.low >= kMostTexts) continue;
    Texts& texts = texts_[root];
    texts.low = output.low;
    texts.scale = output.scale;
    for (std::int64_t lane = output.low; lane <= output.high; ++lane) {
      const std::string text = long_text(root, Rational::fraction(lane, output.scale));
      ShortText& kept = texts.of_lane.emplace_back();
      if (text.size() > sizeof kept.bytes || text.empty()) {
        texts.of_lane.clear();
        break;
      }
      text.copy(kept.bytes, text.size());
      kept.size = static_cast<std::uint8_t>(text.size());
    }
  }
}

std::string LaneTexts::long_text(std::size_t root, const Rational& number) const {
  const std::size_t indicators = plan_.indicators.size();
  if (root < indicators) return score_text(plan_, number);
  if (root == indicators) return total_text(plan_, number);
  const auto place =
      static_cast<std::size_t>(std::max<std::int64_t>(0, number.floor().small()->numerator));
  return csv_cell(grade_name(plan_, place, Language::Chinese));
}

}  // namespace zs::cli
