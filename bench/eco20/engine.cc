// engine RULES ROWS REPEATS: eco20 in memory by the batch engine, columns in, twenty scores and the
// total out, every row checked against eco20.h. Prints "metric value" lines, rates in rows a
// second; the limit's columns and blocks are the same.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>

#include "bench/eco20/eco20.h"
#include "compiler/compile.h"
#include "runtime/batch/evaluate.h"
#include "runtime/data/column_binding.h"
#include "runtime/explain/explanation.h"
#include "runtime/scalar/score_unit.h"
#include "tools/cli/wording.h"

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

constexpr std::size_t kBlock = 1024;

struct Work {
  zs::Plan plan;
  std::vector<zs::PlanId> roots;
  std::vector<zs::batch::Layout> layouts;
  std::vector<std::vector<std::int32_t>> columns;  // one a plan input
  std::vector<std::vector<std::int32_t>> narrow;   // scores, the total, the grade
  std::size_t rows = 0;
};

zs::ColumnBinding bind(const zs::Plan& plan) {
  std::vector<zs::Cell> header{{"单位编号", 1, 1}};
  for (const eco::Col& column : eco::COLS) header.push_back({column.name, 1, 1});
  zs::DiagnosticSink issues;
  return zs::bind_columns(
      "eco20", header, plan, "", [](std::size_t) { return false; }, issues);
}

void fill(Work& work) {
  const zs::ColumnBinding binding = bind(work.plan);
  work.columns.resize(work.plan.inputs.size());
  std::vector<eco::i64> x(eco::NX);
  for (std::size_t i = 0; i < work.plan.inputs.size(); ++i) {
    const zs::PlanInput& input = work.plan.inputs[i];
    if (!binding.inputs[i].column && input.hidden) {  // no score depends on it
      work.columns[i].resize(work.rows);
      work.layouts.push_back({});
      continue;
    }
    if (!binding.inputs[i].column) {
      std::fprintf(stderr, "engine: no column for %s\n", input.name.c_str());
      std::exit(1);
    }
    const std::size_t from = *binding.inputs[i].column - 1;
    const eco::Kind kind = eco::COLS[from].kind;
    zs::batch::Layout layout;
    layout.fact = input.dimension == zs::Dimension::Fact;
    layout.scale = kind == eco::RATE    ? (input.dimension == zs::Dimension::Percent ? 10000 : 100)
                   : kind == eco::MONEY ? 100
                                        : 1;
    work.columns[i].resize(work.rows);
    std::int64_t most = 0;
    for (std::size_t row = 0; row < work.rows; ++row) {
      eco::gen_row(row, x.data());
      std::int64_t lane = x[from];
      if (layout.fact) lane = -lane;
      most = std::max(most, std::abs(lane));
      work.columns[i][row] = static_cast<std::int32_t>(lane);
    }
    layout.high = 1;
    while (layout.high < most) layout.high *= 2;
    layout.low = -layout.high;
    work.layouts.push_back(layout);
  }
}

void run_part(Work& work, const zs::batch::Program& program, std::size_t from, std::size_t to) {
  zs::batch::Runner runner(program, kBlock);
  std::vector<zs::batch::Column> columns(work.columns.size());
  for (std::size_t begin = from; begin < to; begin += kBlock) {
    const std::size_t rows = std::min(kBlock, to - begin);
    for (std::size_t i = 0; i < columns.size(); ++i)
      columns[i] = {work.columns[i].data() + begin, nullptr};
    runner.run(columns, rows);
    for (std::size_t k = 0; k < work.roots.size(); ++k) {
      const zs::batch::Result result = runner.result(k);
      const auto* lanes = static_cast<const std::int32_t*>(result.lanes);
      std::int32_t* out = work.narrow[k].data() + begin;
      // Scores in hundredths; a grade is a place.
      const auto factor = static_cast<std::int32_t>(k > eco::NS ? 1 : 100 / result.scale);
      for (std::size_t row = 0; row < rows; ++row) out[row] = lanes[row] * factor;
    }
  }
}

void run(Work& work, const zs::batch::Program& program, std::size_t threads) {
  std::vector<std::thread> others;
  for (std::size_t t = 1; t < threads; ++t)
    others.emplace_back([&, t] {
      run_part(work, program, work.rows * t / threads, work.rows * (t + 1) / threads);
    });
  run_part(work, program, 0, work.rows / threads);
  for (std::thread& other : others) other.join();
}

double median(Work& work, const zs::batch::Program& program, std::size_t threads, int repeats) {
  std::vector<double> times;
  for (int i = 0; i < repeats; ++i) {
    const auto begin = Clock::now();
    run(work, program, threads);
    times.push_back(seconds_since(begin));
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void check(const Work& work) {
  std::vector<eco::i64> x(eco::NX), scores(eco::NS);
  for (std::size_t row = 0; row < work.rows; ++row) {
    eco::i64 total = 0;
    int grade = 0;
    eco::gen_row(row, x.data());
    eco::score_row(x.data(), scores.data(), total, grade);
    bool same = work.narrow[eco::NS][row] == total && work.narrow[eco::NS + 1][row] == grade;
    for (std::size_t k = 0; k < eco::NS; ++k) same = same && work.narrow[k][row] == scores[k];
    if (same) continue;
    std::fprintf(stderr, "engine: row %zu differs\n", row + 1);
    std::exit(1);
  }
}

// One unit after another by the scalar engine, without and with every explanation.
void one_unit(const Work& work) {
  constexpr std::size_t kUnits = 512;
  std::vector<std::vector<zs::Value>> units(kUnits);
  for (std::size_t row = 0; row < kUnits; ++row)
    for (std::size_t i = 0; i < work.layouts.size(); ++i) {
      const std::int32_t lane = work.columns[i][row];
      if (work.layouts[i].fact)
        units[row].emplace_back(lane != 0);
      else
        units[row].emplace_back(zs::Rational::fraction(lane, work.layouts[i].scale));
    }
  const std::vector<char> bad(work.layouts.size(), 0);
  for (const bool explains : {false, true}) {
    zs::Evaluation evaluation(work.plan, units.front());
    zs::Explainer explainer(work.plan);
    std::vector<double> times;
    std::size_t lines = 0;
    for (int repeat = 0; repeat < 15; ++repeat) {
      const auto begin = Clock::now();
      for (const auto& unit : units) {
        evaluation.reset(unit);
        const zs::UnitResult result = zs::score_unit(work.plan, evaluation, {unit, bad});
        for (std::size_t k = 0; explains && k < result.indicators.size(); ++k)
          lines += explainer.lines(evaluation, k, *result.indicators[k].score).size();
      }
      times.push_back(seconds_since(begin) / kUnits);
    }
    std::sort(times.begin(), times.end());
    std::printf("%s %.2f\n", explains ? "unit_explained_us" : "unit_us",
                times[times.size() / 2] * 1e6 + (explains && lines == 0 ? 1e9 : 0));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  zs::SourceText source(argv[1], std::string(std::istreambuf_iterator<char>(file), {}));
  zs::DiagnosticSink issues;
  zs::CompileResult rules = zs::compile(source, zs::cli::shipped_wording(), issues);
  if (!rules.runs) return 3;
  Work work;
  work.plan = rules.plan;
  for (const zs::PlanIndicator& indicator : work.plan.indicators)
    work.roots.push_back(indicator.score);
  work.roots.push_back(work.plan.total);
  work.roots.push_back(work.plan.grade);
  work.rows = std::strtoull(argv[2], nullptr, 10);
  const int repeats = std::atoi(argv[3]);
  fill(work);
  for (std::size_t k = 0; k < work.roots.size(); ++k) work.narrow.emplace_back(work.rows);
  const zs::batch::Program program = zs::batch::make_program(work.plan, work.roots, work.layouts);
  for (const zs::batch::Output& output : program.outputs)
    if (!output.computed || output.wide) return 4;
  std::printf("instructions %zu\n", program.instructions.size());
  run(work, program, 1);
  check(work);
  const double rows = static_cast<double>(work.rows);
  std::printf("batch1_rows_s %.0f\n", rows / median(work, program, 1, repeats));
  std::printf("batch2_rows_s %.0f\n", rows / median(work, program, 2, repeats));
  one_unit(work);
  return 0;
}
