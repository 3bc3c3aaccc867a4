// Scores of a batch as the text that output shows.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "runtime/batch/evaluate.h"
#include "runtime/plan/plan.h"

namespace zs::cli {

// Which roots of a batch program are output, in this order: the score of each indicator, the total,
// the grade's place where the script has grades.
class LaneTexts {
 public:
  // `program` begins with those roots; both must outlive this object.
  LaneTexts(const Plan& plan, const batch::Program& program, std::size_t scores);

  // At most 15 bytes are written beyond `to.size()`, and only what counts stays.
  void append(std::string& to, std::size_t root, const batch::Result& result,
              std::size_t row) const {
    const std::string_view text = short_text(root, result, result.lane(row));
    if (!text.empty())
      to.append(text);
    else
      to += long_text(root, result.number(row));
  }
  // Empty where only long_text() will do. 15 bytes can be read from its begin.
  std::string_view short_text(std::size_t root, const batch::Result& result,
                              std::int64_t lane) const {
    const Texts& texts = texts_[root];
    const auto at = static_cast<std::uint64_t>(lane - texts.low);
    if (at >= texts.of_lane.size() || result.scale != texts.scale) return {};
    const ShortText& text = texts.of_lane[at];
    return {text.bytes, text.size};
  }
  std::string long_text(std::size_t root, const Rational& number) const;

 private:
  // The texts of all scores that a column can hold, where these are few.
  struct ShortText {
    char bytes[15] = {};
    std::uint8_t size = 0;
  };
  struct Texts {
    std::int64_t low = 0;
    std::int64_t scale = 0;
    std::vector<ShortText> of_lane;
  };

  const Plan& plan_;
  std::vector<Texts> texts_;
};

}  // namespace zs::cli
