// 帮助, 载入, 保存, 撤销, 重做, 清空.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/io/blanks.h"
#include "runtime/number/decimal_text.h"
#include "tools/repl/command_runner.h"
#include "tools/repl/load_files.h"
#include "tools/repl/save_script.h"

namespace zs::repl {
namespace {

// Names of files, quoted where they hold blanks.
std::vector<std::string> file_names(std::string_view text) {
  std::vector<std::string> names;
  while (!(text = trimmed(text)).empty()) {
    std::string_view close;
    for (const auto& [open, end] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"'", "'"}, {"“", "”"}})
      if (text.starts_with(open) && text.find(end, open.size()) != std::string_view::npos) {
        close = end;
        text.remove_prefix(open.size());
        break;
      }
    std::size_t end = 0;
    if (!close.empty())
      end = text.find(close);
    else
      while (end < text.size() && blank_length(text.substr(end)) == 0) ++end;
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + std::max<std::size_t>(close.size(), 1), text.size()));
  }
  return names;
}

// Rules in this folder and one or two below it, each with the data that lies beside it.
std::vector<std::string> files_at_hand(
    const std::function<std::vector<std::string>(const std::string&)>& files_like) {
  std::vector<std::string> found, folders = {""};
  if (!files_like) return found;
  constexpr std::size_t kMostFolders = 40, kMostFound = 10;
  for (std::size_t i = 0; i < folders.size() && i < kMostFolders; ++i) {
    std::vector<std::string> rules, data;
    for (const std::string& name : files_like(folders[i])) {
      const bool deep = std::count(name.begin(), name.end(), '/') > 2;
      if (name.ends_with("/") && !deep) folders.push_back(name);
      if (name.ends_with(".zs")) rules.push_back(name);
      if (is_data_file(name) && name.find("expected") == std::string::npos) data.push_back(name);
    }
    for (const std::string& name : rules)
      if (found.size() < kMostFound)
        found.push_back(name + (data.size() == 1 && rules.size() == 1 ? " " + data.front() : ""));
  }
  return found;
}

// What loading came to, made apart from the session.
struct Loading {
  LoadedRules rules;
  LoadedData data;
};

}  // namespace

Answer CommandRunner::run() {
  switch (verb_) {
    case Verb::Help:
      return help();
    case Verb::Load:
      return load();
    case Verb::Save:
      return save();
    case Verb::Units:
      return units();
    case Verb::Lost:
      return lost();
    case Verb::Score:
      return score();
    case Verb::Missing:
      return missing();
    case Verb::WhatIf:
      return what_if();
    case Verb::Goal:
      return goal();
    case Verb::Curve:
      return curve();
    case Verb::Compare:
      return compare();
    case Verb::Check:
      return check();
    case Verb::Read:
      return read();
    case Verb::Inputs:
      return inputs();
    case Verb::Undo:
      return undo();
    case Verb::Redo:
      return redo();
    case Verb::Clear:
      return clear();
    case Verb::Restore:
      return {"", false, false, Answer::Ask::Restore};
    case Verb::Discard:
      return {"", false, false, Answer::Ask::Discard};
    case Verb::Quit:
      return {"", false, false, Answer::Ask::Leave};
  }
  return {};
}

Answer CommandRunner::needs_rules() const {
  return fail({"还没有规则:输入一条规则,或 载入 规则.zs",
               "there are no rules yet: type one, or :load RULES.zs"});
}

Answer CommandRunner::help() {
  if (rest_.empty()) return say(help_overview(manner_.language));
  if (const auto command = command_of(rest_)) return say(help_of(command->verb, manner_.language));
  Answer answer = fail(
      {fmt::format("没有“{}”这个命令", rest_), fmt::format("there is no command \"{}\"", rest_)});
  for (const std::string& name : near_commands(rest_))
    answer.text += words({"  相近的:", "  near it: "}) + name + "\n";
  return answer;
}

Answer CommandRunner::load() {
  const std::vector<std::string> names = file_names(rest_);
  if (names.empty() || names.size() > 2) {
    Answer answer = fail({"写法:载入 规则.zs [数据.csv](按Tab可以补全文件名)",
                          "write: :load RULES.zs [DATA.csv] (Tab completes names of files)"});
    std::string near;
    for (const std::string& line : files_at_hand(repl_.services_.files_like))
      near += "  " + words({"载入 ", ":load "}) + line + "\n";
    if (!near.empty()) answer.text += words({"这里有:\n", "there are:\n"}) + near;
    return answer;
  }
  std::string rules, data;
  for (const std::string& name : names)
    (is_data_file(name) || !rules.empty() ? data : rules) = name;
  return load_both(rules, data);
}

Answer CommandRunner::load_both(const std::string& rules, const std::string& data) {
  auto loading = std::make_shared<Loading>();
  cli::Files& files = repl_.services_.files;
  const auto work = [loading, &files, rules, data] {
    if (!rules.empty()) loading->rules = load_rules(files, rules);
    if (!data.empty() && (rules.empty() || loading->rules.rules))
      loading->data = load_data(files, data);
  };
  if (repl_.services_.finished) {
    if (!repl_.services_.finished(work))
      return fail({"停下了,没有载入", "stopped; nothing was loaded"});
  } else {
    work();
  }
  std::vector<Diagnostic> problems = loading->rules.problems;
  problems.insert(problems.end(), loading->data.problems.begin(), loading->data.problems.end());
  const bool no_rules = !rules.empty() && !loading->rules.rules;
  const bool no_data = !data.empty() && !loading->data.sheet;
  if (no_rules || no_data) {
    Answer answer{problems_text(problems, 8, manner_), true, false, {}};
    if (answer.text.empty()) answer.text = words({"里面没有数据\n", "there is no data in it\n"});
    return answer;
  }
  State next = workspace_.state();
  if (!rules.empty()) {
    next.rules = loading->rules.rules;
    for (const Diagnostic& one : next.rules->issues)
      if (one.severity == Severity::Error) problems.push_back(one);
  }
  if (!data.empty()) {
    next.sheet = loading->data.sheet;
    next.unit = 0;
    next.typed.clear();
  }
  next.saved = true;
  next.step = typed_;
  workspace_.change(std::move(next));
  const BoundUnits& bound = workspace_.units();
  Answer answer;
  answer.changed = true;
  if (!rules.empty())
    answer.text += words({fmt::format("规则 {}:{}个指标,{}分\n", rules, plan().indicators.size(),
                                      decimal_text(plan().points)),
                          fmt::format("rules {}: {} indicators, {} points\n", rules,
                                      plan().indicators.size(), decimal_text(plan().points))});
  if (!data.empty()) {
    answer.text += words({fmt::format("数据 {}:{}个单位,现在看:{}(换:单位 名称)\n", data,
                                      bound.all().size(), unit_name(bound.at(0))),
                          fmt::format("data {}: {} units; looking at {} (:unit NAME for another)\n",
                                      data, bound.all().size(), unit_name(bound.at(0)))});
    for (const Diagnostic& one : bound.column_problems())
      if (workspace_.has_rules()) problems.push_back(one);
    for (const Diagnostic& one : bound.problems_of(0)) problems.push_back(one);
  }
  answer.text += problems_text(problems, 8, manner_);
  answer.failed = std::any_of(problems.begin(), problems.end(), [](const Diagnostic& one) {
    return one.severity == Severity::Error;
  });
  if (workspace_.has_rules()) {
    answer.text += total_line(plan(), workspace_.look(), manner_);
    answer.text += missing_text(plan(), workspace_.look(), 4, manner_);
    if (!data.empty())
      answer.text += words({"接着可以:单位、失分、得分、如果 名称=数、还差多少\n",
                            "next: :unit, :lost, :score, :if NAME=VALUE, :goal\n"});
  }
  return answer;
}

Answer CommandRunner::save() {
  std::vector<std::string> names = file_names(rest_);
  const bool over = names.size() == 2 && (names[1] == "改写" || names[1] == "over");
  std::string name = names.empty() ? repl_.saved_as_ : names.front();
  if (name.empty() || names.size() > (over ? 2U : 1U))
    return fail({"写法:保存 文件.zs", "write: :save FILE.zs"});
  if (!workspace_.has_rules()) return needs_rules();
  if (name.find('.', name.rfind('/') + 1) == std::string::npos) name += ".zs";
  if (is_data_file(name))
    return fail(
        {"保存的是规则,文件名用.zs结尾", "what is saved are rules; the name ends with .zs"});
  const SavedScript script = script_with_examples(workspace_);
  Words why;
  const bool existed = repl_.services_.files.exists(name);
  if (existed && !over && name != repl_.saved_as_)
    return fail({fmt::format("已经有{}了;要改写它:保存 {} 改写", name, name),
                 fmt::format("{} is there already; to write over it: :save {} over", name, name)});
  if (!repl_.services_.files.write(name, script.text, why))
    return fail({fmt::format("不能写{}:{}", name, why.zh),
                 fmt::format("cannot write {}: {}", name, why.en)});
  State next = workspace_.state();
  next.saved = true;
  workspace_.adjust(std::move(next));
  repl_.saved_as_ = name;
  Answer answer;
  answer.text =
      words({fmt::format("{}{}:{}个指标,添了{}个示例;核对:zhunsheng test {}\n",
                         existed ? "改写了" : "写好了", name, plan().indicators.size(),
                         script.examples, name),
             fmt::format("{} {}: {} indicators, {} examples added; to check: zhunsheng test {}\n",
                         existed ? "rewrote" : "wrote", name, plan().indicators.size(),
                         script.examples, name)});
  if (script.left_out > 0)
    answer.text +=
        words({fmt::format("有{}个示例要用到别的单位或别的指标,单独算不出同样的分,没有写\n",
                           script.left_out),
               fmt::format("{} examples depend on other units or indicators and were left out\n",
                           script.left_out)});
  if (workspace_.state().rules->own_wording)
    answer.text += words({"用语文件没有写进去,核对时仍要加 --wording\n",
                          "own wording is not in it; add --wording when checking\n"});
  return answer;
}

Answer CommandRunner::undo() {
  const auto step = workspace_.undo();
  if (!step) return fail({"没有可以撤销的了", "there is nothing to undo"});
  Answer answer =
      say(words({fmt::format("撤销了:{}\n", *step), fmt::format("undone: {}\n", *step)}));
  answer.changed = true;
  if (workspace_.has_rules()) answer.text += total_line(plan(), workspace_.look(), manner_);
  return answer;
}

Answer CommandRunner::redo() {
  const auto step = workspace_.redo();
  if (!step) return fail({"没有可以重做的了", "there is nothing to do again"});
  Answer answer =
      say(words({fmt::format("重做了:{}\n", *step), fmt::format("done again: {}\n", *step)}));
  answer.changed = true;
  if (workspace_.has_rules()) answer.text += total_line(plan(), workspace_.look(), manner_);
  return answer;
}

Answer CommandRunner::clear() {
  State next = empty_state();
  next.step = typed_;
  workspace_.change(std::move(next));
  Answer answer =
      say(words({"从头开始(撤销可以退回)\n", "started afresh (:undo takes it back)\n"}));
  answer.changed = true;
  return answer;
}

Answer Repl::run_command(const CommandLine& command, const std::string& typed) {
  return CommandRunner(*this, command, typed).run();
}

Answer Repl::start(const std::string& rules, const std::string& data) {
  const CommandLine load{Verb::Load, "", false};
  const std::string typed = "载入 " + rules + (data.empty() ? "" : " " + data);
  return CommandRunner(*this, load, typed).load_both(rules, data);
}

}  // namespace zs::repl
