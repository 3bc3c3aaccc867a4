// What a submitted cell means for an input of each type, and what is wrong with it otherwise.
#include "runtime/data/parse_cell.h"

#include <gtest/gtest.h>

#include <string>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

const std::vector<std::string> kMeasures = {"起", "次", "件", "户", "家"};

PlanInput input_of(Dimension dimension, std::string unit = "") {
  PlanInput input;
  input.name = "数据项";
  input.dimension = dimension;
  input.unit = std::move(unit);
  return input;
}

// The value in base units, 是 or 否, 缺, a text in quotes, or the problem.
std::string means(std::string_view cell, const PlanInput& input) {
  const ParsedCell parsed = parse_cell(cell, input, kMeasures);
  if (parsed.problem != CellProblem::None) {
    EXPECT_TRUE(is_missing(parsed.value)) << cell << ": a problem has no value";
  }
  switch (parsed.problem) {
    case CellProblem::None:
      break;
    case CellProblem::NotANumber:
      return "不是数";
    case CellProblem::NotAFact:
      return "不是是否";
    case CellProblem::WrongUnit:
      return "单位不对";
    case CellProblem::OutOfRange:
      return "超出范围";
    case CellProblem::NotApplicable:
      return "not applicable";
    case CellProblem::NotAChoice:
      return "不是选项";
    case CellProblem::NotWhole:
      return "不是整数";
    case CellProblem::NoUnit:
      return "没有单位";
  }
  if (const auto* yes = std::get_if<bool>(&parsed.value)) return *yes ? "是" : "否";
  if (const auto* number = std::get_if<Rational>(&parsed.value)) return decimal_text(*number);
  if (const auto* text = std::get_if<std::string>(&parsed.value)) return "“" + *text + "”";
  return "缺";
}

struct Example {
  const char* cell;
  const char* means;
};

void expect(const PlanInput& input, std::initializer_list<Example> examples) {
  for (const Example& example : examples)
    EXPECT_EQ(means(example.cell, input), example.means) << "cell: " << example.cell;
}

TEST(ParseCell, percentages_with_and_without_the_sign) {
  expect(input_of(Dimension::Percent), {{"76%", "0.76"},
                                        {"76", "0.76"},
                                        {"76.5%", "0.765"},
                                        {"0.76", "0.0076"},
                                        {"-0.5%", "-0.005"},
                                        {"7成", "0.7"},
                                        {"5‰", "0.005"},
                                        {"4个百分点", "0.04"},
                                        {"100%", "1"},
                                        {"0", "0"},
                                        {"120%", "1.2"}});
}

TEST(ParseCell, money_in_yuan_whatever_its_unit) {
  expect(input_of(Dimension::Money), {{"500元", "500"},
                                      {"500", "500"},
                                      {"4.9万元", "49000"},
                                      {"1,234,567元", "1234567"},
                                      {"3亿元", "300000000"},
                                      {"-200", "-200"}});
}

TEST(ParseCell, counts_with_the_measure_words_of_the_rules) {
  expect(input_of(Dimension::Count, "起"),
         {{"3起", "3"}, {"3", "3"}, {"0", "0"}, {"12次", "12"}, {"3.0", "3"}});
}

TEST(ParseCell, ranks) {
  expect(input_of(Dimension::Rank),
         {{"第2名", "2"}, {"2", "2"}, {"第2位", "2"}, {"2名", "2"}, {"第2", "2"}});
}

TEST(ParseCell, durations) {
  expect(input_of(Dimension::Days, "天"), {{"3天", "3"},
                                           {"3", "3"},
                                           {"半天", "0.5"},
                                           {"0.5天", "0.5"},
                                           {"2个工作日", "2"},
                                           {"48小时", "2"},
                                           {"1周", "7"}});
  expect(input_of(Dimension::Months, "年"),
         {{"1.5年", "18"}, {"18个月", "18"}, {"半年", "6"}, {"1季度", "3"}, {"2", "24"}});
  expect(input_of(Dimension::Months, "个月"), {{"2", "2"}});
}

TEST(ParseCell, plain_numbers) {
  expect(input_of(Dimension::Number), {{"3.14", "3.14"},
                                       {"-0", "0"},
                                       {"+5", "5"},
                                       {".5", "0.5"},
                                       {"1,000.5", "1000.5"},
                                       {"99999999999999999999.01", "99999999999999999999.01"}});
}

TEST(ParseCell, facts_in_every_usual_way) {
  const PlanInput fact = input_of(Dimension::Fact);
  for (const char* yes : {"是", "有", "true", "TRUE", "1", "√", "Y", "yes", "对", " 是 ", "１"})
    EXPECT_EQ(means(yes, fact), "是") << yes;
  for (const char* no : {"否", "无", "false", "0", "×", "N", "no", "没有", "　否"})
    EXPECT_EQ(means(no, fact), "否") << no;
}

TEST(ParseCell, a_number_of_cases_is_a_fact_too) {
  expect(input_of(Dimension::Fact), {{"3起", "是"}, {"0起", "否"}});
}

TEST(ParseCell, empty_cells_of_every_kind_are_missing_and_no_problem) {
  for (const Dimension dimension :
       {Dimension::Percent, Dimension::Money, Dimension::Count, Dimension::Rank, Dimension::Days,
        Dimension::Months, Dimension::Number, Dimension::Fact, Dimension::Choice, Dimension::Text,
        Dimension::Date, Dimension::Unknown})
    for (const char* cell : {"", " ", "　", "-", "—", "——", "--", "/", "缺", "缺报"})
      EXPECT_EQ(means(cell, input_of(dimension)), "缺")
          << words_for(dimension).zh << " “" << cell << "”";
}

TEST(ParseCell, full_width_characters_are_as_good) {
  expect(input_of(Dimension::Percent), {{"７６％", "0.76"},
                                        {"７６．５％", "0.765"},
                                        {"－３％", "-0.03"},
                                        {"−3%", "-0.03"},
                                        {" 76 %", "0.76"}});
  expect(input_of(Dimension::Money), {{"１，２３４元", "1234"}});
}

PlanInput choice_of(std::vector<std::string> choices) {
  PlanInput input = input_of(Dimension::Choice);
  input.choices = std::move(choices);
  return input;
}

TEST(ParseCell, a_choice_becomes_its_index) {
  expect(choice_of({"及时", "不及时"}),
         {{"及时", "0"}, {"不及时", "1"}, {" 不及时 ", "1"}, {"缺", "缺"}});
}

TEST(ParseCell, dates_and_texts_are_kept_as_written) {
  expect(input_of(Dimension::Text), {{"见附件", "“见附件”"}});
  expect(input_of(Dimension::Date), {{"2023-02-28", "“2023-02-28”"}});
}

// ---- what is wrong with a cell ----

TEST(ParseCellProblem, not_a_number) {
  const std::string long_number(300, '9');
  expect(input_of(Dimension::Percent), {{"很好", "不是数"},
                                        {"1e3", "不是数"},
                                        {"1E3%", "不是数"},
                                        {"1.2.3", "不是数"},
                                        {"%", "不是数"},
                                        {"NaN", "不是数"},
                                        {"∞", "不是数"},
                                        {"12,34", "不是数"},
                                        {long_number.c_str(), "不是数"},
                                        {"--5", "不是数"},
                                        {"=1+1", "不是数"}});
}

TEST(ParseCellProblem, not_a_fact) {
  expect(input_of(Dimension::Fact), {{"也许", "不是是否"},
                                     {"2", "不是是否"},
                                     {"76%", "不是是否"},
                                     {"是是", "不是是否"},
                                     {"-1起", "不是是否"}});
}

TEST(ParseCellProblem, wrong_unit) {
  expect(input_of(Dimension::Percent),
         {{"76元", "单位不对"}, {"3天", "单位不对"}, {"76%%", "单位不对"}, {"76斤", "单位不对"}});
  expect(input_of(Dimension::Money), {{"5%", "单位不对"}, {"3天", "单位不对"}});
  expect(input_of(Dimension::Days), {{"1年", "单位不对"}, {"5%", "单位不对"}});
  expect(input_of(Dimension::Count, "起"), {{"3元", "单位不对"}, {"5%", "单位不对"}});
}

TEST(ParseCellProblem, out_of_range) {
  PlanInput share = input_of(Dimension::Percent);
  share.low = 0;
  share.high = 1;
  expect(share, {{"100%", "1"},
                 {"0%", "0"},
                 {"100.1%", "超出范围"},
                 {"-0.1%", "超出范围"},
                 {"760", "超出范围"}});
  PlanInput count = input_of(Dimension::Count, "起");
  count.low = 0;
  expect(count, {{"0", "0"}, {"-1", "超出范围"}, {"-1起", "超出范围"}});
}

TEST(ParseCellProblem, not_a_choice) {
  expect(choice_of({"及时", "不及时"}),
         {{"较及时", "不是选项"}, {"是", "不是选项"}, {"2", "不是选项"}});
  expect(input_of(Dimension::Choice), {{"及时", "不是选项"}});
}

TEST(ParseCellProblem, not_whole) {
  expect(input_of(Dimension::Count, "起"),
         {{"2.5", "不是整数"}, {"2.5起", "不是整数"}, {"半起", "不是整数"}});
}

TEST(ParseCellProblem, half_of_what_has_to_be_said) {
  for (const Dimension dimension : {Dimension::Percent, Dimension::Money, Dimension::Rank})
    EXPECT_NE(parse_cell("半", input_of(dimension), kMeasures).problem, CellProblem::None)
        << words_for(dimension).zh;
}

TEST(ParseCellProblem, nasty_cells_are_problems_not_crashes) {
  const std::string nul("7\0006", 3);
  EXPECT_EQ(means(nul, input_of(Dimension::Percent)), "单位不对");
  for (const Dimension dimension :
       {Dimension::Percent, Dimension::Money, Dimension::Count, Dimension::Rank, Dimension::Fact})
    for (const std::string& cell :
         {std::string("\xFF\xFE"), std::string(100000, '1'), std::string(100000, ','),
          std::string("第"), std::string("第第1名"), std::string("1/3"), std::string("\x80")})
      EXPECT_NE(parse_cell(cell, input_of(dimension), kMeasures).problem, CellProblem::None)
          << words_for(dimension).zh << " " << cell.substr(0, 10);
}

}  // namespace
}  // namespace zs
