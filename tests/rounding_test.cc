// 得分保留1位小数: what explains a score ends in the score that is shown, and what `explain`
// promises is what the program then gives.
#include <gtest/gtest.h>

#include <random>

#include "analysis/advice/distance.h"
#include "analysis/cases/cell_text.h"
#include "analysis/cases/natural_range.h"
#include "runtime/explain/explanation.h"
#include "tests/tools/compiled_rules.h"
#include "tests/tools/sample.h"
#include "tools/cli/unit_output.h"

namespace zs {
namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : bits_(seed) {}
  int below(int bound) { return static_cast<int>(bits_() % static_cast<std::uint64_t>(bound)); }
  bool chance(int percent) { return below(100) < percent; }
  std::string one_of(const std::vector<std::string>& words) {
    return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
  }
  std::string rounding(const std::string& of) {
    return of + "保留" + std::to_string(below(4)) + "位小数" +
           one_of({"", ",四舍五入", ",按GB/T 8170修约", ",舍去", ",进一"});
  }
  std::string step() { return one_of({"0.03", "0.07", "0.125", "0.333", "0.5"}); }
  std::string rule() {
    const std::string own = chance(25) ? rounding("得分") + "。" : std::string();
    switch (below(5)) {
      case 0:
        return "满意度在80%以上的得3分;满意度每低1个百分点扣" + step() +
               "分(不足1个百分点的按比例计),扣完为止。" + own;
      case 1:
        return "得分=完成数÷任务数×分值。" + own;
      case 2:
        return "发生事故的不得分;整改率达到90%得3分,每低1个百分点扣" + step() + "分,最多扣2分。" +
               own;
      case 3:
        return "增长率在5%以上的得1分;每高1个百分点加" + step() + "分,最高得3分。" + own;
      default:
        return "建立台账的得2分;每迟报1次扣" + step() + "分;每获奖1次加" + step() + "分。" + own;
    }
  }
  std::string script() {
    std::string text = "约定\n";
    if (chance(85)) text += "   " + rounding("得分") + "\n";
    if (chance(40)) text += "   " + rounding("扣分") + "\n";
    if (chance(30)) text += "   缺项按满分计\n";
    if (text == "约定\n") text += "   " + rounding("加分") + "\n";
    for (int i = 1, n = 1 + below(3); i <= n; ++i)
      text += std::to_string(i) + ". 指标" + std::to_string(i) + "(3分)\n   " + rule() + "\n";
    return text;
  }
  Value value(const PlanInput& input) {
    if (input.dimension == Dimension::Fact) return input.hidden || chance(60);
    if (input.dimension == Dimension::Count) return Rational(below(9));
    if (input.dimension == Dimension::Percent) return Rational::fraction(below(1000), 1000);
    return Rational(1 + below(40));
  }

 private:
  std::mt19937_64 bits_;
};

UnitResult scored(const Plan& plan, const std::vector<Value>& data) {
  Evaluation evaluation(plan, data);
  const std::vector<char> bad(data.size(), 0);
  return score_unit(plan, evaluation, {data, bad});
}

// The lines add up to the score, and what is shown is that score, to its last digit.
void expect_lines(const Plan& plan, const std::vector<Value>& data, const std::string& where) {
  Evaluation evaluation(plan, data);
  const std::vector<char> bad(data.size(), 0);
  const UnitResult unit = score_unit(plan, evaluation, {data, bad});
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto& score = unit.indicators[i].score;
    if (!score) continue;
    Rational sum;
    std::string lines;
    for (const ExplanationLine& line : explain(plan, evaluation, plan.indicators[i], *score)) {
      sum = sum + line.amount;
      lines += line.text.zh + ";";
    }
    ASSERT_TRUE(sum == *score) << decimal_text(sum) << " for " << decimal_text(*score) << ": "
                               << lines << "\n"
                               << where;
    const std::string shown = cli::score_text(plan, *score);
    const bool has_end = score->decimal_places().has_value();
    ASSERT_TRUE(!has_end || Rational::from_decimal(shown) == *score)
        << shown << " shown for " << decimal_text(*score) << "\n"
        << where;
  }
}

// The data with this move made; a little beyond where the value itself has to be passed.
std::vector<Value> after(const Plan& plan, std::vector<Value> data, const Move& move) {
  Value& changed = data[move.input.index];
  changed = move.to;
  if (!move.just_beyond) return data;
  const Rational little = cell_unit(plan.inputs[move.input.index]) * Rational::fraction(1, 1000);
  const bool up = std::get<Rational>(move.to) >= std::get<Rational>(move.from);
  changed = up ? std::get<Rational>(move.to) + little : std::get<Rational>(move.to) - little;
  return data;
}

std::size_t expect_moves(const Plan& plan, Distance& distance, const std::vector<Value>& data,
                         const std::string& where) {
  std::size_t moves = 0;
  const UnitResult before = scored(plan, data);
  for (const Shortfall& lost : distance.shortfalls(data)) {
    EXPECT_TRUE(lost.score == *before.indicators[lost.indicator].score) << where;
    for (const auto* list : {&lost.next, &lost.best})
      for (const Move& move : *list) {
        ++moves;
        const auto then = scored(plan, after(plan, data, move)).indicators[lost.indicator].score;
        EXPECT_TRUE(then && *then == lost.score + move.gain)
            << plan.inputs[move.input.index].name << " "
            << cell_text(plan.inputs[move.input.index], move.to) << " gives " << test::text_of(then)
            << ", promised " << decimal_text(lost.score + move.gain) << "\n"
            << where;
        EXPECT_TRUE(move.gain > Rational(0)) << where;
        const auto* to = std::get_if<Rational>(&move.to);
        EXPECT_TRUE(plan.inputs[move.input.index].dimension != Dimension::Count || to->is_whole())
            << where;
      }
    // No other value of a figure brings more than what is said to bring the most. Where deductions
    // are rounded one by one the most is not known, only what the move brings.
    if (where.find("扣分保留") != std::string::npos || where.find("加分保留") != std::string::npos)
      continue;
    for (PlanInputId input : plan.indicators[lost.indicator].inputs) {
      const auto* from = std::get_if<Rational>(&data[input.index]);
      // A quotient is one number for the search: nothing is said of its parts.
      if (!from || plan.inputs[input.index].name.ends_with("数")) continue;
      Rational most = lost.score;
      for (const Move& move : lost.best)
        if (move.input == input) most = lost.score + move.gain;
      std::vector<Value> other = data;
      for (int k = 0; k <= 100; k += 5) {
        const bool percent = plan.inputs[input.index].dimension == Dimension::Percent;
        other[input.index] = percent ? Rational::fraction(k, 100) : Rational(k);
        const auto then = scored(plan, other).indicators[lost.indicator].score;
        EXPECT_TRUE(!then || *then <= most)
            << plan.inputs[input.index].name << " " << k << " gives " << test::text_of(then)
            << ", said to be at most " << decimal_text(most) << "\n"
            << where;
      }
    }
  }
  return moves;
}

TEST(Rounding, explanations_end_in_the_score_and_promises_are_kept) {
  std::size_t moves = 0;
  for (std::uint64_t seed = 1; seed <= 300 / test::kOneIn; ++seed) {
    Maker maker(seed);
    const std::string text = maker.script();
    const auto rules = test::CompiledRules::of_script(text);
    ASSERT_EQ(rules.errors(), "") << text;
    const Plan& plan = rules.plan();
    Distance distance(plan);
    for (int u = 0; u < 4; ++u) {
      std::vector<Value> data;
      std::string where = "seed " + std::to_string(seed) + "\n" + text;
      for (const PlanInput& input : plan.inputs) {
        data.push_back(maker.value(input));
        where += input.name + "=" + cell_text(input, data.back()) + ",";
      }
      expect_lines(plan, data, where);
      if (HasFatalFailure()) return;
      moves += expect_moves(plan, distance, data, where);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(moves, 500u / test::kOneIn);
}

}  // namespace
}  // namespace zs
