#include "runtime/data/bind_inputs.h"

#include <algorithm>
#include <set>

namespace zs {
namespace {

bool is_text_column(const Table& table, std::size_t column) {
  return !table.rows.empty() &&
         std::none_of(table.rows.begin(), table.rows.end(),
                      [&](const auto& row) { return is_no_name(row[column].text); });
}

}  // namespace

BoundUnit bind_row(const std::vector<Cell>& row, std::size_t index, const ColumnBinding& binding,
                   const std::string& file, const Plan& plan, DiagnosticSink& issues) {
  BoundUnit unit;
  unit.name = binding.unit ? row[*binding.unit].text : std::to_string(index + 1);
  if (binding.year) unit.year = row[*binding.year].text;
  if (binding.group) unit.group = row[*binding.group].text;
  unit.values.resize(plan.inputs.size());
  unit.bad.assign(plan.inputs.size(), 0);
  std::vector<char> excuses(plan.inputs.size(), 0);  // 不适用 is settled by a convention
  std::vector<char> excused(plan.inputs.size(), 0);
  for (const PlanIndicator& indicator : plan.indicators)
    if (indicator.applies)
      for (PlanInputId input : indicator.excused_by) excuses[input.index] = 1;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const InputColumn& from = binding.inputs[i];
    if (!from.column) continue;
    const Cell& cell = row[*from.column];
    ParsedCell parsed = read_cell(from, cell.text, plan.inputs[i], plan.measures);
    unit.values[i] = std::move(parsed.value);
    if (parsed.problem == CellProblem::None) continue;
    if (parsed.problem == CellProblem::NotApplicable && excuses[i]) {
      excused[i] = 1;
      continue;
    }
    unit.bad[i] = 1;
    report_cell(parsed.problem, cell, file, plan.inputs[i], unit.name, issues);
  }
  for (const PlanIndicator& indicator : plan.indicators) {
    if (!indicator.applies) continue;
    unit.values[indicator.applies->index] =
        std::none_of(indicator.excused_by.begin(), indicator.excused_by.end(),
                     [&](PlanInputId input) { return excused[input.index] != 0; });
  }
  return unit;
}

BoundTable bind_inputs(const Table& table, const Plan& plan, const std::string& unit_column,
                       DiagnosticSink& issues) {
  const ColumnBinding binding = bind_columns(
      table.file, table.header, plan, unit_column,
      [&](std::size_t column) { return is_text_column(table, column); }, issues);
  BoundTable result;
  result.unit_column = binding.unit_name;
  result.year_column = binding.year_name;
  for (const InputColumn& input : binding.inputs)
    result.has_column.push_back(input.column.has_value());
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    BoundUnit unit = bind_row(table.rows[i], i, binding, table.file, plan, issues);
    if (!seen.emplace(unit.name, unit.year).second) {
      const Cell& cell = table.rows[i][binding.unit.value_or(0)];
      Location where;
      where.file = table.file;
      where.line = cell.line;
      where.column = cell.column;
      issues.report(DiagnosticKind::DuplicateUnit, where, {unit.name});
    }
    result.units.push_back(std::move(unit));
  }
  return result;
}

}  // namespace zs
