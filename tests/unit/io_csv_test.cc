// The CSV reader: what it makes of tidy and of ugly files, and what it says about them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/io/csv.h"
#include "runtime/io/encoding.h"
#include "runtime/io/gap_budget.h"
#include "runtime/io/read_table.h"

namespace zs {
namespace {

using Texts = std::vector<std::string>;

Texts texts(const std::vector<Cell>& cells) {
  Texts result;
  for (const Cell& cell : cells) result.push_back(cell.text);
  return result;
}

// Code, line and column of each: "ZS2002 1:1".
Texts found(const DiagnosticSink& sink) {
  Texts result;
  for (const Diagnostic& d : sink.all())
    result.push_back(code_of(d.kind) + " " + std::to_string(d.where.line) + ":" +
                     std::to_string(d.where.column));
  return result;
}

// Reads text that must be in order.
Table read_clean(std::string_view bytes) {
  DiagnosticSink sink;
  Table table = read_csv("data.csv", bytes, sink);
  EXPECT_EQ(found(sink), Texts{});
  return table;
}

TEST(ReadCsv, reads_a_header_and_one_row_a_unit) {
  const Table table = read_clean("单位,满意度\n甲县,76%\n乙县,\n");
  EXPECT_EQ(table.file, "data.csv");
  EXPECT_EQ(texts(table.header), (Texts{"单位", "满意度"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "76%"}));
  EXPECT_EQ(texts(table.rows[1]), (Texts{"乙县", ""}));
  EXPECT_EQ(table.rows[0][1].line, 2);
  EXPECT_EQ(table.rows[0][1].column, 4);
}

TEST(ReadCsv, takes_every_line_end_and_a_last_line_without_one) {
  for (const char* bytes : {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r"}) {
    const Table table = read_clean(bytes);
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(texts(table.rows[1]), (Texts{"3", "4"}));
    EXPECT_EQ(table.rows[1][0].line, 3);
  }
}

TEST(ReadCsv, skips_a_byte_order_mark_and_rows_without_text) {
  const Table table = read_clean("\xEF\xBB\xBF\n  \n单位,数\n\n,\n 甲县,1\n\n");
  EXPECT_EQ(table.header[0].text, "单位");
  EXPECT_EQ(table.header[0].line, 3);
  EXPECT_EQ(table.header[0].column, 1);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0][0].line, 6);
  EXPECT_EQ(table.rows[0][0].column, 2);
}

TEST(ReadCsv, trims_half_and_full_width_blanks) {
  const Table table = read_clean(" 单位 , 满意度\u3000\n\u3000甲 县\t,\u00A0\" 7,6 \" \n");
  EXPECT_EQ(texts(table.header), (Texts{"单位", "满意度"}));
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲 县", "7,6"}));
}

TEST(ReadCsv, keeps_commas_quotes_and_line_breaks_of_quoted_cells) {
  const Table table = read_clean("单位,说明,数\n甲县,\"第一,\n\"\"第二\"\"\",\"1,234\"\n乙县,,2\n");
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "第一,\n\"第二\"", "1,234"}));
  EXPECT_EQ(table.rows[0][2].line, 3);
  EXPECT_EQ(table.rows[0][2].column, 9);
  EXPECT_EQ(table.rows[1][0].line, 4);
}

TEST(ReadCsv, takes_tabs_or_semicolons_when_the_header_has_no_comma) {
  EXPECT_EQ(texts(read_clean("单位\t数\n甲县\t1,5\n").rows[0]), (Texts{"甲县", "1,5"}));
  EXPECT_EQ(texts(read_clean("单位;\"a,b\"\n甲县;1,5\n").rows[0]), (Texts{"甲县", "1,5"}));
  EXPECT_EQ(texts(read_clean("单位;x,数\n甲县;y,2\n").rows[0]), (Texts{"甲县;y", "2"}));
}

TEST(ReadCsv, a_tab_may_begin_the_header) {
  DiagnosticSink sink;
  const Table table = read_csv("x", "\n\t数\n甲县\t1\n", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2006 2:1"}));
  EXPECT_EQ(texts(table.rows.at(0)), (Texts{"甲县", "1"}));
}

TEST(ReadCsv, a_full_width_comma_is_text) {
  EXPECT_EQ(texts(read_clean("单位,说明\n甲县,一，二\n").rows[0]), (Texts{"甲县", "一，二"}));
}

TEST(ReadCsv, reads_gb18030) {
  const Table table = read_clean("\xB5\xA5\xCE\xBB,\xCA\xFD\n\xBC\xD7\xCF\xD8,1\n");
  EXPECT_EQ(texts(table.header), (Texts{"单位", "数"}));
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "1"}));
  EXPECT_EQ(table.rows[0][1].column, 4);
}

TEST(ReadCsv, reports_what_is_no_text) {
  DiagnosticSink sink;
  EXPECT_TRUE(read_csv("x", "单位,数\n甲县,\xFF\n", sink).header.empty());         // in no encoding
  EXPECT_TRUE(read_csv("x", std::string("单位\nab\0", 10), sink).header.empty());  // NUL
  EXPECT_TRUE(read_csv("x", "\xFF\xFE\x55\x53", sink).header.empty());             // UTF-16
  EXPECT_EQ(found(sink), (Texts{"ZS2001 2:4", "ZS2001 2:3", "ZS2001 1:1"}));
  EXPECT_EQ(sink.all()[0].arguments[0].zh, "19");
}

TEST(ReadCsv, utf8_cut_inside_a_character_is_not_taken_for_gb18030) {
  const std::string text = "单位,金融机构满意度\n甲县,乙县";
  DiagnosticSink sink;
  read_csv("x", std::string_view(text).substr(0, text.size() - 1), sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2001 2:5"}));
}

TEST(ReadCsv, reports_a_file_without_data) {
  for (const char* bytes : {"", "\n\n", " , ,\n", "\xEF\xBB\xBF", "单位,数\n", "单位,数\n,\n"}) {
    DiagnosticSink sink;
    EXPECT_TRUE(read_csv("x", bytes, sink).rows.empty());
    EXPECT_EQ(found(sink), (Texts{"ZS2002 1:1"})) << bytes;
  }
}

TEST(ReadCsv, reports_rows_of_the_wrong_length_and_keeps_them) {
  DiagnosticSink sink;
  const Table table = read_csv("x", "单位,甲,乙\n甲县,1\n乙县,1,2,3\n丙县,1,2,\n", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2003 2:4", "ZS2003 3:8", "ZS2003 4:8"}));
  EXPECT_TRUE(message_of(sink.all()[0], Language::English)
                  .starts_with("this row has 2 cells, the header 3;"));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "1", ""}));
  EXPECT_EQ(table.rows[0][2].line, 2);
  EXPECT_EQ(texts(table.rows[1]), (Texts{"乙县", "1", "2"}));
}

TEST(ReadCsv, reports_an_unterminated_quote_where_it_begins_and_reads_on) {
  DiagnosticSink sink;
  const Table table = read_csv("x", "单位,数\n甲县,\"1\n乙县,2\n", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2004 2:4"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "1"}));
  EXPECT_EQ(texts(table.rows[1]), (Texts{"乙县", "2"}));
}

TEST(ReadCsv, reports_text_after_a_closing_quote_and_keeps_it) {
  DiagnosticSink sink;
  const Table table = read_csv("x", "单位,数\n\"甲\"县,1\n5\" 管,2\n", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2004 2:1"}));
  EXPECT_EQ(table.rows[0][0].text, "甲县");
  EXPECT_EQ(table.rows[1][0].text, "5\" 管");
}

TEST(ReadCsv, of_two_columns_with_one_name_the_first_counts) {
  DiagnosticSink sink;
  const Table table = read_csv("x", "单位,数, 数 ,率\n甲县,1,2,3\n", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2005 1:7"}));
  ASSERT_EQ(sink.all()[0].related.size(), 1U);
  EXPECT_EQ(sink.all()[0].related[0].where.column, 4);
  EXPECT_EQ(texts(table.header), (Texts{"单位", "数", "率"}));
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "1", "3"}));
}

TEST(ReadCsv, reports_a_nameless_column_only_if_it_has_data) {
  EXPECT_EQ(texts(read_clean("单位,数,,\n甲县,1,,\n").header), (Texts{"单位", "数"}));
  DiagnosticSink sink;
  const Table table = read_csv("x", ",数,\n甲县,1,\n", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2006 1:1"}));
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "1"}));
}

TEST(ReadCsv, a_wide_header_over_many_short_rows_does_not_fill_the_memory) {
  std::string bytes = "单位";
  for (int i = 0; i < 20'000; ++i) bytes += "," + std::to_string(i);
  for (int i = 0; i < 600; ++i) bytes += "\n甲县";
  DiagnosticSink sink;
  const Table table = read_csv("x", bytes, sink);
  EXPECT_EQ(table.rows.size(), kMostGaps / 20'000);
  EXPECT_EQ(code_of(sink.all().back().kind), "ZS2009");
}

TEST(ReadCsv, many_quotes_take_linear_time) {
  std::string quotes(2'000'001, '"');
  DiagnosticSink sink;
  read_csv("x", "a\n" + quotes, sink);
  std::string openings = "a\n\"x\n";
  for (int i = 0; i < 300'000; ++i) openings += "\"\"y,\n";
  read_csv("x", openings, sink);
  EXPECT_TRUE(sink.has_errors());
}

TEST(ReadTable, chooses_the_reader_by_name_then_by_the_first_character) {
  const std::string json = " {\"单位\": \"甲,县\"}";
  for (const char* name : {"a.json", "a.JSONL", "-", "data.txt"}) {
    DiagnosticSink sink;
    const Table table = read_table(name, json, sink);
    EXPECT_EQ(found(sink), Texts{}) << name;
    EXPECT_EQ(texts(table.rows.at(0)), (Texts{"甲,县"})) << name;
  }
  DiagnosticSink sink;
  EXPECT_EQ(read_table("-", "[1],b\n1,2\n", sink).rows.size(), 0U);  // JSON with a mistake
  EXPECT_EQ(read_table("a.csv", "[1],b\n1,2\n", sink).rows.size(), 1U);
  EXPECT_EQ(texts(read_table("a.TSV", "a,b\tc\n1\t2\n", sink).header), (Texts{"a,b", "c"}));
  EXPECT_EQ(read_table("-", "{\"a\": 1}\r\n{\"a\": 2}\r\n", sink).rows.size(), 2U);
  EXPECT_EQ(read_table("a.json", "{\"a\": 1}\n\n{\"a\": 2}", sink).rows.size(), 2U);
}

TEST(ToUtf8, says_which_byte_is_bad) {
  std::size_t bad_byte = 99;
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF甲"), "甲");
  EXPECT_EQ(to_utf8("\xBC\xD7"), "甲");
  EXPECT_EQ(to_utf8("\x84\x31\x95\x33\xBC\xD7"), "甲");  // GB18030 with a mark
  EXPECT_EQ(to_utf8("ab\xFF", &bad_byte), std::nullopt);
  EXPECT_EQ(bad_byte, 2U);
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF\xBC\xD7", &bad_byte), std::nullopt);  // the mark says UTF-8
  EXPECT_EQ(bad_byte, 3U);
}

}  // namespace
}  // namespace zs
