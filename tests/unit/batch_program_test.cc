// What the batch engine computes itself, whatever the signs: nothing of it is left to the scalar
// engine, and both say the same in every lane.
#include <gtest/gtest.h>

#include "runtime/batch/evaluate.h"
#include "runtime/scalar/evaluate.h"

namespace zs {
namespace {

constexpr std::int64_t kLow = -120, kHigh = 120, kScale = 10;

class OneInput {
 public:
  OneInput() {
    plan.inputs.emplace_back().name = "x";
    x = add({.op = Op::Input, .a = {}, .b = {}, .c = {}, .index = 0});
  }
  PlanId add(const PlanNode& node) {
    plan.nodes.push_back(node);
    return {static_cast<std::uint32_t>(plan.nodes.size() - 1)};
  }
  PlanId constant(const Rational& value) {
    plan.constants.push_back(value);
    return add({.op = Op::Constant,
                .a = {},
                .b = {},
                .c = {},
                .index = static_cast<std::uint32_t>(plan.constants.size() - 1)});
  }
  PlanId made(Op op, PlanId a, PlanId b, std::uint32_t index = 0) {
    const PlanId root = add({.op = op, .a = a, .b = b, .c = {}, .index = index});
    roots.push_back(root);
    return root;
  }
  Plan plan;
  PlanId x;
  std::vector<PlanId> roots;
};

void expect_computed(const OneInput& from) {
  batch::Layout layout;
  layout.scale = kScale;
  layout.low = kLow;
  layout.high = kHigh;
  const batch::Program program = batch::make_program(from.plan, from.roots, {layout});
  std::vector<std::int32_t> lanes;
  for (std::int64_t lane = kLow; lane <= kHigh; ++lane)
    lanes.push_back(static_cast<std::int32_t>(lane));
  batch::Runner runner(program, lanes.size());
  const batch::Column columns[] = {{lanes.data(), nullptr}};
  runner.run(columns, lanes.size());
  for (std::size_t row = 0; row < lanes.size(); ++row) {
    const std::vector<Value> data{Rational::fraction(lanes[row], kScale)};
    Evaluation evaluation(from.plan, data);
    for (std::size_t i = 0; i < from.roots.size(); ++i) {
      const batch::Result result = runner.result(i);
      ASSERT_TRUE(result.computed) << "root " << i;
      ASSERT_TRUE(result.has(row)) << "root " << i;
      const Value& scalar = evaluation[from.roots[i]];
      if (program.outputs[i].fact)
        ASSERT_EQ(result.lane(row) != 0, std::get<bool>(scalar)) << "root " << i << " row " << row;
      else
        ASSERT_TRUE(result.number(row) == std::get<Rational>(scalar))
            << "root " << i << " row " << row;
    }
  }
}

TEST(BatchProgram, divides_and_multiplies_by_any_constant) {
  OneInput from;
  for (const Rational& by : {Rational(3), Rational(-3), Rational::fraction(5, 2),
                             Rational::fraction(-5, 2), Rational::fraction(-1, 7), Rational(-1)}) {
    const PlanId constant = from.constant(by);
    from.made(Op::Divide, from.x, constant);
    from.made(Op::Multiply, from.x, constant);
    from.made(Op::Multiply, constant, from.x);
  }
  expect_computed(from);
}

TEST(BatchProgram, adds_and_compares_on_both_sides_of_zero) {
  OneInput from;
  for (const Rational& by : {Rational(0), Rational::fraction(-7, 2), Rational::fraction(7, 2),
                             Rational(-12), Rational(12), Rational::fraction(-1, 3)}) {
    const PlanId constant = from.constant(by);
    for (const Op op :
         {Op::Add, Op::Subtract, Op::Minimum, Op::Maximum, Op::Equal, Op::AtLeast, Op::More}) {
      from.made(op, from.x, constant);
      from.made(op, constant, from.x);
    }
  }
  expect_computed(from);
}

TEST(BatchProgram, rounds_on_both_sides_of_zero) {
  OneInput from;
  const PlanId third = from.made(Op::Divide, from.x, from.constant(Rational(-4)));
  for (const Op op : {Op::Floor, Op::Ceiling, Op::Absolute}) from.made(op, third, {});
  for (std::uint32_t places = 0; places < 3; ++places)
    for (std::uint32_t ties = 0; ties < 4; ++ties)
      from.made(Op::Round, third, {}, 4 * places + ties);
  expect_computed(from);
}

}  // namespace
}  // namespace zs
