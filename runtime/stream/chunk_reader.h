// A stream of separated values as chunks of whole rows, in UTF-8.
#pragma once

#include <iconv.h>

#include <cstdint>
#include <optional>
#include <string>

#include "runtime/io/bytes.h"

namespace zs::stream {

struct Chunk {
  std::size_t index = 0;     // from 0
  std::string text;          // whole rows
  std::uint64_t offset = 0;  // of the text's first byte in the decoded stream
};

// Not for several threads at once. Memory: one chunk, or one row where that is longer.
class ChunkReader {
 public:
  ChunkReader(ByteReader& bytes, std::size_t chunk_bytes);
  ~ChunkReader();
  ChunkReader(const ChunkReader&) = delete;
  ChunkReader& operator=(const ChunkReader&) = delete;

  enum class Encoding { Utf8, Gb18030, Neither };
  // Reads the beginning and settles the encoding by it: bytes that begin as a good stretch of UTF-8
  // are UTF-8, else GB18030 if they are that. `bad_byte` (from 0) is set for Neither.
  Encoding find_encoding(std::size_t& bad_byte);
  // What is here of the text before the first chunk; for the separator and the header.
  std::string_view beginning() const { return held_; }
  // The first rows, up to `end` of beginning(), are no part of any chunk.
  void skip(std::size_t end);
  void set_separator(char separator) { separator_ = separator; }

  // False at the end, and when reading failed: see problem().
  bool next(Chunk& chunk);
  const Words& problem() const { return problem_; }
  bool is_at_end() const { return at_end_ && held_.empty(); }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  bool fill();
  void append(std::string_view bytes);
  std::optional<std::size_t> end_of_rows() const;

  ByteReader& bytes_;
  std::size_t chunk_bytes_;
  char separator_ = ',';
  std::string held_;
  std::string raw_;  // GB18030 bytes of a character that is not complete yet
  iconv_t converter_ = reinterpret_cast<iconv_t>(-1);
  bool at_end_ = false;
  std::size_t chunks_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t bytes_read_ = 0;
  Words problem_;
};

}  // namespace zs::stream
