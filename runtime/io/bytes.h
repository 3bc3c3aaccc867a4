// Bytes that come and go in pieces: files, standard streams, tests in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/base/language.h"

namespace zs {

class ByteReader {
 public:
  virtual ~ByteReader() = default;
  // Up to `size` bytes into `to`; 0 at the end. Nothing, and a reason in `why`, when it fails.
  virtual std::optional<std::size_t> read(char* to, std::size_t size, Words& why) = 0;
  // All bytes there are, where that is known.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

// What is written appears complete after finish(), or not at all.
class ByteWriter {
 public:
  virtual ~ByteWriter() = default;
  // False, and a reason in `why`, when it fails; then nothing more is to be written.
  virtual bool write(std::string_view bytes, Words& why) = 0;
  virtual bool finish(Words& why) = 0;
};

// Bytes that are here already.
class HeldBytes : public ByteReader {
 public:
  explicit HeldBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  std::optional<std::size_t> read(char* to, std::size_t size, Words&) override {
    const std::size_t count = std::min(size, bytes_.size() - at_);
    bytes_.copy(to, count, at_);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace zs
