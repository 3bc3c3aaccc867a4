// From byte offsets to lines and columns that people can find in their editor.
#include "runtime/base/source.h"

#include <gtest/gtest.h>

#include <string>

namespace zs {
namespace {

// Line:column of the first place where `part` stands.
std::string place_of(const SourceText& source, std::string_view part) {
  const auto at = static_cast<std::uint32_t>(source.bytes().find(part));
  return std::to_string(source.line_of(at)) + ":" + std::to_string(source.column_of(at));
}

Span span_of(const SourceText& source, std::string_view part) {
  const auto at = static_cast<std::uint32_t>(source.bytes().find(part));
  return {at, at + static_cast<std::uint32_t>(part.size())};
}

std::string marked(const Location& place) {
  return place.excerpt.substr(place.mark_begin, place.mark_end - place.mark_begin);
}

TEST(Source, columns_count_characters_not_bytes) {
  const SourceText source("x.zs", "满意度80%\n  每低1点扣");
  EXPECT_EQ(place_of(source, "满"), "1:1");
  EXPECT_EQ(place_of(source, "80"), "1:4");
  EXPECT_EQ(place_of(source, "每"), "2:3");
  EXPECT_EQ(place_of(source, "扣"), "2:7");
}

TEST(Source, lines_end_at_lf_crlf_and_cr) {
  const SourceText source("x.zs", "一\r\n二\r三\n\n五");
  EXPECT_EQ(place_of(source, "二"), "2:1");
  EXPECT_EQ(place_of(source, "三"), "3:1");
  EXPECT_EQ(place_of(source, "五"), "5:1");
  EXPECT_EQ(source.locate(span_of(source, "一")).excerpt, "一");
  EXPECT_EQ(source.locate(span_of(source, "二")).excerpt, "二");
}

TEST(Source, the_byte_order_mark_is_no_column) {
  const SourceText source("x.zs", "\xEF\xBB\xBF满意度");
  EXPECT_EQ(place_of(source, "满"), "1:1");
  EXPECT_EQ(place_of(source, "度"), "1:3");
  const Location place = source.locate(span_of(source, "意"));
  EXPECT_EQ(place.excerpt, "满意度");
  EXPECT_EQ(marked(place), "意");
}

TEST(Source, an_empty_file_has_one_line) {
  const SourceText source("x.zs", "");
  EXPECT_EQ(source.line_of(0), 1);
  EXPECT_EQ(source.column_of(0), 1);
  EXPECT_EQ(source.locate({0, 0}).excerpt, "");
}

TEST(Source, the_end_of_the_file_is_a_place) {
  const SourceText source("x.zs", "得3分");
  const Location place = source.locate({7, 7});
  EXPECT_EQ(place.line, 1);
  EXPECT_EQ(place.column, 4);
  EXPECT_EQ(place.excerpt, "得3分");
  EXPECT_EQ(place.mark_begin, 7U);
  const SourceText ended("x.zs", "得3分\n");
  EXPECT_EQ(ended.line_of(8), 2);
}

TEST(Source, slices_never_leave_the_file) {
  const SourceText source("x.zs", "得3分");
  EXPECT_EQ(source.slice({3, 4}), "3");
  EXPECT_EQ(source.slice({4, 400}), "分");
  EXPECT_EQ(source.slice({400, 500}), "");
}

TEST(Source, join_is_the_smallest_span_around_both) {
  EXPECT_EQ(join({3, 6}, {10, 12}), (Span{3, 12}));
  EXPECT_EQ(join({10, 12}, {3, 6}), (Span{3, 12}));
  EXPECT_EQ(join({0, 0}, {3, 6}), (Span{3, 6}));  // an empty span is nowhere
}

TEST(Source, a_mark_over_several_lines_ends_with_the_first) {
  const SourceText source("x.zs", "得3分;\r\n扣1分");
  const Location place = source.locate({0, static_cast<std::uint32_t>(source.bytes().size())});
  EXPECT_EQ(place.excerpt, "得3分;");
  EXPECT_EQ(marked(place), "得3分;");
}

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Source, a_long_line_is_cut_around_the_mark_at_whole_characters) {
  for (int before = 0; before < 200; ++before) {
    const SourceText source(
        "x.zs", repeated("a", before % 3) + repeated("前", before) + "错误" + repeated("后", 300));
    const Location place = source.locate(span_of(source, "错误"));
    ASSERT_EQ(marked(place), "错误") << before;
    ASSERT_EQ(place.column, before % 3 + before + 1);
    ASSERT_LT(place.excerpt.size(), 400U);
    ASSERT_EQ(static_cast<unsigned char>(place.excerpt.front()) & 0xC0,
              before == 0 ? 0xC0 : (place.excerpt.front() == 'a' ? 0x40 : 0xC0));
    ASSERT_EQ(place.excerpt.substr(place.excerpt.size() - 3), "后") << before;
  }
}

TEST(Source, a_long_mark_is_cut_too) {
  const SourceText source("x.zs", repeated("满意度", 2000));
  const Location place = source.locate({0, static_cast<std::uint32_t>(source.bytes().size())});
  EXPECT_LT(place.excerpt.size(), 600U);
  EXPECT_LE(place.mark_end, place.excerpt.size());
  EXPECT_EQ(marked(place).size() % 3, 0U);
}

TEST(DisplayWidth, is_two_for_chinese_and_full_width_signs) {
  EXPECT_EQ(display_width("满意度"), 6);
  EXPECT_EQ(display_width("，（％）"), 8);
  EXPECT_EQ(display_width("GDP 8.5%"), 8);
  EXPECT_EQ(display_width(""), 0);
}

TEST(DisplayWidth, is_nothing_for_combining_and_invisible_characters) {
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("\u200B"), 0);
}

TEST(DisplayWidth, counts_a_byte_that_is_no_text_as_one) {
  EXPECT_EQ(display_width("a\xFF\xFE"), 3);
}

TEST(CharacterCount, counts_code_points) {
  EXPECT_EQ(character_count("满意度80%"), 6);
  EXPECT_EQ(character_count("\U00020BB7"), 1);
  EXPECT_EQ(character_count(""), 0);
}

TEST(CharacterCount, counts_every_byte_that_is_no_text_as_one) {
  EXPECT_EQ(character_count("\xFF\xFE"), 2);
  EXPECT_EQ(character_count("\x80\x80"), 2);    // continuations without a beginning
  EXPECT_EQ(character_count("满\xE6\xBB"), 3);  // a character cut off
}

}  // namespace
}  // namespace zs
