// The JSON readers: what they make of tidy and of ugly files, and what they say about them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/io/gap_budget.h"
#include "runtime/io/json.h"

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
  Table table = read_json("data.json", bytes, sink);
  EXPECT_EQ(found(sink), Texts{});
  return table;
}

// The only mistake in a text: "line:column what should stand there".
std::string mistake(std::string_view bytes) {
  DiagnosticSink sink;
  read_json("x", bytes, sink);
  if (sink.all().size() != 1) return std::to_string(sink.all().size()) + " diagnostics";
  const Diagnostic& d = sink.all()[0];
  EXPECT_EQ(code_of(d.kind), "ZS2007");
  return std::to_string(d.where.line) + ":" + std::to_string(d.where.column) + " " +
         d.arguments.at(0).zh;
}

TEST(ReadJson, reads_one_object_as_one_unit) {
  const Table table = read_clean(
      "{\"单位\": \"甲县\", \"年度\": 2023,\n \"建立机制\": true, \"通报\": false, \"空\": null}");
  EXPECT_EQ(texts(table.header), (Texts{"单位", "年度", "建立机制", "通报", "空"}));
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(texts(table.rows[0]), (Texts{"甲县", "2023", "是", "否", ""}));
}

TEST(ReadJson, cells_know_where_they_stand) {
  const Table table = read_clean("[\n  {\"单位\" : \"甲县\",\"数\":\n -5}]");
  EXPECT_EQ(table.header[1].line, 2);
  EXPECT_EQ(table.header[1].column, 16);
  EXPECT_EQ(table.rows[0][0].line, 2);
  EXPECT_EQ(table.rows[0][0].column, 11);
  EXPECT_EQ(table.rows[0][1].line, 3);
  EXPECT_EQ(table.rows[0][1].column, 2);
}

TEST(ReadJson, the_header_holds_the_names_of_all_objects) {
  const Table table = read_clean("[{\"a\":1,\"b\":2},\n  {\"c\":3,\"a\":4}]");
  EXPECT_EQ(texts(table.header), (Texts{"a", "b", "c"}));
  EXPECT_EQ(texts(table.rows[0]), (Texts{"1", "2", ""}));
  EXPECT_EQ(texts(table.rows[1]), (Texts{"4", "", "3"}));
  EXPECT_EQ(table.rows[1][1].line, 2);  // an absent value: where the object begins
  EXPECT_EQ(table.rows[1][1].column, 3);
}

TEST(ReadJson, numbers_keep_every_character) {
  const Texts numbers = {"1e999999",
                         "-0",
                         "0.10",
                         "123456789012345678901234567890",
                         "-1E-999999",
                         "9007199254740993",
                         "1.000000000000000000000000001",
                         "-9223372036854775809"};
  std::string bytes = "[";
  for (const std::string& number : numbers)
    bytes += (bytes.size() > 1 ? ", " : "") + std::string("{\"a\": ") + number + " }";
  const Table table = read_clean(bytes + "]");
  ASSERT_EQ(table.rows.size(), numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) EXPECT_EQ(table.rows[i][0].text, numbers[i]);
}

TEST(ReadJson, a_number_of_a_million_digits_is_kept) {
  const std::string digits(1'000'000, '7');
  EXPECT_EQ(read_clean("{\"a\":" + digits + "." + digits + "}").rows[0][0].text.size(), 2'000'001U);
}

TEST(ReadJson, reads_escapes_marks_and_gb18030) {
  EXPECT_EQ(texts(read_clean("\xEF\xBB\xBF{\"\\u5355\\n\":\" \\ud83d\\ude00\\\"\u3000\"}").header),
            (Texts{"单"}));
  EXPECT_EQ(read_clean("{\"a\":\" \\ud83d\\ude00\\\"\u3000\"}").rows[0][0].text, "😀\"");
  EXPECT_EQ(read_clean("{\"\xB5\xA5\xCE\xBB\":\"\xBC\xD7\xCF\xD8\"}").rows[0][0].text, "甲县");
}

TEST(ReadJson, reports_a_file_without_data) {
  for (const char* bytes : {"", " \n", "[]", "{}", "[{},{}]"}) {
    DiagnosticSink sink;
    EXPECT_TRUE(read_json("x", bytes, sink).rows.empty());
    EXPECT_EQ(found(sink), (Texts{"ZS2002 1:1"})) << bytes;
  }
}

TEST(ReadJson, reports_what_is_no_text) {
  DiagnosticSink sink;
  read_json("x", std::string("{\"a\":1}\0{\"a\":2}", 15), sink);
  read_jsonl("x", "{\"a\":\"\xFF\"}", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2001 1:8", "ZS2001 1:7"}));
}

TEST(ReadJson, says_where_a_mistake_is_and_what_should_stand_there) {
  const std::string value = "一个值:带英文双引号的文字、数、true、false或null";
  EXPECT_EQ(mistake("{\"单位\" \"甲县\"}"), "1:7 英文冒号“:”");
  EXPECT_EQ(mistake("{\"单位\", 1}"), "1:6 英文冒号“:”");
  EXPECT_EQ(mistake("{\"单位\":\n  是}"), "2:3 " + value);
  EXPECT_EQ(mistake("{\"a\":tru}"), "1:6 " + value);
  EXPECT_EQ(mistake("{\"a\":}"), "1:6 " + value);
  EXPECT_EQ(mistake("{\"a\"::1}"), "1:6 " + value);
  EXPECT_EQ(mistake("{\"a\":1,}"), "1:8 带英文双引号的数据项名称");
  EXPECT_EQ(mistake("{,}"), "1:2 带英文双引号的数据项名称");
  EXPECT_EQ(mistake("{\"a\":1 \"b\":2}"), "1:8 英文逗号“,”或“}”");
  EXPECT_EQ(mistake("[{\"a\":1} {\"a\":2}]"), "1:10 英文逗号“,”或“]”");
  EXPECT_EQ(mistake("{\"a\":1}, {\"a\":2}"), "1:8 文件结尾");
  EXPECT_EQ(mistake("{\"a\":-}"), "1:6 一个完整的数");
  EXPECT_EQ(mistake("{\"a\":01}"), "1:7 英文逗号“,”或“}”");
  EXPECT_EQ(mistake("{\"a\":\"甲县"), "1:6 有结尾引号的文字");
  EXPECT_EQ(mistake("{\"a\":\"甲\n县\"}"),
            "1:8 文字的结尾引号;文字里的换行请写成\\n,制表符写成\\t");
  EXPECT_EQ(mistake("{\"a\":\"\\x\"}"), "1:8 反斜线后面的\\、\"、/、b、f、n、r、t或u");
  EXPECT_EQ(mistake("{\"a\":\"\\u12G4\"}"), "1:11 \\u后面的四位十六进制数字");
  EXPECT_EQ(mistake("{\"a\":\"\\ud83dx\"}"), "1:13 成对的\\u代理码");
  EXPECT_EQ(mistake("{\"expected ':'\":?}"), "1:17 " + value);
}

TEST(ReadJson, keeps_the_units_before_a_mistake) {
  DiagnosticSink sink;
  const Table table = read_json("x", "[{\"a\":1},\n {\"a\":2},\n {\"a\":", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2007 3:7"}));
  EXPECT_EQ(table.rows.size(), 2U);
}

TEST(ReadJson, every_cut_of_a_file_is_reported) {
  const std::string whole = "[{\"单位\": \"甲\\n县\", \"数\": -1.5e3, \"有\": true}]";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    DiagnosticSink sink;
    read_json("x", std::string_view(whole).substr(0, size), sink);
    EXPECT_EQ(sink.all().size(), 1U) << size;
  }
}

TEST(ReadJson, reports_what_is_no_unit_and_reads_on) {
  DiagnosticSink sink;
  const Table table = read_json("x", "[1, {\"a\":1}, [{\"a\":2}], \"甲\", {\"a\":3}]", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2007 1:2", "ZS2007 1:14", "ZS2007 1:25"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[1][0].text, "3");
  EXPECT_EQ(mistake(" 3"), "1:2 一个单位的数据,写成{\"单位\": \"甲县\", …}");
}

TEST(ReadJson, reports_a_nested_value_and_leaves_the_cell_empty) {
  DiagnosticSink sink;
  const Table table = read_json("x", "{\"a\": {\"b\": [1, {}]}, \"c\": [[2]], \"d\": 3}", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2008 1:7", "ZS2008 1:28"}));
  EXPECT_EQ(sink.all()[1].arguments.at(0).zh, "c");
  EXPECT_EQ(texts(table.header), (Texts{"a", "c", "d"}));
  EXPECT_EQ(texts(table.rows.at(0)), (Texts{"", "", "3"}));
}

TEST(ReadJson, of_two_values_with_one_name_the_first_counts) {
  DiagnosticSink sink;
  const Table table = read_json("x", "[{\"a\":1,\"a\":2,\"b\":3,\" a\":[4]},{\"a\":5}]", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2005 1:9", "ZS2005 1:21"}));
  EXPECT_EQ(sink.all()[0].related.at(0).where.column, 3);
  EXPECT_EQ(texts(table.rows.at(0)), (Texts{"1", "3"}));
  EXPECT_EQ(texts(table.rows.at(1)), (Texts{"5", ""}));
}

TEST(ReadJson, reports_a_nameless_value_once) {
  DiagnosticSink sink;
  read_json("x", "[{\"a\":1,\"\":2},{\"\":3}]", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2006 1:9"}));
}

TEST(ReadJson, deep_nesting_is_only_a_mistake) {
  const std::string open(100'000, '[');
  const std::string close(100'000, ']');
  DiagnosticSink sink;
  read_json("x", open, sink);
  read_json("x", open + close, sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2007 1:2", "ZS2007 1:100001", "ZS2007 1:2"}));
  DiagnosticSink inside;
  const Table table = read_json("x", "{\"a\":" + open + close + ",\"b\":1}", inside);
  EXPECT_EQ(found(inside), (Texts{"ZS2008 1:6"}));
  EXPECT_EQ(texts(table.rows.at(0)), (Texts{"", "1"}));
}

TEST(ReadJson, many_objects_with_names_of_their_own_do_not_fill_the_memory) {
  std::string bytes = "[{\"a\":1}";
  for (int i = 0; i < 20'000; ++i) bytes += ",{\"" + std::to_string(i) + "\":1}";
  DiagnosticSink sink;
  const Table table = read_json("x", bytes + "]", sink);
  EXPECT_EQ(table.rows.size(), kMostGaps / 20'000);
  EXPECT_EQ(found(sink).size(), 1U);
  EXPECT_EQ(code_of(sink.all()[0].kind), "ZS2009");
}

TEST(ReadJsonl, a_line_with_a_mistake_costs_only_its_own_unit) {
  DiagnosticSink sink;
  const Table table =
      read_jsonl("x", "{\"a\":1}\r\n\n{\"a\":2,\n  {\"a\":3, \"b\":x}\r{\"a\":4}", sink);
  EXPECT_EQ(found(sink), (Texts{"ZS2007 3:8", "ZS2007 4:15"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[1][0].text, "4");
  EXPECT_EQ(table.rows[1][0].line, 5);
  EXPECT_EQ(table.rows[1][0].column, 6);
}

}  // namespace
}  // namespace zs
