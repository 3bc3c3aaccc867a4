// Scripts that check has nothing to say against, in the manner of real appraisal schemes: the
// ground into which defects are injected.
#pragma once

#include <string>
#include <vector>

namespace zs::test {

struct CleanRule {
  std::string title, points, text;
};

struct CleanSection {
  std::string title;
  std::vector<CleanRule> rules;
};

struct CleanScript {
  std::string title;
  std::string before;  // 数据 and other blocks
  std::vector<CleanSection> sections;
  std::string after;  // 等级, 否决

  // The script; sections and the total carry the sums of their points.
  std::string text() const;
};

const std::vector<CleanScript>& clean_scripts();

}  // namespace zs::test
