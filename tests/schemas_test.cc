// What check prints as JSON fits the schemas that ship with it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/tools/clean_scripts.h"
#include "tests/tools/compiled_rules.h"
#include "tests/tools/json_schema.h"

namespace zs {
namespace {

using nlohmann::json;

json schema(const std::string& name) {
  return json::parse(test::source_file("docs/schemas/" + name + ".schema.json"));
}

json checked(const std::string& rules) {
  test::MemoryFiles files(test::Given{{"rules.zs", rules}});
  std::istringstream in;
  std::ostringstream out, err;
  cli::run({"check", "rules.zs", "--format", "json"}, files, {in, out, err});
  return json::parse(out.str());
}

void expect_fit(const json& schema, const json& document) {
  for (const std::string& one : test::departures(schema, document))
    ADD_FAILURE() << one << "\n" << document.dump(1).substr(0, 2000);
}

TEST(Schemas, check_prints_what_its_schema_says) {
  const json says = schema("check");
  std::size_t problems = 0, witnesses = 0;
  std::vector<std::string> scripts = {test::source_file("examples/financial-ecology/scheme.zs"),
                                      test::source_file("examples/ecology-county/scheme.zs")};
  for (const test::CleanScript& one : test::clean_scripts()) scripts.push_back(one.text());
  scripts.push_back("1. 满意度(3分)\n满意度在80%以上的得4分;满意度每低3个百分点扣1分。");
  for (const std::string& script : scripts) {
    const json found = checked(script);
    expect_fit(says, found);
    problems += found.size();
    for (const json& one : found) witnesses += one.contains("witness");
  }
  EXPECT_GT(problems, 40u);
  EXPECT_GT(witnesses, 20u);
}

TEST(Schemas, generated_cases_fit_their_schema) {
  test::MemoryFiles files(
      test::Given{{"rules.zs", test::source_file("examples/financial-ecology/scheme.zs")}});
  std::istringstream in;
  std::ostringstream out, err;
  cli::run({"check", "rules.zs", "--cases", "cases.json"}, files, {in, out, err});
  Words why;
  const json cases = json::parse(files.read("cases.json", why).value_or("[]"));
  expect_fit(schema("cases"), cases);
  EXPECT_GT(cases.size(), 100u);
}

TEST(Schemas, a_document_that_does_not_fit_is_told_so) {
  const json says = schema("check");
  const auto departs = [&](const char* document) {
    return test::departures(says, json::parse(document)).size();
  };
  EXPECT_EQ(departs("{}"), 1u);
  EXPECT_EQ(departs("[]"), 0u);
  const char* good =
      R"([{"code":"ZS5001","severity":"note","file":"x","line":1,"column":1,"message":"m"}])";
  EXPECT_EQ(departs(good), 0u);
  const json one = json::parse(good);
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, json>>{{"code", "ZS1"},
                                                 {"severity", "bad"},
                                                 {"line", "1"},
                                                 {"witness", json::object()},
                                                 {"score", "1/3"},
                                                 {"surplus", 1}}) {
    json other = one;
    other[0][name] = value;
    EXPECT_GE(test::departures(says, other).size(), 1u) << name;
  }
}

}  // namespace
}  // namespace zs
