// A document is cut into pages at its headings, never inside a block.
#include "tests/golden_page.h"

#include <gtest/gtest.h>

namespace zs::golden {
namespace {

TEST(GoldenPage, a_document_is_cut_at_its_headings) {
  const std::vector<std::string> expected = {
      "# 文档\n前言\n", "## 一\n```zs 文件\n## 不是标题\n```\n", "### 二\n#### 不切\n"};
  std::string text;
  for (const std::string& part : expected) text += part;
  EXPECT_EQ(sections_of(text), expected);
}

TEST(GoldenPage, a_section_is_a_page_of_its_own) {
  std::string problem;
  const auto page = parse_page("### 约定\n```console\n$ zhunsheng help\n```\n", problem);
  ASSERT_TRUE(page) << problem;
  EXPECT_EQ(page->title, "约定");
}

TEST(GoldenPage, a_page_has_to_begin_with_its_title) {
  std::string problem;
  EXPECT_FALSE(parse_page("约定\n```console\n$ zhunsheng help\n```\n", problem));
  EXPECT_NE(problem, "");
}

}  // namespace
}  // namespace zs::golden
