// How long scripts take to compile, and how much memory; prints "metric value" lines.
// usage: zs_compile_bench SOURCE_FOLDER [RUNS]     or: … SOURCE_FOLDER --script COUNT
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "bench/compile/script_maker.h"
#include "compiler/compile.h"
#include "compiler/syntax/parse.h"
#include "compiler/wording/normalise.h"
#include "tools/cli/wording.h"

namespace zs::bench {
namespace {

constexpr std::array<std::size_t, 5> kSizes = {10, 100, 1000, 5700, 10000};
constexpr std::size_t kReparsed = 2000;

double now_ms() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

struct Measured {
  double milliseconds = 0;
  double peak_mb = 0;
};

// The work of a fresh process: compiles a file and prints how long that took.
int compile_once(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  const double begin = now_ms();
  const SourceText source("长方案", std::move(bytes));
  DiagnosticSink issues;
  const CompileResult result = compile(source, cli::shipped_wording(), issues);
  issues.take_sorted();
  fmt::print("{}\n", now_ms() - begin);
  return result.runs ? 0 : 1;
}

// As a person's run is: a process of its own that has parsed nothing yet.
Measured compiled_afresh(const std::string& program, const std::string& script) {
  int channel[2];
  if (pipe(channel) != 0) std::exit(1);
  const pid_t child = fork();
  if (child < 0) std::exit(1);
  if (child == 0) {
    dup2(channel[1], STDOUT_FILENO);
    execl(program.c_str(), program.c_str(), "--once", script.c_str(), nullptr);
    _exit(1);
  }
  close(channel[1]);
  Measured measured;
  char text[64] = {};
  const bool got = read(channel[0], text, sizeof text - 1) > 0;
  measured.milliseconds = std::atof(text);
  close(channel[0]);
  int status = 0;
  struct rusage used {};
  if (wait4(child, &status, 0, &used) != child || status != 0 || !got) {
    std::cerr << "compile_bench: a compilation failed\n";
    std::exit(1);
  }
  measured.peak_mb = static_cast<double>(used.ru_maxrss) / 1024;
  return measured;
}

double at(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void print(const std::string& name, double value) { fmt::print("{} {:.3f}\n", name, value); }

// One indicator after another in a process that has seen its like, as an editor would.
void measure_reparsing(const std::vector<Sample>& samples) {
  std::vector<double> parses, compilations;
  for (std::size_t i = 0; i < samples.size() + kReparsed; ++i) {
    const Sample& sample = samples[i % samples.size()];
    const SourceText source("", make_rule(sample, i));
    DiagnosticSink issues;
    const double begin = now_ms();
    parse_rule_text(normalise(source), sample.title, source, cli::shipped_wording(), issues);
    const double parsed = now_ms();
    compile_rule(source, sample.title, Rational(3), cli::shipped_wording(), issues);
    const double compiled = now_ms();
    if (i < samples.size()) continue;  // the first round warms up
    parses.push_back(parsed - begin);
    compilations.push_back(compiled - parsed);
  }
  std::sort(parses.begin(), parses.end());
  std::sort(compilations.begin(), compilations.end());
  print("reparse_one_median_ms", at(parses, 0.5));
  print("reparse_one_p99_ms", at(parses, 0.99));
  print("reparse_one_worst_ms", at(parses, 1));
  print("recompile_one_median_ms", at(compilations, 0.5));
  print("recompile_one_p99_ms", at(compilations, 0.99));
  print("recompile_one_worst_ms", at(compilations, 1));
}

int measure(const std::string& program, const std::vector<Sample>& samples, int runs) {
  const auto folder = std::filesystem::temp_directory_path();
  const std::string path = folder / fmt::format("zs-compile-bench-{}.zs", getpid());
  double per_thousand = 0;
  for (std::size_t size : kSizes) {
    const std::string script = make_script(samples, size);
    std::ofstream(path, std::ios::binary) << script;
    std::vector<double> times;
    double peak = 0;
    for (int i = 0; i < runs; ++i) {
      const Measured one = compiled_afresh(program, path);
      times.push_back(one.milliseconds);
      peak = std::max(peak, one.peak_mb);
    }
    std::sort(times.begin(), times.end());
    const double median = at(times, 0.5);
    print(fmt::format("compile_{}_kb", size), static_cast<double>(script.size()) / 1024);
    print(fmt::format("compile_{}_ms", size), median);
    print(fmt::format("compile_{}_peak_mb", size), peak);
    if (size == 1000) per_thousand = median / static_cast<double>(size);
    if (size == kSizes.back())
      print("compile_growth_1000_to_10000", median / static_cast<double>(size) / per_thousand);
  }
  std::filesystem::remove(path);
  measure_reparsing(samples);
  return 0;
}

}  // namespace
}  // namespace zs::bench

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) {
    std::cerr << "usage: zs_compile_bench SOURCE_FOLDER [RUNS | --script COUNT]\n";
    return 2;
  }
  if (arguments.size() == 2 && arguments[0] == "--once")
    return zs::bench::compile_once(arguments[1]);
  const std::vector<zs::bench::Sample> samples = zs::bench::read_samples(arguments[0]);
  if (arguments.size() == 3 && arguments[1] == "--script") {
    std::cout << zs::bench::make_script(samples, std::stoul(arguments[2]));
    return 0;
  }
  return zs::bench::measure("/proc/self/exe", samples,
                            arguments.size() > 1 ? std::stoi(arguments[1]) : 5);
}
