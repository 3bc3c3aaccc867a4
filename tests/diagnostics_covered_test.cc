// Every diagnostic is shown by a golden page, and enough pages show what goes wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "tests/golden_page.h"
#include "tools/cli/run.h"

namespace zs {
namespace {

// What a page cannot hold: a full disk, a wording file, which no command takes, and files of many
// thousand lines.
constexpr std::array<std::string_view, 4> kNotForAPage = {"ZS0102", "ZS1005", "ZS2009", "ZS2049"};

struct ShownPage {
  std::string name;
  std::string output;  // of all its commands
};

std::vector<ShownPage> read_pages() {
  const std::filesystem::path folder = std::filesystem::path(ZS_SOURCE_DIR) / "tests" / "golden";
  std::vector<ShownPage> pages;
  for (const std::filesystem::path& path : golden::pages_below(folder)) {
    ShownPage shown{std::filesystem::relative(path, folder).string(), {}};
    std::string problem;
    const auto page = golden::parse_page(golden::read_file(path).value_or(""), problem);
    EXPECT_TRUE(page) << shown.name << ": " << problem;
    if (!page) continue;
    for (const golden::Block& block : page->blocks)
      if (const auto* console = std::get_if<golden::Console>(&block))
        for (const golden::Command& command : console->commands) shown.output += command.output;
    pages.push_back(std::move(shown));
  }
  return pages;
}

const std::vector<ShownPage>& pages() {
  static const std::vector<ShownPage> all = read_pages();
  return all;
}

bool has(const ShownPage& page, std::string_view words) {
  return page.output.find(words) != std::string::npos;
}

bool is_shown(const std::string& code) {
  const std::string in_text = "[" + code + "]";
  const std::string in_json = "\"code\": \"" + code + "\"";
  for (const ShownPage& page : pages())
    if (has(page, in_text) || has(page, in_json)) return true;
  return false;
}

bool is_for_a_page(const std::string& code) {
  return std::find(kNotForAPage.begin(), kNotForAPage.end(), code) == kNotForAPage.end();
}

TEST(Diagnostics, every_code_is_shown_by_a_golden_page) {
  std::string unseen;
  for (const DiagnosticKind kind : all_diagnostic_kinds()) {
    const std::string code = code_of(kind);
    if (is_for_a_page(code) && !is_shown(code)) unseen += " " + code;
  }
  EXPECT_EQ(unseen, "") << "no golden page shows these";
}

TEST(Diagnostics, no_page_shows_a_code_that_does_not_exist) {
  std::string known;
  for (const DiagnosticKind kind : all_diagnostic_kinds()) known += "[" + code_of(kind) + "]";
  constexpr std::string_view kBegin = "[ZS";
  constexpr std::size_t kLength = std::string_view("[ZS0000]").size();
  for (const ShownPage& page : pages())
    for (std::size_t at = page.output.find(kBegin); at != std::string::npos;
         at = page.output.find(kBegin, at + 1))
      EXPECT_NE(known.find(page.output.substr(at, kLength)), std::string::npos)
          << page.name << " shows " << page.output.substr(at, kLength);
}

TEST(Diagnostics, a_third_of_the_golden_pages_are_failures) {
  std::size_t failures = 0;
  for (const ShownPage& page : pages())
    if (has(page, "错误[") || has(page, "error[") || has(page, "[exit ")) ++failures;
  EXPECT_GE(failures * 3, pages().size()) << failures << " of " << pages().size() << " pages";
}

// One file that can be read, and a disk that takes nothing.
class FullDisk : public cli::Files {
 public:
  explicit FullDisk(std::string rules) : rules_(std::move(rules)) {}
  std::optional<std::string> read(const std::string&, Words&) override { return rules_; }
  bool write(const std::string&, const std::string&, Words& why) override {
    why = "no space left";
    return false;
  }

 private:
  std::string rules_;
};

// What `zhunsheng check` says about the rules when its output cannot be written.
std::string said_about(const std::string& rules, const std::vector<std::string>& more) {
  FullDisk files(rules);
  std::istringstream in;
  std::ostringstream out, err;
  std::vector<std::string> arguments = {"check", "rules.zs"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  cli::run(arguments, files, {in, out, err});
  return out.str() + err.str();
}

TEST(Diagnostics, a_file_that_cannot_be_written_is_reported) {
  const std::string said = said_about("1. 首问负责(1分)\n落实首问负责制的得1分。", {"-o", "x"});
  EXPECT_NE(said.find("[ZS0102]"), std::string::npos) << said;
}

TEST(Diagnostics, a_rule_beyond_all_measure_is_reported_not_read) {
  std::string rules = "1. 首问负责(1分)\n";
  for (int i = 0; i < 2000; ++i) rules += "落实首问负责制的得1分;\n";
  const std::string said = said_about(rules, {});
  EXPECT_NE(said.find("[ZS1005]"), std::string::npos) << said.substr(0, 1000);
}

}  // namespace
}  // namespace zs
