// The scalar engine, the batch engine and an independent reading of the operations mean the same.
#include <gtest/gtest.h>

#include <cstdlib>

#include "runtime/batch/evaluate.h"
#include "runtime/scalar/evaluate.h"
#include "tests/tools/random_plan.h"

namespace zs::testing {
namespace {

// How many unit scores a run compares; `scripts/dev agree` asks for more.
std::int64_t wanted_scores() {
  const char* text = std::getenv("ZS_AGREE_SCORES");
  return text ? std::atoll(text) : 1'000'000;
}

// The columns of a block of units, and which rows the layouts can hold.
class Block {
 public:
  Block(const RandomPlan& from, const std::vector<std::vector<Value>>& units)
      : usable(units.size(), 1) {
    for (std::size_t i = 0; i < from.layouts.size(); ++i) add_column(from.layouts[i], units, i);
  }
  std::vector<batch::Column> columns;
  std::vector<char> usable;

 private:
  void add_column(const batch::Layout& layout, const std::vector<std::vector<Value>>& units,
                  std::size_t input) {
    std::vector<std::int32_t>* const narrow = new_narrow(units.size());
    std::vector<std::int32_t>* const there = new_narrow(units.size());
    wide_.push_back(std::make_unique<std::vector<std::int64_t>>(units.size()));
    std::vector<std::int64_t>* const wide = wide_.back().get();
    for (std::size_t row = 0; row < units.size(); ++row) {
      const Value& value = units[row][input];
      std::int64_t lane = 0;
      if (const auto* yes = std::get_if<bool>(&value)) {
        lane = *yes ? -1 : 0;
      } else if (const auto* number = std::get_if<Rational>(&value)) {
        const auto held = layout.lane_of(*number);
        if (!held) usable[row] = 0;
        lane = held.value_or(0);
      }
      (*there)[row] = is_missing(value) ? 0 : -1;
      (*narrow)[row] = static_cast<std::int32_t>(lane);
      (*wide)[row] = lane;
    }
    columns.push_back({layout.wide() ? static_cast<const void*>(wide->data()) : narrow->data(),
                       layout.may_miss ? there->data() : nullptr});
  }
  std::vector<std::int32_t>* new_narrow(std::size_t rows) {
    narrow_.push_back(std::make_unique<std::vector<std::int32_t>>(rows));
    return narrow_.back().get();
  }
  std::vector<std::unique_ptr<std::vector<std::int32_t>>> narrow_;
  std::vector<std::unique_ptr<std::vector<std::int64_t>>> wide_;
};

Value value_at(const batch::Result& result, bool fact, std::size_t row) {
  if (!result.has(row)) return Missing{};
  if (fact) return result.lane(row) != 0;
  return result.number(row);
}

TEST(EnginesAgree, on_random_plans_and_data) {
  const std::int64_t wanted = wanted_scores();
  std::int64_t compared = 0, left_to_scalar = 0;
  for (std::uint64_t seed = 1; compared < wanted; ++seed) {
    RandomSource random(seed);
    const RandomPlan made = random.plan(6, 40);
    std::vector<PlanId> roots;
    for (std::uint32_t i = 0; i < made.plan.nodes.size(); ++i) roots.push_back({i});
    const batch::Program program = batch::make_program(made.plan, roots, made.layouts);
    const std::size_t rows = 1 + static_cast<std::size_t>(random.below(40));
    std::vector<std::vector<Value>> units;
    for (std::size_t row = 0; row < rows; ++row) units.push_back(random.unit(made));
    const Block block(made, units);
    batch::Runner runner(program, rows);
    runner.run(block.columns, rows);
    for (std::size_t row = 0; row < rows; ++row) {
      Evaluation evaluation(made.plan, units[row]);
      const std::vector<Meaning> meanings = meanings_of(made.plan, units[row]);
      for (PlanId root : roots) {
        const Value& scalar = evaluation[root];
        ASSERT_TRUE(agrees(scalar, meanings[root.index]))
            << "scalar, seed " << seed << " row " << row << " node " << root.index << " "
            << name_of(made.plan[root].op);
        ++compared;
        const batch::Result result = runner.result(root.index);
        if (!result.computed || !block.usable[row]) {
          ++left_to_scalar;
          continue;
        }
        const bool fact = program.outputs[root.index].fact;
        ASSERT_TRUE(agrees(value_at(result, fact, row), meanings[root.index]))
            << "batch, seed " << seed << " row " << row << " node " << root.index << " "
            << name_of(made.plan[root].op);
      }
    }
  }
  RecordProperty("compared", std::to_string(compared));
  RecordProperty("left_to_scalar", std::to_string(left_to_scalar));
  // The comparison must not be empty: most nodes are computed in columns.
  EXPECT_LT(left_to_scalar * 2, compared);
  if (std::getenv("ZS_AGREE_SCORES"))
    std::printf("%lld scores compared, %lld of them left to the scalar engine\n",
                static_cast<long long>(compared), static_cast<long long>(left_to_scalar));
}

}  // namespace
}  // namespace zs::testing
