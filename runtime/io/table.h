// Submitted data as cells: what the readers make of a file, before anybody knows what it means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/base/source.h"

namespace zs {

// One cell as written, quotes and surrounding blanks removed. `text` is empty when the cell was
// empty or null; numbers keep every digit of the file; JSON true and false become 是 and 否.
// Line and column count from 1 and point at the cell's first character (columns in characters).
struct Cell {
  std::string text;
  int line = 0;
  int column = 0;
};

// A header and one row a unit. Rows are exactly as long as the header: a row that was not is
// padded or cut, and that was reported.
struct Table {
  std::string file;
  std::vector<Cell> header;
  std::vector<std::vector<Cell>> rows;
};

}  // namespace zs
