// The county programme over four years against what derive_expected.py works out on its own.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "runtime/io/csv.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using nlohmann::json;

const std::string kFolder = "examples/ecology-county/";
const std::string kSilent = "荷渚县";  // SILENT and SILENT_YEAR of derive_expected.py
const std::string kSilentYear = "2009";

struct Answer {
  cli::Status status = cli::Status::Done;
  std::string out, err;
};

Answer eval(const std::string& data, const std::string& format) {
  test::MemoryFiles files(
      test::Given{{"scheme.zs", test::source_file(kFolder + "scheme.zs")}, {"data.csv", data}});
  std::istringstream in;
  std::ostringstream out, err;
  Answer made;
  made.status =
      cli::run({"eval", "scheme.zs", "data.csv", "--format", format}, files, {in, out, err});
  made.out = out.str();
  made.err = err.str();
  return made;
}

Table table_of(const std::string& name, const std::string& bytes) {
  DiagnosticSink issues;
  Table table = read_csv(name, bytes, issues);
  EXPECT_TRUE(issues.all().empty()) << name;
  return table;
}
Table expected(const std::string& name) {
  return table_of(name, test::source_file(kFolder + name));
}
std::string data() { return test::source_file(kFolder + "data.csv"); }

// Every cell that differs: unit, year, column, what came out, what should have.
std::string differences(const Table& got, const Table& want) {
  if (got.header.size() != want.header.size() || got.rows.size() != want.rows.size())
    return "other rows or columns\n";
  std::string text;
  for (std::size_t column = 0; column < want.header.size(); ++column)
    if (got.header[column].text != want.header[column].text)
      text += "column " + got.header[column].text + " should be " + want.header[column].text + "\n";
  for (std::size_t row = 0; row < want.rows.size(); ++row)
    for (std::size_t column = 0; column < want.header.size(); ++column)
      if (got.rows[row][column].text != want.rows[row][column].text)
        text += want.rows[row][0].text + want.rows[row][1].text + " " + want.header[column].text +
                ": got “" + got.rows[row][column].text + "”, want “" + want.rows[row][column].text +
                "”\n";
  return text;
}

TEST(Ecology, scores_totals_and_grades_are_those_derived) {
  const Answer answer = eval(data(), "csv");
  const std::string differ = differences(table_of("got.csv", answer.out), expected("expected.csv"));
  EXPECT_TRUE(differ.empty()) << differ;
  EXPECT_TRUE(answer.out == test::source_file(kFolder + "expected.csv")) << "not the same bytes";
  EXPECT_EQ(answer.status, cli::Status::Done) << answer.err;
}

// “81.25%” → 81.25 percent; a longer figure is cut after six places.
Rational percent(const std::string& text) {
  EXPECT_TRUE(text.ends_with("%")) << text;
  return *Rational::from_decimal(text.substr(0, text.size() - 1));
}
Rational fraction(const std::string& text) {
  const std::size_t bar = text.find('/');
  return Rational::from_decimal(text.substr(0, bar))
      ->divided_by(*Rational::from_decimal(text.substr(bar + 1)));
}

TEST(Ecology, goals_are_those_derived) {
  const json goals = json::parse(eval(data(), "json").out)["goals"];
  const Table want = expected("expected-goals.csv");
  ASSERT_EQ(goals.size(), want.rows.size());
  const Rational close = Rational::fraction(1, 1000000);
  for (std::size_t i = 0; i < want.rows.size(); ++i) {
    const std::string text = want.rows[i][1].text;
    EXPECT_EQ(std::to_string(goals[i]["year"].get<int>()), want.rows[i][0].text) << text;
    EXPECT_EQ(goals[i]["text"], text);
    EXPECT_EQ(goals[i]["met"], want.rows[i][3].text == "是") << text;
    const Rational got = percent(goals[i]["value"]);
    EXPECT_LE((got - fraction(want.rows[i][2].text) * 100).absolute(), close)
        << text << " " << goals[i]["value"];
  }
}

// The data in which kSilent has reported nothing for kSilentYear.
std::string without_silent() {
  std::istringstream lines(data());
  std::string line, text;
  int blanked = 0;
  while (std::getline(lines, line)) {
    if (line.starts_with(kSilent + "," + kSilentYear + ",")) {
      const auto cells = std::count(line.begin(), line.end(), ',');
      line = kSilent + "," + kSilentYear + std::string(static_cast<std::size_t>(cells - 1), ',');
      ++blanked;
    }
    text += line + "\n";
  }
  EXPECT_EQ(blanked, 1);
  return text;
}

std::string grade_name(const json& grade) {
  return grade.is_null() ? "无等级" : grade.get<std::string>();
}

// A row as expected-without.csv writes it.
std::string row_text(const json& result) {
  const json& grades = result["grades"];
  return result["total"]["least"].get<std::string>() + "," +
         result["total"]["most"].get<std::string>() + "," + grade_name(grades.front()) + "," +
         grade_name(grades.back());
}

TEST(Ecology, one_silent_county_opens_what_depends_on_it_and_nothing_else) {
  const Answer answer = eval(without_silent(), "json");
  EXPECT_EQ(answer.status, cli::Status::Done) << answer.err;
  std::map<std::string, std::string> want;  // unit and year: least, most, best and worst grade
  for (const auto& row : expected("expected.csv").rows) {
    const std::string total = row[row.size() - 2].text, grade = row.back().text;
    want[row[0].text + row[1].text] = total + "," + total + "," + grade + "," + grade;
  }
  const Table open = expected("expected-without.csv");
  for (const auto& row : open.rows)
    want[row[0].text + row[1].text] =
        row[2].text + "," + row[3].text + "," + row[4].text + "," + row[5].text;
  std::size_t pending = 0, seen = 0;
  const json made = json::parse(answer.out);
  for (const json& result : made["results"]) {
    const std::string name =
        result["unit"].get<std::string>() + std::to_string(result["year"].get<int>());
    EXPECT_EQ(row_text(result), want[name]) << name;
    pending += result["total"]["score"].is_null();
    ++seen;
  }
  EXPECT_EQ(seen, want.size());
  EXPECT_GT(pending, 20U);  // a mean and places that others have too
  EXPECT_LT(pending, open.rows.size() + 1);
}

// 35 counties pass in 2009. Of these, 荷渚县 says nothing and 杏坞县 is no longer certain; three
// that fall short with the mean as it was may reach 75 points: 33 to 38 of 50.
TEST(Ecology, a_goal_is_a_range_where_grades_are_open) {
  const json made = json::parse(eval(without_silent(), "json").out);
  const json& share = made["goals"].front();
  EXPECT_EQ(share["text"], "达标面在70%以上");
  EXPECT_EQ(share["least"], "66%");
  EXPECT_EQ(share["most"], "76%");
  EXPECT_TRUE(share["met"].is_null());
}

TEST(Ecology, missing_data_can_be_an_error_or_zero) {
  for (const std::string how : {"error", "zero"}) {
    test::MemoryFiles files(test::Given{{"scheme.zs", test::source_file(kFolder + "scheme.zs")},
                                        {"data.csv", without_silent()}});
    std::istringstream in;
    std::ostringstream out, err;
    const cli::Status status =
        cli::run({"eval", "scheme.zs", "data.csv", "--missing", how}, files, {in, out, err});
    EXPECT_EQ(status, how == "error" ? cli::Status::Findings : cli::Status::Done) << how;
  }
}

}  // namespace
}  // namespace zs
