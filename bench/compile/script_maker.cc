#include "bench/compile/script_maker.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/compile.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/wording.h"

namespace zs::bench {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               std::string_view extension) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == extension) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

void add_sample(Sample sample, std::vector<Sample>& samples) {
  DiagnosticSink issues;
  const SourceText source("", sample.text);
  const CompileResult result = compile_rule(
      source, sample.title, Rational::from_decimal(sample.points), cli::shipped_wording(), issues);
  if (issues.has_errors()) return;
  for (const PlanInput& input : result.plan.inputs)
    if (sample.text.find(input.name) != std::string::npos) sample.names.push_back(input.name);
  // A name that is part of another is varied together with it.
  std::sort(sample.names.begin(), sample.names.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::vector<std::string> apart;
  for (const std::string& name : sample.names)
    if (std::none_of(apart.begin(), apart.end(), [&](const std::string& longer) {
          return longer.find(name) != std::string::npos;
        }))
      apart.push_back(name);
  sample.names = std::move(apart);
  samples.push_back(std::move(sample));
}

// 东城, 西港, … : a word before a name that makes it another name.
std::string place(std::size_t number) {
  static constexpr std::array kFirst = {"东", "西", "南", "北", "中", "新", "老", "江", "河", "湖"};
  static constexpr std::array kSecond = {"城", "港", "岭", "湾", "桥",
                                         "坪", "渡", "村", "镇", "园"};
  std::string word;
  do {
    word += kFirst[number % 10];
    word += kSecond[number / 10 % 10];
    number /= 100;
  } while (number > 0);
  return word;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 80% becomes 81%, 0.1分 becomes 0.13分: a digit behind the last one of a decimal number.
std::string other_numbers(const std::string& text, std::size_t number) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    const bool decimal = i > 1 && is_digit(text[i]) && text[i - 1] == '.' && is_digit(text[i - 2]);
    const bool ends = i + 1 == text.size() || !is_digit(text[i + 1]);
    if (decimal && ends) result += static_cast<char>('1' + number % 9);
  }
  return result;
}

}  // namespace

std::vector<Sample> read_samples(const std::string& root) {
  std::vector<Sample> samples;
  for (const auto& path : files_below(std::filesystem::path(root) / "examples", ".zs")) {
    const SourceText source(path.string(), bytes_of(path));
    DiagnosticSink issues;
    const CompileResult result = compile(source, cli::shipped_wording(), issues);
    for (const IndicatorText& one : result.rules.syntax.indicators)
      add_sample({one.title.text,
                  one.points ? decimal_text(*one.points) : "3",
                  std::string(source.slice(one.rule_span)),
                  {}},
                 samples);
  }
  for (const auto& path : files_below(std::filesystem::path(root) / "tests" / "corpus", ".jsonl")) {
    std::istringstream lines(bytes_of(path));
    for (std::string line; std::getline(lines, line);) {
      const nlohmann::json item = nlohmann::json::parse(line);
      const auto text = [&](const char* key) { return item.at(key).get<std::string>(); };
      add_sample({text("title"), text("points"), text("text"), {}}, samples);
    }
  }
  return samples;
}

std::string make_rule(const Sample& sample, std::size_t number) {
  std::string text = sample.text;
  const std::string word = place(number);
  for (const std::string& name : sample.names) replace_all(text, name, word + name);
  return other_numbers(text, number);
}

std::string make_script(const std::vector<Sample>& samples, std::size_t count) {
  std::string script = "方案 长方案\n年度 2024\n";
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 50 == 0) script += "\n一、" + place(i / 50) + "工作\n";
    const Sample& sample = samples[i % samples.size()];
    script += "\n" + std::to_string(i % 9999 + 1) + ". " + place(i) + sample.title + "(" +
              sample.points + "分)\n   " + make_rule(sample, i) + "\n   责任部门:" + place(i % 37) +
              "科\n   时间要求:" + std::to_string(i % 12 + 1) + "月底前\n";
  }
  return script;
}

}  // namespace zs::bench
