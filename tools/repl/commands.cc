#include "tools/repl/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/wording/normal_text.h"
#include "runtime/base/source.h"
#include "runtime/io/blanks.h"

namespace zs::repl {
namespace {

constexpr std::array kCommands = {
#define ZS_COMMAND(verb, chinese, others, ascii, argument, ...) \
  CommandInfo{Verb::verb, chinese, others, ascii, Argument::argument, __VA_ARGS__},
#include "tools/repl/commands.def"
#undef ZS_COMMAND
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_name_of(const CommandInfo& command, std::string_view word) {
  if (word == command.chinese) return true;
  const auto others = words_of(command.others);
  return std::find(others.begin(), others.end(), word) != others.end();
}

std::size_t edits(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
      corner = above;
    }
  }
  return row.back();
}

std::string padded(std::string text, int width) {
  const int lacking = width - display_width(text);
  return text + std::string(static_cast<std::size_t>(std::max(lacking, 1)), ' ');
}

}  // namespace

std::span<const CommandInfo> all_commands() { return kCommands; }

const CommandInfo& info_of(Verb verb) { return kCommands[static_cast<std::size_t>(verb)]; }

std::optional<CommandLine> command_of(std::string_view line) {
  line = trimmed(line);
  bool colon = false;
  for (std::string_view mark : {":", "\uFF1A", "/"})
    if (line.starts_with(mark)) {
      colon = true;
      line = trimmed(line.substr(mark.size()));
      break;
    }
  std::size_t end = 0;
  while (end < line.size() && blank_length(line.substr(end)) == 0) ++end;
  const std::string_view word = line.substr(0, end);
  const std::string rest(trimmed(line.substr(end)));
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (lower == "units") lower = "unit";
  for (const CommandInfo& command : kCommands)
    if (is_name_of(command, lower) || lower == command.ascii)
      return CommandLine{command.verb, rest, false};
  if (colon) return std::nullopt;
  std::optional<CommandLine> found;
  std::size_t longest = 0;
  for (const CommandInfo& command : kCommands) {
    const auto longer = [&](std::string_view name) {
      if (name.size() <= longest || name.size() < 6 || !line.starts_with(name)) return;
      longest = name.size();
      found = CommandLine{command.verb, std::string(trimmed(line.substr(name.size()))), true};
    };
    longer(command.chinese);
    for (std::string_view other : words_of(command.others)) longer(other);
  }
  return found;
}

std::vector<std::string> near_names(std::string_view word, const std::vector<std::string>& names,
                                    std::size_t most) {
  const std::u32string wanted = to_characters(word);
  struct Near {
    std::size_t distance;
    const std::string* name;
  };
  std::vector<Near> all;
  for (const std::string& name : names) {
    const std::u32string other = to_characters(name);
    if (other.empty() || wanted.empty()) continue;
    const bool holds = other.starts_with(wanted) ||
                       (wanted.size() >= 2 && other.find(wanted) != std::u32string::npos);
    const bool held = other.size() >= 2 && wanted.find(other) != std::u32string::npos;
    const std::size_t distance = holds || held ? 1 : edits(wanted, other);
    const std::size_t shorter = std::min(wanted.size(), other.size());
    if (holds || held || distance <= std::max<std::size_t>(1, shorter / 2)) {
      // 帮住 and 比较 differ in all characters: no relation.
      const bool shares = std::any_of(wanted.begin(), wanted.end(), [&](char32_t c) {
        return other.find(c) != std::u32string::npos;
      });
      if (shares) all.push_back({distance, &name});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Near& a, const Near& b) { return a.distance < b.distance; });
  std::vector<std::string> best;
  for (const Near& one : all)
    if (best.size() < most && std::find(best.begin(), best.end(), *one.name) == best.end())
      best.push_back(*one.name);
  return best;
}

std::vector<std::string> near_commands(std::string_view word) {
  const bool colon = word.starts_with(":");
  if (colon) word.remove_prefix(1);
  std::vector<std::string> names, shown;
  for (const CommandInfo& command : kCommands) {
    std::vector<std::string_view> all = words_of(command.others);
    all.insert(all.begin(), {command.ascii, command.chinese});
    for (std::string_view name : all) {
      names.emplace_back(name);
      shown.push_back(colon ? ":" + std::string(command.ascii) : std::string(command.chinese));
    }
  }
  std::vector<std::string> near;
  for (const std::string& name : near_names(word, names, 6)) {
    const auto at = std::find(names.begin(), names.end(), name) - names.begin();
    const std::string& one = shown[static_cast<std::size_t>(at)];
    if (near.size() < 3 && std::find(near.begin(), near.end(), one) == near.end())
      near.push_back(one);
  }
  return near;
}

std::string help_overview(Language language) {
  const bool zh = language == Language::Chinese;
  std::string text =
      zh ? "输入一条规则,就看到它的读法、要填的数据和曲线:\n"
           "  满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止\n"
           "输入数据,就看到得分和理由(几项之间用逗号;也可以粘贴表格里的行):\n"
           "  满意度=76%\n"
           "有文件的:载入 规则.zs 数据.csv(只写 载入,列出这里有的文件)\n"
           "命令(冒号开头的是英文名):\n"
         : "Type a rule and see how it is read, which data it wants, and its curve:\n"
           "  满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止\n"
           "Type data and see the score and why (several with commas; rows of a table can be "
           "pasted):\n"
           "  满意度=76%\n"
           "With files: :load RULES.zs DATA.csv (:load alone lists what is here)\n"
           "Commands (each has a Chinese name too):\n";
  for (const CommandInfo& command : kCommands) {
    const std::string left =
        zh ? fmt::format("  {}", command.usage_zh) : fmt::format("  :{}", command.usage_en);
    const std::string middle =
        zh ? fmt::format(":{}", command.ascii) : std::string(command.chinese);
    text +=
        padded(left, 27) + padded(middle, 10) + std::string(zh ? command.zh : command.en) + "\n";
  }
  text +=
      zh ? "只写一个单位、指标或数据项的名称,就看它。Tab补全,↑找回写过的,Ctrl-R查找,Ctrl-C取消,"
           "Ctrl-D离开。\n"
         : "The name of a unit, an indicator or an input alone shows it. Tab completes, Up brings "
           "back,\nCtrl-R searches, Ctrl-C cancels, Ctrl-D leaves.\n";
  return text;
}

std::string help_of(Verb verb, Language language) {
  const CommandInfo& command = info_of(verb);
  const bool zh = language == Language::Chinese;
  std::string text =
      zh ? fmt::format("{}    (:{})\n  {}\n", command.usage_zh, command.ascii, command.zh)
         : fmt::format(":{}    ({})\n  {}\n", command.usage_en, command.chinese, command.en);
  std::string_view details = zh ? command.details_zh : command.details_en;
  while (!details.empty()) {
    const std::size_t end = std::min(details.find('\n'), details.size());
    text += fmt::format("  {}\n", details.substr(0, end));
    details.remove_prefix(std::min(end + 1, details.size()));
  }
  if (zh && !command.others.empty()) text += fmt::format("  也可以写:{}\n", command.others);
  return text;
}

}  // namespace zs::repl
