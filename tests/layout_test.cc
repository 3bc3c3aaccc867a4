// 排版 changes the layout and nothing else: laid out once more a script stays as it is, it means
// the same, and every character of the author's that is not blank is still there.
#include "compiler/syntax/layout.h"

#include <gtest/gtest.h>

#include "compiler/syntax/outline.h"
#include "compiler/syntax/tree_text.h"
#include "compiler/wording/normalise.h"
#include "runtime/plan/plan_text.h"
#include "tests/tools/all_scripts.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

std::string laid(const std::string& script) {
  const SourceText source("规则", script);
  const NormalText text = normalise(source);
  DiagnosticSink issues;
  const Outline outline = read_outline(text, source, cli::shipped_wording(), issues);
  return laid_text(lay_out(outline, text, source));
}

struct Meaning {
  std::string tree, plan;
  std::size_t problems = 0;
};

Meaning meaning(const std::string& script) {
  const SourceText source("规则", script);
  DiagnosticSink issues;
  const CompileResult result = compile(source, cli::shipped_wording(), issues);
  return {tree_text(result.rules.syntax), plan_text(result.plan), issues.take_sorted().size()};
}

// All characters but blanks and line ends, in one width.
std::string ink(const std::string& script) {
  std::u32string text = normalise(SourceText("", script)).chars;
  std::erase_if(text, [](char32_t c) { return c == U' ' || c == U'\n'; });
  return to_utf8(text);
}

void expect_only_layout_changes(const std::string& script, const std::string& name) {
  const std::string once = laid(script);
  EXPECT_EQ(laid(once), once) << name;
  EXPECT_EQ(ink(once), ink(script)) << name;
  const Meaning before = meaning(script);
  const Meaning after = meaning(once);
  EXPECT_EQ(after.plan, before.plan) << name << "\n" << once;
  EXPECT_EQ(after.tree, before.tree) << name << "\n" << once;
  EXPECT_EQ(after.problems, before.problems) << name << "\n" << once;
}

// Lines indented by chance, blanks before points, full-width brackets, blank lines everywhere.
std::string untidy(const std::string& script) {
  std::string text;
  int n = 0;
  for (std::size_t at = 0; at < script.size(); ++n) {
    const std::size_t end = std::min(script.find('\n', at), script.size());
    const std::string line = script.substr(at, end - at);
    at = end + 1;
    static const char* const kIndents[] = {"", "\t", "　　", "  ", "       "};
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string::npos)
      text += kIndents[n % 5] + line.substr(first) + (n % 3 == 0 ? " \t" : "");
    // A blank line below a comment would part it from what it stands above.
    const bool comment =
        line.find('#') != std::string::npos || line.find("//") != std::string::npos;
    text += n % 7 == 0 && !comment ? "\r\n\r\n\r\n" : n % 2 == 0 ? "\r\n" : "\n";
  }
  return text;
}

TEST(Layout, changes_nothing_but_layout) {
  ASSERT_GT(test::all_scripts().size(), 300U);
  for (const test::Script& script : test::all_scripts()) {
    expect_only_layout_changes(script.text, script.name);
    expect_only_layout_changes(untidy(script.text), script.name + " untidy");
  }
}

TEST(Layout, of_untidy_text_is_that_of_the_tidy_one) {
  const std::string tidy = test::source_file("examples/financial-ecology/scheme.zs");
  EXPECT_EQ(laid(tidy), tidy);
  EXPECT_EQ(laid(untidy(tidy)), tidy);
}

TEST(Layout, keeps_titles_and_points_apart_where_they_would_run_together) {
  EXPECT_EQ(laid("1.　目标2 3分\n得3分"), "1. 目标2 3分\n   得3分\n");
  EXPECT_EQ(laid("1、 5亿元投资（3分）\n得3分"), "1、 5亿元投资(3分)\n   得3分\n");
  EXPECT_EQ(laid("２．  经费（全口径） 【 ３分 】\n得3分"), "2. 经费(全口径)【3分】\n   得3分\n");
}

TEST(Layout, comments_stay_with_what_they_stand_above) {
  EXPECT_EQ(
      laid("1. 甲(3分)\n甲完成的得3分。\n  // 说甲\n\n# 说乙\n2. 乙(2分)\n#其一\n乙完成的得2分。"),
      "1. 甲(3分)\n   甲完成的得3分。\n   // 说甲\n\n# 说乙\n2. 乙(2分)\n   #其一\n"
      "   乙完成的得2分。\n");
}

}  // namespace
}  // namespace zs
