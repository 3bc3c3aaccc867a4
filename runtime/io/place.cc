#include "runtime/io/place.h"

namespace zs {

Place PlaceCounter::at(std::size_t offset) {
  for (; counted_ < offset && counted_ < text_.size(); ++counted_) {
    const char byte = text_[counted_];
    const bool lone_cr =
        byte == '\r' && (counted_ + 1 == text_.size() || text_[counted_ + 1] != '\n');
    if (byte == '\n' || lone_cr) {
      ++place_.line;
      place_.column = 1;
    } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {
      ++place_.column;
    }
  }
  return place_;
}

}  // namespace zs
