// Which column of submitted data feeds which input of a plan, and what its cells say.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/data/parse_cell.h"
#include "runtime/io/table.h"
#include "runtime/plan/plan.h"

namespace zs {

struct InputColumn {
  std::optional<std::size_t> column;  // nothing: no column, the input is missing everywhere
  bool denied = false;                // the column says the opposite of the input
  std::string unit;                   // of figures without unit, from the header: 投资额(万元)
};

struct ColumnBinding {
  std::optional<std::size_t> unit, year, group;  // columns
  std::string unit_name;                         // as in the data; 单位 where there is none
  std::string year_name;                         // empty where there is none
  std::vector<InputColumn> inputs;               // one a plan input
};

// Says whether a column, by index, holds text in every row; asked only when no column is named
// like a unit column.
using IsTextColumn = std::function<bool(std::size_t)>;

// A cell that cannot be a unit's name: 是, 否, or what begins with a digit.
bool is_no_name(std::string_view cell);

// Columns are matched by name, alias, or a shortened name that fits one input only.
// Reports: columns that nothing asks for, inputs without a column, a unit column that is not there.
ColumnBinding bind_columns(const std::string& file, std::span<const Cell> header, const Plan& plan,
                           const std::string& unit_column, const IsTextColumn& is_text,
                           DiagnosticSink& issues);

// The value of one input; `text` is the cell of its column, blanks removed.
ParsedCell read_cell(const InputColumn& column, std::string_view text, const PlanInput& input,
                     const std::vector<std::string>& measures);

// Reports a cell that cannot be used. Precondition: problem is not None.
void report_cell(CellProblem problem, const Cell& cell, const std::string& file,
                 const PlanInput& input, const std::string& unit, DiagnosticSink& issues);

}  // namespace zs
