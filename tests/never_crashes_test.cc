// Whatever stands in a file: an answer for a bounded amount of work, and a word about what is
// wrong.
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "runtime/data/bind_inputs.h"
#include "runtime/explain/explanation.h"
#include "tests/tools/allocations.h"
#include "tests/tools/compiled_rules.h"
#include "tests/tools/sample.h"

namespace zs {
namespace {

using test::CompiledRules;
using test::Given;
using test::kOneIn;

// Fails when `work` asks for memory more than so many thousand times.
template <typename Work>
void within(std::uint64_t thousands, const std::string& what, const Work& work) {
  const std::uint64_t begin = test::allocations();
  work();
  const std::uint64_t took = (test::allocations() - begin) / 1000;
  EXPECT_LT(took, thousands) << what.substr(0, 2000);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string random_bytes(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random() & 0xFF);
  return bytes;
}

// Pieces that rules are made of, in any order.
std::string random_rule(unsigned seed) {
  static const std::vector<std::string> kPieces = {"满意度",
                                                   "80%",
                                                   "以上",
                                                   "的",
                                                   "得3分",
                                                   ",",
                                                   ";",
                                                   "。",
                                                   "每",
                                                   "低",
                                                   "1个百分点",
                                                   "扣0.1分",
                                                   "扣完为止",
                                                   "(",
                                                   ")",
                                                   "否则",
                                                   "酌情",
                                                   "不得分",
                                                   "、",
                                                   "或",
                                                   "且",
                                                   "未",
                                                   "第3名",
                                                   "前10%",
                                                   "其中",
                                                   "分别",
                                                   "最多",
                                                   "加",
                                                   "按比例",
                                                   "得分=",
                                                   "÷",
                                                   "×",
                                                   "分值",
                                                   "\n",
                                                   "1. 甲(3分)",
                                                   "一、",
                                                   "(1)",
                                                   "①",
                                                   "≥",
                                                   "—",
                                                   "“",
                                                   "”",
                                                   "约定",
                                                   "%",
                                                   "3",
                                                   "一起",
                                                   "发生",
                                                   "各",
                                                   "至",
                                                   "高于",
                                                   "上年平均水平",
                                                   "\xEF\xBB\xBF",
                                                   "\xFF"};
  std::mt19937 random(seed);
  std::string text;
  for (unsigned i = 0, n = 1 + static_cast<unsigned>(random() % 40); i < n; ++i)
    text += kPieces[random() % kPieces.size()];
  return text;
}

struct Outcome {
  cli::Status status;
  std::string out, err;
};

Outcome run(const std::vector<std::string>& arguments, const Given& files) {
  test::MemoryFiles memory(files);
  std::istringstream in;
  std::ostringstream out, err;
  const cli::Status status = cli::run(arguments, memory, {in, out, err});
  return {status, out.str(), err.str()};
}

const std::string kGoodRules = "1. 甲(3分)\n满意度>=80%得3分,每低1点扣0.1分,扣完为止\n";

// Rules that say nothing must be refused with a code, by every command that reads rules.
void expect_refused(const std::string& rules, const std::string& what) {
  for (const char* command : {"check", "read", "inputs"}) {
    within(500, what + ": " + command, [&] {
      const Outcome outcome = run({command, "r.zs"}, {{"r.zs", rules}});
      EXPECT_NE(outcome.status, cli::Status::Done) << what << ": " << command;
      EXPECT_NE((outcome.out + outcome.err).find("[ZS"), std::string::npos)
          << what << ": " << command << " says nothing";
    });
  }
  within(500, what + ": eval", [&] {
    const Outcome outcome = run({"eval", "r.zs", "d.csv", "--format", "json"},
                                {{"r.zs", rules}, {"d.csv", "单位,满意度\n甲县,80%\n"}});
    EXPECT_NE(outcome.status, cli::Status::Done) << what;
    EXPECT_NE(outcome.err.find("[ZS"), std::string::npos) << what << ": eval says nothing";
    EXPECT_LT(outcome.err.size(), 1U << 20) << what << ": more than a person can read";
  });
}

TEST(NastyRules, are_refused_with_a_code) {
  expect_refused("", "an empty file");
  expect_refused(" \n\t\r\n　　\n\n", "only blanks");
  expect_refused("\xEF\xBB\xBF", "a byte order mark alone");
  expect_refused("# 注释\n// 注释\n", "only comments");
  expect_refused(std::string("1. 甲(3分)\n满意度") + '\0' + ">=80%得3分", "a zero byte");
  expect_refused(std::string(1000, '\0'), "zero bytes");
  expect_refused(repeated("(", 10000), "open brackets");
  expect_refused(repeated(")", 10000), "closing brackets");
  expect_refused(
      "1. 甲(3分)\n" + repeated("(", 10000) + "满意度80%以上" + repeated(")", 10000) + "的得3分",
      "nested brackets");
  expect_refused(
      "1. 甲(3分)\n" + repeated("（", 10000) + "满意度80%以上" + repeated("）", 10000) + "的得3分",
      "wide nested brackets");
  expect_refused("1. 甲(3分)\n得分=" + repeated("(", 10000) + "1" + repeated(")", 10000),
                 "a nested formula");
  expect_refused(random_bytes(100000, 1), "random bytes");
}

TEST(NastyRules, of_ten_megabytes_of_clauses_are_refused) {
  expect_refused("1. 甲(3分)\n" + repeated("满意度在80%以上的得3分,", 10'000'000 / 32),
                 "clauses without end");
}
TEST(NastyRules, of_ten_megabytes_of_one_word_are_refused) {
  expect_refused("1. 甲(3分)\n" + repeated("满", 10'000'000 / 3), "one word");
}
TEST(NastyRules, of_ten_megabytes_of_digits_are_refused) {
  expect_refused(repeated("9", 10'000'000), "digits");
}
TEST(NastyRules, of_a_number_of_ten_megabytes_are_refused) {
  expect_refused("1. 甲(3分)\n满意度>=" + repeated("9", 10'000'000) + "%得3分", "a number");
}

TEST(NastyRules, with_very_many_lines_take_bounded_work) {
  std::string many = "方案 甲\n";
  for (unsigned i = 1; i <= 3000 / kOneIn; ++i)
    many += std::to_string(i) + ". 指标" + std::to_string(i) + "(3分)\n满意度" + std::to_string(i) +
            ">=80%得3分,每低1点扣0.1分,扣完为止\n";
  within(100'000, "3,000 indicators", [&] { run({"check", "r.zs"}, {{"r.zs", many}}); });
  within(1000, "100,000 lines", [&] {
    run({"check", "r.zs"}, {{"r.zs", repeated("满意度\n", 100000)}});
  });
  within(500, "one long text of alternatives", [&] {
    run({"check", "r.zs"},
        {{"r.zs", "1. 甲(3分)\n" + repeated("满意度在80%以上或", 400) + "满意度在60%以上的得3分"}});
  });
}

// A rule text, then data for it, then why: whatever it says.
void use(const std::string& text) {
  DiagnosticSink issues;
  const CompileResult result =
      compile_rule(SourceText("r.zs", text), "标题", Rational(3), cli::shipped_wording(), issues);
  render_all(issues.take_sorted(), Language::Chinese);
  const std::vector<Value> nothing(result.plan.inputs.size());
  std::vector<Value> something;
  for (const PlanInput& input : result.plan.inputs)
    something.push_back(input.dimension == Dimension::Fact ? Value(true)
                        : is_numeric(input.dimension)      ? Value(Rational(1))
                                                           : Value(std::string("甲")));
  for (const std::vector<Value>& data : {nothing, something}) {
    Evaluation evaluation(result.plan, data);
    const std::vector<char> bad(data.size(), 0);
    const UnitResult unit = score_unit(result.plan, evaluation, {data, bad});
    for (std::size_t i = 0; i < unit.indicators.size(); ++i) {
      const IndicatorResult& one = unit.indicators[i];
      EXPECT_LE(one.least, one.most) << text;
      if (one.score) explain(result.plan, evaluation, result.plan.indicators[i], *one.score);
    }
  }
}

// The rule texts of the example, each the lines between two headings.
std::vector<std::string> example_rule_texts() {
  std::istringstream scheme(test::source_file("examples/financial-ecology/scheme.zs"));
  std::vector<std::string> texts;
  for (std::string line; std::getline(scheme, line);) {
    const bool heading = !line.empty() && line[0] >= '0' && line[0] <= '9';
    if (heading)
      texts.emplace_back();
    else if (line.starts_with("   ") && !texts.empty())
      texts.back() += line + "\n";
  }
  return texts;
}

TEST(EveryPrefix, of_every_rule_text_of_the_example_is_answered) {
  const std::vector<std::string> texts = example_rule_texts();
  ASSERT_EQ(texts.size(), 20U);
  std::size_t prefixes = 0;
  for (const std::string& text : texts)
    for (std::size_t length = 0; length <= text.size(); length += kOneIn, ++prefixes)
      within(500, text.substr(0, length), [&] { use(text.substr(0, length)); });
  EXPECT_GT(prefixes, 4000U / kOneIn);
}

TEST(EveryPrefix, of_the_whole_script_is_answered) {
  const std::string script = test::source_file("examples/financial-ecology/scheme.zs");
  for (std::size_t length = 0; length <= script.size(); length += 37 * kOneIn)
    within(2000, "the first " + std::to_string(length) + " bytes", [&] {
      DiagnosticSink issues;
      compile(SourceText("r.zs", script.substr(0, length)), cli::shipped_wording(), issues);
    });
}

TEST(RandomRules, of_familiar_words_are_answered) {
  for (unsigned seed = 0; seed < 3000 / kOneIn; ++seed) {
    const std::string text = random_rule(seed);
    within(1000, text, [&] { use(text); });
    if (HasFailure()) FAIL() << "seed " << seed << ": " << text;
  }
}

TEST(RandomRules, of_bytes_are_answered) {
  for (unsigned seed = 0; seed < 300 / kOneIn; ++seed)
    within(300, "seed " + std::to_string(seed), [&] { use(random_bytes(300, seed)); });
}

// ---- data ----

// Bad data is answered with a code; the program neither crashes nor calls it well done.
void expect_bad_data(const std::string& name, const std::string& bytes, const std::string& what,
                     std::uint64_t most = 100) {
  within(most, what, [&] {
    const Outcome outcome =
        run({"eval", "r.zs", name, "--format", "json"}, {{"r.zs", kGoodRules}, {name, bytes}});
    EXPECT_EQ(outcome.status, cli::Status::Findings) << what;
    EXPECT_NE(outcome.err.find("[ZS"), std::string::npos) << what << ": nothing is said";
    EXPECT_LT(outcome.err.size(), 1U << 20) << what << ": more than a person can read";
  });
}

TEST(NastyData, is_answered_with_a_code) {
  for (const char* name : {"d.csv", "d.json", "d.jsonl"}) {
    const std::string where = std::string(" as ") + name;
    expect_bad_data(name, "", "an empty file" + where);
    expect_bad_data(name, " \n\n\t ", "only blanks" + where);
    expect_bad_data(name, std::string(1000, '\0'), "zero bytes" + where);
    expect_bad_data(name, random_bytes(100000, 2), "random bytes" + where);
  }
}

TEST(NastyData, with_ten_thousand_nested_brackets_is_answered) {
  expect_bad_data("d.json", repeated("[", 10000), "open lists");
  expect_bad_data("d.json", repeated("[", 10000) + repeated("]", 10000), "nested lists");
  expect_bad_data("d.json", repeated("{\"满意度\":", 10000), "open objects");
  expect_bad_data("d.json", repeated("{\"满意度\":", 10000) + "1" + repeated("}", 10000),
                  "nested objects");
  expect_bad_data(
      "d.json",
      "{\"单位\":\"甲县\",\"满意度\":" + repeated("[", 10000) + repeated("]", 10000) + "}",
      "a nested value");
}

TEST(NastyData, of_ten_megabytes_in_one_line_is_answered) {
  expect_bad_data("d.csv", repeated("满意度,", 1'000'000), "a million columns", 60'000);
  expect_bad_data("d.csv", "单位,满意度\n甲县," + repeated("9", 10'000'000), "a long number");
  expect_bad_data("d.csv", "单位,满意度\n甲县,\"" + repeated("好", 3'000'000), "an open quote");
  expect_bad_data("d.json", "{\"满意度\": " + repeated("9", 10'000'000) + "}",
                  "a long JSON number");
}

TEST(NastyData, on_the_command_line_is_answered) {
  for (const std::string& data : {std::string("{"), repeated("[", 10000),
                                  std::string("{\"满意度\":\"\\ud800\"}"), random_bytes(300, 3)}) {
    const Outcome outcome =
        run({"eval", "--text", "满意度>=80%得3分", "--points", "3", "--data", data}, {});
    EXPECT_NE(outcome.status, cli::Status::Done) << data.substr(0, 40);
    EXPECT_FALSE(outcome.err.empty()) << data.substr(0, 40);
  }
}

TEST(NastyCalls, are_answered) {
  for (const std::vector<std::string>& call :
       {std::vector<std::string>{""},
        {"eval"},
        {"eval", "missing.zs", "missing.csv"},
        {"--"},
        {"eval", "--text"},
        {"check", "a", "b"},
        {"eval", "--text", "得3分", "--points", "1e3", "--data", "{}"},
        {"\xFF\xFE"},
        {"eval", "--format", "xml", "a", "b"},
        {"check", "--lang"}}) {
    const Outcome outcome = run(call, {});
    EXPECT_NE(outcome.status, cli::Status::Done) << call[0];
    EXPECT_FALSE(outcome.err.empty()) << call[0];
  }
}

}  // namespace
}  // namespace zs
