#include "tools/cli/diff_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "runtime/number/decimal_text.h"
#include "tools/cli/text_table.h"

namespace zs::cli {
namespace {

std::string named(const PlanIndicator& indicator) {
  return indicator.number.empty() ? indicator.title : indicator.number + ". " + indicator.title;
}

const PlanIndicator& indicator_of(const DiffReport& report, const IndicatorChange& change) {
  return change.after ? report.after.indicators[*change.after]
                      : report.before.indicators[*change.before];
}

Words change_words(Change change) {
  switch (change) {
    case Change::Equal:
      return {"得分相等(已证明)", "equal on all inputs (proved)"};
    case Change::Differs:
      return {"得分不同", "scores differ"};
    case Change::Added:
      return {"新增", "added"};
    case Change::Removed:
      return {"删去", "removed"};
    case Change::NotRead:
      return {"有一版没有读懂,不能比较", "one version was not understood"};
    case Change::Open:
      return {"未能证明相等,也没有找到不同", "neither proved equal nor shown to differ"};
  }
  return {};
}

const char* json_change(Change change) {
  switch (change) {
    case Change::Equal:
      return "equal";
    case Change::Differs:
      return "differs";
    case Change::Added:
      return "added";
    case Change::Removed:
      return "removed";
    case Change::NotRead:
      return "not_understood";
    case Change::Open:
      return "not_proved";
  }
  return "";
}

// [60%, 80%): round brackets leave the end out; -∞ and ∞ are no ends.
std::string interval_text(const Stretch& stretch) {
  const auto end = [&](const std::optional<Rational>& value, const char* none) {
    return value ? quantity_text(*value, stretch.dimension, stretch.unit) : std::string(none);
  };
  const Extent& of = stretch.extent;
  if (of.single()) return "=" + end(of.low, "");
  return fmt::format("{}{}, {}{}", of.low && of.low_in ? "[" : "(", end(of.low, "-∞"),
                     end(of.high, "∞"), of.high && of.high_in ? "]" : ")");
}

std::string curve_text(const std::optional<Rational>& low, const std::optional<Rational>& high) {
  const auto end = [](const std::optional<Rational>& value) {
    return value ? decimal_text(*value) : std::string("…");
  };
  if (low && high && *low == *high) return decimal_text(*low);
  return end(low) + "→" + end(high);
}

std::string row_text(const IndicatorChange& change) {
  std::string text;
  for (std::size_t i = 0; i < change.row.size(); ++i)
    text += fmt::format("{}{}={}", i == 0 ? "" : ",", change.row[i].first, change.cells[i]);
  return text;
}

std::string change_text(const DiffReport& report, const IndicatorChange& change) {
  const Language language = report.options.language;
  const bool zh = language == Language::Chinese;
  std::string text = fmt::format("{}:{}\n", named(indicator_of(report, change)),
                                 change_words(change.change).in(language));
  if (change.points_changed)
    text += fmt::format(fmt::runtime(zh ? "   分值:{}分 → {}分\n" : "   points: {} → {}\n"),
                        decimal_text(report.before.indicators[*change.before].points),
                        decimal_text(report.after.indicators[*change.after].points));
  for (const std::string& pair : change.taken_as)
    text += fmt::format(fmt::runtime(zh ? "   数据项改名:{}\n" : "   renamed: {}\n"), pair);
  if (change.change != Change::Differs) return text;
  for (const Stretch& range : change.ranges)
    text += fmt::format(fmt::runtime(zh ? "   不同之处:{} {}\n" : "   where: {} {}\n"),
                        range.quantity.in(language), interval_text(range));
  for (const Stretch& stretch : change.stretches)
    text += fmt::format(
        fmt::runtime(zh ? "     {} {}:旧{}分,新{}分\n" : "     {} {}: old {}, new {}\n"),
        stretch.quantity.in(language), interval_text(stretch),
        curve_text(stretch.old_low, stretch.old_high),
        curve_text(stretch.new_low, stretch.new_high));
  text += fmt::format(
      fmt::runtime(zh ? "   例如:{} → 旧{}分,新{}分\n" : "   for instance: {} → old {}, new {}\n"),
      row_text(change), decimal_text(change.old_score), decimal_text(change.new_score));
  return text;
}

std::size_t count(const DiffReport& report, Change which) {
  return static_cast<std::size_t>(
      std::count_if(report.changes.begin(), report.changes.end(),
                    [&](const IndicatorChange& change) { return change.change == which; }));
}

std::string delta_text(const Rational& delta) {
  return (delta > Rational(0) ? "+" : "") + decimal_text(delta);
}

std::vector<const UnitChange*> movers(const DiffReport& report) {
  std::vector<const UnitChange*> moved;
  for (const UnitChange& unit : report.units)
    if (unit.before && unit.after && !(*unit.before == *unit.after)) moved.push_back(&unit);
  std::stable_sort(moved.begin(), moved.end(), [](const UnitChange* a, const UnitChange* b) {
    return (*a->after - *a->before).absolute() > (*b->after - *b->before).absolute();
  });
  return moved;
}

struct Moved {
  std::size_t up = 0, down = 0, scored = 0;
  Rational gained, lost;
};
Moved moved_in(const DiffReport& report) {
  Moved moved;
  for (const UnitChange& unit : report.units) {
    if (!unit.before || !unit.after) continue;
    ++moved.scored;
    const Rational delta = *unit.after - *unit.before;
    if (delta > Rational(0)) {
      ++moved.up;
      moved.gained = moved.gained + delta;
    } else if (delta.is_negative()) {
      ++moved.down;
      moved.lost = moved.lost - delta;
    }
  }
  return moved;
}

// How many units go from which grade to which: rows are the old ones.
std::map<std::pair<std::string, std::string>, std::size_t> grade_moves(const DiffReport& report) {
  std::map<std::pair<std::string, std::string>, std::size_t> moves;
  for (const UnitChange& unit : report.units)
    if (!unit.old_grade.empty() || !unit.new_grade.empty())
      ++moves[{unit.old_grade, unit.new_grade}];
  return moves;
}

std::string grades_text(const DiffReport& report) {
  const bool zh = report.options.language == Language::Chinese;
  std::string text;
  for (const auto& [move, units] : grade_moves(report))
    if (move.first != move.second)
      text +=
          fmt::format(fmt::runtime(zh ? "等级 {} → {}:{}个单位\n" : "grade {} → {}: {} units\n"),
                      move.first, move.second, units);
  return text;
}

std::string units_text(const DiffReport& report) {
  const bool zh = report.options.language == Language::Chinese;
  const Moved moved = moved_in(report);
  std::string text = fmt::format(
      fmt::runtime(zh ? "\n{}个单位:{}个加分,共{}分;{}个减分,共{}分;{}个不变;{}个未能评分\n"
                      : "\n{} units: {} gain {} points; {} lose {}; {} unchanged; {} not scored\n"),
      report.units.size(), moved.up, decimal_text(moved.gained), moved.down,
      decimal_text(moved.lost), moved.scored - moved.up - moved.down,
      report.units.size() - moved.scored);
  text += grades_text(report);
  const std::vector<const UnitChange*> changed = movers(report);
  if (changed.empty()) return text;
  std::vector<std::string> header =
      zh ? std::vector<std::string>{"单位", "年度", "旧总分", "新总分", "变化", "旧名次", "新名次"}
         : std::vector<std::string>{"unit", "year", "old", "new", "change", "old rank", "new rank"};
  TextTable table(std::move(header));
  for (const UnitChange* unit : changed)
    table.add({unit->unit, unit->year, decimal_text(*unit->before), decimal_text(*unit->after),
               delta_text(*unit->after - *unit->before), std::to_string(unit->old_rank),
               std::to_string(unit->new_rank)});
  return text + table.text();
}

// 等级不同,例如总分75分:旧“一般”,新“良好”(发生特大事故=是)
std::string scheme_text(const SchemeChange& change, Language language) {
  const bool zh = language == Language::Chinese;
  const bool open = change.change == Change::Open;
  if (change.what == SchemeChange::What::Goals) return zh ? "目标不同\n" : "the goals differ\n";
  const bool total = change.what == SchemeChange::What::Total;
  std::string text = zh ? (total ? "总分的算法" : "等级") : (total ? "the total" : "the grades");
  if (open) return text + (zh ? "未能证明相同\n" : ": not proved to be the same\n");
  text += zh ? "不同" : " differ";
  std::string row;
  for (const auto& [name, cell] : change.row) row += (row.empty() ? "" : ",") + name + "=" + cell;
  if (change.old_total && change.new_total) {
    const std::string old = decimal_text(*change.old_total), now = decimal_text(*change.new_total);
    const auto named = [&](const std::string& grade) {
      return grade.empty() ? std::string(zh ? "没有等级" : "no grade") : "“" + grade + "”";
    };
    text += zh ? ",例如" : ", for instance ";
    if (total)
      text += zh ? "各指标得分相同,旧总分" + old + "分,新总分" + now + "分"
                 : "for the same scores: old total " + old + ", new total " + now;
    else
      text += (zh ? "总分" + old + "分" : "a total of " + old) +
              (old == now ? ""
               : zh       ? "(新" + now + "分)"
                          : " (new " + now + ")") +
              (zh ? ":旧" : ": old ") + named(change.old_grade) + (zh ? ",新" : ", new ") +
              named(change.new_grade);
    if (!row.empty()) text += "(" + row + ")";
  }
  return text + "\n";
}

}  // namespace

bool all_equal(const DiffReport& report) {
  return !report.points_changed && report.schemes.empty() &&
         std::all_of(report.changes.begin(), report.changes.end(), [](const IndicatorChange& one) {
           return one.change == Change::Equal && !one.points_changed;
         });
}

std::string diff_text(const DiffReport& report) {
  const bool zh = report.options.language == Language::Chinese;
  std::string text;
  for (const IndicatorChange& change : report.changes)
    if (change.change != Change::Equal || change.points_changed || !change.taken_as.empty())
      text += change_text(report, change);
  if (report.points_changed)
    text += fmt::format(fmt::runtime(zh ? "总分:{}分 → {}分\n" : "total: {} → {}\n"),
                        decimal_text(report.before.points), decimal_text(report.after.points));
  for (const SchemeChange& change : report.schemes)
    text += scheme_text(change, report.options.language);
  if (all_equal(report))
    text += fmt::format(
        fmt::runtime(zh ? "只是文字不同:{}个指标在所有输入上得分都相等(已证明)\n"
                        : "wording only: all {} indicators are equal on all inputs (proved)\n"),
        report.changes.size());
  else
    text += fmt::format(fmt::runtime(zh ? "{}个指标:{}个得分相等(已证明),{}个不同,{}个新增,{}"
                                          "个删去,{}个未能证明,{}个没有读懂\n"
                                        : "{} indicators: {} equal (proved), {} differ, {} added, "
                                          "{} removed, {} not proved, "
                                          "{} not understood\n"),
                        report.changes.size(), count(report, Change::Equal),
                        count(report, Change::Differs), count(report, Change::Added),
                        count(report, Change::Removed), count(report, Change::Open),
                        count(report, Change::NotRead));
  if (!report.units.empty()) text += units_text(report);
  return text;
}

std::string diff_json(const DiffReport& report) {
  using nlohmann::ordered_json;
  const Language language = report.options.language;
  const auto number = [](const std::optional<Rational>& value) {
    return value ? ordered_json(decimal_text(*value)) : ordered_json(nullptr);
  };
  ordered_json all;
  all["equal"] = all_equal(report);
  all["indicators"] = ordered_json::array();
  for (const IndicatorChange& change : report.changes) {
    ordered_json one;
    one["no"] = indicator_of(report, change).number;
    one["title"] = indicator_of(report, change).title;
    one["change"] = json_change(change.change);
    if (change.before)
      one["old_points"] = decimal_text(report.before.indicators[*change.before].points);
    if (change.after)
      one["new_points"] = decimal_text(report.after.indicators[*change.after].points);
    if (!change.taken_as.empty()) one["renamed"] = change.taken_as;
    if (change.change == Change::Differs) {
      one["where"] = ordered_json::array();
      one["curves"] = ordered_json::array();
      const auto end = [&](const Stretch& of, const std::optional<Rational>& value) {
        return value ? ordered_json(quantity_text(*value, of.dimension, of.unit))
                     : ordered_json(nullptr);
      };
      const auto place = [&](const Stretch& of) {
        return ordered_json{{"quantity", of.quantity.in(language)},
                            {"from", end(of, of.extent.low)},
                            {"from_included", of.extent.low && of.extent.low_in},
                            {"to", end(of, of.extent.high)},
                            {"to_included", of.extent.high && of.extent.high_in}};
      };
      for (const Stretch& range : change.ranges) one["where"].push_back(place(range));
      for (const Stretch& stretch : change.stretches) {
        ordered_json curve = place(stretch);
        curve["old"] = {number(stretch.old_low), number(stretch.old_high)};
        curve["new"] = {number(stretch.new_low), number(stretch.new_high)};
        one["curves"].push_back(std::move(curve));
      }
      ordered_json row = ordered_json::object();
      for (std::size_t i = 0; i < change.row.size(); ++i) {
        const bool* yes = std::get_if<bool>(&change.row[i].second);
        row[change.row[i].first] = yes ? ordered_json(*yes) : ordered_json(change.cells[i]);
      }
      one["witness"] = std::move(row);
      one["old_score"] = decimal_text(change.old_score);
      one["new_score"] = decimal_text(change.new_score);
    }
    all["indicators"].push_back(std::move(one));
  }
  for (const SchemeChange& change : report.schemes) {
    const bool total = change.what == SchemeChange::What::Total;
    ordered_json one{{"what", total                                      ? "total"
                              : change.what == SchemeChange::What::Grade ? "grade"
                                                                         : "goals"},
                     {"change", json_change(change.change)}};
    if (change.old_total) one["old_total"] = number(change.old_total);
    if (change.new_total) one["new_total"] = number(change.new_total);
    if (!change.old_grade.empty()) one["old_grade"] = change.old_grade;
    if (!change.new_grade.empty()) one["new_grade"] = change.new_grade;
    for (const auto& [name, cell] : change.row) one["given"][name] = cell;
    all["scheme"].push_back(std::move(one));
  }
  if (report.units.empty()) return all.dump(2) + "\n";
  all["units"] = ordered_json::array();
  for (const UnitChange& unit : report.units) {
    ordered_json one{{"unit", unit.unit}};
    if (!unit.year.empty()) one["year"] = unit.year;
    one["old"] = number(unit.before);
    one["new"] = number(unit.after);
    if (unit.old_rank) one["old_rank"] = unit.old_rank;
    if (unit.new_rank) one["new_rank"] = unit.new_rank;
    if (!unit.old_grade.empty()) one["old_grade"] = unit.old_grade;
    if (!unit.new_grade.empty()) one["new_grade"] = unit.new_grade;
    all["units"].push_back(std::move(one));
  }
  for (const auto& [move, units] : grade_moves(report))
    all["grades"].push_back({{"old", move.first}, {"new", move.second}, {"units", units}});
  const Moved moved = moved_in(report);
  all["moved"] = {{"gain", moved.up},
                  {"points_gained", decimal_text(moved.gained)},
                  {"lose", moved.down},
                  {"points_lost", decimal_text(moved.lost)}};
  return all.dump(2) + "\n";
}

}  // namespace zs::cli
