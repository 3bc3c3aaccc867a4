#include "runtime/data/bind_inputs.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>

#include "runtime/data/half_width.h"
#include "runtime/data/parse_cell.h"

namespace zs {
namespace {

Location place(const Table& table, const Cell& cell) {
  Location where;
  where.file = table.file;
  where.line = cell.line;
  where.column = cell.column;
  return where;
}

class Binder {
 public:
  Binder(const Table& table, const Plan& plan, DiagnosticSink& issues)
      : table_(table), plan_(plan), issues_(issues) {}

  BoundTable run(const std::string& unit_column) {
    find_unit_and_year(unit_column);
    match_columns();
    BoundTable result;
    if (unit_)
      result.unit_column = table_.header[*unit_].text;
    else
      result.unit_column = "单位";
    if (year_) result.year_column = table_.header[*year_].text;
    for (const auto& column : column_of_) result.has_column.push_back(column.has_value());
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      BoundUnit unit = read_row(table_.rows[i], i);
      if (!seen.emplace(unit.name, unit.year).second) {
        const Cell& cell = table_.rows[i][unit_.value_or(0)];
        issues_.report(DiagnosticKind::DuplicateUnit, place(table_, cell), {unit.name});
      }
      result.units.push_back(std::move(unit));
    }
    return result;
  }

 private:
  void find_unit_and_year(const std::string& wanted) {
    static constexpr std::array<std::string_view, 8> kUnits = {
        "单位", "名称", "单位名称", "单位编号", "县区", "地区", "区县", "被考核单位"};
    static constexpr std::array<std::string_view, 3> kYears = {"年度", "年份", "年"};
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string name = half_width(table_.header[i].text);
      if (!wanted.empty() ? name == half_width(wanted)
                          : !unit_ && std::find(kUnits.begin(), kUnits.end(), name) != kUnits.end())
        unit_ = i;
      if (!plan_.group.empty() && name == half_width(plan_.group)) group_ = i;
      if (!year_ && std::find(kYears.begin(), kYears.end(), name) != kYears.end()) year_ = i;
    }
    if (!wanted.empty() && !unit_)
      issues_.report(DiagnosticKind::NoUnitColumn,
                     table_.header.empty() ? Location{} : place(table_, table_.header.front()),
                     {wanted});
    if (!plan_.group.empty() && !group_)
      issues_.report(DiagnosticKind::NoGroupColumn,
                     table_.header.empty() ? Location{} : place(table_, table_.header.front()),
                     {plan_.group});
    if (!unit_ && wanted.empty()) {
      // The first column of text that no input asks for.
      for (std::size_t i = 0; i < table_.header.size() && !unit_; ++i) {
        if (i == year_ || exact(half_width(table_.header[i].text))) continue;
        const bool text =
            !table_.rows.empty() &&
            std::none_of(table_.rows.begin(), table_.rows.end(), [&](const auto& row) {
              const std::string& cell = row[i].text;
              return cell == "是" || cell == "否" ||
                     (!cell.empty() && cell.front() >= '0' && cell.front() <= '9');
            });
        if (text && !near(half_width(table_.header[i].text))) unit_ = i;
      }
    }
  }

  std::optional<std::size_t> exact(const std::string& name) const {
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      if (half_width(plan_.inputs[i].name) == name) return i;
      for (const std::string& alias : plan_.inputs[i].aliases)
        if (half_width(alias) == name) return i;
    }
    return std::nullopt;
  }
  // The one input that the name is the head or the tail of.
  std::optional<std::size_t> near(const std::string& name) const {
    std::optional<std::size_t> found;
    if (name.size() < 6) return found;
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      if (plan_.inputs[i].dimension == Dimension::Fact) continue;  // 建立台账 is not 未建立台账
      const std::string whole = half_width(plan_.inputs[i].name);
      if (!whole.ends_with(name) && !whole.starts_with(name)) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  void match_columns() {
    std::unordered_map<std::string, std::size_t> by_name;
    std::unordered_map<std::string, int> uses;  // an alias of several inputs names none of them
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      by_name.emplace(half_width(plan_.inputs[i].name), i);
      for (const std::string& alias : plan_.inputs[i].aliases) ++uses[half_width(alias)];
    }
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i)
      for (const std::string& alias : plan_.inputs[i].aliases)
        if (uses[half_width(alias)] == 1) by_name.emplace(half_width(alias), i);
    column_of_.assign(plan_.inputs.size(), std::nullopt);
    denied_.assign(plan_.inputs.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      if (i == unit_ || i == year_ || i == group_) continue;
      const auto found = by_name.find(half_width(table_.header[i].text));
      if (found == by_name.end())
        open.push_back(i);
      else if (!column_of_[found->second])
        column_of_[found->second] = i;
    }
    for (std::size_t i : open) {
      if (bind_denied(i)) continue;
      const auto found = near(half_width(table_.header[i].text));
      if (found && !column_of_[*found]) {
        column_of_[*found] = i;
        issues_.report(DiagnosticKind::ColumnTakenAs, place(table_, table_.header[i]),
                       {table_.header[i].text, plan_.inputs[*found].name});
      } else if (!table_.header[i].text.empty()) {
        issues_.report(DiagnosticKind::UnknownColumn, place(table_, table_.header[i]),
                       {table_.header[i].text});
      }
    }
    std::vector<char> needed(plan_.inputs.size(), 0);
    for (const PlanIndicator& indicator : plan_.indicators)
      for (PlanInputId input : indicator.inputs) needed[input.index] = 1;
    for (PlanInputId input : plan_.scheme_inputs) needed[input.index] = 1;
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      const PlanInput& input = plan_.inputs[i];
      const bool derived =
          !input.derived_from.empty() &&
          std::all_of(input.derived_from.begin(), input.derived_from.end(),
                      [&](PlanInputId from) { return column_of_[from.index].has_value(); });
      if (derived || !needed[i] || column_of_[i] || input.optional ||
          (year_ && looks_back(input)) || input.role == InputRole::Judgement)
        continue;
      Location where;
      where.file = table_.file;
      where.line = table_.header.empty() ? 0 : table_.header.front().line;
      where.column = table_.header.empty() ? 0 : table_.header.front().column;
      issues_.report(DiagnosticKind::NoColumn, where, {input.name});
    }
  }

  // 上年度等级: a table of several years says it itself.
  static bool looks_back(const PlanInput& input) {
    return input.cohort && input.cohort->kind == CohortKind::LastGrade;
  }

  // A column 建立台账 for the input 未建立台账: the same fact, the other way round.
  bool bind_denied(std::size_t column) {
    const std::string name = half_width(table_.header[column].text);
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      if (plan_.inputs[i].dimension != Dimension::Fact || column_of_[i]) continue;
      const std::string input = half_width(plan_.inputs[i].name);
      const bool denies = input == "未" + name || input == "没有" + name || input == "无" + name ||
                          name == "未" + input || name == "没有" + input;
      if (!denies) continue;
      column_of_[i] = column;
      denied_[i] = 1;
      const Words other("“" + plan_.inputs[i].name + "”的否定",
                        "the negation of " + plan_.inputs[i].name);
      issues_.report(DiagnosticKind::ColumnTakenAs, place(table_, table_.header[column]),
                     {table_.header[column].text, other});
      return true;
    }
    return false;
  }

  BoundUnit read_row(const std::vector<Cell>& row, std::size_t index) {
    BoundUnit unit;
    unit.name = unit_ ? row[*unit_].text : std::to_string(index + 1);
    if (year_) unit.year = row[*year_].text;
    if (group_) unit.group = row[*group_].text;
    unit.values.resize(plan_.inputs.size());
    unit.bad.assign(plan_.inputs.size(), 0);
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      if (!column_of_[i]) continue;
      const Cell& cell = row[*column_of_[i]];
      ParsedCell parsed = parse_cell(cell.text, plan_.inputs[i], plan_.measures);
      unit.values[i] = std::move(parsed.value);
      if (bool* yes = std::get_if<bool>(&unit.values[i]); yes && denied_[i]) *yes = !*yes;
      if (parsed.problem == CellProblem::None) continue;
      unit.bad[i] = 1;
      report(parsed.problem, cell, plan_.inputs[i], unit.name);
    }
    return unit;
  }

  void report(CellProblem problem, const Cell& cell, const PlanInput& input,
              const std::string& unit) {
    const Location where = place(table_, cell);
    std::string shown = cell.text.substr(0, 60);
    while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80 &&
           shown.size() < cell.text.size())
      shown.pop_back();
    switch (problem) {
      case CellProblem::None:
        return;
      case CellProblem::NotANumber:
        issues_.report(DiagnosticKind::NotANumber, where,
                       {unit, input.name, shown, example(input)});
        return;
      case CellProblem::NotAFact:
        issues_.report(DiagnosticKind::NotAFact, where, {unit, input.name, shown});
        return;
      case CellProblem::WrongUnit:
        issues_.report(DiagnosticKind::WrongUnit, where,
                       {unit, input.name, shown, words_for(input.dimension), example(input)});
        return;
      case CellProblem::NotWhole:
        issues_.report(DiagnosticKind::NotWhole, where, {unit, input.name, shown});
        return;
      case CellProblem::NotAChoice: {
        Words choices;
        for (const std::string& choice : input.choices) {
          choices.zh += (choices.zh.empty() ? "" : "、") + choice;
          choices.en += (choices.en.empty() ? "" : ", ") + choice;
        }
        issues_.report(DiagnosticKind::NotAChoice, where, {unit, input.name, shown, choices});
        return;
      }
      case CellProblem::OutOfRange: {
        const std::string low =
            input.low ? quantity_text(*input.low, input.dimension, input.unit) : "";
        const std::string high =
            input.high ? quantity_text(*input.high, input.dimension, input.unit) : "";
        const Words range = input.high ? Words(low + "至" + high, low + " to " + high)
                                       : Words("不小于" + low, "at least " + low);
        issues_.report(DiagnosticKind::OutOfRange, where, {unit, input.name, shown, range});
        return;
      }
    }
  }
  static std::string example(const PlanInput& input) {
    switch (input.dimension) {
      case Dimension::Percent:
        return "76%";
      case Dimension::Money:
        return "500" + (input.unit.empty() ? "元" : input.unit);
      case Dimension::Months:
        return "6个月";
      case Dimension::Days:
        return "3天";
      case Dimension::Rank:
        return "第2名";
      case Dimension::Count:
        return "3" + input.unit;
      case Dimension::Unknown:
      case Dimension::Number:
      case Dimension::Date:
      case Dimension::Fact:
      case Dimension::Choice:
      case Dimension::Text:
        return "3";
    }
    return "3";
  }

  const Table& table_;
  const Plan& plan_;
  DiagnosticSink& issues_;
  std::optional<std::size_t> unit_;
  std::optional<std::size_t> year_;
  std::optional<std::size_t> group_;
  std::vector<std::optional<std::size_t>> column_of_;
  std::vector<char> denied_;  // the column says the opposite of the input
};

}  // namespace

BoundTable bind_inputs(const Table& table, const Plan& plan, const std::string& unit_column,
                       DiagnosticSink& issues) {
  return Binder(table, plan, issues).run(unit_column);
}

}  // namespace zs
