// From the return key to the next prompt, on a real terminal, with 200 indicators and 1,000 units
// loaded; prints "metric value" lines in milliseconds, the median and the worst of each kind of
// line. usage: zs_repl_bench SOURCE_FOLDER PROGRAM [LINES]     or: … --files FOLDER (writes the
// files only)
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "analysis/cases/cell_text.h"
#include "analysis/cases/natural_range.h"
#include "bench/compile/script_maker.h"
#include "compiler/compile.h"
#include "tools/cli/wording.h"

namespace zs::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIndicators = 200;
constexpr std::size_t kUnits = 1000;
// One rule for each figure of all units, so that these are worked out too.
constexpr const char* kAmongUnits = R"(
201. 人均收入(5分)
   人均收入高于全市平均水平的得5分,每低1%扣0.1分,扣完为止。
202. 投资增速(5分)
   投资增速排名前100位的得5分,前500位的得3分,其余不得分。
203. 绿化率(5分)
   绿化率在30%以上的得5分,每低1个百分点扣0.1分,扣完为止。
)";

double now_ms() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

struct Material {
  std::string script, data;
  std::vector<std::string> numbers;  // names of inputs that are numbers
};

// A value that a cell of this input may hold.
std::string cell_for(const PlanInput& input, const NaturalRange& range, std::mt19937& random) {
  if (input.dimension == Dimension::Fact) return random() % 4 ? "是" : "否";
  if (!input.choices.empty()) return input.choices[random() % input.choices.size()];
  if (!is_number(input)) return "甲";
  const Rational unit = cell_unit(input);
  const std::int64_t most = input.dimension == Dimension::Percent ? 100 : 40;
  Rational value =
      Rational(static_cast<std::int64_t>(random() % static_cast<unsigned>(most))) * unit;
  if (range.low && value < *range.low) value = *range.low;
  if (range.high && value > *range.high) value = *range.high;
  return cell_text(input, value);
}

Material make_material(const std::string& root) {
  Material made;
  made.script = make_script(read_samples(root), kIndicators) + kAmongUnits;
  DiagnosticSink issues;
  const CompileResult rules =
      compile(SourceText("长方案", made.script), cli::shipped_wording(), issues);
  const Plan& plan = rules.plan;
  const std::vector<NaturalRange> ranges = natural_ranges(plan);
  std::vector<std::size_t> columns;
  made.data = "单位";
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const PlanInput& input = plan.inputs[i];
    if (input.hidden || input.cohort || input.name.find(',') != std::string::npos) continue;
    columns.push_back(i);
    made.data += "," + input.name;
    if (input.role == InputRole::Quantity && is_numeric(input.dimension))
      made.numbers.push_back(input.name);
  }
  made.data += "\n";
  std::mt19937 random(7);
  for (std::size_t unit = 0; unit < kUnits; ++unit) {
    made.data += fmt::format("单位{}", unit + 1);
    for (std::size_t i : columns) made.data += "," + cell_for(plan.inputs[i], ranges[i], random);
    made.data += "\n";
  }
  return made;
}

// The program on a terminal of its own.
class Terminal {
 public:
  Terminal(const std::string& program, const std::string& folder) {
    struct winsize size {};
    size.ws_col = 100;
    size.ws_row = 50;
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ == 0) {
      setenv("TERM", "xterm", 1);
      setenv("XDG_STATE_HOME", folder.c_str(), 1);
      if (chdir(folder.c_str()) == 0)
        execl(program.c_str(), program.c_str(), "repl", "rules.zs", "data.csv", nullptr);
      _exit(127);
    }
    wait_for_prompt();
  }
  ~Terminal() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }

  // Milliseconds from the return key to the prompt.
  double answer_to(const std::string& line) {
    put(line);
    usleep(20000);  // the line is typed; its echo is not part of the answer
    drain();
    const double begin = now_ms();
    put("\r");
    wait_for_prompt();
    return now_ms() - begin;
  }
  const std::string& last() const { return seen_; }

 private:
  void put(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t done = write(terminal_, text.data() + at, text.size() - at);
      if (done <= 0) std::exit(1);
      at += static_cast<std::size_t>(done);
    }
  }
  bool read_some(int milliseconds) {
    struct pollfd waiting = {terminal_, POLLIN, 0};
    if (poll(&waiting, 1, milliseconds) <= 0) return false;
    char buffer[65536];
    const ssize_t got = read(terminal_, buffer, sizeof buffer);
    if (got <= 0) {
      std::cerr << "repl_bench: the session ended\n" << seen_ << "\n";
      std::exit(1);
    }
    seen_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  void drain() {
    while (read_some(0)) {
    }
    seen_.clear();
  }
  void wait_for_prompt() {
    seen_.clear();
    while (seen_.find("\033[?2004h") == std::string::npos)
      if (!read_some(60000)) {
        std::cerr << "repl_bench: no prompt after a minute\n";
        std::exit(1);
      }
  }

  pid_t child_ = -1;
  int terminal_ = -1;
  std::string seen_;
};

void measure(const Material& made, const std::string& program, int lines) {
  char pattern[] = "/tmp/zs-repl-bench-XXXXXX";
  const fs::path folder = mkdtemp(pattern);
  std::ofstream(folder / "rules.zs", std::ios::binary) << made.script;
  std::ofstream(folder / "data.csv", std::ios::binary) << made.data;
  {
    Terminal terminal(program, folder.string());
    std::mt19937 random(11);
    const auto number = [&] { return made.numbers[random() % made.numbers.size()]; };
    const auto row = [&](const char* kind, const auto& line) {
      std::vector<double> times;
      for (int i = 0; i < lines; ++i) times.push_back(terminal.answer_to(line(i)));
      std::sort(times.begin(), times.end());
      fmt::print("repl_{}_median_ms {:.2f}\n", kind, times[times.size() / 2]);
      fmt::print("repl_{}_worst_ms {:.2f}\n", kind, times.back());
    };
    row("data", [&](int i) { return fmt::format("{}={}", number(), 10 + i); });
    row("data_of_mean", [&](int i) { return fmt::format("人均收入={}元", 20000 + i); });
    row("rule", [&](int i) {
      return fmt::format("绿化率在{}%以上的得5分,每低1个百分点扣0.1分,扣完为止", 20 + i);
    });
    row("undo", [&](int) { return std::string("撤销"); });
    row("what_if", [&](int i) { return fmt::format("如果 {}={}", number(), 10 + i); });
    row("curve", [&](int) { return "曲线 " + number(); });
    row("compare", [&](int i) { return fmt::format("比较 单位{} 单位{}", i + 1, i + 500); });
    row("unit", [&](int i) { return fmt::format("单位 单位{}", i + 7); });
    row("lost", [&](int) { return std::string("失分"); });
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace zs::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: zs_repl_bench SOURCE_FOLDER PROGRAM [LINES]\n";
    return 2;
  }
  const zs::bench::Material made = zs::bench::make_material(argv[1]);
  if (std::string_view(argv[2]) == "--files" && argc > 3) {
    std::ofstream(std::filesystem::path(argv[3]) / "rules.zs", std::ios::binary) << made.script;
    std::ofstream(std::filesystem::path(argv[3]) / "data.csv", std::ios::binary) << made.data;
    return 0;
  }
  zs::bench::measure(made, argv[2], argc > 3 ? std::atoi(argv[3]) : 40);
  return 0;
}
