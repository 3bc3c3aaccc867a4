// Canonical words are script: they compile to the same plan, and printed once more they stay as
// they are. Held for every example and every item of tests/corpus that compiles.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/syntax/tree_text.h"
#include "compiler/words/canonical.h"
#include "runtime/plan/plan_text.h"
#include "tests/golden_page.h"
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

// Headings and blocks, without the clauses of the indicators and the names that a script of one
// sentence lacks.
std::string without_rules(const std::string& tree) {
  std::istringstream lines(tree);
  std::string text;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("  ")) text += line + "\n";
  return text;
}

// False when the script does not compile, so that there is nothing to hold.
bool holds(const std::string& script, const std::string& name) {
  const Read written = read(script);
  if (!written.errors.empty()) return false;
  const Read again = read(written.words);
  EXPECT_EQ(again.errors, "") << name << "\n" << written.words;
  EXPECT_EQ(again.plan, written.plan) << name << "\n" << written.words;
  EXPECT_EQ(again.tree, read(again.words).tree) << name << "\n" << again.words;
  EXPECT_EQ(without_rules(again.tree), without_rules(written.tree)) << name << "\n"
                                                                    << written.words;
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

// Every script of the golden pages: they hold every block and heading there is.
TEST(ReadsBack, every_script_of_the_pages) {
  int held = 0;
  for (const std::filesystem::path& path :
       golden::pages_below(std::filesystem::path(ZS_SOURCE_DIR) / "tests" / "golden")) {
    std::string problem;
    const auto page = golden::parse_page(golden::read_file(path).value_or(""), problem);
    ASSERT_TRUE(page) << path << ": " << problem;
    for (const golden::Block& block : page->blocks)
      if (const auto* file = std::get_if<golden::FileBlock>(&block); file && file->language == "zs")
        held += holds(file->bytes, path.filename().string());
  }
  EXPECT_GT(held, 100);
}

TEST(ReadsBack, blocks_sections_weights_and_years) {
  const std::string script =
      "方案 绿色乡村\n年度 2024-2025\n总分 10分\n\n"
      "约定\n   得分保留2位小数\n\n"
      "数据\n   处置情况:选项(及时/不及时),来源“环保站”\n"
      "   垃圾处理率:百分比,0%至100%,又名“处理率”,又名“无害化率”\n"
      "   投资额:金额(万元),不小于500\n\n"
      "定义\n   达标率=达标村数÷全部村数\n\n"
      "等级\n   总分90分以上的为先进。\n   80分以上的为合格。\n   其余为不合格。\n"
      "   先进须各部分得分率均不低于60%。\n\n"
      "否决\n   发生污染事故且处置不及时的,取消评定资格。\n   弄虚作假的,从总分中扣5分。\n\n"
      "目标\n   合格率在50%以上。\n   2024年:先进率在20%以上。\n   2025年:合格率在90%以上。\n\n"
      "目标\n   达标率在60%以上。\n\n"
      "一、环境(权重70%)\n\n1. 垃圾(10分,权重60%)\n   垃圾处理率不低于90%的,得满分。\n\n"
      "二、加分项(5分)\n   有表彰的,加2分。\n\n"
      "三、减分项\n\n2. 通报\n   被通报的,扣1分。\n\n"
      "示例 垃圾\n   垃圾处理率=95% → 10分\n";
  EXPECT_EQ(read(script).errors, "");
  EXPECT_EQ(read(script).words, script);
  EXPECT_TRUE(holds(script, "script"));
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
