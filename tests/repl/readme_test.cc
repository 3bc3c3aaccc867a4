// The session that README.md shows is one that the tests run.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/golden_page.h"

namespace zs::test {
namespace {

std::string file(const char* name) {
  return golden::read_file(std::filesystem::path(ZS_SOURCE_DIR) / name).value_or("");
}

// What stands in the last block of text behind `from`.
std::string block_after(const std::string& text, std::size_t from) {
  const std::string open = "```text\n";
  const std::size_t begin = text.find(open, from);
  if (begin == std::string::npos) return "";
  const std::size_t at = begin + open.size();
  return text.substr(at, text.find("```", at) - at);
}

TEST(Readme, ShowsASessionThatIsRun) {
  const std::string page = file("tests/repl/transcripts/ten_lines.md");
  const std::string readme = file("README.md");
  std::string screen = block_after(page, page.rfind("```keys"));
  // The prompt that follows waits for the next line.
  const std::size_t last = screen.rfind('\n', screen.size() - 2);
  ASSERT_NE(last, std::string::npos);
  const std::size_t mark = readme.find("tests/repl/transcripts/ten_lines.md");
  ASSERT_NE(mark, std::string::npos);
  const std::string shown = block_after(readme, mark);
  EXPECT_EQ(shown, screen.substr(0, last + 1));
  EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'), 10);
}

}  // namespace
}  // namespace zs::test
