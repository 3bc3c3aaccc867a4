// Which column of a stream feeds which inputs, and how its cells become lanes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/batch/lanes.h"
#include "runtime/data/column_binding.h"

namespace zs::stream {

// The header and what it means. Columns count as in the data, dropped ones included.
struct DataColumns {
  std::string file;
  char separator = ',';
  std::size_t count = 0;  // cells that a row should have
  ColumnBinding binding;
  std::vector<std::size_t> nameless;  // columns without a name
  std::vector<Cell> header;
};

// Reads the header at the beginning of `text`; `end` is where the rows begin. Reports what
// read_csv() and bind_inputs() report of a header. Where no column is named like a unit column,
// `is_text` decides, see bind_columns().
DataColumns read_header(std::string file, std::string_view text, const Plan& plan,
                        const std::string& unit_column, const IsTextColumn& is_text,
                        std::size_t& end, DiagnosticSink& issues);

// Holds columns well enough for the rows of a sample and some room beyond; rows that do not fit are
// left to exact arithmetic.
std::vector<batch::Layout> layouts_for(const DataColumns& columns, const Plan& plan,
                                       std::string_view sample);

}  // namespace zs::stream
