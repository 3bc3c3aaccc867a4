// Rules of tests/findings: every defect is reported, nothing is said against a sound rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using nlohmann::json;

struct Listed {
  std::string name, codes, script;
};

std::vector<Listed> listed(const std::string& file) {
  std::vector<Listed> all;
  std::istringstream lines(test::source_file("tests/findings/" + file));
  std::string line;
  while (std::getline(lines, line)) {
    if (line.starts_with("=== ")) {
      const std::size_t bar = line.find(" | ");
      all.push_back({line.substr(4, bar == std::string::npos ? bar : bar - 4),
                     bar == std::string::npos ? "" : line.substr(bar + 3), ""});
    } else if (!all.empty()) {
      all.back().script += line + "\n";
    }
  }
  return all;
}

json checked(const std::string& rules) {
  test::MemoryFiles files(test::Given{{"rules.zs", rules}});
  std::istringstream in;
  std::ostringstream out, err;
  cli::run({"check", "rules.zs", "--format", "json"}, files, {in, out, err});
  return json::parse(out.str());
}

TEST(Findings, every_defect_of_the_list_is_reported) {
  std::size_t found = 0;
  const std::vector<Listed> defects = listed("defects.txt");
  for (const Listed& one : defects) {
    const json problems = checked(one.script);
    const bool said = std::any_of(problems.begin(), problems.end(), [&](const json& problem) {
      return one.codes.find(problem["code"].get<std::string>()) != std::string::npos;
    });
    EXPECT_TRUE(said) << one.name << " (" << one.codes << ")\n" << problems.dump(1);
    found += said;
  }
  std::cout << "listed defects: " << found << " of " << defects.size() << " reported\n";
  EXPECT_GE(defects.size(), 60u);
}

TEST(Findings, nothing_is_said_against_a_sound_rule) {
  std::size_t alarms = 0;
  const std::vector<Listed> sound = listed("sound.txt");
  for (const Listed& one : sound)
    for (const json& problem : checked(one.script)) {
      EXPECT_EQ(problem["severity"], "note") << one.name << " " << problem.dump();
      alarms += problem["severity"] != "note";
    }
  std::cout << "sound rules: " << alarms << " false alarms in " << sound.size() << "\n";
  EXPECT_GE(sound.size(), 60u);
}

}  // namespace
}  // namespace zs
