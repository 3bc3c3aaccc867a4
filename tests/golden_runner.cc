// Runs every page of tests/golden as a test "Golden.<page>" and every section of the language
// reference that has commands as "Golden.language/<number>", inside this process and without the
// disk. With ZS_GOLDEN_UPDATE=1 it rewrites the output in the pages instead (never in CI).
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "tests/golden_page.h"
#include "tools/cli/disk_files.h"
#include "tools/cli/run.h"
#include "tools/repl/terminal/run_repl.h"

namespace zs::golden {
namespace {

const std::filesystem::path kSource = ZS_SOURCE_DIR;

bool is_updating() {
  const char* update = std::getenv("ZS_GOLDEN_UPDATE");
  return update != nullptr && std::string_view(update) == "1" && std::getenv("CI") == nullptr;
}

// The files of one page; names that begin with examples/ are read from the source tree.
class PageFiles : public cli::Files {
 public:
  std::optional<std::string> read(const std::string& name, Words& why) override {
    if (const auto file = files_.find(name); file != files_.end()) return file->second;
    std::optional<std::string> bytes;
    if (name.starts_with("examples/") && name.find("..") == name.npos)
      bytes = read_file(kSource / name);
    if (!bytes) why = cli::system_reason(ENOENT);
    return bytes;
  }

  bool write(const std::string& name, const std::string& bytes, Words&) override {
    files_[name] = bytes;
    return true;
  }

 private:
  std::map<std::string, std::string> files_;
};

// What a terminal shows for one command of a page: the program, or cat for what it wrote.
class PageShell {
 public:
  explicit PageShell(PageFiles& files) : files_(files) {}

  // The output as whole lines, or nothing and a reason in `problem`.
  std::optional<std::string> run(const std::string& line, std::string& problem) {
    const std::optional<CommandWords> command = split_command(line, problem);
    if (!command) return std::nullopt;
    if (command->words.empty()) return refuse("there is no command", problem);
    const std::vector<std::string> arguments(command->words.begin() + 1, command->words.end());
    std::string input;
    if (command->input) {
      Words why;
      const std::optional<std::string> bytes = files_.read(*command->input, why);
      if (!bytes) return refuse(*command->input + ": " + why.en, problem);
      input = *bytes;
    }
    std::string output;
    if (command->words[0] == "zhunsheng")
      output = program(arguments, input);
    else if (command->words[0] == "cat")
      return cat(arguments, problem);
    else
      return refuse("a page can run zhunsheng and cat only", problem);
    if (output.starts_with("$ ") || output.find("\n$ ") != output.npos)
      return refuse("a line of the output begins with \"$ \", which a page cannot hold", problem);
    return output;
  }

 private:
  static std::optional<std::string> refuse(const std::string& why, std::string& problem) {
    problem = why;
    return std::nullopt;
  }

  // Ends the last line where the program did not, and says so.
  static std::string whole_lines(std::string text) {
    if (!text.empty() && !text.ends_with('\n')) text += "\n[no line end]\n";
    return text;
  }

  std::string program(const std::vector<std::string>& arguments, const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out, err;
    const cli::Status status = cli::run(arguments, files_, {in, out, err, false, repl::run_repl});
    std::string text = whole_lines(out.str() + err.str());
    if (status != cli::Status::Done)
      text += "[exit " + std::to_string(static_cast<int>(status)) + "]\n";
    return text;
  }

  std::optional<std::string> cat(const std::vector<std::string>& names, std::string& problem) {
    std::string text;
    for (const std::string& name : names) {
      Words why;
      const std::optional<std::string> bytes = files_.read(name, why);
      if (!bytes) return refuse(name + ": " + why.en, problem);
      text += *bytes;
    }
    return whole_lines(text);
  }

  PageFiles& files_;
};

class GoldenTest : public testing::Test {
 public:
  // A whole file, or one section of it.
  explicit GoldenTest(std::filesystem::path path, std::optional<std::size_t> section = {})
      : path_(std::move(path)), section_(section) {}

  void TestBody() override {
    const std::optional<std::string> file = read_file(path_);
    ASSERT_TRUE(file) << path_ << " cannot be read";
    std::vector<std::string> parts = section_ ? sections_of(*file) : std::vector{*file};
    const std::size_t at = section_.value_or(0);
    ASSERT_LT(at, parts.size()) << name();
    for (std::size_t i = 0; i < at; ++i)
      lines_before_ += static_cast<int>(std::count(parts[i].begin(), parts[i].end(), '\n'));
    std::string problem;
    std::optional<Page> page = parse_page(parts[at], problem);
    ASSERT_TRUE(page) << name() << ", after line " << lines_before_ << ": " << problem;
    ASSERT_EQ(page_text(*page), parts[at]) << name() << " is not reprinted as it stands";
    run_commands(*page);
    if (is_updating() && !HasFailure() && page_text(*page) != parts[at]) {
      parts[at] = page_text(*page);
      std::ofstream to(path_, std::ios::binary);
      for (const std::string& part : parts) to << part;
      std::cout << "rewritten: " << name() << "\n";
    }
  }

 private:
  std::string name() const { return std::filesystem::relative(path_, kSource).string(); }

  // In the order of the page; a file stands there for the commands below it.
  void run_commands(Page& page) {
    PageFiles files;
    PageShell shell(files);
    for (Block& block : page.blocks) {
      std::string problem;
      Words why;
      if (const auto* file = std::get_if<FileBlock>(&block))
        files.write(file->name, file->bytes, why);
      auto* console = std::get_if<Console>(&block);
      if (console == nullptr) continue;
      for (Command& command : console->commands) {
        const std::optional<std::string> output = shell.run(command.line, problem);
        if (!output)
          ADD_FAILURE() << name() << ":" << lines_before_ + command.at << ": " << problem;
        else if (is_updating())
          command.output = *output;
        else if (*output != command.output)
          ADD_FAILURE() << name() << ":" << lines_before_ + command.at << ": $ " << command.line
                        << "\n"
                        << difference(command.output, *output)
                        << "(- the page, + the program; scripts/dev golden --update accepts)";
      }
    }
  }

  std::filesystem::path path_;
  std::optional<std::size_t> section_;
  int lines_before_ = 0;
};

// Every section that runs a command.
void register_reference() {
  const std::filesystem::path path = kSource / "docs" / "language.md";
  const std::vector<std::string> sections = sections_of(read_file(path).value_or(""));
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (sections[i].find("```") == std::string::npos) continue;
    const std::string name = "language/" + std::to_string(i);
    testing::RegisterTest("Golden", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path, i]() -> GoldenTest* { return new GoldenTest(path, i); });
  }
}

void register_pages() {
  const std::filesystem::path folder = kSource / "tests" / "golden";
  for (const std::filesystem::path& path : pages_below(folder)) {
    const std::string name = std::filesystem::relative(path, folder).replace_extension().string();
    testing::RegisterTest("Golden", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> GoldenTest* { return new GoldenTest(path); });
  }
}

}  // namespace
}  // namespace zs::golden

int main(int argc, char** argv) {
  // Output must not depend on the language of whoever runs the tests.
  for (const char* name : {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"}) unsetenv(name);
  testing::InitGoogleTest(&argc, argv);
  zs::golden::register_pages();
  zs::golden::register_reference();
  return RUN_ALL_TESTS();
}
