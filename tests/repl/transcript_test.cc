// Runs every page of tests/repl/transcripts on a real terminal: what a user types, and all that the
// screen then showed. With ZS_GOLDEN_UPDATE=1 it rewrites the screens (never in CI).
//
// A page: a title, prose, and blocks of keys, each followed by the screen since the block before.
// A line of keys ends with Return unless it ends with {}. {Left}, {Tab} … are keys, {Paste:…} a
// bracketed paste (\n and \t in it). Lines that begin with ! are about the terminal: !start ARGS,
// !kill, !width 40, !env NAME=VALUE (before the first start), !run zhunsheng …
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "tests/golden_page.h"
#include "tests/repl/terminal_child.h"

namespace zs::test {
namespace {

namespace fs = std::filesystem;
const fs::path kSource = ZS_SOURCE_DIR;

bool is_updating() {
  const char* update = std::getenv("ZS_GOLDEN_UPDATE");
  return update != nullptr && std::string_view(update) == "1" && std::getenv("CI") == nullptr;
}

std::string key_named(const std::string& name) {
  static const std::map<std::string, std::string> kKeys = {{"Left", "\033[D"},
                                                           {"Right", "\033[C"},
                                                           {"Up", "\033[A"},
                                                           {"Down", "\033[B"},
                                                           {"Home", "\001"},
                                                           {"End", "\005"},
                                                           {"Back", "\177"},
                                                           {"Delete", "\033[3~"},
                                                           {"Tab", "\t"},
                                                           {"Return", "\r"},
                                                           {"Ctrl-C", "\003"},
                                                           {"Ctrl-D", "\004"},
                                                           {"Ctrl-R", "\022"},
                                                           {"Ctrl-K", "\013"},
                                                           {"Ctrl-W", "\027"},
                                                           {"Escape", "\033"},
                                                           {"", ""},
                                                           {"BadByte", "\xB5\xC4"},
                                                           {"Nul", std::string(1, '\0')},
                                                           {"FunctionLeft", "\033OD"}};
  const auto found = kKeys.find(name);
  if (found == kKeys.end()) ADD_FAILURE() << "there is no key " << name;
  return found == kKeys.end() ? "" : found->second;
}

std::string unescaped(std::string text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'n' || text[i + 1] == 't'))
      made += text[++i] == 'n' ? "\r" : "\t";
    else
      made += text[i];
  return made;
}

class TranscriptTest : public testing::Test {
 public:
  explicit TranscriptTest(fs::path path) : path_(std::move(path)) {}

  void TestBody() override {
    const std::string page = golden::read_file(path_).value_or("");
    folder_ = fs::temp_directory_path() /
              ("zs-repl-" + std::to_string(getpid()) + "-" + path_.stem().string());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "home");
    fs::create_directory_symlink(kSource / "examples", folder_ / "examples");
    setting_.folder = folder_.string();
    const std::string made = replayed(page);
    terminal_.reset();
    fs::remove_all(folder_);
    if (is_updating() && !HasFailure() && made != page) {
      std::ofstream(path_, std::ios::binary) << made;
      std::cout << "rewritten: " << path_.filename() << "\n";
    } else if (made != page) {
      ADD_FAILURE() << path_.filename() << "\n" << golden::difference(page, made);
    }
  }

 private:
  // The page with the screens as they are now.
  std::string replayed(const std::string& page) {
    std::istringstream lines(page);
    std::string made, block;
    enum { Prose, Keys, Shown, File } in = Prose;
    std::string file_name;
    for (std::string line; std::getline(lines, line);) {
      if (in == Prose) {
        made += line + "\n";
        if (line == "```keys") in = Keys;
        if (line.starts_with("```file ")) {
          in = File;
          file_name = line.substr(8);
        }
        if (line == "```text") {
          in = Shown;
          made += shown();
        }
        block.clear();
        continue;
      }
      if (line == "```") {
        if (in == File) std::ofstream(folder_ / file_name, std::ios::binary) << block;
        made += line + "\n";
        in = Prose;
        continue;
      }
      if (in == Shown) continue;
      made += line + "\n";
      if (in == File)
        block += line + "\n";
      else
        take(line);
    }
    return made;
  }

  std::string shown() {
    if (!terminal_) return "";
    const std::string all = terminal_->screen().text();
    // What stood there before may have grown on its last line: the prompt.
    std::size_t same = 0;
    while (same < all.size() && same < seen_.size() && all[same] == seen_[same]) ++same;
    const std::size_t line = same == 0 ? std::string::npos : all.rfind('\n', same - 1);
    const std::string fresh = all.substr(line == std::string::npos ? 0 : line + 1);
    seen_ = all;
    return fresh;
  }

  void take(const std::string& line) {
    if (line.starts_with("!")) {
      order(line.substr(1));
      return;
    }
    if (!terminal_) order("start");
    std::string keys;
    const auto flush = [&] {
      if (keys.empty()) return;
      EXPECT_TRUE(terminal_->type(keys)) << "no answer to: " << line << "\n"
                                         << terminal_->screen().text();
      keys.clear();
    };
    bool open = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '{') {
        keys += line[i];
        open = false;
        continue;
      }
      const std::size_t end = line.find('}', i);
      const std::string name = line.substr(i + 1, end - i - 1);
      i = end;
      open = name.empty() || name == "Ctrl-C" || name == "Ctrl-D" || name == "Return";
      if (name.starts_with("Paste:")) {
        keys += "\033[200~" + unescaped(name.substr(6)) + "\033[201~";
        continue;
      }
      if (name == "Tab") flush();
      keys += key_named(name);
      if (name == "Tab" || name == "Return" || name == "Ctrl-C" || name == "Escape") flush();
    }
    if (!open) keys += "\r";
    flush();
    for (const std::string& one : terminal_->screen().unknown())
      ADD_FAILURE() << "the screen does not know " << one.substr(1);
  }

  void order(const std::string& words) {
    std::istringstream in(words);
    std::string verb, word;
    in >> verb;
    std::vector<std::string> rest;
    while (in >> word) rest.push_back(word);
    if (verb == "env") {
      const std::size_t equals = rest.at(0).find('=');
      std::string value = rest.at(0).substr(equals + 1);
      if (value.starts_with("./")) value = (folder_ / value.substr(2)).string();
      setting_.environment[rest.at(0).substr(0, equals)] = value;
      return;
    }
    if (verb == "columns") {
      setting_.columns = std::stoi(rest.at(0));
      return;
    }
    if (!terminal_) terminal_ = std::make_unique<TerminalChild>(setting_);
    if (verb == "start") {
      EXPECT_TRUE(terminal_->start(rest)) << terminal_->screen().text();
    } else if (verb == "kill") {
      terminal_->kill_it();
      terminal_->screen().write("\r\n[kill -9]\r\n");
    } else if (verb == "width") {
      terminal_->resize(std::stoi(rest.at(0)));
    } else if (verb == "run") {
      terminal_->screen().write("$ " + words.substr(4) + "\r\n");
      terminal_->run(rest);
    } else {
      ADD_FAILURE() << "!" << verb << " is not known";
    }
  }

  fs::path path_, folder_;
  TerminalChild::Setting setting_;
  std::unique_ptr<TerminalChild> terminal_;
  std::string seen_;
};

const bool kRegistered = [] {
  const fs::path folder = kSource / "tests" / "repl" / "transcripts";
  for (const fs::path& path : golden::pages_below(folder)) {
    const std::string name = path.stem().string();
    testing::RegisterTest("Transcript", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> TranscriptTest* { return new TranscriptTest(path); });
  }
  return true;
}();

}  // namespace
}  // namespace zs::test
