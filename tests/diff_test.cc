// diff on the example programme, against figures derived here without the program.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "runtime/io/csv.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using nlohmann::json;

const std::string kFolder = "examples/financial-ecology/";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

json diff(const std::string& after, cli::Status expected) {
  test::MemoryFiles files(test::Given{{"old.zs", test::source_file(kFolder + "scheme.zs")},
                                      {"new.zs", after},
                                      {"data.csv", test::source_file(kFolder + "data.csv")}});
  std::istringstream in;
  std::ostringstream out, err;
  const cli::Status status =
      cli::run({"diff", "old.zs", "new.zs", "--data", "data.csv", "--format", "json"}, files,
               {in, out, err});
  EXPECT_EQ(status, expected) << err.str();
  return json::parse(out.str());
}

TEST(Diff, synonyms_and_layout_change_nothing_and_that_is_proved) {
  std::string text = test::source_file(kFolder + "scheme.zs");
  text = replaced(text, "每下降1个百分点", "每低1点");
  text = replaced(text, "的得3分", ",计3分");
  text = replaced(text, "得满分", "计全分");
  text = replaced(text, "在80%以上", "不低于百分之八十");
  text = replaced(text, "\n   ", "\n");
  text = replaced(text, ",", ",");
  const json found = diff(text, cli::Status::Done);
  EXPECT_TRUE(found["equal"].get<bool>()) << found.dump(1).substr(0, 2000);
  EXPECT_EQ(found["indicators"].size(), 20u);
}

// 79.5% as 79.5.
Rational percent(const std::string& cell) {
  return Rational::from_decimal(cell.substr(0, cell.find('%'))).value_or(0);
}

// Indicator 3 with its standard at so many percent: 3 points less 0.1 for each point short;
// nothing without the fund or the reward.
Rational indicator_three(bool fund, bool reward, const Rational& rate, const Rational& standard) {
  if (!fund || !reward) return 0;
  const Rational lacking = std::max(Rational(0), standard - rate);
  return std::max(Rational(0), Rational(3) - lacking * Rational::fraction(1, 10));
}

TEST(Diff, one_threshold_moved_by_a_point_gives_the_interval_and_the_units_derived_here) {
  const std::string text = replaced(test::source_file(kFolder + "scheme.zs"),
                                    "创建工作满意度在80%以上", "创建工作满意度在81%以上");
  const json found = diff(text, cli::Status::Findings);
  json differing = json::array();
  for (const json& one : found["indicators"])
    if (one["change"] != "equal") differing.push_back(one);
  ASSERT_EQ(differing.size(), 1u);
  // 3 points are gone 30 points below the standard: 50% and 51%; from 81% on both give 3.
  ASSERT_EQ(differing[0]["where"].size(), 1u);
  const json& where = differing[0]["where"][0];
  EXPECT_EQ(where["from"], "50%");
  EXPECT_EQ(where["from_included"], false);
  EXPECT_EQ(where["to"], "81%");
  EXPECT_EQ(where["to_included"], false);

  DiagnosticSink issues;
  const Table data = read_csv("data.csv", test::source_file(kFolder + "data.csv"), issues);
  const auto column = [&](const std::string& name) {
    for (std::size_t i = 0; i < data.header.size(); ++i)
      if (data.header[i].text == name) return i;
    ADD_FAILURE() << name;
    return std::size_t{0};
  };
  const std::size_t fund = column("拨出创建专项经费"), reward = column("建立奖励机制"),
                    rate = column("创建工作满意度");
  int moved = 0;
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    const auto& row = data.rows[i];
    const Rational old_score = indicator_three(row[fund].text == "是", row[reward].text == "是",
                                               percent(row[rate].text), 80);
    const Rational new_score = indicator_three(row[fund].text == "是", row[reward].text == "是",
                                               percent(row[rate].text), 81);
    const json& unit = found["units"][i];
    EXPECT_EQ(unit["unit"], row[0].text);
    const Rational before = *Rational::from_decimal(unit["old"].get<std::string>());
    const Rational after = *Rational::from_decimal(unit["new"].get<std::string>());
    EXPECT_TRUE(after - before == new_score - old_score) << row[0].text << " " << row[1].text;
    moved += !(old_score == new_score);
  }
  EXPECT_EQ(found["moved"]["lose"], moved);
  EXPECT_EQ(found["moved"]["gain"], 0);
  EXPECT_GT(moved, 3);
}

}  // namespace
}  // namespace zs
