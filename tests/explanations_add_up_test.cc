// Every score can be defended: the amounts of its explanation lines add up to it, exactly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "runtime/data/bind_inputs.h"
#include "runtime/explain/explanation.h"
#include "runtime/io/json.h"
#include "runtime/io/read_table.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using test::CompiledRules;

// Scores every unit of the table and checks the lines of every scored indicator; how many those
// are.
int expect_sums(const Plan& plan, const Table& table, const std::string& where) {
  DiagnosticSink issues;
  const BoundTable bound = bind_inputs(table, plan, "", issues);
  int checked = 0;
  for (const BoundUnit& unit : bound.units) {
    Evaluation evaluation(plan, unit.values);
    const UnitResult result = score_unit(plan, evaluation, {unit.values, unit.bad});
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
      const IndicatorResult& one = result.indicators[i];
      if (!one.score) continue;
      Rational sum;
      std::string lines;
      for (const ExplanationLine& line :
           explain(plan, evaluation, plan.indicators[i], *one.score)) {
        sum = sum + line.amount;
        lines += "  " + decimal_text(line.amount) + "  " + line.text.zh + "\n";
        EXPECT_FALSE(line.text.zh.empty()) << where << " " << unit.name;
      }
      EXPECT_FALSE(lines.empty()) << where << " " << unit.name << " " << plan.indicators[i].title
                                  << ": no explanation";
      EXPECT_TRUE(sum == *one.score)
          << where << " " << unit.name << unit.year << " " << plan.indicators[i].title
          << ": lines add up to " << decimal_text(sum) << ", the score is "
          << decimal_text(*one.score) << "\n"
          << lines;
      ++checked;
    }
  }
  return checked;
}

TEST(Explanations, add_up_for_every_county_of_the_example) {
  const CompiledRules rules =
      CompiledRules::of_script(test::source_file("examples/financial-ecology/scheme.zs"));
  DiagnosticSink issues;
  const Table table =
      read_table("data.csv", test::source_file("examples/financial-ecology/data.csv"), issues);
  ASSERT_EQ(table.rows.size(), 24U);
  const int checked = expect_sums(rules.plan(), table, "example");
  EXPECT_GE(checked, 24 * 18);  // all 24 × 20 unless an indicator is not understood
}

TEST(Explanations, add_up_where_missing_data_makes_no_difference) {
  for (const char* text :
       {"满意度在80%以上的得2分,80%以下的得2分", "成立组织,制定方案,并建立机制的得2分"}) {
    const CompiledRules rules = CompiledRules::of_rule(text, "2");
    ASSERT_EQ(rules.errors(), "");
    DiagnosticSink issues;
    const Table table = read_json("given.json", R"({"成立组织": "否", "满意度": ""})", issues);
    EXPECT_EQ(expect_sums(rules.plan(), table, text), 1) << text;
  }
}

// Folders with items {"title", "points", "text", "cases": [{"given": {…}}]} a line: the project's
// own, when it is there, and the one that ZS_CORPUS names.
std::vector<std::filesystem::path> corpus_files() {
  std::vector<std::filesystem::path> folders = {std::filesystem::path(ZS_SOURCE_DIR) / "tests" /
                                                "corpus"};
  if (const char* more = std::getenv("ZS_CORPUS")) folders.emplace_back(more);
  std::vector<std::filesystem::path> files;
  for (const auto& folder : folders) {
    if (!std::filesystem::is_directory(folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string points_of(const nlohmann::json& item) {
  const auto found = item.find("points");
  if (found == item.end() || found->is_null()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

TEST(Explanations, add_up_for_every_text_of_the_corpus) {
  const auto files = corpus_files();
  if (files.empty()) GTEST_SKIP() << "no tests/corpus here";
  int checked = 0;
  for (const auto& path : files) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      if (line.empty()) continue;
      const nlohmann::json item = nlohmann::json::parse(line);
      const CompiledRules rules = CompiledRules::of_rule(item.at("text").get<std::string>(),
                                                         points_of(item), item.value("title", ""));
      for (const nlohmann::json& one : item.at("cases")) {
        DiagnosticSink issues;
        const Table table = read_json("given.json", one.at("given").dump(), issues);
        checked +=
            expect_sums(rules.plan(), table, item.value("id", "?") + " " + one.at("given").dump());
      }
    }
  }
  EXPECT_GT(checked, 0);
  RecordProperty("checked", checked);
}

}  // namespace
}  // namespace zs
