#include "tools/repl/repl.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/wording/normal_text.h"
#include "runtime/data/half_width.h"
#include "runtime/io/blanks.h"
#include "runtime/number/decimal_text.h"
#include "tools/repl/plot.h"
#include "tools/repl/reading.h"
#include "tools/repl/typed_data.h"
#include "tools/repl/typed_rules.h"

namespace zs::repl {
namespace {

constexpr std::size_t kMostProblems = 6;
constexpr std::size_t kMostAsked = 6;

// 满意度=0.76: 0.76%, which is seldom meant.
std::string fraction_note(const Plan& plan, const std::vector<Assignment>& typed,
                          const Manner& manner) {
  for (const Assignment& one : typed) {
    const auto input = find_input(plan, one.name);
    if (!input || plan.inputs[input->input].dimension != Dimension::Percent) continue;
    const auto number = Rational::from_decimal(half_width(one.value));
    if (!number || number->is_zero() || number->absolute() > Rational(1)) continue;
    const std::string meant = decimal_text(*number * Rational(100));
    return manner.in({fmt::format("提示:{}按{}%计;如果是{}%,请写{}%\n", one.value,
                                  decimal_text(*number), meant, meant),
                      fmt::format("note: {} counts as {}%; if {}% is meant, write {}%\n", one.value,
                                  decimal_text(*number), meant, meant)});
  }
  return "";
}

std::string shortened(std::string text, std::size_t most = 60) {
  for (char& c : text)
    if (c == '\n' || c == '\t') c = ' ';
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most) + "…";
}

}  // namespace

std::string cleaned(std::string_view typed) {
  std::string text = to_utf8(to_characters(typed));
  std::erase_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\t';
  });
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

std::string Repl::without_prompts(std::string_view typed) {
  constexpr std::size_t kLongest = 80;
  const std::string text = cleaned(typed);
  const auto is_prompt = [&](std::string_view name) {
    if (name.empty() || name == "准绳" || name == "zhunsheng" || name.starts_with("…")) return true;
    const auto& units = workspace_.units().all();
    return std::any_of(units.begin(), units.end(),
                       [&](const BoundUnit& unit) { return unit_name(unit) == name; });
  };
  std::string made;
  std::string_view left = text;
  while (true) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    std::string_view line = left.substr(0, end);
    for (std::size_t mark = line.find("> "); mark <= kLongest && is_prompt(line.substr(0, mark));
         mark = line.find("> "))
      line.remove_prefix(mark + 2);
    made += line;
    if (end == left.size()) break;
    made += "\n";
    left.remove_prefix(end + 1);
  }
  return made;
}

std::string Repl::prompt() {
  if (workspace_.state().sheet->rows.size() == 1 && workspace_.state().sheet->file.empty()) {
    const auto& row = *workspace_.state().sheet->rows.front();
    if (row.empty() || row.front().text == "本单位") return "准绳> ";
  }
  const std::string name = unit_name(workspace_.units().at(workspace_.state().unit));
  return (display_width(name) > 20 ? "准绳" : name) + "> ";
}

Answer Repl::take(std::string_view typed) {
  const std::string text = without_prompts(typed);
  const std::string plain(trimmed(text));
  if (plain.empty()) return {};
  const bool lines = plain.find('\n') != std::string::npos;
  if (!lines)
    if (const auto command = command_of(plain); command && makes_sense(*command))
      return run_command(*command, plain);
  if (plain.starts_with(":") || plain.starts_with("\uFF1A")) return not_understood(plain);
  if (auto answer = take_table(plain)) return *answer;
  header_.reset();
  if (const auto assignments = assignments_of(plain)) return take_data(plain, *assignments);
  if (!lines)
    if (auto answer = show_named(plain)) return *answer;
  if (looks_like_rule(plain) || begins_block(plain)) return take_rule(text, plain);
  return not_understood(plain);
}

bool Repl::makes_sense(const CommandLine& command) {
  const Plan& plan = workspace_.plan();
  const bool rule = looks_like_rule(command.rest);
  const auto is_indicator = [&] {
    return std::any_of(plan.indicators.begin(), plan.indicators.end(),
                       [&](const PlanIndicator& one) {
                         return command.rest == one.number || command.rest == one.title;
                       });
  };
  switch (info_of(command.verb).argument) {
    case Argument::Data:
      return assignments_of(command.rest).has_value() || (!command.glued && !rule);
    case Argument::File:
    case Argument::Command:
      return !command.glued && !rule;
    case Argument::None:
      return command.rest.empty() || (!command.glued && !rule);
    case Argument::Input:
      return !rule && (!command.glued || find_input(plan, command.rest));
    case Argument::Grade:
      // 还差多少 3分: no rule, though it has points.
      if (!command.glued && command.rest.find_first_not_of("0123456789.分") == std::string::npos)
        return true;
      return !rule && (!command.glued || std::find(plan.grades.begin(), plan.grades.end(),
                                                   command.rest) != plan.grades.end());
    case Argument::Indicator:
      return command.rest.empty() || is_indicator() || (!command.glued && !rule);
    case Argument::Unit:
      if (command.rest.empty()) return true;
      if (assignments_of(command.verb == Verb::Units ? "单位" + command.rest : command.rest))
        return false;
      if (command.glued)
        for (const BoundUnit& unit : workspace_.units().all())
          if (command.rest.starts_with(unit.name)) return true;
      return !command.glued && !rule;
  }
  return true;
}

std::optional<Answer> Repl::take_table(const std::string& typed) {
  const bool equals = assignments_of(typed).has_value();
  const auto& sheet = *workspace_.state().sheet;
  const std::size_t columns = header_ ? header_->size() : sheet.header->size();
  auto rows = rows_of(typed, false);
  if (!rows && !equals) {
    rows = rows_of(typed, true);
    if (!rows) return std::nullopt;
    const Row& first = rows->front();
    // A line with commas is a row only below a header that it fits, or as a header.
    const bool fits =
        (header_ || columns > 2) && first.size() == columns && (header_ || !looks_like_rule(typed));
    if (!fits && !is_data_header(first, workspace_.plan())) return std::nullopt;
  }
  if (!rows || rows->empty()) return std::nullopt;
  return take_rows(*rows, typed);
}

std::optional<Answer> Repl::take_rows(const std::vector<Row>& rows, const std::string& typed) {
  if (holds_rules(rows)) {
    const std::string script = script_of(rows);
    if (!script.empty()) return take_rule(script, typed);
  }
  std::vector<Row> data = rows;
  Row header;
  if (is_data_header(data.front(), workspace_.plan())) {
    header = data.front();
    data.erase(data.begin());
  } else if (header_) {
    header = *header_;
  } else {
    for (const Cell& cell : *workspace_.state().sheet->header) header.push_back(cell.text);
    if (data.front().size() != header.size())
      return failure({"这一行看不出各列是什么:请连同表头一起粘贴,如“单位,满意度”一行在前",
                      "what the columns of this row are is not known: paste it with its header, "
                      "such as 单位,满意度"});
  }
  if (data.empty()) {
    header_ = header;
    return Answer{
        words({fmt::format("表头记下了({}列),接着粘贴数据行\n", header.size()),
               fmt::format("a header of {} columns; now paste the rows\n", header.size())}),
        false,
        true,
        {}};
  }
  State next = with_rows(workspace_, header, data);
  next.step = shortened(typed);
  const std::size_t count = data.size();
  workspace_.change(std::move(next));
  header_ = header;
  const Plan& plan = workspace_.plan();
  const BoundUnits& units = workspace_.units();
  std::string text = words(
      {fmt::format("读入{}个单位,现在看:{}\n", count, unit_name(units.at(workspace_.state().unit))),
       fmt::format("{} units read; looking at {}\n", count,
                   unit_name(units.at(workspace_.state().unit)))});
  std::vector<Diagnostic> problems = units.column_problems();
  std::erase_if(problems,
                [](const Diagnostic& one) { return one.kind == DiagnosticKind::NoColumn; });
  for (Diagnostic& one : units.problems_of(workspace_.state().unit)) problems.push_back(one);
  for (Diagnostic& one : problems) one.where.file.clear();
  const bool bad = std::any_of(problems.begin(), problems.end(), [](const Diagnostic& one) {
    return one.severity == Severity::Error;
  });
  text += problems_text(problems, kMostProblems, services_.manner);
  if (workspace_.has_rules()) {
    std::vector<std::size_t> all(plan.indicators.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    text += change_text(plan, nullptr, workspace_.look(), all, services_.manner);
    text += missing_text(plan, workspace_.look(), kMostAsked, services_.manner);
  }
  return Answer{text, bad, true, {}};
}

Answer Repl::take_data(const std::string& typed, const std::vector<Assignment>& assignments) {
  DataChange change = assign(workspace_, assignments);
  if (!change.unknown.empty()) {
    std::vector<std::string> names;
    for (std::size_t input : wanted_inputs(workspace_.plan())) {
      names.push_back(workspace_.plan().inputs[input].name);
      for (const std::string& alias : workspace_.plan().inputs[input].aliases)
        names.push_back(alias);
    }
    std::string zh, en;
    for (const std::string& name : change.unknown) {
      const auto near = near_names(name, names);
      zh += fmt::format("没有叫“{}”的数据项", name);
      en += fmt::format("no input is called \"{}\"", name);
      for (std::size_t i = 0; i < near.size(); ++i) {
        zh += (i == 0 ? ",相近的有:" : "、") + near[i];
        en += (i == 0 ? "; near it: " : ", ") + near[i];
      }
      if (near.empty()) {
        zh += "(全部:数据项)";
        en += " (all: :inputs)";
      }
      zh += "\n";
      en += "\n";
    }
    const std::string first = change.unknown.front().substr(0, change.unknown.front().find(' '));
    for (const std::string& command : near_commands(first)) {
      zh += fmt::format("是不是命令“{}”?\n", command);
      en += fmt::format("did you mean the command \"{}\"?\n", command);
      break;
    }
    if (zh.ends_with('\n')) zh.pop_back();
    if (en.ends_with('\n')) en.pop_back();
    return failure({zh, en});
  }
  if (change.failed())
    return {problems_text(change.problems, kMostProblems, services_.manner), true, false, {}};
  change.next->step = shortened(typed);
  const bool rules = workspace_.has_rules();
  Answer answer = after_change(std::move(*change.next), change.inputs);
  if (!rules)
    answer.text += words({"记下了;还没有规则,输入一条规则就能评分\n",
                          "kept; there are no rules yet: type one to see the score\n"});
  answer.text = fraction_note(workspace_.plan(), assignments, services_.manner) + answer.text;
  return answer;
}

Answer Repl::after_change(State next, const std::vector<std::size_t>& inputs) {
  const bool same_unit = next.unit == workspace_.state().unit &&
                         next.sheet->rows.size() == workspace_.state().sheet->rows.size();
  const Look before = workspace_.look();
  workspace_.change(std::move(next));
  Answer answer;
  answer.changed = true;
  if (!workspace_.has_rules()) return answer;
  const Plan& plan = workspace_.plan();
  const Look& now = workspace_.look();
  std::vector<std::size_t> shown;
  if (inputs.empty())
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) shown.push_back(i);
  else
    shown = indicators_with(plan, inputs);
  for (std::size_t i = 0; same_unit && i < plan.indicators.size(); ++i) {
    const IndicatorResult &a = before.result.indicators[i], &b = now.result.indicators[i];
    const bool differs = a.score != b.score || a.least != b.least || a.most != b.most;
    if (differs && std::find(shown.begin(), shown.end(), i) == shown.end()) shown.push_back(i);
  }
  answer.text = change_text(plan, same_unit ? &before : nullptr, now, shown, services_.manner);
  const bool only = plan.indicators.size() == 1 && shown.size() == 1;
  if (!only) answer.text += missing_text(plan, now, kMostAsked, services_.manner);
  return answer;
}

Answer Repl::take_rule(const std::string& text, const std::string& typed) {
  RuleChange change = add_rules(*workspace_.state().rules, text);
  if (!change.rules) {
    std::string said = problems_text(change.problems, kMostProblems, services_.manner);
    if (change.lacks_points)
      said += words({"不知道这一项满分多少。请在前面加一行标题和分值,如:1. 档案管理(3分)\n",
                     "how many points it is worth is not said. Put a heading before it, such as: "
                     "1. 档案管理(3分)\n"});
    else if (change.problems.empty())
      said += words({"没有读懂这条规则\n", "the rule was not understood\n"});
    said += words({"没有记入;按↑可以找回来改\n", "not taken; Up brings it back to be corrected\n"});
    return {said, true, false, {}};
  }
  State next = workspace_.state();
  next.rules = change.rules;
  next.saved = false;
  next.step = shortened(typed);
  workspace_.change(std::move(next));
  const Rules& rules = *workspace_.state().rules;
  const Plan& plan = rules.plan();
  std::string said;
  if (change.replaced)
    said += words({"改写了原来的规则(撤销可以退回)\n", "replaced (:undo takes it back)\n"});
  for (std::size_t i : change.indicators) {
    said +=
        fmt::format("{}  {}{}\n", words({"释义", "reading"}), indicator_name(plan.indicators[i]),
                    plan.indicators[i].points.is_zero()
                        ? ""
                        : fmt::format("({}分)", decimal_text(plan.indicators[i].points)));
    const std::string reading = reading_of(rules, i);
    std::string_view left = reading;
    while (!trimmed(left).empty()) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      said += fmt::format("  {}\n", left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
  }
  if (change.indicators.empty()) said += words({"记入了\n", "taken\n"});
  said += problems_text(change.problems, kMostProblems, services_.manner);
  const Look& look = workspace_.look();
  for (std::size_t i : change.indicators) {
    if (change.indicators.size() > 2) break;  // a whole table: no pictures
    for (PlanInputId input : plan.indicators[i].inputs) {
      if (plan.inputs[input.index].role != InputRole::Quantity) continue;
      if (const auto curve = score_curve(plan, i, input, look.values)) {
        said += plot(*curve, plan, look.values[input.index], services_.manner);
        break;
      }
    }
  }
  said += change_text(plan, nullptr, look, change.indicators, services_.manner);
  if (plan.indicators.size() > 1) said += missing_text(plan, look, kMostAsked, services_.manner);
  return {said, false, true, {}};
}

Answer Repl::not_understood(const std::string& typed) {
  const std::size_t end = std::min(typed.find(' '), typed.size());
  const std::string word = typed.substr(0, end);
  const auto near = near_commands(word);
  std::string zh = fmt::format("没有读懂“{}”", shortened(typed)),
              en = fmt::format("\"{}\" was not understood", shortened(typed));
  for (std::size_t i = 0; i < near.size(); ++i) {
    zh += (i == 0 ? ";是不是:" : "、") + near[i];
    en += (i == 0 ? "; did you mean: " : ", ") + near[i];
  }
  std::vector<std::string> names;
  for (std::size_t input : wanted_inputs(workspace_.plan()))
    names.push_back(workspace_.plan().inputs[input].name);
  if (workspace_.units().all().size() > 1)
    for (const BoundUnit& unit : workspace_.units().all()) names.push_back(unit.name);
  const auto others = near_names(typed, names);
  for (std::size_t i = 0; i < others.size(); ++i) {
    zh += (i == 0 ? ";相近的名称:" : "、") + others[i];
    en += (i == 0 ? "; names near it: " : ", ") + others[i];
  }
  if (near.empty())
    zh += "。可以输入规则(……得3分)、数据(满意度=76%)或命令(帮助)",
        en += ". Type a rule (…得3分), data (满意度=76%) or a command (:help)";
  return failure({zh, en});
}

}  // namespace zs::repl
