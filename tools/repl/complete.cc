// What can stand in the place of the word before the cursor.
#include <algorithm>
#include <array>
#include <set>

#include "runtime/io/blanks.h"
#include "tools/repl/repl.h"

namespace zs::repl {
namespace {

// Wordings that rules are made of.
constexpr std::array<std::string_view, 22> kWordings = {"在80%以上的得3分",
                                                        "得满分",
                                                        "得3分",
                                                        "不得分",
                                                        "扣完为止",
                                                        "扣0.1分",
                                                        "每低1个百分点扣0.1分",
                                                        "每下降1个百分点扣0.1分",
                                                        "每高1个百分点扣0.1分",
                                                        "每超过1天扣0.5分",
                                                        "每发生一起扣1分",
                                                        "每少1次扣0.5分",
                                                        "每增加1个百分点加0.2分",
                                                        "最多扣2分",
                                                        "最高加3分",
                                                        "酌情扣分",
                                                        "按比例得分",
                                                        "否则不得分",
                                                        "其余不得分",
                                                        "各扣1分",
                                                        "达到80%的得3分",
                                                        "低于60%的不得分"};

constexpr std::array<std::string_view, 9> kBreaks = {",", "\uFF0C", ";",  "\uFF1B", "、",
                                                     "=", "\uFF1D", "\n", "|"};

std::size_t word_begin(std::string_view line) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t length = blank_length(line.substr(i));
    for (std::string_view one : kBreaks)
      if (line.substr(i).starts_with(one)) length = one.size();
    if (length > 0) begin = i + length;
    i += std::max<std::size_t>(length, 1);
  }
  return begin;
}

}  // namespace

Repl::Completion Repl::complete(std::string_view line) {
  Completion made;
  std::set<std::string> seen;
  std::string_view word;
  const auto offer = [&](std::string name) {
    if (name.size() > word.size() && std::string_view(name).starts_with(word) &&
        seen.insert(name).second)
      made.candidates.push_back(std::move(name));
  };
  made.begin = word_begin(line);
  word = line.substr(made.begin);
  const Plan& plan = workspace_.plan();
  const auto inputs = [&] {
    for (std::size_t input : wanted_inputs(plan)) {
      offer(plan.inputs[input].name + "=");
      for (const std::string& alias : plan.inputs[input].aliases) offer(alias + "=");
    }
  };
  const auto units = [&] {
    if (workspace_.units().all().size() > 1)
      for (const BoundUnit& unit : workspace_.units().all()) offer(unit.name);
  };
  // Behind an equals sign: what the input can be.
  std::string_view before = line.substr(0, made.begin);
  for (std::string_view equals : {"=", "\uFF1D"})
    if (before.ends_with(equals)) {
      before.remove_suffix(equals.size());
      const std::string name(trimmed(before.substr(word_begin(before))));
      for (const PlanInput& input : plan.inputs) {
        const bool alias =
            std::find(input.aliases.begin(), input.aliases.end(), name) != input.aliases.end();
        if (input.name != name && !alias) continue;
        if (input.dimension == Dimension::Fact)
          for (const char* value : {"是", "否"}) offer(value);
        for (const std::string& choice : input.choices) offer(choice);
      }
      return made;
    }
  const bool first = trimmed(line.substr(0, made.begin)).empty();
  if (!first) {
    if (const auto command = command_of(line.substr(0, made.begin)); command && !command->glued) {
      switch (info_of(command->verb).argument) {
        case Argument::File: {
          // Names of files may hold separators: everything behind the last blank.
          std::size_t begin = line.size();
          while (begin > 0 && blank_length(line.substr(begin - 1)) == 0) --begin;
          made.begin = begin;
          word = line.substr(begin);
          if (services_.files_like)
            for (std::string& name : services_.files_like(std::string(word)))
              offer(std::move(name));
          return made;
        }
        case Argument::Unit:
          for (const BoundUnit& unit : workspace_.units().all()) offer(unit.name);
          return made;
        case Argument::Indicator:
          for (const PlanIndicator& one : plan.indicators) offer(one.title);
          return made;
        case Argument::Grade:
          for (const std::string& grade : plan.grades) offer(grade);
          return made;
        case Argument::Input:
          for (std::size_t input : wanted_inputs(plan)) offer(plan.inputs[input].name);
          return made;
        case Argument::Command:
          for (const CommandInfo& one : all_commands()) offer(std::string(one.chinese));
          for (const CommandInfo& one : all_commands()) offer(std::string(one.ascii));
          return made;
        case Argument::Data:
          inputs();
          return made;
        case Argument::None:
          return made;
      }
    }
    if (!word.empty()) {
      inputs();
      for (std::string_view one : kWordings) offer(std::string(one));
    } else {
      inputs();
    }
    return made;
  }
  for (const CommandInfo& one : all_commands()) {
    const bool takes = one.argument != Argument::None;
    if (!word.starts_with(":")) offer(std::string(one.chinese) + (takes ? " " : ""));
    if (word.starts_with(":")) offer(":" + std::string(one.ascii) + (takes ? " " : ""));
  }
  if (word.starts_with(":")) return made;
  inputs();
  units();
  if (!word.empty())
    for (std::string_view one : kWordings) offer(std::string(one));
  return made;
}

}  // namespace zs::repl
