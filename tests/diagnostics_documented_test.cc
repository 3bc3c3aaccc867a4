// Every diagnostic has an entry of its own in docs/diagnostics.md: what it says, why it matters,
// how to mend it.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "runtime/base/diagnostic.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

// The text of each entry, by its code.
std::map<std::string, std::string> entries() {
  std::map<std::string, std::string> found;
  std::istringstream lines(test::source_file("docs/diagnostics.md"));
  std::string line, code;
  static const std::regex heading("### (ZS[0-9]{4}) .+");
  std::smatch match;
  while (std::getline(lines, line)) {
    if (line.starts_with("#")) code.clear();
    if (std::regex_match(line, match, heading)) {
      code = match[1];
      EXPECT_EQ(found.count(code), 0u) << code << " has two entries";
    } else if (!code.empty()) {
      found[code] += line + "\n";
    }
  }
  return found;
}

// What stands after these words in their line.
std::string after(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + words.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

const char* words_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "错误";
    case Severity::Warning:
      return "警告";
    case Severity::Note:
      return "提示";
  }
  return "";
}

// The sentence as the entry quotes it: … for what changes.
std::string quoted(DiagnosticKind kind) {
  Diagnostic one{kind, severity_of(kind), {}, {}, {}, {}, {}, {}};
  for (int i = 0; i < 8; ++i) one.arguments.emplace_back("…");
  return message_of(one, Language::Chinese);
}

// Without what an entry may fill with an example: quotes, marks and the places that change.
std::string plain(std::string text) {
  for (const char* mark : {"…", "`", " "})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.erase(at, std::string(mark).size());
  return text;
}

TEST(Diagnostics, every_code_has_an_entry_that_says_what_why_and_how) {
  constexpr std::size_t kSomeWords = 9;  // bytes: three characters
  const std::map<std::string, std::string> all = entries();
  for (const DiagnosticKind kind : all_diagnostic_kinds()) {
    const std::string code = code_of(kind);
    const auto entry = all.find(code);
    if (entry == all.end()) {
      ADD_FAILURE() << code << " has no entry";
      continue;
    }
    const std::string& text = entry->second;
    EXPECT_NE(text.find(std::string(words_of(severity_of(kind))) + " · `"), std::string::npos)
        << code << ": severity and name";
    EXPECT_GT(after(text, "\n> ").size(), kSomeWords) << code << ": what it says";
    EXPECT_GT(after(text, "为什么要紧:").size(), kSomeWords) << code << ": why it matters";
    EXPECT_GT(after(text, "怎样改:").size(), kSomeWords) << code << ": how to mend it";
  }
}

TEST(Diagnostics, the_entries_of_proofs_quote_the_sentence) {
  const std::map<std::string, std::string> all = entries();
  for (const DiagnosticKind kind : all_diagnostic_kinds()) {
    const std::string code = code_of(kind);
    if (!code.starts_with("ZS5") || !all.count(code)) continue;
    EXPECT_EQ(plain(after(all.at(code), "\n> ")), plain(quoted(kind))) << code;
  }
}

TEST(Diagnostics, no_entry_is_of_a_code_that_does_not_exist) {
  std::map<std::string, int> known;
  for (const DiagnosticKind kind : all_diagnostic_kinds()) known[code_of(kind)] = 1;
  for (const auto& [code, text] : entries()) EXPECT_TRUE(known.count(code)) << code;
}

}  // namespace
}  // namespace zs
