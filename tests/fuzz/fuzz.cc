// zs_fuzz LINES RUNS [SEED]: random sentences over the words that ship go through compile, check,
// read and eval in a child process; then the program itself is run with random arguments, files
// and input. A signal, or more than ten seconds for one of them, fails; what did it is printed.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <new>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tools/cli/run.h"

namespace zs::fuzz {
namespace {

constexpr int kMostSeconds = 10;

// ---- words ----

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct Vocabulary {
  std::vector<std::string> words, sentences;
};

// Everything between the signs of the data files; whole sentences from the examples (例).
Vocabulary vocabulary_of(const std::filesystem::path& stdlib) {
  Vocabulary made;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(stdlib))
    if (entry.path().extension() == ".zs") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::istringstream in(bytes_of(path));
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("#")) continue;
      const std::size_t example = line.find("例 ");
      if (example != std::string::npos && example < 8)
        made.sentences.push_back(line.substr(example + 4, line.find(" →") - example - 4));
      std::string word;
      for (const char c : line + " ") {
        if (static_cast<unsigned char>(c) >= 0x80 || c == '%') {
          word += c;
        } else if (!word.empty()) {
          made.words.push_back(std::move(word));
          word.clear();
        }
      }
    }
  }
  return made;
}

class Source {
 public:
  Source(const Vocabulary& from, std::uint64_t seed) : from_(from), bits_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(bits_() % bound); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  const std::string& one_of(const std::vector<std::string>& list) {
    return list[below(list.size())];
  }

  // Words, figures, signs; now and then half of a real sentence or a byte that is none.
  std::string sentence() {
    static const std::vector<std::string> kSigns = {
        ",",  "。",       ";",  "、",   ":",   "(",   ")", "“",    "”",  "×",
        "÷",  "+",        "-",  "=",    ">=",  "<",   "%", "的",   "\n", "每",
        "分", "个百分点", "起", "万元", "1. ", "(1)", "①", "一、", "—",  "/"};
    std::string text;
    for (std::size_t i = 0, n = 1 + below(24); i < n; ++i) {
      const std::size_t kind = below(100);
      if (kind < 45)
        text += one_of(from_.words);
      else if (kind < 65)
        text += std::to_string(below(chance(90) ? 120 : 1'000'000'000)) +
                (chance(20) ? "." + std::to_string(below(1000)) : "");
      else if (kind < 92 || from_.sentences.empty())
        text += one_of(kSigns);
      else
        text += part_of(one_of(from_.sentences));
    }
    if (chance(2)) text.insert(below(text.size() + 1), 1, static_cast<char>(below(256)));
    return text;
  }
  std::string rules() {
    if (chance(40)) return sentence();
    static const std::vector<std::string> kBlocks = {
        "约定",           "数据", "定义", "等级", "否决", "目标", "示例", "加分项(最高5分)",
        "一、甲(权重50%)"};
    std::string text = chance(50) ? "方案 甲\n" : "";
    for (std::size_t i = 0, n = 1 + below(4); i < n; ++i) {
      if (chance(30)) text += one_of(kBlocks) + "\n   " + sentence() + "\n";
      text += std::to_string(i + 1) + ". " + one_of(from_.words) + "(" +
              std::to_string(1 + below(20)) + "分)\n   " + sentence() + "\n";
    }
    return text;
  }
  std::string data() {
    std::string text = "单位";
    const std::size_t columns = 1 + below(5);
    for (std::size_t c = 0; c < columns; ++c) text += "," + one_of(from_.words);
    for (std::size_t r = 0, rows = below(4); r < rows; ++r) {
      text += "\nU" + std::to_string(below(3));
      for (std::size_t c = 0; c < columns; ++c)
        text += "," + (chance(50) ? std::to_string(below(200)) : one_of(from_.words));
    }
    if (chance(10)) text.insert(below(text.size() + 1), 1, static_cast<char>(below(256)));
    return text;
  }

 private:
  std::string part_of(const std::string& text) {
    const std::size_t cut = below(text.size() + 1);
    return chance(50) ? text.substr(0, cut) : text.substr(cut);
  }

  const Vocabulary& from_;
  std::mt19937_64 bits_;
};

Source source_of(const Vocabulary& words, std::uint64_t seed, std::uint64_t number) {
  return Source(words, seed * 0x9E3779B97F4A7C15U + number);
}

// ---- in process ----

class MemoryFiles : public cli::Files {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  std::optional<std::string> read(const std::string& name, Words& why) override {
    const auto found = files_.find(name);
    if (found != files_.end()) return found->second;
    why = "no such file";
    return std::nullopt;
  }
  bool write(const std::string& name, const std::string& bytes, Words&) override {
    files_[name] = bytes;
    return true;
  }

 private:
  std::map<std::string, std::string> files_;
};

void use(const std::string& rules, const std::string& data) {
  const std::vector<std::vector<std::string>> calls = {
      {"check", "r.zs"}, {"read", "r.zs"}, {"eval", "r.zs", "d.csv", "--explain"}};
  for (const std::vector<std::string>& call : calls) {
    MemoryFiles files({{"r.zs", rules}, {"d.csv", data}});
    std::istringstream in;
    std::ostringstream out, err;
    cli::run(call, files, {in, out, err});
  }
}

// What the child is at, seen by both.
struct Progress {
  std::atomic<std::uint64_t> line;
};

using Clock = std::chrono::steady_clock;

// Waits for a child; false, and a word about it, when it was killed or did not get on.
bool wait_for(pid_t child, const std::function<std::uint64_t()>& at, std::string& what) {
  std::uint64_t last = at();
  Clock::time_point since = Clock::now();
  for (;;) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) {
      if (!WIFSIGNALED(status)) return true;
      what = std::string("signal ") + strsignal(WTERMSIG(status));
      return false;
    }
    if (const std::uint64_t now = at(); now != last) {
      last = now;
      since = Clock::now();
    } else if (Clock::now() - since > std::chrono::seconds(kMostSeconds)) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      what = "more than " + std::to_string(kMostSeconds) + " seconds";
      return false;
    }
    usleep(2000);
  }
}

std::uint64_t sentences(const Vocabulary& words, std::uint64_t lines, std::uint64_t seed) {
  void* const shared =
      mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* const progress = new (shared) Progress{};
  std::uint64_t failures = 0;
  for (std::uint64_t next = 0; next < lines;) {
    progress->line = next;
    const pid_t child = fork();
    if (child == 0) {
      for (std::uint64_t line = next; line < lines; ++line) {
        progress->line = line;
        Source source = source_of(words, seed, line);
        const std::string rules = source.rules();
        use(rules, source.data());
      }
      progress->line = lines;
      _exit(0);
    }
    std::string what;
    if (wait_for(
            child, [&] { return progress->line.load(); }, what) &&
        progress->line == lines)
      break;
    if (what.empty()) what = "the program ended";
    Source source = source_of(words, seed, progress->line);
    const std::string rules = source.rules();
    std::printf("line %llu: %s\n---- rules\n%s\n---- data\n%s\n----\n",
                static_cast<unsigned long long>(progress->line.load()), what.c_str(), rules.c_str(),
                source.data().c_str());
    ++failures;
    next = progress->line + 1;
  }
  munmap(shared, sizeof(Progress));
  return failures;
}

// ---- the program ----

std::vector<std::string> arguments(Source& source) {
  static const std::vector<std::string> kCommands = {"eval",    "check", "read", "inputs", "diff",
                                                     "explain", "test",  "repl", "format", "评分"};
  static const std::vector<std::string> kOptions = {
      "--explain", "--summary", "--lang",  "en",     "--format", "json",     "csv",       "jsonl",
      "--unit",    "U1",        "--text",  "--data", "--points", "3",        "--missing", "zero",
      "error",     "--strict",  "--stage", "tree",   "plan",     "--lock",   "--jobs",    "2",
      "--wording", "-o",        "out.txt", "-f",     "--goal",   "--rejects"};
  std::vector<std::string> made = {source.one_of(kCommands)};
  if (source.chance(90)) made.push_back("r.zs");
  if (source.chance(70)) made.push_back(source.chance(80) ? "d.csv" : "s.zs");
  for (std::size_t i = 0, n = source.below(5); i < n; ++i)
    made.push_back(source.chance(85) ? source.one_of(kOptions) : source.sentence());
  for (std::string& one : made) one.erase(std::remove(one.begin(), one.end(), '\0'), one.end());
  return made;
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::uint64_t processes(const Vocabulary& words, std::uint64_t runs, std::uint64_t seed,
                        const std::string& program) {
  std::string folder = std::filesystem::temp_directory_path() / "zs_fuzz_XXXXXX";
  if (!mkdtemp(folder.data())) return 1;
  std::uint64_t failures = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Source source = source_of(words, seed + 1, run);
    write_file(folder + "/r.zs", source.rules());
    write_file(folder + "/s.zs", source.rules());
    write_file(folder + "/d.csv", source.data());
    std::string typed;
    for (std::size_t i = 0, n = source.below(6); i < n; ++i) typed += source.sentence() + "\n";
    write_file(folder + "/in", typed);
    const std::vector<std::string> call = arguments(source);
    const pid_t child = fork();
    if (child == 0) {
      if (chdir(folder.c_str()) != 0) _exit(99);
      const int in = open("in", O_RDONLY), out = open("/dev/null", O_WRONLY);
      dup2(in, 0);
      dup2(out, 1);
      dup2(out, 2);
      std::vector<char*> pointers{const_cast<char*>(program.c_str())};
      for (const std::string& one : call) pointers.push_back(const_cast<char*>(one.c_str()));
      pointers.push_back(nullptr);
      execv(program.c_str(), pointers.data());
      _exit(99);
    }
    std::string what;
    if (wait_for(
            child, [] { return std::uint64_t{0}; }, what))
      continue;
    ++failures;
    std::printf("run %llu: %s:", static_cast<unsigned long long>(run), what.c_str());
    for (const std::string& one : call) std::printf(" '%s'", one.c_str());
    const std::string kept = folder + "." + std::to_string(run);
    std::filesystem::copy(folder, kept);
    std::printf("\n  in %s\n", kept.c_str());
  }
  std::filesystem::remove_all(folder);
  return failures;
}

}  // namespace
}  // namespace zs::fuzz

int main(int count, char** given) {
  if (count < 3) {
    std::fprintf(stderr, "usage: zs_fuzz LINES RUNS [SEED]\n");
    return 2;
  }
  const auto number = [&](int at) { return std::strtoull(given[at], nullptr, 10); };
  const std::uint64_t seed = count > 3 ? number(3) : 1;
  const auto words = zs::fuzz::vocabulary_of(std::string(ZS_SOURCE_DIR) + "/stdlib");
  const std::uint64_t failures = zs::fuzz::sentences(words, number(1), seed) +
                                 zs::fuzz::processes(words, number(2), seed, ZS_PROGRAM);
  std::printf("fuzz: %llu lines, %llu runs, %llu failures (seed %llu, %zu words)\n", number(1),
              number(2), static_cast<unsigned long long>(failures),
              static_cast<unsigned long long>(seed), words.words.size());
  return failures == 0 ? 0 : 1;
}
