// Long scripts out of the rule texts of the examples: other numbers, other titles, other names.
#pragma once

#include <string>
#include <vector>

namespace zs::bench {

// One indicator to make others from; `names` are the inputs that its text spells out.
struct Sample {
  std::string title, points, text;
  std::vector<std::string> names;
};

// The indicators of the examples and of tests/corpus below `root` that compile without errors.
std::vector<Sample> read_samples(const std::string& root);

// A script of `count` indicators in sections of 50. The same call gives the same script.
std::string make_script(const std::vector<Sample>& samples, std::size_t count);

// The rule text of one of those indicators.
std::string make_rule(const Sample& sample, std::size_t number);

}  // namespace zs::bench
