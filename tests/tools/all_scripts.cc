#include "tests/tools/all_scripts.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "runtime/io/encoding.h"
#include "tests/golden_page.h"

namespace zs::test {
namespace {

const std::filesystem::path kSource = ZS_SOURCE_DIR;

std::vector<std::filesystem::path> files_below(const char* folder, std::string_view extension) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kSource / folder))
    if (entry.path().extension() == extension) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string name_of(const std::filesystem::path& path) {
  return std::filesystem::relative(path, kSource).string();
}

void add_page(const std::filesystem::path& path, std::vector<Script>& scripts) {
  std::string problem;
  const auto page = golden::parse_page(golden::read_file(path).value_or(""), problem);
  if (!page) return;
  for (const golden::Block& block : page->blocks) {
    if (const auto* file = std::get_if<golden::FileBlock>(&block))
      if (file->language == "zs" || file->name.ends_with(".zs"))
        if (const auto text = to_utf8(file->bytes))
          scripts.push_back({name_of(path) + " " + file->name, *text});
    const auto* console = std::get_if<golden::Console>(&block);
    if (console == nullptr) continue;
    for (const golden::Command& command : console->commands) {
      const auto split = golden::split_command(command.line, problem);
      if (!split) continue;
      const auto flag = std::find(split->words.begin(), split->words.end(), "--text");
      if (flag != split->words.end() && flag + 1 != split->words.end())
        scripts.push_back({name_of(path) + " --text", *(flag + 1)});
    }
  }
}

void add_items(const std::filesystem::path& path, std::vector<Script>& scripts) {
  std::istringstream lines(golden::read_file(path).value_or(""));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const nlohmann::json item = nlohmann::json::parse(line);
    const auto text = [&](const char* key) { return item.at(key).get<std::string>(); };
    scripts.push_back(
        {name_of(path) + " " + text("id"),
         "1. " + text("title") + "(" + text("points") + "分)\n" + text("text") + "\n"});
  }
}

}  // namespace

const std::vector<Script>& all_scripts() {
  static const std::vector<Script> all = [] {
    std::vector<Script> scripts;
    for (const auto& path : files_below("examples", ".zs"))
      scripts.push_back({name_of(path), golden::read_file(path).value_or("")});
    for (const auto& path : golden::pages_below(kSource / "tests" / "golden"))
      add_page(path, scripts);
    for (const auto& path : files_below("tests/corpus", ".jsonl")) add_items(path, scripts);
    return scripts;
  }();
  return all;
}

}  // namespace zs::test
