// Canonical words are script: they compile to the same plan, and printed once more they stay as
// they are. Held for every example and every item of tests/corpus that compiles.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/syntax/tree_text.h"
#include "compiler/words/canonical.h"
#include "runtime/plan/plan_text.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

struct Read {
  std::string tree, plan, words, errors;
};

Read read(const std::string& script) {
  const SourceText source("规则", script);
  DiagnosticSink issues;
  const CompileResult result = compile(source, cli::shipped_wording(), issues);
  Read made{tree_text(result.rules.syntax), plan_text(result.plan), "", ""};
  for (const Diagnostic& one : issues.take_sorted())
    if (one.severity == Severity::Error) made.errors += render_text(one, Language::Chinese);
  made.words = canonical_words(result.rules, source, cli::shipped_wording());
  return made;
}

// False when the script does not compile, so that there is nothing to hold.
bool holds(const std::string& script, const std::string& name) {
  const Read written = read(script);
  if (!written.errors.empty()) return false;
  const Read again = read(written.words);
  EXPECT_EQ(again.errors, "") << name << "\n" << written.words;
  EXPECT_EQ(again.plan, written.plan) << name << "\n" << written.words;
  EXPECT_EQ(again.tree, read(again.words).tree) << name << "\n" << again.words;
  return true;
}

std::vector<std::string> files_below(const std::string& folder, const std::string& extension) {
  std::vector<std::string> names;
  const std::filesystem::path root = std::filesystem::path(ZS_SOURCE_DIR) / folder;
  if (!std::filesystem::exists(root)) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.path().extension() == extension)
      names.push_back(std::filesystem::relative(entry.path(), ZS_SOURCE_DIR).string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(ReadsBack, every_example) {
  for (const std::string& name : files_below("examples", ".zs")) {
    const Read written = read(test::source_file(name));
    EXPECT_TRUE(holds(test::source_file(name), name)) << name << " does not compile\n"
                                                      << written.errors;
  }
}

TEST(ReadsBack, every_item_of_the_corpus) {
  for (const std::string& name : files_below("tests/corpus", ".jsonl")) {
    std::istringstream lines(test::source_file(name));
    int items = 0;
    int held = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.empty()) continue;
      const nlohmann::json item = nlohmann::json::parse(line);
      const auto text = [&](const char* key) { return item.at(key).get<std::string>(); };
      ++items;
      held += holds("1. " + text("title") + "(" + text("points") + "分)\n" + text("text") + "\n",
                    text("id"));
    }
    EXPECT_GT(held * 2, items) << name << ": most items should compile";
  }
}

TEST(ReadsBack, a_whole_script_keeps_what_stands_around_the_rules) {
  const std::string script =
      "方案 绿色乡村\n年度 2024\n总分 10分\n\n约定\n   "
      "得分保留2位小数\n\n一、环境(10分)\n\n(一)村容(10分)\n\n"
      "1. 垃圾处理率(4分)\n   垃圾处理率不低于90%的,得满分,每低1个百分点扣0.2分,扣完为止。\n   "
      "责任部门:环保站\n\n"
      "2. 河道(6分)\n   (1)河道干净的,得3分;\n   (2)有专人巡查的,得3分。\n   备注:每季度看一次\n";
  EXPECT_EQ(read(script).words, script);
}

TEST(ReadsBack, omitted_and_shortened_names_are_written_out) {
  EXPECT_EQ(
      read("1. 服务(3分)\n金融机构满意度达到80%得3分;满意度每下降一个百分点扣0.1分,减完为止\n")
          .words,
      "1. 服务(3分)\n   金融机构满意度不低于80%的,得3分;\n   "
      "金融机构满意度每低1个百分点扣0.1分,扣完为止。\n");
}

TEST(ReadsBack, what_was_not_understood_is_a_remark) {
  const Read result = read("1. 服务(3分)\n满意度80%以上得3分;每(得分扣2分。\n");
  EXPECT_NE(result.errors, "");
  EXPECT_NE(result.words.find("\n   # 未读懂:每(得分扣2分\n"), std::string::npos) << result.words;
}

TEST(ReadsBack, one_statement_stays_one_statement) {
  EXPECT_EQ(read("满意度 >= 80% 得3分, 每低1点扣0.1分, 扣完为止").words,
            "满意度不低于80%的,得3分,每低1点扣0.1分,扣完为止。\n");
  EXPECT_EQ(read("GDP增长率: 高于上年平均水平的得满分").words,
            "GDP增长率:GDP增长率高于上年平均水平的,得满分。\n");
}

}  // namespace
}  // namespace zs
