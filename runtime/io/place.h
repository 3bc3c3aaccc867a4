// From a byte offset in a data file to the line and column that people see.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/base/source.h"

namespace zs {

// Line and column from 1; columns in characters.
struct Place {
  int line = 1;
  int column = 1;
};

// Counts lines and columns of a UTF-8 text in one walk. Lines end at LF, CR LF or CR.
class PlaceCounter {
 public:
  // `text` must outlive the counter.
  explicit PlaceCounter(std::string_view text) : text_(text) {}
  // The place of the byte at `offset` (at most the text's size). Offsets never go back.
  Place at(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t counted_ = 0;  // bytes before this one are behind place_
  Place place_;
};

// A place in a data file, without excerpt.
inline Location location_of(const std::string& file, Place place) {
  Location location;
  location.file = file;
  location.line = place.line;
  location.column = place.column;
  return location;
}

}  // namespace zs
