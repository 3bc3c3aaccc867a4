// The example programme against scores derived independently (derive_expected.py).
#include <gtest/gtest.h>

#include <sstream>

#include "runtime/io/csv.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

const std::string kFolder = "examples/financial-ecology/";

Table table_of(const std::string& name, const std::string& bytes) {
  DiagnosticSink issues;
  Table table = read_csv(name, bytes, issues);
  EXPECT_TRUE(issues.all().empty()) << name;
  return table;
}

// Every cell that differs: unit, indicator, what came out, what should have.
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

TEST(Example, financial_ecology_scores_as_derived_by_hand) {
  test::MemoryFiles files(test::Given{{"scheme.zs", test::source_file(kFolder + "scheme.zs")},
                                      {"data.csv", test::source_file(kFolder + "data.csv")}});
  std::istringstream in;
  std::ostringstream out, err;
  const cli::Status status =
      cli::run({"eval", "scheme.zs", "data.csv", "--format", "csv"}, files, {in, out, err});
  const std::string want = test::source_file(kFolder + "expected.csv");
  const std::string differ =
      differences(table_of("got.csv", out.str()), table_of("expected.csv", want));
  EXPECT_TRUE(differ.empty()) << differ;
  EXPECT_TRUE(out.str() == want) << "not the same bytes";
  EXPECT_EQ(status, cli::Status::Done) << err.str();
}

}  // namespace
}  // namespace zs
