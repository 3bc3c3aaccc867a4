// Units whose data come as name and value, in any order: on the way from JSON to a Table.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/io/place.h"
#include "runtime/io/table.h"

namespace zs {

// Takes one unit after the other; memory grows with the values, not with units times names.
class SparseTable {
 public:
  SparseTable(std::string file, DiagnosticSink& sink);

  void begin_unit(Place place);
  // The column of that name, a new one at the first use (NamelessColumn if it is empty). Nothing,
  // after reporting DuplicateName, when the unit has that name already.
  std::optional<std::size_t> name(std::string text, Place place);
  // The value of a column in the current unit.
  void put(std::size_t column, std::string text, Place place);
  // The current unit was cut off: it is left out.
  void drop_unit();

  // Columns in order of first appearance; what a unit lacks is an empty cell where the unit
  // begins. Reports TooManyGaps.
  Table take();

 private:
  struct Value {
    std::size_t column;
    Cell cell;
  };
  struct Unit {
    Cell gap;  // stands where the unit begins
    std::vector<Value> values;
  };
  struct LastUse {
    std::size_t unit = 0;  // counted from 1; 0: none yet
    Place place;
  };

  Table table_;
  DiagnosticSink& sink_;
  std::unordered_map<std::string, std::size_t> columns_;
  std::vector<LastUse> last_use_;  // by column
  std::vector<Unit> units_;
  std::size_t begun_ = 0;  // units, dropped ones included
};

}  // namespace zs
