// Diagnostics as people see them: the marker stands under the text that is wrong.
#include "runtime/base/render_text.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace zs {
namespace {

Diagnostic about(const SourceText& source, std::string_view part) {
  DiagnosticSink sink;
  const auto at = static_cast<std::uint32_t>(source.bytes().find(part));
  sink.report(DiagnosticKind::NoSuchDate, source,
              {at, at + static_cast<std::uint32_t>(part.size())}, {std::string(part)});
  return sink.take_sorted().front();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Holds if the carets cover, column by column on a terminal, exactly `part` of the line above.
void expect_marked(const std::string& rules, const std::string& part) {
  const SourceText source("rules.zs", rules);
  const std::vector<std::string> lines =
      lines_of(render_text(about(source, part), Language::Chinese));
  ASSERT_EQ(lines.size(), 3U) << rules;
  const std::string& shown = lines[1];
  const std::string& marker = lines[2];
  std::string visible = part;  // tabs are shown as blanks
  for (char& c : visible)
    if (c == '\t') c = ' ';
  const std::size_t at = shown.find(visible);
  ASSERT_NE(at, std::string::npos) << shown;
  const std::size_t first = marker.find('^'), last = marker.rfind('^');
  ASSERT_NE(first, std::string::npos) << marker;
  EXPECT_EQ(static_cast<int>(first), display_width(shown.substr(0, at))) << shown << "\n" << marker;
  EXPECT_EQ(static_cast<int>(last + 1 - first), display_width(visible)) << shown << "\n" << marker;
}

TEST(RenderText, shows_place_code_sentence_line_and_marker) {
  const SourceText source("rules.zs", "3. 创建经费落实(3分)\n   时间要求:2月30日前\n");
  EXPECT_EQ(render_text(about(source, "2月30日"), Language::Chinese),
            "rules.zs:2:9: 错误[ZS1007]: 没有“2月30日”这个日期\n"
            "2 |    时间要求:2月30日前\n"
            "  |             ^^^^^^^\n");
  EXPECT_EQ(lines_of(render_text(about(source, "2月30日"), Language::English)).front(),
            "rules.zs:2:9: error[ZS1007]: there is no such date as \"2月30日\"");
}

TEST(RenderText, the_marker_lines_up_under_wide_characters) {
  expect_marked("满意度在80%以上的得3分", "80%");
  expect_marked("满意度在８０％以上,得３分", "得３分");
  expect_marked("GDP增长率(%)高于上年", "高于上年");
  expect_marked("e\u0301满意度\u200B错", "错");
  expect_marked("\t满意度\t错误", "错误");
  expect_marked("\t满意\t度", "满意\t度");
  expect_marked("\U00020BB7氏错误", "错误");
  expect_marked("满", "满");
}

TEST(RenderText, the_marker_lines_up_in_files_from_windows_and_with_a_byte_order_mark) {
  expect_marked("一行\r\n满意度错误\r\n", "错误");
  expect_marked("\xEF\xBB\xBF满意度错误", "错误");
}

TEST(RenderText, the_marker_lines_up_where_line_numbers_grow) {
  std::string rules;
  for (int i = 1; i < 1234; ++i) rules += "\n";
  expect_marked(rules + "满意度错误", "错误");
}

TEST(RenderText, the_marker_lines_up_in_the_middle_of_a_long_line) {
  std::string before;
  for (int i = 0; i < 300; ++i) {
    before += i % 7 == 0 ? "a" : "前";
    if (i % 23 != 0) continue;
    expect_marked(before + "错误" + before, "错误");
  }
}

TEST(RenderText, an_empty_place_still_has_a_marker) {
  const SourceText source("rules.zs", "满意度");
  DiagnosticSink sink;
  sink.report(DiagnosticKind::NoIndicators, source, {9, 9});
  const auto lines = lines_of(render_text(sink.take_sorted().front(), Language::Chinese));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[2], "  |       ^");
}

TEST(RenderText, a_place_without_source_is_one_line) {
  DiagnosticSink sink;
  Location cell;
  cell.file = "data.csv";
  cell.line = 3;
  cell.column = 7;
  sink.report(DiagnosticKind::NoSuchUnit, cell, {"甲县"});
  sink.report(DiagnosticKind::NoSuchUnit, Location{}, {"乙县"});
  const auto all = sink.take_sorted();
  EXPECT_EQ(render_text(all[1], Language::Chinese),
            "data.csv:3:7: 错误[ZS2042]: 数据里没有单位“甲县”\n");
  EXPECT_EQ(render_text(all[0], Language::Chinese), "错误[ZS2042]: 数据里没有单位“乙县”\n");
}

TEST(RenderText, shows_related_places_and_the_suggestion) {
  const SourceText source("rules.zs", "80%以上得3分\n60%以上得2分");
  Diagnostic diagnostic = about(source, "60%");
  diagnostic.related.push_back({about(source, "80%").where, {"先说的在这里", "the first is here"}});
  diagnostic.suggestion = {"70%以上得2分", "70%以上得2分"};
  const auto lines = lines_of(render_text(diagnostic, Language::Chinese));
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(lines[3], "rules.zs:1:1: 先说的在这里");
  EXPECT_EQ(lines[5], "  | ^^^");
  EXPECT_EQ(lines[6], "  可写:70%以上得2分");
}

TEST(RenderAll, shows_so_many_of_a_kind_and_counts_the_rest) {
  const SourceText source("rules.zs", "满意度");
  const std::vector<Diagnostic> many(25, about(source, "满"));
  const std::string text = render_all(many, Language::Chinese, {}, 20);
  std::size_t shown = 0;
  for (const std::string& line : lines_of(text)) shown += line.starts_with("rules.zs:") ? 1 : 0;
  EXPECT_EQ(shown, 20U);
  EXPECT_EQ(lines_of(text).back(), "[ZS1007] 还有5处同样的问题没有列出");
  EXPECT_EQ(render_all({}, Language::Chinese), "");
}

}  // namespace
}  // namespace zs
