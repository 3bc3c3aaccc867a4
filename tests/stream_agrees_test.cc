// Many units by columns and threads give what one unit after another gives, byte for byte, for all
// that people write into cells, however the data is cut.
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "tests/tools/compiled_rules.h"
#include "tests/tools/sample.h"
#include "tools/cli/options.h"
#include "tools/cli/session.h"

namespace zs::test {
namespace {

struct Said {
  std::string out, err;
  cli::Status status;
  friend bool operator==(const Said&, const Said&) = default;
};

Said evaluated(cli::Options options, const Given& files) {
  MemoryFiles disk(files);
  std::istringstream in;
  std::ostringstream out, err;
  options.command = cli::Command::Eval;
  options.rules = "rules.zs";
  options.data = "data.csv";
  const cli::Streams streams{in, out, err};
  cli::Session session(options, disk, streams);
  const cli::Status status = cli::run_eval(session);
  return {out.str(), err.str(), status};
}

class RandomData {
 public:
  explicit RandomData(std::uint64_t seed) : bits_(seed) {}

  // A header and rows for the inputs of a plan; `wild`: cells of every kind, else mostly good ones.
  std::string of(const Plan& plan, std::size_t rows, bool wild) {
    whole_ = !wild && chance(60);
    const char* line_end = chance(30) ? "\r\n" : "\n";
    std::string text = chance(20) ? "\xEF\xBB\xBF单位" : "单位";
    const bool compares = std::any_of(plan.inputs.begin(), plan.inputs.end(),
                                      [](const PlanInput& input) { return input.cohort; });
    const bool years = compares && chance(80);
    if (years) text += ",年度";
    if (!plan.group.empty()) text += "," + plan.group;
    std::vector<char> compared(plan.inputs.size(), 0);
    for (const PlanInput& input : plan.inputs)
      for (PlanInputId from : input.derived_from) compared[from.index] = 1;
    std::vector<const PlanInput*> columns;
    for (const PlanInput& input : plan.inputs)
      if ((!input.hidden || compared[static_cast<std::size_t>(&input - plan.inputs.data())]) &&
          !(input.cohort && chance(70)))
        columns.push_back(&input);
    for (const PlanInput* input : columns)
      text += "," + (wild && chance(2) ? std::string("别的列") : input->name);
    text += line_end;
    for (std::size_t row = 0; row < rows; ++row) {
      if (wild && chance(3)) text += std::string(chance(50) ? "" : ",, ,") + line_end;
      text += wild && chance(3)
                  ? "\"甲,县\""
                  : "U" + std::to_string(wild && chance(3) ? 7 : row / (years ? 2 : 1));
      if (years) text += row % 2 == 0 ? ",2022" : ",2023";
      if (!plan.group.empty()) text += chance(90) ? ",城区" : chance(50) ? ",山区" : ",";
      std::size_t cells = columns.size();
      if (wild && chance(2)) cells -= 1;
      for (std::size_t i = 0; i < cells; ++i) text += "," + cell(*columns[i], wild);
      if (wild && chance(2)) text += ",多";
      if (row + 1 < rows || chance(80)) text += line_end;
    }
    return text;
  }

 private:
  std::string number() {
    std::string digits = std::to_string(below(chance(90) ? 130 : 1'000'000'000'000));
    if (chance(50)) digits += "." + std::to_string(below(chance(80) ? 100 : 1'000'000));
    return (chance(10) ? "-" : "") + digits;
  }
  std::string cell(const PlanInput& input, bool wild) {
    static const char* const kOdd[] = {"",
                                       "-",
                                       "缺",
                                       "约80",
                                       " 76 ",
                                       "\"76\"",
                                       "８０",
                                       "1e3",
                                       "7\"6",
                                       "\"未完",
                                       "\"a\"\"b\"",
                                       "第3名",
                                       "不适用",
                                       "半天",
                                       "4.9万元",
                                       "1,000",
                                       "是",
                                       "\"1,000\"",
                                       "12345678901234567890.5"};
    if (wild && chance(10)) return kOdd[below(static_cast<std::int64_t>(std::size(kOdd)))];
    if (!whole_ && chance(4)) return "";
    if (whole_ && is_numeric(input.dimension) && input.dimension != Dimension::Count)
      return std::to_string(1 + below(98)) + (chance(50) ? ".25" : "");
    if (input.dimension == Dimension::Fact) return chance(70) ? "是" : chance(90) ? "否" : "1";
    if (!input.choices.empty() && !chance(2))
      return input.choices[static_cast<std::size_t>(
          below(static_cast<std::int64_t>(input.choices.size())))];
    if (input.dimension == Dimension::Count || input.dimension == Dimension::Rank)
      return std::to_string(below(9));
    if (input.dimension == Dimension::Percent && chance(20)) return number() + "%";
    return number();
  }
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(bits_() % static_cast<std::uint64_t>(bound));
  }
  bool chance(int percent) { return below(100) < percent; }

  std::mt19937_64 bits_;
  bool whole_ = false;  // nothing is missing or beyond what is possible
};

const char* const kRules[] = {
    "1. 服务质量(3分)\n群众满意度在80%以上的得3分;群众满意度每低1个百分点扣0.1分。\n"
    "2. 投诉处理(2分)\n每起有效投诉扣0.5分,扣完为止。\n3. 首问负责(1分)\n落实首问负责制的得1分。\n",
    "1. 投资(10分)\n投资额在1.5亿元以上得10分,每低1000万元扣1分。\n"
    "2. 完成(10分)\n得分=完成数÷任务数×分值\n3. 考核(5分)\n前五名分别加2.5、2、1.5、1、0.5分。\n",
    "约定\n得分保留2位小数\n1. 创新(2分)\n酌情给1至2分。\n"
    "2. 节能(4分)\n完成目标的得满分,视完成情况扣分。\n3. 迟报(5分)\n逾期1天扣0.5分。\n",
    "约定\n得分保留1位小数,按GB/T 8170修约\n扣分舍去保留2位小数\n"
    "1. 增长(5分)\n增长率不低于上年增长率的得5分;增长率每低1个百分点扣0.33分。\n"
    "2. 满意(4分)\n满意度在60%—80%得1分,80%—90%得2分,90%以上得4分,60%以下不得分。\n",
    // Parts, grades, vetoes, choices, a quote in a name.
    "方案 考核\n数据\n处置:选项(及时/一般/不及时)\n等级\n总分15分以上的为优秀;10分以上的为合格;"
    "其余为不合格。\n否决\n发生重大事故的,等级为不合格\n一、\"两个\"责任\n"
    "1. 处置(8分)\n处置为及时的得8分;处置为一般的得4分;处置为不及时的不得分。\n"
    "2. 台账(4分)\n已建立台账且台账完整的得4分;未建立台账的不得分;台账有涂改或缺页的扣1分。\n"
    "二、成效\n3. 增收(8分)\n农户收入在1.2万元以上的得8分,每低1000元扣0.3分(不足1000元的不计),"
    "扣完为止;宣传报道每篇加0.5分,最高加2分。\n",
    // What other units and other years say, and what does not apply.
    "约定\n得分保留2位小数\n1. 增长(10分)\n"
    "增长率不低于全市平均的得10分;每低1个百分点扣0.5分,扣完为止。\n2. 位次(10分)\n"
    "产值排名前3位的得10分,每后移1位扣1分,扣完为止。\n3. 提升(5分)\n满意度高于上年的得5分。\n",
    "约定\n缺项按满分计\n按“类别”分组\n1. 投诉(6分)\n投诉率低于全市平均的得6分。\n"
    "2. 办结(4分)\n办结率达到90%的得4分,每低1个百分点扣0.1分。\n3. 占比(3分)\n"
    "税收占全市比重10%以上的得3分。\n",
};

class StreamAgrees : public testing::TestWithParam<std::size_t> {};

TEST_P(StreamAgrees, with_one_unit_at_a_time) {
  std::string rules =
      GetParam() < std::size(kRules) ? kRules[GetParam()] : source_file("bench/eco20/eco20.zs");
  DiagnosticSink issues;
  const CompileResult compiled =
      compile(SourceText("rules.zs", rules), cli::shipped_wording(), issues);
  ASSERT_TRUE(compiled.runs);
  std::size_t rows_compared = 0;
  for (std::uint64_t seed = 1; seed <= 24; seed += kOneIn > 1 && seed > 3 ? 7 : 1) {
    RandomData random(seed * 1000 + GetParam());
    const bool wild = seed % 2 == 0;
    const std::size_t rows = 1 + seed * 3;
    const Given files = {{"rules.zs", rules}, {"data.csv", random.of(compiled.plan, rows, wild)}};
    for (const cli::Format format : {cli::Format::Csv, cli::Format::Jsonl}) {
      cli::Options options;
      options.format = format;
      options.explain = seed % 3 != 1;
      if (seed % 4 == 0) options.language = Language::English;
      if (seed % 5 == 0) options.missing = "zero";
      options.streaming = false;
      const Said wanted = evaluated(options, files);
      options.streaming = true;
      for (const auto& [bytes, block, jobs] :
           {std::tuple(1 << 20, 1024, 1), std::tuple(64, 1, 2), std::tuple(1000, 7, 3)}) {
        options.chunk_bytes = static_cast<std::size_t>(bytes);
        options.block_rows = static_cast<std::size_t>(block);
        options.jobs = jobs;
        const Said said = evaluated(options, files);
        ASSERT_EQ(said.out, wanted.out) << "seed " << seed << "\n" << files.at("data.csv");
        ASSERT_EQ(said.err, wanted.err) << "seed " << seed << "\n" << files.at("data.csv");
        ASSERT_EQ(said.status, wanted.status) << "seed " << seed;
        rows_compared += rows;
      }
    }
  }
  EXPECT_GT(rows_compared, 1000u / kOneIn);
}

INSTANTIATE_TEST_SUITE_P(Rules, StreamAgrees,
                         testing::Range<std::size_t>(0, std::size(kRules) + 1));

// A damaged row is refused by itself; the unit before and the unit after it are scored.
TEST(Stream, leaves_out_a_damaged_row_only) {
  cli::Options options;
  options.format = cli::Format::Csv;
  const Said said = evaluated(options, {{"rules.zs", kRules[0]},
                                        {"data.csv",
                                         "单位,群众满意度,有效投诉,落实首问负责制\n甲县,81,0,"
                                         "是\n乙\xFF县,81,0,是\n丙县,81,0,是\n"}});
  EXPECT_NE(said.out.find("甲县,3,2,1,6\n丙县,3,2,1,6\n"), std::string::npos) << said.out;
  EXPECT_NE(said.err.find("data.csv:3:1"), std::string::npos) << said.err;
  EXPECT_EQ(said.status, cli::Status::Findings);
}

}  // namespace
}  // namespace zs::test
