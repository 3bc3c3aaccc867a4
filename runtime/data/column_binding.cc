#include "runtime/data/column_binding.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "runtime/data/half_width.h"

namespace zs {
namespace {

// 税收 is neither 税收比上年增长 nor 税收完成率 nor 上年税收: what the column leaves out makes
// another figure of it.
bool another_figure(const std::string& whole, const std::string& column) {
  static constexpr std::array<std::string_view, 16> kWords = {
      "增长", "增加", "增幅", "增速", "提高", "上升", "提升", "下降",
      "降低", "减少", "降幅", "同比", "上年", "去年", "年初", "率"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return whole.find(word) != std::string::npos && column.find(word) == std::string::npos;
  });
}

class ColumnBinder {
 public:
  ColumnBinder(const std::string& file, std::span<const Cell> header, const Plan& plan,
               const IsTextColumn& is_text, DiagnosticSink& issues)
      : file_(file), header_(header), plan_(plan), is_text_(is_text), issues_(issues) {}

  ColumnBinding run(const std::string& unit_column) {
    out_.inputs.resize(plan_.inputs.size());
    find_unit_and_year(unit_column);
    match_columns();
    out_.unit_name = out_.unit ? header_[*out_.unit].text : "单位";
    if (out_.year) out_.year_name = header_[*out_.year].text;
    return std::move(out_);
  }

 private:
  Location place(const Cell& cell) const {
    Location where;
    where.file = file_;
    where.line = cell.line;
    where.column = cell.column;
    return where;
  }
  void find_unit_and_year(const std::string& wanted) {
    static constexpr std::array<std::string_view, 8> kUnits = {
        "单位", "名称", "单位名称", "单位编号", "县区", "地区", "区县", "被考核单位"};
    static constexpr std::array<std::string_view, 3> kYears = {"年度", "年份", "年"};
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const std::string name = half_width(header_[i].text);
      if (!wanted.empty()
              ? name == half_width(wanted)
              : !out_.unit && std::find(kUnits.begin(), kUnits.end(), name) != kUnits.end())
        out_.unit = i;
      if (!plan_.group.empty() && name == half_width(plan_.group)) out_.group = i;
      if (!out_.year && std::find(kYears.begin(), kYears.end(), name) != kYears.end())
        out_.year = i;
    }
    if (!wanted.empty() && !out_.unit)
      issues_.report(DiagnosticKind::NoUnitColumn,
                     header_.empty() ? Location{} : place(header_.front()), {wanted});
    if (!plan_.group.empty() && !out_.group)
      issues_.report(DiagnosticKind::NoGroupColumn,
                     header_.empty() ? Location{} : place(header_.front()), {plan_.group});
    if (!out_.unit && wanted.empty()) {
      // The first column of text that no input asks for.
      for (std::size_t i = 0; i < header_.size() && !out_.unit; ++i) {
        if (i == out_.year || exact(half_width(header_[i].text))) continue;
        if (!near(half_width(header_[i].text)) && is_text_(i)) out_.unit = i;
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
      if (another_figure(whole, name)) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  using Names = std::unordered_map<std::string, std::size_t>;

  // 已建立台账 is the fact 建立台账, in rules and in data.
  Names::iterator without_already(Names& names, const std::string& column) const {
    static constexpr std::string_view kAlready = "已";
    if (!column.starts_with(kAlready)) return names.end();
    const auto found = names.find(column.substr(kAlready.size()));
    const bool fact =
        found != names.end() && plan_.inputs[found->second].dimension == Dimension::Fact;
    return fact ? found : names.end();
  }

  void match_columns() {
    Names by_name;
    std::unordered_map<std::string, int> uses;  // an alias of several inputs names none of them
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      by_name.emplace(half_width(plan_.inputs[i].name), i);
      for (const std::string& alias : plan_.inputs[i].aliases) ++uses[half_width(alias)];
    }
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i)
      for (const std::string& alias : plan_.inputs[i].aliases)
        if (uses[half_width(alias)] == 1) by_name.emplace(half_width(alias), i);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (i == out_.unit || i == out_.year || i == out_.group) continue;
      auto found = by_name.find(half_width(header_[i].text));
      if (found == by_name.end()) found = without_already(by_name, half_width(header_[i].text));
      if (found == by_name.end())
        open.push_back(i);
      else if (!out_.inputs[found->second].column)
        out_.inputs[found->second].column = i;
    }
    for (std::size_t i : open) {
      if (bind_with_unit(i, by_name) || bind_denied(i)) continue;
      const auto found = near(half_width(header_[i].text));
      if (found && !out_.inputs[*found].column) {
        out_.inputs[*found].column = i;
        issues_.report(DiagnosticKind::ColumnTakenAs, place(header_[i]),
                       {header_[i].text, plan_.inputs[*found].name});
      } else if (!header_[i].text.empty()) {
        issues_.report(DiagnosticKind::UnknownColumn, place(header_[i]), {header_[i].text});
      }
    }
    std::vector<char> needed(plan_.inputs.size(), 0);
    for (const PlanIndicator& indicator : plan_.indicators)
      for (PlanInputId input : indicator.inputs) needed[input.index] = 1;
    for (PlanInputId input : plan_.scheme_inputs) needed[input.index] = 1;
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      const PlanInput& input = plan_.inputs[i];
      if (available(i) || !needed[i] || input.optional || (out_.year && looks_back(input)) ||
          input.role == InputRole::Judgement)
        continue;
      Location where;
      where.file = file_;
      where.line = header_.empty() ? 0 : header_.front().line;
      where.column = header_.empty() ? 0 : header_.front().column;
      issues_.report(DiagnosticKind::NoColumn, where, {input.name});
    }
  }

  // A column gives it, or gives all that it can be worked out from.
  bool available(std::size_t input) const {
    if (out_.inputs[input].column) return true;
    const std::vector<PlanInputId>& from = plan_.inputs[input].derived_from;
    return !from.empty() && std::all_of(from.begin(), from.end(), [&](PlanInputId one) {
      return one.index != input && available(one.index);
    });
  }

  // 投资额(万元): the name, and the unit of its figures.
  bool bind_with_unit(std::size_t column, const Names& names) {
    const std::string whole = half_width(header_[column].text);
    const std::size_t open = whole.rfind('(');
    if (open == std::string::npos || open == 0 || !whole.ends_with(')')) return false;
    const std::string name = whole.substr(0, open);
    const std::string unit = whole.substr(open + 1, whole.size() - open - 2);
    const auto exact_name = names.find(name);
    const auto found = exact_name != names.end() ? std::optional(exact_name->second) : near(name);
    if (!found || out_.inputs[*found].column || !is_numeric(plan_.inputs[*found].dimension) ||
        !plain_factor(plan_.inputs[*found], unit, plan_.measures))
      return false;
    out_.inputs[*found].column = column;
    out_.inputs[*found].unit = unit;
    if (exact_name == names.end())
      issues_.report(DiagnosticKind::ColumnTakenAs, place(header_[column]),
                     {header_[column].text, plan_.inputs[*found].name});
    return true;
  }

  // 上年度等级: a table of several years says it itself.
  static bool looks_back(const PlanInput& input) {
    return input.cohort && input.cohort->kind == CohortKind::LastGrade;
  }

  // A column 建立台账 for the input 未建立台账: the same fact, the other way round.
  bool bind_denied(std::size_t column) {
    const std::string name = half_width(header_[column].text);
    for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
      if (plan_.inputs[i].dimension != Dimension::Fact || out_.inputs[i].column) continue;
      const std::string input = half_width(plan_.inputs[i].name);
      const bool denies = input == "未" + name || input == "没有" + name || input == "无" + name ||
                          name == "未" + input || name == "没有" + input;
      if (!denies) continue;
      out_.inputs[i].column = column;
      out_.inputs[i].denied = true;
      const Words other("“" + plan_.inputs[i].name + "”的否定",
                        "the negation of " + plan_.inputs[i].name);
      issues_.report(DiagnosticKind::ColumnTakenAs, place(header_[column]),
                     {header_[column].text, other});
      return true;
    }
    return false;
  }

  const std::string& file_;
  std::span<const Cell> header_;
  const Plan& plan_;
  const IsTextColumn& is_text_;
  DiagnosticSink& issues_;
  ColumnBinding out_;
};

std::string example(const PlanInput& input) {
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

}  // namespace

ColumnBinding bind_columns(const std::string& file, std::span<const Cell> header, const Plan& plan,
                           const std::string& unit_column, const IsTextColumn& is_text,
                           DiagnosticSink& issues) {
  return ColumnBinder(file, header, plan, is_text, issues).run(unit_column);
}

bool is_no_name(std::string_view cell) {
  return cell == "是" || cell == "否" ||
         (!cell.empty() && cell.front() >= '0' && cell.front() <= '9');
}

ParsedCell read_cell(const InputColumn& column, std::string_view text, const PlanInput& input,
                     const std::vector<std::string>& measures) {
  ParsedCell parsed = parse_cell(text, input, measures, column.unit);
  if (bool* yes = std::get_if<bool>(&parsed.value); yes && column.denied) *yes = !*yes;
  return parsed;
}

void report_cell(CellProblem problem, const Cell& cell, const std::string& file,
                 const PlanInput& input, const std::string& unit, DiagnosticSink& issues) {
  Location where;
  where.file = file;
  where.line = cell.line;
  where.column = cell.column;
  std::string shown = cell.text.substr(0, 60);
  while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80 &&
         shown.size() < cell.text.size())
    shown.pop_back();
  switch (problem) {
    case CellProblem::None:
      return;
    case CellProblem::NotANumber:
      issues.report(DiagnosticKind::NotANumber, where, {unit, input.name, shown, example(input)});
      return;
    case CellProblem::NotAFact:
      issues.report(DiagnosticKind::NotAFact, where, {unit, input.name, shown});
      return;
    case CellProblem::NotApplicable:
      issues.report(DiagnosticKind::NotApplicableUnsettled, where, {unit, input.name, shown});
      return;
    case CellProblem::NotAChoice: {
      Words choices;
      for (const std::string& choice : input.choices) {
        choices.zh += (choices.zh.empty() ? "" : "、") + choice;
        choices.en += (choices.en.empty() ? "" : ", ") + choice;
      }
      issues.report(DiagnosticKind::NotAChoice, where, {unit, input.name, shown, choices});
      return;
    }
    case CellProblem::WrongUnit:
      issues.report(DiagnosticKind::WrongUnit, where,
                    {unit, input.name, shown, words_for(input.dimension), example(input)});
      return;
    case CellProblem::NoUnit:
      issues.report(DiagnosticKind::NoMoneyUnit, where,
                    {unit, input.name, shown, shown + input.unit, shown + "元",
                     input.name + "(" + input.unit + ")"});
      return;
    case CellProblem::NotWhole:
      issues.report(DiagnosticKind::NotWhole, where, {unit, input.name, shown});
      return;
    case CellProblem::OutOfRange: {
      const std::string low =
          input.low ? quantity_text(*input.low, input.dimension, input.unit) : "";
      const std::string high =
          input.high ? quantity_text(*input.high, input.dimension, input.unit) : "";
      const Words range = input.high ? Words(low + "至" + high, low + " to " + high)
                                     : Words("不小于" + low, "at least " + low);
      issues.report(DiagnosticKind::OutOfRange, where, {unit, input.name, shown, range});
      return;
    }
  }
}

}  // namespace zs
