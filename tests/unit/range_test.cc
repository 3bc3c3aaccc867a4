// What a score can still become when data is missing, held against trying out every value.
#include "runtime/scalar/range.h"

#include <gtest/gtest.h>

#include <ostream>

#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using test::CompiledRules;
using test::Given;
using test::text_of;

// Values to try for one missing input: everything a form could hold, closer together when there
// are few inputs to vary.
std::vector<Value> trials(const PlanInput& input, std::size_t how_many_inputs,
                          const Rational& points) {
  if (input.dimension == Dimension::Fact) return {true, false};
  const bool judged = input.role == InputRole::Judgement;
  const bool whole = input.dimension == Dimension::Count || input.dimension == Dimension::Rank;
  const bool percent = input.dimension == Dimension::Percent;
  const std::int64_t parts = judged                 ? 20
                             : how_many_inputs == 1 ? 3000
                             : how_many_inputs == 2 ? 300
                                                    : 60;
  const Rational low = input.low.value_or(Rational(judged || whole ? 0 : percent ? -1 : -300));
  const Rational high = judged ? points
                               : input.high.value_or(Rational(whole     ? low + 60
                                                              : percent ? 2
                                                                        : 3000));
  std::vector<Value> result;
  for (std::int64_t i = 0; i <= (whole ? 60 : parts); ++i)
    result.push_back(whole ? low + i : low + (high - low) * Rational::fraction(i, parts));
  return result;
}

struct Ends {
  Rational least, most;
};

// The total's ends by brute force over every input that is not given.
Ends tried_out(const CompiledRules& rules, std::vector<Value> data) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < data.size(); ++i)
    if (is_missing(data[i])) open.push_back(i);
  Rational points;
  for (const PlanIndicator& one : rules.plan().indicators) points = points + one.points;
  std::vector<std::vector<Value>> values;
  for (std::size_t i : open) values.push_back(trials(rules.plan().inputs[i], open.size(), points));
  std::vector<std::size_t> at(open.size(), 0);
  std::optional<Ends> ends;
  while (true) {
    for (std::size_t i = 0; i < open.size(); ++i) data[open[i]] = values[i][at[i]];
    Evaluation evaluation(rules.plan(), data);
    Rational sum;
    bool scored = true;
    for (const PlanIndicator& one : rules.plan().indicators) {
      const Value& score = evaluation[one.score];
      if (is_missing(score))
        scored = false;  // divided by zero: no data to try
      else
        sum = sum + std::get<Rational>(score);
    }
    if (scored)
      ends = ends ? Ends{std::min(ends->least, sum), std::max(ends->most, sum)} : Ends{sum, sum};
    std::size_t i = 0;
    while (i < at.size() && ++at[i] == values[i].size()) at[i++] = 0;
    if (i == at.size()) break;
  }
  EXPECT_TRUE(ends);
  return ends.value_or(Ends{});
}

struct Case {
  const char* name;
  const char* points;  // empty: the text is a whole script
  const char* text;
  Given given;
};
void PrintTo(const Case& one, std::ostream* out) { *out << one.text; }

class MissingData : public testing::TestWithParam<Case> {};

TEST_P(MissingData, gives_the_same_range_as_trying_out_every_value) {
  const Case& one = GetParam();
  const CompiledRules rules = *one.points == '\0' ? CompiledRules::of_script(one.text)
                                                  : CompiledRules::of_rule(one.text, one.points);
  ASSERT_EQ(rules.errors(), "");
  const std::vector<Value> data = rules.values(one.given);
  const UnitResult unit = rules.score(data);
  const Ends want = tried_out(rules, data);
  EXPECT_EQ(decimal_text(unit.least), decimal_text(want.least)) << one.text;
  EXPECT_EQ(decimal_text(unit.most), decimal_text(want.most)) << one.text;
  // Scored if and only if what is missing makes no difference.
  EXPECT_EQ(text_of(unit.score), want.least == want.most ? decimal_text(want.least) : "-")
      << one.text;
}

std::string case_name(const testing::TestParamInfo<Case>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    OneIndicator, MissingData,
    testing::Values(
        Case{"tiers",
             "4",
             "执结率在95%以上的得4分,80%以上的得3分,70%以上的得2分,60%以上的得1分,60%以下的不得分",
             {}},
        Case{"deviation", "3", "满意度>=80%得3分,每低1点扣0.1分,扣完为止", {}},
        Case{"deviation_that_cannot_reach_zero",
             "10",
             "满意度在80%以上的得10分,每低1个百分点扣0.1分",
             {}},
        Case{"deviation_with_a_cap",
             "5",
             "满意度在80%以上的得5分,每低1个百分点扣0.1分,最多扣2分",
             {}},
        Case{"whole_steps",
             "10",
             "满意度在80%以上的得10分,每低3个百分点扣1分,不足3个百分点的不计,最多扣7分",
             {}},
        Case{"both_sides_of_a_target",
             "4",
             "增长率在5%至10%之间的得4分;每低1个百分点扣0.5分;每高1个百分点扣0.2分,最多扣3分",
             {}},
        Case{"count", "3", "每发生一起事故扣1分,最多扣2分", {}},
        Case{"facts", "3", "发生事故的扣1分,发生投诉的扣1分", {}},
        Case{"one_fact_is_known", "3", "发生事故的扣1分,发生投诉的扣1分", {{"发生事故", "是"}}},
        Case{"facts_that_all_have_to_hold",
             "2",
             "成立创建组织,制定创建方案,并建立工作机制的得2分",
             {{"成立创建组织", "是"}}},
        Case{"a_fact_decides_alone",
             "2",
             "成立创建组织,制定创建方案,并建立工作机制的得2分",
             {{"成立创建组织", "否"}}},
        Case{"nil_holds_already",
             "3",
             "满意度在80%以上的得3分,每低1个百分点扣0.1分;未建立机制的不得分",
             {{"未建立机制", "是"}}},
        Case{"nil_may_hold",
             "3",
             "满意度在80%以上的得3分,每低1个百分点扣0.1分;未建立机制的不得分",
             {{"满意度", "75%"}}},
        Case{"above_a_known_reference",
             "2",
             "增长率高于上年平均水平的得2分,每低1个百分点扣0.5分,扣完为止",
             {{"增长率上年平均水平", "8%"}}},
        Case{"the_reference_is_missing",
             "2",
             "增长率高于上年平均水平的得2分,每低1个百分点扣0.5分,扣完为止",
             {{"增长率", "8%"}}},
        Case{"both_are_missing",
             "2",
             "增长率高于上年平均水平的得2分,每低1个百分点扣0.5分,扣完为止",
             {}},
        Case{"judgement", "2", "有方案的得2分,否则酌情扣分", {{"有方案", "否"}}},
        Case{"judgement_that_may_not_be_needed", "2", "有方案的得2分,否则酌情扣分", {}},
        Case{"rate_and_count",
             "3",
             "落实率达到100%的得3分;落实率每低1个百分点扣0.1分,每发生一起逃废债扣1分,扣完为止",
             {}},
        Case{"rate_and_known_count",
             "3",
             "落实率达到100%的得3分;落实率每低1个百分点扣0.1分,每发生一起逃废债扣1分,扣完为止",
             {{"发生逃废债", "2"}}},
        Case{"formula", "10", "得分=完成数÷任务数×分值", {{"任务数", "50"}}},
        Case{"lower_is_better", "5", "不良率在2%以下的得5分,每高0.5个百分点扣1分,扣完为止", {}}),
    case_name);

// A range has to look inside too: the least may lie between two thresholds.
INSTANTIATE_TEST_SUITE_P(
    FallsOnBothSides, MissingData,
    testing::Values(Case{"two_parts_that_meet_in_the_middle",
                         "6",
                         "(1)满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止;"
                         "(2)满意度在20%以下的得3分,每高1个百分点扣0.1分,扣完为止。",
                         {}},
                    Case{"two_parts_of_different_steepness",
                         "6",
                         "(1)满意度在90%以上的得3分,每低1个百分点扣0.05分,扣完为止;"
                         "(2)满意度在50%以下的得3分,每高1个百分点扣0.1分,扣完为止。",
                         {}}),
    case_name);

constexpr const char* kShared =
    "方案 甲\n"
    "1. 服务(3分)\n   满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止。\n"
    "2. 整改(2分)\n   满意度低于60%的得2分。\n";
constexpr const char* kOpposed =
    "方案 甲\n"
    "1. 一(3分)\n   满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止。\n"
    "2. 二(3分)\n   满意度在20%以下的得3分,每高1个百分点扣0.1分,扣完为止。\n";
constexpr const char* kThree =
    "方案 甲\n"
    "1. 一(3分)\n   建立机制,且满意度在80%以上的得3分;满意度每低1个百分点扣0.1分。\n"
    "2. 二(2分)\n   未建立机制的得2分。\n"
    "3. 三(4分)\n   每发生一起事故扣1分,扣完为止。\n";

INSTANTIATE_TEST_SUITE_P(
    SharedBetweenIndicators, MissingData,
    testing::Values(Case{"best_here_is_worst_there", "", kShared, {}},
                    Case{"two_slopes_against_each_other", "", kOpposed, {}},
                    Case{"a_fact_in_two_and_a_count_in_a_third", "", kThree, {}},
                    Case{"the_fact_is_known", "", kThree, {{"建立机制", "否"}}}),
    case_name);

TEST(MissingDataStatus, says_who_has_to_act) {
  const CompiledRules rules = CompiledRules::of_rule("有方案的得2分,否则酌情扣分", "2");
  ASSERT_EQ(rules.errors(), "");
  EXPECT_EQ(rules.score(Given{}).indicators[0].status, Status::MissingData);
  EXPECT_EQ(rules.score(Given{{"有方案", "否"}}).indicators[0].status, Status::NeedsJudgement);
  const IndicatorResult scored = rules.score(Given{{"有方案", "是"}}).indicators[0];
  EXPECT_EQ(scored.status, Status::Scored);
  EXPECT_TRUE(scored.missing.empty());
}

TEST(MissingDataStatus, a_reviewer_stays_within_the_bounds_of_the_clause) {
  const CompiledRules rules = CompiledRules::of_rule("发生投诉的视情节扣3—5分", "8");
  ASSERT_EQ(rules.errors(), "");
  const UnitResult unit = rules.score(Given{{"发生投诉", "是"}});
  EXPECT_EQ(decimal_text(unit.least), "3");
  EXPECT_EQ(decimal_text(unit.most), "5");
}

// The further the target, the nearer the score to 10, which it never reaches.
TEST(MissingDataStatus, the_least_is_below_what_any_target_gives) {
  const CompiledRules rules =
      CompiledRules::of_rule("平均收入高于目标值的得60分,每低于目标值2%扣1分,扣完为止", "60");
  ASSERT_EQ(rules.errors(), "");
  std::vector<Value> data(rules.plan().inputs.size());
  ASSERT_EQ(data.size(), 2U) << rules.input_names();
  const std::size_t income = *rules.find("平均收入");
  data[income] = Rational(500);
  const Rational least = rules.score(data).least;
  data[1 - income] = Rational(1000000000000);
  const UnitResult far = rules.score(data);
  ASSERT_TRUE(far.score);
  EXPECT_LE(least, *far.score) << decimal_text(least) << " and " << decimal_text(*far.score);
}

TEST(RangeOf, of_nothing_missing_is_the_score) {
  const CompiledRules rules = CompiledRules::of_rule("满意度>=80%得3分,每低1点扣0.1分", "3");
  const std::vector<Value> data = rules.values({{"满意度", "76%"}});
  const PlanId scores[] = {rules.plan().indicators[0].score};
  const ScoreRange range = range_of(rules.plan(), scores, data, {}, Rational(3));
  EXPECT_TRUE(range.exact);
  EXPECT_EQ(decimal_text(range.least), "2.6");
  EXPECT_EQ(decimal_text(range.most), "2.6");
}

}  // namespace
}  // namespace zs
