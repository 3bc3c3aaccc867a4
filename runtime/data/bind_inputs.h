// Cells → the values that a plan wants, unit by unit.
#pragma once

#include <string>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/io/table.h"
#include "runtime/plan/input_bounds.h"
#include "runtime/plan/plan.h"
#include "runtime/value/value.h"

namespace zs {

// One unit's data: a value per plan input, and which of them were unusable.
struct BoundUnit {
  std::string name;
  std::string year;
  std::vector<Value> values;
  std::vector<char> bad;
  std::string group;               // of the column that cohorts are formed by
  std::vector<InputBounds> known;  // of inputs without a value, from the other units
};

struct BoundTable {
  std::string unit_column;       // its name as in the data
  std::string year_column;       // empty when there is none
  std::vector<char> has_column;  // for each plan input
  std::vector<BoundUnit> units;
};

// Columns are matched by name, alias, or a shortened name that fits one input only.
// Reports: columns that nothing asks for, inputs without a column, each bad cell with its place,
// units that stand twice.
BoundTable bind_inputs(const Table& table, const Plan& plan, const std::string& unit_column,
                       DiagnosticSink& issues);

}  // namespace zs
