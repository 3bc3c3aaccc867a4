// One form for each character, and the way back to the author's bytes.
#include "compiler/wording/normalise.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace zs {
namespace {

std::string normal(std::string_view text) {
  return to_utf8(normalise(SourceText("x.zs", std::string(text))).chars);
}

std::string joined(std::string_view text) {
  return to_utf8(without_blanks(normalise(SourceText("x.zs", std::string(text)))).chars);
}

// What the author typed where `part` stands in the normalised text.
std::string typed(const SourceText& source, const NormalText& text, std::u32string_view part) {
  const std::size_t at = text.chars.find(part);
  EXPECT_NE(at, std::u32string::npos);
  return at == std::u32string::npos ? ""
                                    : std::string(source.slice(text.span(at, at + part.size())));
}

TEST(Normalise, full_width_letters_digits_and_signs_become_half_width) {
  EXPECT_EQ(normal("ＧＤＰ≥８０％(含),得３分;"), "GDP>=80%(含),得3分;");
  EXPECT_EQ(normal("（满分３分）：１．５"), "(满分3分):1.5");
  EXPECT_EQ(normal("a　b\u00A0c\td"), "a b c d");
}

TEST(Normalise, corrupted_and_traditional_characters_become_the_usual_ones) {
  EXPECT_EQ(normal("满意度80%以上旳得3分"), "满意度80%以上的得3分");
  EXPECT_EQ(normal("滿意度達到標準,每下降1個百分點扣"), "满意度达到标准,每下降1个百分点扣");
}

TEST(Normalise, comparison_signs_become_two_characters) {
  EXPECT_EQ(normal("满意度≥80%"), "满意度>=80%");
  EXPECT_EQ(normal("不良率≤2%"), "不良率<=2%");
  EXPECT_EQ(normal("≧≦"), ">=<=");
}

TEST(Normalise, dashes_are_one_dash_and_a_doubled_dash_too) {
  EXPECT_EQ(normal("5%—10%"), "5%-10%");
  EXPECT_EQ(normal("5%——10%"), "5%-10%");
  EXPECT_EQ(normal("5%–10%"), "5%-10%");
  EXPECT_EQ(normal("5～10"), "5~10");
}

TEST(Normalise, marks_that_nobody_sees_are_dropped) {
  EXPECT_EQ(normal("\xEF\xBB\xBF方案"), "方案");
  EXPECT_EQ(normal("满\u200B意\u2060度\u00AD"), "满意度");
  EXPECT_EQ(normal(std::string("满\0意", 7)), "满意");
}

TEST(Normalise, lines_end_in_one_way) {
  EXPECT_EQ(normal("一\r\n二\r三\n"), "一\n二\n三\n");
  EXPECT_EQ(normal("一\u2028二"), "一\n二");
}

TEST(Normalise, bytes_that_are_no_text_become_one_mark_each) {
  const SourceText source("x.zs", "满\xFF\xFE意");
  const NormalText text = normalise(source);
  EXPECT_EQ(text.chars, U"满\uFFFD\uFFFD意");
  EXPECT_EQ(typed(source, text, U"意"), "意");
}

TEST(Normalise, words_stay_as_they_are) {
  EXPECT_EQ(normal("满意度每低1个百分点扣0.1分"), "满意度每低1个百分点扣0.1分");
  EXPECT_EQ(normal(""), "");
}

// ---- positions ----

TEST(NormalisePositions, lead_back_to_what_the_author_typed) {
  const SourceText source("x.zs", "\xEF\xBB\xBF滿意度≥８０％——旳\r\n得\u200B３分");
  const NormalText text = normalise(source);
  EXPECT_EQ(text.chars, U"满意度>=80%-的\n得3分");
  EXPECT_EQ(typed(source, text, U"满意度"), "滿意度");
  EXPECT_EQ(typed(source, text, U"80%"), "８０％");
  EXPECT_EQ(typed(source, text, U">="), "≥");
  EXPECT_EQ(typed(source, text, U"="), "≥");  // half a sign is the whole sign
  EXPECT_EQ(typed(source, text, U"-"), "——");
  EXPECT_EQ(typed(source, text, U"的"), "旳");
  EXPECT_EQ(typed(source, text, U"得3分"), "得\u200B３分");
  EXPECT_EQ(text.spans.front().begin, 3U);  // after the byte order mark
}

TEST(NormalisePositions, empty_ranges_point_at_where_they_stand) {
  const SourceText source("x.zs", "得３分");
  const NormalText text = normalise(source);
  EXPECT_EQ(text.span(1, 1), (Span{3, 3}));
  EXPECT_EQ(text.span(3, 3), (Span{9, 9}));  // the end
  EXPECT_EQ(NormalText().span(0, 0), (Span{0, 0}));
}

TEST(NormalisePositions, parts_and_sums_keep_them) {
  const SourceText source("x.zs", "满意度，８０％");
  const NormalText text = normalise(source);
  NormalText both = text.part(4, 7);
  EXPECT_EQ(both.chars, U"80%");
  EXPECT_EQ(source.slice(both.span(0, 3)), "８０％");
  both.append(text.part(0, 3));
  EXPECT_EQ(both.chars, U"80%满意度");
  EXPECT_EQ(source.slice(both.span(3, 6)), "满意度");
}

// Every character of a whole scheme: in order, and normalising the author's bytes gives it again.
TEST(NormalisePositions, hold_for_every_character_of_the_example) {
  std::ifstream file(std::string(ZS_SOURCE_DIR) + "/examples/financial-ecology/scheme.zs",
                     std::ios::binary);
  const SourceText source("scheme.zs", std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_GT(source.bytes().size(), 1000U);
  const NormalText text = normalise(source);
  ASSERT_EQ(text.chars.size(), text.spans.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    ASSERT_LT(text.spans[i].begin, text.spans[i].end) << i;
    if (i > 0 && text.spans[i] != text.spans[i - 1]) {
      ASSERT_GE(text.spans[i].begin, text.spans[i - 1].end) << i;
    }
    const std::u32string again =
        normalise(SourceText("", std::string(source.slice(text.spans[i])))).chars;
    ASSERT_NE(again.find(text.chars[i]), std::u32string::npos) << source.slice(text.spans[i]);
  }
}

// ---- blanks ----

TEST(WithoutBlanks, joins_chinese_text_over_blanks_and_lines) {
  EXPECT_EQ(joined("满意度 在 80% 以上\n   的得 3 分"), "满意度在80%以上的得3分");
  EXPECT_EQ(joined("  得3分\n"), "得3分");
  EXPECT_EQ(joined(" \n　\t"), "");
}

TEST(WithoutBlanks, keeps_one_blank_between_latin_words_and_numbers) {
  EXPECT_EQ(joined("GB/T   8170"), "GB/T 8170");
  EXPECT_EQ(joined("3\n5"), "3 5");
  EXPECT_EQ(joined("GDP 增长率"), "GDP增长率");
}

TEST(WithoutBlanks, keeps_positions) {
  const SourceText source("x.zs", "得 ３\n  分");
  const NormalText text = without_blanks(normalise(source));
  EXPECT_EQ(text.chars, U"得3分");
  EXPECT_EQ(typed(source, text, U"3"), "３");
  EXPECT_EQ(typed(source, text, U"分"), "分");
  EXPECT_EQ(typed(source, text, U"得3分"), "得 ３\n  分");
}

TEST(NormalisedName, compares_column_headers_and_names) {
  EXPECT_EQ(normalised_name(" 滿意度 （％） "), "满意度(%)");
  EXPECT_EQ(normalised_name("GDP 增长率"), normalised_name("ＧＤＰ增长率"));
  EXPECT_EQ(normalised_name(""), "");
}

}  // namespace
}  // namespace zs
