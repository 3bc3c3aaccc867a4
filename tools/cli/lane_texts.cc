#include "tools/cli/lane_texts.h"

#include <algorithm>
#include <cstring>

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
      const std::string text = "," + text_of(root, Rational::fraction(lane, output.scale));
      ShortText& kept = texts.of_lane.emplace_back();
      if (text.size() > sizeof kept.bytes) {
        texts.of_lane.clear();
        break;
      }
      text.copy(kept.bytes, text.size());
      kept.size = static_cast<std::uint8_t>(text.size());
    }
  }
}

void LaneTexts::append(std::string& to, std::size_t root, const batch::Result& result,
                       std::size_t row) const {
  const Texts& texts = texts_[root];
  const auto at = static_cast<std::uint64_t>(result.lane(row) - texts.low);
  // Ranges and scales of the texts are those without missing data.
  if (at >= texts.of_lane.size() || result.scale != texts.scale) {
    to += text_of(root, result.number(row));
    return;
  }
  const ShortText& text = texts.of_lane[at];
  to.append(text.bytes + 1, text.size - 1u);
}

void LaneTexts::begin_block(std::span<const batch::Result> results) {
  columns_.clear();
  for (std::size_t root = 0; root < results.size(); ++root) {
    const batch::Result& result = results[root];
    const Texts& texts = texts_[root];
    const bool few = result.computed && !result.wide && result.there == nullptr &&
                     !texts.of_lane.empty() && result.scale == texts.scale;
    if (!few) {
      columns_.clear();
      return;
    }
    columns_.push_back(
        {static_cast<const std::int32_t*>(result.lanes), texts.of_lane.data() - texts.low});
  }
}

bool LaneTexts::append_row(std::string& to, std::size_t row) const {
  if (columns_.empty()) return false;
  const std::size_t before = to.size();
  to.resize(before + columns_.size() * sizeof(ShortText) + 1);
  char* next = to.data() + before;
  for (const Column& column : columns_) {
    const ShortText& text = column.of_zero[column.lanes[row]];
    std::memcpy(next, &text, sizeof text);
    next += text.size;
  }
  *next++ = '\n';
  to.resize(static_cast<std::size_t>(next - to.data()));
  return true;
}

std::string LaneTexts::text_of(std::size_t root, const Rational& number) const {
  const std::size_t indicators = plan_.indicators.size();
  if (root <= indicators) return score_text(plan_, number);
  const auto place =
      static_cast<std::size_t>(std::max<std::int64_t>(0, number.floor().small()->numerator));
  return csv_cell(grade_name(plan_, place, Language::Chinese));
}

}  // namespace zs::cli
