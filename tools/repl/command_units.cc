// 单位, 比较, and names typed alone.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "runtime/cohort/goals.h"
#include "runtime/io/blanks.h"
#include "runtime/number/decimal_text.h"
#include "runtime/scalar/score_unit.h"
#include "tools/cli/text_table.h"
#include "tools/repl/command_runner.h"
#include "tools/repl/plot.h"
#include "tools/repl/typed_data.h"
#include "tools/repl/typed_rules.h"

namespace zs::repl {
namespace {

// Every unit's result, year by year.
struct AllScores {
  std::vector<UnitResult> results;
  std::vector<GoalResult> goals;
};

AllScores score_all(const Plan& plan, std::vector<BoundUnit> units) {
  AllScores all;
  all.results.resize(units.size());
  Evaluation evaluation(plan, {});
  CohortFiller filler(plan, units);
  for (const std::string& year : filler.years()) {
    filler.fill(year);
    for (std::size_t i : filler.units_of(year)) {
      const BoundUnit& unit = units[i];
      evaluation.reset(unit.values);
      all.results[i] =
          score_unit(plan, evaluation, {unit.values, unit.bad, unit.known, plan.missing_is_zero});
      all.results[i].unit = unit.name;
      all.results[i].year = unit.year;
      if (all.results[i].grade) filler.keep_grade(i, *all.results[i].grade);
    }
  }
  all.goals = check_goals(plan, filler, units, all.results);
  return all;
}

std::string totals_text(const Plan& plan, const std::vector<BoundUnit>& units,
                        std::size_t looked_at, const std::string& year, const Manner& manner) {
  const AllScores all = score_all(plan, units);
  std::vector<std::size_t> order;
  std::set<std::string> years;
  for (std::size_t i = 0; i < units.size(); ++i) {
    years.insert(units[i].year);
    if (units[i].year == year) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const UnitResult &x = all.results[a], &y = all.results[b];
    if (x.score.has_value() != y.score.has_value()) return x.score.has_value();
    return x.score ? *x.score > *y.score : x.most > y.most;
  });
  cli::TextTable table({manner.in({"  单位", "  unit"}), manner.in({"总分", "total"}),
                        manner.in({"名次", "rank"}),
                        plan.grades.empty() ? "" : manner.in({"等级", "grade"})});
  constexpr std::size_t kMost = 40;
  std::size_t rank = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const UnitResult& one = all.results[order[k]];
    if (k == 0 || all.results[order[k - 1]].score != one.score) rank = k + 1;
    if (k >= kMost && order[k] != looked_at) continue;
    table.add({(order[k] == looked_at ? "* " : "  ") + unit_name(units[order[k]]),
               total_or_range(plan, one), one.score ? std::to_string(rank) : "",
               grade_text(plan, one, manner)});
  }
  std::string text = table.text();
  if (order.size() > kMost)
    text += manner.in({fmt::format("… 共{}个单位\n", order.size()),
                       fmt::format("… {} units in all\n", order.size())});
  for (const GoalResult& one : all.goals) {
    if (one.year != year) continue;
    const PlanGoal& goal = plan.goals[one.goal];
    text += fmt::format("{} {} {}  {}\n", manner.in({"目标", "goal"}), one.year, goal.text,
                        !one.met   ? manner.in({"待定", "open"})
                        : *one.met ? manner.in({"达到", "met"})
                                   : manner.in({"未达到", "not met"}));
  }
  return text +
         manner.in({"* 是现在看的;换一个:单位 名称\n", "* is looked at; :unit NAME for another\n"});
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = blank_length(text.substr(i));
    for (std::string_view one : {",", "\uFF0C", "、"})
      if (length == 0 && text.substr(i).starts_with(one)) length = one.size();
    if (length > 0) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
      i += length;
    } else {
      word += text[i++];
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace

std::optional<std::size_t> CommandRunner::unit(const std::string& name, Answer& problem) {
  const std::vector<BoundUnit>& all = workspace_.units().all();
  const std::string& year = all.empty() ? name : all[workspace_.state().unit].year;
  std::optional<std::size_t> exact, part;
  std::size_t parts = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (unit_name(all[i]) == name) return i;
    if (all[i].name == name && (!exact || all[*exact].year != year)) exact = i;
    if (unit_name(all[i]).find(name) != std::string::npos) {
      // The same unit in several years: the year that is looked at, else the last.
      if (!part || all[*part].name != all[i].name) ++parts;
      if (!part || all[i].year == year || all[*part].year != year) part = i;
    }
  }
  if (exact) return exact;
  if (part && parts == 1) return part;
  std::vector<std::string> names;
  for (const BoundUnit& one : all) names.push_back(one.name);
  std::string near;
  for (const std::string& one : near_names(name, names, 5))
    near += (near.empty() ? "" : "、") + one;
  problem =
      fail({fmt::format("没有叫“{}”的单位{}", name,
                        near.empty() ? ";要添一个:单位 新 " + name : ",相近的有:" + near),
            fmt::format("no unit is called \"{}\"{}", name,
                        near.empty() ? "; to add it: :unit new " + name : "; near it: " + near)});
  return std::nullopt;
}

Answer CommandRunner::choose_unit(const std::string& name) {
  Answer problem;
  const auto found = unit(name, problem);
  if (!found) return problem;
  State next = workspace_.state();
  next.unit = *found;
  workspace_.adjust(std::move(next));
  Answer answer;
  answer.changed = true;
  if (!workspace_.has_rules())
    answer.text = unit_name(workspace_.units().at(*found)) + "\n";
  else
    answer.text = total_line(plan(), workspace_.look(), manner_) +
                  missing_text(plan(), workspace_.look(), 4, manner_);
  std::string years;
  const std::vector<BoundUnit>& all = workspace_.units().all();
  for (const BoundUnit& one : all)
    if (one.name == all[*found].name && one.year != all[*found].year)
      years += (years.empty() ? "" : "、") + one.year;
  if (!years.empty() && unit_name(all[*found]) != name)
    answer.text += words({fmt::format("(这个单位还有年度:{},如:单位 {} {})\n", years,
                                      all[*found].name, years.substr(0, years.find("、"))),
                          fmt::format("(other years of it: {}; :unit {} {})\n", years,
                                      all[*found].name, years.substr(0, years.find("、")))});
  return answer;
}

Answer CommandRunner::units() {
  for (std::string_view word : {"新 ", "new ", "添 ", "+ "})
    if (rest_.starts_with(word)) {
      const std::string name(trimmed(std::string_view(rest_).substr(word.size())));
      for (const BoundUnit& one : workspace_.units().all())
        if (one.name == name || unit_name(one) == name) return choose_unit(name);
      State next = with_unit(workspace_.state(), workspace_.units().binding(), name);
      next.step = typed_;
      workspace_.change(std::move(next));
      Answer answer =
          say(words({fmt::format("添了单位:{}\n", name), fmt::format("added {}\n", name)}));
      answer.changed = true;
      if (workspace_.has_rules())
        answer.text += missing_text(plan(), workspace_.look(), 6, manner_);
      return answer;
    }
  const std::vector<BoundUnit>& present = workspace_.units().all();
  std::string year = present[workspace_.state().unit].year;
  const bool a_year = std::any_of(present.begin(), present.end(), [&](const BoundUnit& one) {
    return !rest_.empty() && one.year == rest_;
  });
  if (a_year) year = rest_;
  if (!rest_.empty() && !a_year) return choose_unit(rest_);
  if (!workspace_.has_rules()) {
    std::string names;
    for (const BoundUnit& one : workspace_.units().all()) names += unit_name(one) + "\n";
    return say(names);
  }
  const std::vector<BoundUnit> all = workspace_.units().all();
  const Plan& of = plan();
  const Manner manner = manner_;
  const std::size_t looked_at = workspace_.state().unit;
  Answer problem;
  const std::string text =
      long_text([&] { return totals_text(of, all, looked_at, year, manner); }, problem);
  return text.empty() ? problem : say(text);
}

Answer CommandRunner::compare() {
  if (!workspace_.has_rules()) return needs_rules();
  std::vector<std::string> names = words_in(rest_);
  // 甲县 2023 乙县 2023: a year belongs to the name before it.
  for (std::size_t i = 1; i < names.size();)
    if (names[i].find_first_not_of("0123456789") == std::string::npos) {
      names[i - 1] += " " + names[i];
      names.erase(names.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  if (names.empty() || names.size() > 2)
    return fail({"写法:比较 甲县 乙县", "write: :compare 甲县 乙县"});
  Answer problem;
  std::size_t rows[2] = {workspace_.state().unit, 0};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = unit(names[i], problem);
    if (!found) return problem;
    rows[names.size() == 1 ? 1 : i] = *found;
  }
  State other = workspace_.state();
  other.unit = rows[0];
  const Look a = workspace_.look_at(other);
  other.unit = rows[1];
  const Look b = workspace_.look_at(other);
  struct Difference {
    std::size_t indicator;
    Rational by;
  };
  std::vector<Difference> differences;
  std::size_t open = 0;
  for (std::size_t i = 0; i < plan().indicators.size(); ++i) {
    const auto &x = a.result.indicators[i].score, &y = b.result.indicators[i].score;
    if (!x || !y)
      ++open;
    else if (*x != *y)
      differences.push_back({i, *x - *y});
  }
  std::stable_sort(
      differences.begin(), differences.end(),
      [](const Difference& x, const Difference& y) { return x.by.absolute() > y.by.absolute(); });
  const auto signed_text = [](const Rational& by) {
    return (by.is_negative() || by.is_zero() ? "" : "+") + decimal_text(by);
  };
  cli::TextTable table({"", a.name, b.name, words({"相差", "difference"})});
  std::string total_by;
  if (a.result.score && b.result.score) total_by = signed_text(*a.result.score - *b.result.score);
  table.add({words({"总分", "total"}), total_or_range(plan(), a.result),
             total_or_range(plan(), b.result), total_by});
  if (!plan().grades.empty())
    table.add({words({"等级", "grade"}), grade_text(plan(), a.result, manner_),
               grade_text(plan(), b.result, manner_)});
  for (const Difference& one : differences)
    table.add({indicator_name(plan().indicators[one.indicator]),
               score_or_range(plan(), a.result.indicators[one.indicator]),
               score_or_range(plan(), b.result.indicators[one.indicator]), signed_text(one.by)});
  std::string text = table.text();
  const std::size_t same = plan().indicators.size() - differences.size() - open;
  text +=
      words({fmt::format("其余{}项得分相同", same), fmt::format("{} others are the same", same)});
  if (open > 0)
    text += words(
        {fmt::format(",{}项有一方还没有评", open), fmt::format(", {} not scored in one", open)});
  return say(text + "\n");
}

// A name alone shows what it names.
std::optional<Answer> Repl::show_named(const std::string& name) {
  const auto command = [&](Verb verb, const std::string& rest) {
    return CommandRunner(*this, {verb, rest, false}, name).run();
  };
  const std::vector<BoundUnit>& units = workspace_.units().all();
  if (units.size() > 1)
    for (const BoundUnit& unit : units)
      if (unit.name == name || unit_name(unit) == name) return command(Verb::Units, name);
  const Plan& plan = workspace_.plan();
  for (const PlanIndicator& one : plan.indicators)
    if (!one.title.empty() &&
        (one.title == name || one.number == name || indicator_name(one) == name))
      return command(Verb::Lost, name);
  for (std::size_t i = 0; i < plan.grades.size(); ++i)
    if (plan.grades[i] == name) return command(Verb::Goal, name);
  if (looks_like_rule(name)) return std::nullopt;
  if (const auto input = find_input(plan, name); input && !input->denied) {
    const PlanInput& of = plan.inputs[input->input];
    if (is_numeric(of.dimension)) return command(Verb::Curve, name);
    std::string text = asked_for(of, services_.manner) + "\n";
    for (std::size_t i : indicators_with(plan, {input->input}))
      text += indicator_line(plan, workspace_.look(), i, services_.manner);
    return Answer{text, false, false, {}};
  }
  return std::nullopt;
}

}  // namespace zs::repl
