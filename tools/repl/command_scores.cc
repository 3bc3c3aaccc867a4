// 得分, 失分, 还缺什么, 如果, 还差多少, 曲线.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/advice/distance.h"
#include "analysis/cases/cell_text.h"
#include "runtime/number/decimal_text.h"
#include "runtime/scalar/evaluate.h"
#include "tools/repl/command_runner.h"
#include "tools/repl/plot.h"
#include "tools/repl/typed_data.h"

namespace zs::repl {
namespace {

std::string move_text(const Plan& plan, const Move& move, const Manner& manner) {
  const PlanInput& input = plan.inputs[move.input.index];
  const std::string from = cell_text(input, move.from), to = cell_text(input, move.to);
  if (!move.just_beyond) return fmt::format("{} {} → {}", input.name, from, to);
  const bool up = std::get<Rational>(move.to) >= std::get<Rational>(move.from);
  return manner.in({fmt::format("{} {} → {}{}", input.name, from, up ? "超过" : "低于", to),
                    fmt::format("{} {} → {} {}", input.name, from, up ? "above" : "below", to)});
}

std::string gain_text(const Plan& plan, const Move& move, const Manner& manner) {
  return manner.in(
      {fmt::format("{},可增加{}分", move_text(plan, move, manner), decimal_text(move.gain)),
       fmt::format("{}, gains {} points", move_text(plan, move, manner), decimal_text(move.gain))});
}

// Where points were lost, the most first, and what wins them back.
std::string losses_text(const Plan& plan, const Look& look, const std::vector<Shortfall>& lost,
                        std::size_t most, const Manner& manner) {
  std::string text;
  for (std::size_t i = 0; i < lost.size() && i < most; ++i) {
    const Shortfall& one = lost[i];
    text += manner.in({fmt::format("失{}分", decimal_text(one.lost)),
                       fmt::format("{} lost", decimal_text(one.lost))}) +
            indicator_line(plan, look, one.indicator, manner);
    for (const Move& move : one.best)
      text += manner.in({"    补回:", "    win back: "}) + gain_text(plan, move, manner) + "\n";
  }
  if (lost.size() > most)
    text += manner.in({fmt::format("… 还有{}项失分(失分 编号)\n", lost.size() - most),
                       fmt::format("… {} more (:lost NUMBER)\n", lost.size() - most)});
  return text;
}

// Whether the best that some input alone can bring reaches the grade: else looking for the smallest
// such change, which takes long, is in vain. Inputs that no score depends on may do so too.
bool one_change_may_do(const Plan& plan, const std::vector<Value>& data,
                       const std::vector<Shortfall>& lost, std::size_t grade) {
  const auto reaches = [&](const std::vector<Value>& values) {
    Evaluation evaluation(plan, values);
    const Value place = evaluation[plan.grade];
    const auto* number = std::get_if<Rational>(&place);
    return number && *number <= Rational(static_cast<std::int64_t>(grade));
  };
  for (const Shortfall& one : lost)
    for (const Move& move : one.best) {
      std::vector<Value> other = data;
      other[move.input.index] = move.to;
      if (move.just_beyond || reaches(other)) return true;
    }
  for (PlanInputId input : plan.scheme_inputs) {
    const bool* yes = std::get_if<bool>(&data[input.index]);
    if (!yes) continue;
    std::vector<Value> other = data;
    other[input.index] = !*yes;
    if (reaches(other)) return true;
  }
  return false;
}

}  // namespace

Answer CommandRunner::score() {
  if (!workspace_.has_rules()) return needs_rules();
  const Look& look = workspace_.look();
  if (!rest_.empty()) {
    Answer problem;
    const auto found = indicator(rest_, problem);
    return found ? say(indicator_line(plan(), look, *found, manner_)) : problem;
  }
  std::string text = total_line(plan(), look, manner_);
  int section = -1;
  for (std::size_t i = 0; i < plan().indicators.size(); ++i) {
    const int of = plan().indicators[i].section;
    if (of >= 0 && of != section) {
      const PlanSection& part = plan().sections[static_cast<std::size_t>(of)];
      text += fmt::format("{}、{}\n", part.number, part.title);
    }
    section = of;
    text += indicator_line(plan(), look, i, manner_);
  }
  for (const Diagnostic& one : workspace_.units().problems_of(workspace_.state().unit))
    text += problems_text({one}, 1, manner_);
  return say(text + missing_text(plan(), look, 6, manner_));
}

Answer CommandRunner::lost() {
  if (!workspace_.has_rules()) return needs_rules();
  const Look& look = workspace_.look();
  Distance distance(plan());
  std::vector<Shortfall> lost = distance.shortfalls(look.values);
  std::string text = total_line(plan(), look, manner_);
  if (!rest_.empty()) {
    Answer problem;
    const auto found = indicator(rest_, problem);
    if (!found) return problem;
    std::erase_if(lost, [&](const Shortfall& one) { return one.indicator != *found; });
    if (lost.empty()) return say(indicator_line(plan(), look, *found, manner_));
    text.clear();
  }
  text += losses_text(plan(), look, lost, 10, manner_);
  if (lost.empty())
    text += words({"评了分的各项都是满分\n", "every indicator that is scored has full points\n"});
  return say(text + (rest_.empty() ? missing_text(plan(), look, 6, manner_) : ""));
}

Answer CommandRunner::missing() {
  if (!workspace_.has_rules()) return needs_rules();
  const Look& look = workspace_.look();
  std::string text;
  for (std::size_t i = 0; i < plan().indicators.size(); ++i)
    if (!look.result.indicators[i].score) text += indicator_line(plan(), look, i, manner_);
  const std::string lacking = missing_text(plan(), look, 10, manner_);
  if (text.empty()) text = words({"不缺数据\n", "no data is lacking\n"});
  return say(text + lacking);
}

Answer CommandRunner::what_if() {
  if (!workspace_.has_rules()) return needs_rules();
  const auto assignments = assignments_of(rest_);
  if (!assignments)
    return fail(
        {"写法:如果 名称=数,如:如果 满意度=85%", "write: :if NAME=VALUE, such as :if 满意度=85%"});
  const Look before = workspace_.look();
  DataChange change = assign(workspace_, *assignments);
  if (!change.unknown.empty()) {
    std::vector<std::string> names;
    for (std::size_t input : wanted_inputs(plan())) names.push_back(plan().inputs[input].name);
    std::string near;
    for (const std::string& one : near_names(change.unknown.front(), names))
      near += (near.empty() ? "" : "、") + one;
    return fail({fmt::format("没有叫“{}”的数据项{}", change.unknown.front(),
                             near.empty() ? "(全部:数据项)" : ",相近的有:" + near),
                 fmt::format("no input is called \"{}\"{}", change.unknown.front(),
                             near.empty() ? " (all: :inputs)" : "; near it: " + near)});
  }
  if (change.failed()) return {problems_text(change.problems, 6, manner_), true, false, {}};
  const Look after = workspace_.look_at(*change.next);
  const auto& a = before.result;
  const auto& b = after.result;
  std::string text = fmt::format("{}  {} {} → {}", after.name, words({"总分", "total"}),
                                 total_or_range(plan(), a), total_or_range(plan(), b));
  if (a.score && b.score) {
    const Rational gain = *b.score - *a.score;
    text += gain.is_zero() ? words({"  不变", "  no change"})
                           : fmt::format("  {}{}{}", gain.is_negative() ? "" : "+",
                                         decimal_text(gain), words({"分", " points"}));
  }
  const std::string grade = grade_text(plan(), b, manner_), was = grade_text(plan(), a, manner_);
  if (!grade.empty()) text += "  " + (grade == was ? grade : was + " → " + grade);
  text += "\n";
  for (std::size_t input : change.inputs)
    text += fmt::format(
        "  {} {} → {}\n", plan().inputs[input].name,
        is_missing(before.values[input]) ? "—"
                                         : cell_text(plan().inputs[input], before.values[input]),
        is_missing(after.values[input]) ? "—"
                                        : cell_text(plan().inputs[input], after.values[input]));
  std::vector<std::size_t> shown = indicators_with(plan(), change.inputs);
  for (std::size_t i = 0; i < a.indicators.size(); ++i)
    if ((a.indicators[i].least != b.indicators[i].least ||
         a.indicators[i].most != b.indicators[i].most) &&
        std::find(shown.begin(), shown.end(), i) == shown.end())
      shown.push_back(i);
  for (std::size_t i : shown) {
    std::string line = indicator_line(plan(), after, i, manner_);
    const std::string name = "  " + indicator_name(plan().indicators[i]) + "  ";
    const std::string from = score_or_range(plan(), a.indicators[i]);
    if (from != score_or_range(plan(), b.indicators[i]) && line.starts_with(name))
      line.insert(name.size(), from + " → ");
    text += line;
  }
  return say(text + words({"(只是试,数据没有改)\n", "(a trial; the data stays)\n"}));
}

Answer CommandRunner::goal() {
  if (!workspace_.has_rules()) return needs_rules();
  const Look& look = workspace_.look();
  std::optional<std::size_t> grade;
  if (!plan().grades.empty()) {
    if (rest_.empty()) {
      const std::size_t now = look.result.grade ? look.result.grade->worst : plan().grades.size();
      grade = now == 0 ? 0 : now - 1;
    }
    for (std::size_t i = 0; i < plan().grades.size(); ++i)
      if (plan().grades[i] == rest_) grade = i;
    if (!grade) {
      std::string all;
      for (const std::string& one : plan().grades) all += (all.empty() ? "" : "、") + one;
      return fail({fmt::format("没有“{}”这个等级,有:{}", rest_, all),
                   fmt::format("there is no grade \"{}\"; there are: {}", rest_, all)});
    }
  } else if (!rest_.empty()) {
    return fail({"这份规则没有等级;失分 可以看离满分差在哪里",
                 "these rules give no grades; :lost says what is lacking for full points"});
  }
  const Manner manner = manner_;
  const Plan& of = plan();
  const auto rules = workspace_.state().rules;
  Answer problem;
  const std::string text = long_text(
      [&of, &look, &manner, &rules, grade] {
        Distance distance(of);
        std::string said = total_line(of, look, manner);
        if (!grade)
          return said + losses_text(of, look, distance.shortfalls(look.values), 6, manner) +
                 missing_text(of, look, 6, manner);
        const std::string& name = of.grades[*grade];
        if (look.result.grade && look.result.grade->worst <= *grade)
          return said + manner.in({fmt::format("已经达到“{}”\n", name),
                                   fmt::format("has reached \"{}\"\n", name)});
        std::vector<Move> single;
        if (one_change_may_do(of, look.values, distance.shortfalls(look.values), *grade))
          single = distance.to_grade(look.values, *grade);
        constexpr std::size_t kMost = 12;
        for (std::size_t i = 0; i < single.size() && i < kMost; ++i)
          said += manner.in({fmt::format("只改一项就达到“{}”:", name),
                             fmt::format("one change reaches \"{}\": ", name)}) +
                  move_text(of, single[i], manner) + "\n";
        if (!single.empty()) return said;
        if (const auto together = distance.together(look.values, *grade)) {
          said += manner.in({fmt::format("一起改才达到“{}”:\n", name),
                             fmt::format("together these reach \"{}\":\n", name)});
          for (const Move& move : *together) said += "  " + gain_text(of, move, manner) + "\n";
          return said;
        }
        const std::string lacking = missing_text(of, look, 6, manner);
        for (const SchemeSentence& sentence : rules->compiled.rules.syntax.grades)
          if (sentence.name.text == name && !sentence.words.empty())
            said += manner.in({"条件:", "condition: "}) + sentence.words.text + "\n";
        said += manner.in({fmt::format("现有的数据都改到最好也没有找到达到“{}”的办法\n", name),
                           fmt::format("no changes of the present data were found that reach "
                                       "\"{}\"\n",
                                       name)});
        return said + lacking;
      },
      problem);
  return text.empty() ? problem : say(text);
}

Answer CommandRunner::curve() {
  if (!workspace_.has_rules()) return needs_rules();
  std::vector<std::string> names;
  for (std::size_t input : wanted_inputs(plan())) {
    const PlanInput& one = plan().inputs[input];
    if (is_numeric(one.dimension)) names.push_back(one.name);
  }
  std::string list;
  for (const std::string& one : rest_.empty() ? names : near_names(rest_, names, 5))
    list += (list.empty() ? "" : "、") + one;
  if (rest_.empty())
    return fail({"写法:曲线 数据项。有:" + list, "write: :curve INPUT. There are: " + list});
  const auto input = find_input(plan(), rest_);
  if (!input)
    return fail(
        {fmt::format("没有叫“{}”的数据项{}", rest_, list.empty() ? "" : ",相近的有:" + list),
         fmt::format("no input is called \"{}\"{}", rest_,
                     list.empty() ? "" : "; near it: " + list)});
  const PlanInputId id{static_cast<std::uint32_t>(input->input)};
  const Look& look = workspace_.look();
  std::string text;
  for (std::size_t i : indicators_with(plan(), {input->input}))
    if (const auto made = score_curve(plan(), i, id, look.values))
      text += plot(*made, plan(), look.values[input->input], manner_);
  if (text.empty())
    return fail({fmt::format("“{}”不是数,没有曲线;可以试:如果 {}=是", rest_, rest_),
                 fmt::format("\"{}\" is no number and has no curve; try :if {}=是", rest_, rest_)});
  return say(text);
}

}  // namespace zs::repl
