// Rows pasted from a table: tabs, markdown pipes, or commas; of data, or of scoring rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/plan/plan.h"
#include "tools/repl/workspace.h"

namespace zs::repl {

using Row = std::vector<std::string>;

// The text as rows of two cells or more; nothing when it is no table. Commas count as separators
// only with `commas`.
std::optional<std::vector<Row>> rows_of(std::string_view text, bool commas);

// Several lines with as many commas each, none of which sets a value or ends in a rule.
bool is_comma_table(std::string_view text);

// Whether the row is a header of data: it names the unit column or two inputs.
bool is_data_header(const Row& row, const Plan& plan);
// Whether some cell of the rows is the text of a rule.
bool holds_rules(const std::vector<Row>& rows);

// A scored table (序号 指标 分值 评分标准 …) as a script, each row an indicator. Cells that are not
// a rule, a title, points or a number become attributes. Empty when no row has a rule.
std::string script_of(const std::vector<Row>& rows);

// Rows below a header into the sheet: units of the same name get these cells, others are added.
State with_rows(Workspace& workspace, const Row& header, const std::vector<Row>& rows);

}  // namespace zs::repl
