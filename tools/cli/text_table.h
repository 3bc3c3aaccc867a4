// A table for a terminal, columns aligned under wide characters.
#pragma once

#include <string>
#include <vector>

namespace zs::cli {

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header) : rows_{std::move(header)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  // Rows end with a line end; blanks at the end of a row are left out.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace zs::cli
