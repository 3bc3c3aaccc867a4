// What the case search says about all inputs, against many inputs scored one by one.
#include "analysis/cases/case_search.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "analysis/findings/prove.h"
#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using test::CompiledRules;

struct Ends {
  std::optional<Rational> least, most;
  bool exact = true;
};

Ends ends_of(const Plan& plan, const PlanIndicator& indicator) {
  CaseSearch search(3000);
  search.add_side(plan);
  Ends ends;
  bool unlimited_low = false, unlimited_high = false;
  const Goal goals[] = {{0, indicator.score}};
  const Outcome outcome = search.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
    const Extent extent = one.region.extent(one.goals[0]->number);
    if (extent.empty) return true;
    if (!extent.low)
      unlimited_low = true;
    else if (!ends.least || *extent.low < *ends.least)
      ends.least = extent.low;
    if (!extent.high)
      unlimited_high = true;
    else if (!ends.most || *extent.high > *ends.most)
      ends.most = extent.high;
    return true;
  });
  ends.exact = outcome == Outcome::Finished;
  if (unlimited_low) ends.least.reset();
  if (unlimited_high) ends.most.reset();
  return ends;
}

// Values within the natural range, near what the plan compares with as often as not.
Value draw(const Plan& plan, const PlanInput& input, const NaturalRange& range,
           std::mt19937& random) {
  if (!is_number(input)) return random() % 2 == 0;
  const Rational unit = cell_unit(input);
  Rational value = unit * static_cast<std::int64_t>(random() % 120);
  if (!plan.constants.empty() && random() % 2 == 0)
    value = plan.constants[random() % plan.constants.size()] +
            unit * Rational::fraction(static_cast<std::int64_t>(random() % 5) - 2, 10);
  if (range.whole) value = value.floor();
  if (range.low && value < *range.low) value = *range.low;
  if (range.high && value > *range.high) value = *range.high;
  return value;
}

// Every rule text of the corpus: no input scores beyond the ends that were computed.
TEST(CaseSearch, no_input_scores_beyond_the_computed_ends) {
  std::mt19937 random(7);
  int rules = 0, rows = 0;
  for (const char* file : {"tests/corpus/fresh-a.jsonl", "tests/corpus/fresh-b.jsonl"}) {
    std::istringstream lines(test::source_file(file));
    for (std::string line; std::getline(lines, line);) {
      const auto entry = nlohmann::json::parse(line, nullptr, false);
      if (!entry.is_object() || !entry.contains("text")) continue;
      const CompiledRules compiled = CompiledRules::of_rule(
          entry["text"].get<std::string>(), entry.value("points", std::string("5")),
          entry.value("title", std::string("指标")));
      const Plan& plan = compiled.plan();
      if (!compiled.errors().empty() || plan.indicators.empty() || !plan.indicators[0].understood)
        continue;
      const PlanIndicator& indicator = plan.indicators[0];
      if (plan[indicator.score].op == Op::Round) continue;
      const Ends ends = ends_of(plan, indicator);
      if (!ends.exact) continue;
      ++rules;
      const std::vector<NaturalRange> ranges = natural_ranges(plan);
      Evaluation evaluation(plan, {});
      for (int i = 0; i < 60; ++i) {
        std::vector<Value> data(plan.inputs.size());
        for (std::size_t k = 0; k < data.size(); ++k)
          if (!plan.inputs[k].optional) data[k] = draw(plan, plan.inputs[k], ranges[k], random);
        evaluation.reset(data);
        const Value score = evaluation[indicator.score];
        const auto* number = std::get_if<Rational>(&score);
        if (!number) continue;
        ++rows;
        EXPECT_FALSE(ends.least && *number < *ends.least)
            << entry["text"] << " scores " << decimal_text(*number) << ", least "
            << decimal_text(*ends.least);
        EXPECT_FALSE(ends.most && *number > *ends.most)
            << entry["text"] << " scores " << decimal_text(*number) << ", most "
            << decimal_text(*ends.most);
      }
    }
  }
  EXPECT_GT(rules, 100);
  EXPECT_GT(rows, 5000);
}

std::string many_facts(std::size_t count) {
  std::string text = "1. 任务(30分)\n";
  for (std::size_t i = 0; i < count; ++i) {
    std::string name;
    for (const std::size_t digit : {i / 10, i % 10})
      name += std::string("甲乙丙丁戊己庚辛壬癸").substr(digit * 3, 3);
    text += "   完成任务" + name + "的得1分" + (i + 1 == count ? "。" : ";") + "\n";
  }
  return text;
}

// Two to the thirtieth cases: the answer is that this was not proved, and it comes soon.
TEST(CaseSearch, what_explodes_ends_within_its_bound_and_is_not_called_proved) {
  const SourceText source("rules.zs", many_facts(30));
  DiagnosticSink issues;
  const CompileResult rules = compile(source, cli::shipped_wording(), issues);
  prove(rules.rules, rules.plan, source, cli::shipped_wording(), {}, issues);
  int open = 0, claims = 0;
  for (const Diagnostic& one : issues.all()) {
    open += one.kind == DiagnosticKind::NotProved;
    claims += one.kind == DiagnosticKind::FullPointsUnreachable ||
              one.kind == DiagnosticKind::PointsNeverLost;
  }
  EXPECT_EQ(open, 1);
  EXPECT_EQ(claims, 0);
}

}  // namespace
}  // namespace zs
