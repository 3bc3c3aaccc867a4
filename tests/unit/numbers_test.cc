// Numerals as policy texts write them: what they are worth, and what only looks like one.
#include "compiler/syntax/numbers.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "runtime/number/decimal_text.h"
#include "tools/cli/wording.h"

namespace zs {
namespace {

const char* kind_word(NumeralKind kind) {
  switch (kind) {
    case NumeralKind::Bare:
      return "数";
    case NumeralKind::Points:
      return "分值";
    case NumeralKind::Measured:
      return "量";
    case NumeralKind::Rank:
      return "名次";
    case NumeralKind::TopRank:
      return "前几名";
  }
  return "?";
}

// What the text begins with, on one line: "量 百分比 4/5:80%", or "不是数".
std::string numeral(std::string_view text) {
  const std::u32string characters = to_characters(text);
  const auto found = scan_numeral(characters, cli::shipped_wording());
  if (!found) return "不是数";
  EXPECT_LE(found->length, characters.size());
  return std::string(kind_word(found->kind)) + " " + words_for(found->dimension).zh + " " +
         decimal_text(found->value) + " “" +
         to_utf8(std::u32string_view(characters).substr(0, found->length)) + "”";
}

struct Example {
  const char* text;
  const char* means;
};
void PrintTo(const Example& example, std::ostream* out) { *out << example.text; }

class ReadsNumerals : public testing::TestWithParam<Example> {};
TEST_P(ReadsNumerals, as_the_text_means_them) {
  EXPECT_EQ(numeral(GetParam().text), GetParam().means) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Percentages, ReadsNumerals,
                         testing::Values(Example{"80%以上", "量 百分比 0.8 “80%”"},
                                         Example{"百分之八十以上", "量 百分比 0.8 “百分之八十”"},
                                         Example{"百分之八十五", "量 百分比 0.85 “百分之八十五”"},
                                         Example{"百分之0.5", "量 百分比 0.005 “百分之0.5”"},
                                         Example{"千分之三", "量 百分比 0.003 “千分之三”"},
                                         Example{"八成", "量 百分比 0.8 “八成”"},
                                         Example{"5‰", "量 百分比 0.005 “5‰”"},
                                         Example{"1个百分点", "量 百分比 0.01 “1个百分点”"},
                                         Example{"一个百分点", "量 百分比 0.01 “一个百分点”"},
                                         Example{"0.5个百分点", "量 百分比 0.005 “0.5个百分点”"},
                                         Example{"2个千分点", "量 百分比 0.002 “2个千分点”"},
                                         Example{"1点扣", "量 百分比 0.01 “1点”"}));

INSTANTIATE_TEST_SUITE_P(Money, ReadsNumerals,
                         testing::Values(Example{"500元", "量 金额 500 “500元”"},
                                         Example{"1.5万元", "量 金额 15000 “1.5万元”"},
                                         Example{"3亿元", "量 金额 300000000 “3亿元”"},
                                         Example{"3百万元", "量 金额 3000000 “3百万元”"},
                                         Example{"两万元", "量 金额 20000 “两万元”"},
                                         Example{"三百五十元", "量 金额 350 “三百五十元”"},
                                         Example{"一千零五十元", "量 金额 1050 “一千零五十元”"}));

INSTANTIATE_TEST_SUITE_P(
    Counts, ReadsNumerals,
    testing::Values(Example{"一起扣1分", "量 次数 1 “一起”"},
                    Example{"两个以上", "量 次数 2 “两个”"}, Example{"3起", "量 次数 3 “3起”"},
                    Example{"十二次", "量 次数 12 “十二次”"},
                    Example{"二十家", "量 次数 20 “二十家”"}, Example{"十次", "量 次数 10 “十次”"},
                    Example{"2件", "量 次数 2 “2件”"}, Example{"3万户", "量 次数 30000 “3万户”"},
                    Example{"一百二十户", "量 次数 120 “一百二十户”"}));

INSTANTIATE_TEST_SUITE_P(Durations, ReadsNumerals,
                         testing::Values(Example{"半天扣", "量 时长 0.5 “半天”"},
                                         Example{"3天", "量 时长 3 “3天”"},
                                         Example{"两个工作日", "量 时长 2 “两个工作日”"},
                                         Example{"12小时", "量 时长 0.5 “12小时”"},
                                         Example{"一年以上", "量 时长 12 “一年”"},
                                         Example{"1.5年", "量 时长 18 “1.5年”"},
                                         Example{"3个月", "量 时长 3 “3个月”"},
                                         Example{"半年", "量 时长 6 “半年”"}));

INSTANTIATE_TEST_SUITE_P(PointsAndRanks, ReadsNumerals,
                         testing::Values(Example{"3分", "分值 数值 3 “3分”"},
                                         Example{"0.1分,", "分值 数值 0.1 “0.1分”"},
                                         Example{"两分", "分值 数值 2 “两分”"},
                                         Example{"第3名", "名次 名次 3 “第3名”"},
                                         Example{"第一名", "名次 名次 1 “第一名”"},
                                         Example{"前3名", "前几名 名次 3 “前3名”"},
                                         Example{"前三位", "前几名 名次 3 “前三位”"},
                                         Example{"前10%", "前几名 百分比 0.1 “前10%”"},
                                         Example{"0.9", "数 数值 0.9 “0.9”"},
                                         Example{"1.5万", "数 数值 15000 “1.5万”"}));

INSTANTIATE_TEST_SUITE_P(
    Names, ReadsNumerals,
    testing::Values(Example{"5G基站", "不是数"}, Example{"12345热线", "不是数"},
                    Example{"41号文件", "不是数"}, Example{"2023年", "不是数"},
                    Example{"3月底前", "不是数"}, Example{"12月", "不是数"},
                    Example{"一体化", "不是数"}, Example{"三农", "不是数"},
                    Example{"百姓", "不是数"}, Example{"万元地区生产总值", "不是数"},
                    Example{"成立机构", "不是数"}, Example{"", "不是数"}, Example{"%", "不是数"},
                    Example{"第三方评估", "不是数"}, Example{"前期", "不是数"}));

TEST(PlainNumber, reads_fractions_in_words) {
  const auto value = [](std::u32string_view text) { return scan_plain_number(text); };
  EXPECT_EQ(value(U"三分之二").value, Rational::fraction(2, 3));
  EXPECT_EQ(value(U"三分之二").length, 4U);
  EXPECT_EQ(value(U"二分之一以上").value, Rational::fraction(1, 2));
  EXPECT_EQ(value(U"十分之九").value, Rational::fraction(9, 10));
  EXPECT_EQ(value(U"半").value, Rational::fraction(1, 2));
  EXPECT_EQ(value(U"十二").value, Rational(12));
  EXPECT_EQ(value(U"1.5").value, Rational::fraction(3, 2));
  EXPECT_TRUE(value(U"百分之八十").percent);
  EXPECT_FALSE(value(U"三分之二").percent);
  EXPECT_EQ(value(U"满意度").length, 0U);
}

TEST(Numeral, a_fraction_in_words_is_a_numeral) {
  const auto found = scan_numeral(U"三分之二以上", cli::shipped_wording());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value, Rational::fraction(2, 3));
  EXPECT_EQ(found->length, 4U);
}

TEST(Numeral, keeps_the_unit_as_written) {
  const auto money = scan_numeral(U"1.5万元", cli::shipped_wording());
  ASSERT_TRUE(money);
  EXPECT_EQ(to_utf8(money->unit), "万元");
  const auto count = scan_numeral(U"3起", cli::shipped_wording());
  ASSERT_TRUE(count);
  EXPECT_EQ(to_utf8(count->unit), "起");
}

}  // namespace
}  // namespace zs
