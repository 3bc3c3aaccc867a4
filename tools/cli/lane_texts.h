// Scores of a batch as the text that output shows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/batch/evaluate.h"
#include "runtime/plan/plan.h"

namespace zs::cli {

// Which roots of a batch program are output, in this order: the score of each indicator, the total,
// the grade's place where the script has grades.
class LaneTexts {
 public:
  // `program` begins with those roots; `plan` must outlive this object.
  LaneTexts(const Plan& plan, const batch::Program& program, std::size_t scores);

  // One score.
  void append(std::string& to, std::size_t root, const batch::Result& result,
              std::size_t row) const;

  // Before the rows of a block; `results` must live until the next.
  void begin_block(std::span<const batch::Result> results);
  // All scores of a row of that block, a comma before each and a line break at the end. False, and
  // nothing written, where some score has no short text.
  bool append_row(std::string& to, std::size_t row) const;

 private:
  // A comma and the text, copied whole; `size` says how much of it counts.
  struct ShortText {
    char bytes[15] = {};
    std::uint8_t size = 0;
  };
  // The texts of all scores that a column can hold, where these are few.
  struct Texts {
    std::int64_t low = 0;
    std::int64_t scale = 0;
    std::vector<ShortText> of_lane;
  };
  struct Column {
    const std::int32_t* lanes = nullptr;
    const ShortText* of_zero = nullptr;  // the text of lane 0
  };

  std::string text_of(std::size_t root, const Rational& number) const;

  const Plan& plan_;
  std::vector<Texts> texts_;
  std::vector<Column> columns_;  // of this block; empty where some score has no short text
};

}  // namespace zs::cli
