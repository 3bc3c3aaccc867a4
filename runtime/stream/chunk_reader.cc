#include "runtime/stream/chunk_reader.h"

#include <algorithm>
#include <cerrno>

#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"

namespace zs::stream {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A text may be cut inside a character: the last three bytes prove nothing.
constexpr std::size_t kCutTail = 4;

// Whether a line ends outside quotes.
bool holds_a_row(std::string_view text) {
  bool quoted = false;
  for (char c : text) {
    quoted ^= c == '"';
    if (c == '\n' && !quoted) return true;
  }
  return false;
}

}  // namespace

ChunkReader::ChunkReader(ByteReader& bytes, std::size_t chunk_bytes)
    : bytes_(bytes), chunk_bytes_(chunk_bytes) {}

ChunkReader::~ChunkReader() {
  if (converter_ != reinterpret_cast<iconv_t>(-1)) iconv_close(converter_);
}

bool ChunkReader::fill() {
  if (at_end_ || !problem_.empty()) return false;
  const std::size_t before = held_.size();
  if (converter_ != reinterpret_cast<iconv_t>(-1)) {
    std::string piece(chunk_bytes_, '\0');
    const auto count = bytes_.read(piece.data(), piece.size(), problem_);
    if (!count) return false;
    at_end_ = *count == 0;
    bytes_read_ += *count;
    append(std::string_view(piece).substr(0, *count));
    return true;
  }
  held_.resize(before + chunk_bytes_);
  const auto count = bytes_.read(held_.data() + before, chunk_bytes_, problem_);
  held_.resize(before + count.value_or(0));
  if (!count) return false;
  at_end_ = *count == 0;
  bytes_read_ += *count;
  return true;
}

// Converts; a byte that is no GB18030 stays as it is, so that its row is found damaged.
void ChunkReader::append(std::string_view bytes) {
  raw_ += bytes;
  char* in = raw_.data();
  std::size_t in_left = raw_.size();
  std::string piece(65536, '\0');
  while (in_left > 0) {
    char* out = piece.data();
    std::size_t out_left = piece.size();
    const std::size_t result = iconv(converter_, &in, &in_left, &out, &out_left);
    held_.append(piece, 0, piece.size() - out_left);
    if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (errno == EINVAL && !at_end_ && !bytes.empty()) break;
    held_ += '\xFF';
    ++in;
    --in_left;
  }
  raw_.erase(0, raw_.size() - in_left);
}

ChunkReader::Encoding ChunkReader::find_encoding(std::size_t& bad_byte) {
  // A short read (a pipe) is no beginning yet, nor is a part of the first row.
  while ((held_.size() < chunk_bytes_ || !holds_a_row(held_)) && fill()) {
  }
  const std::string_view sure =
      at_end_ ? std::string_view(held_)
              : std::string_view(held_).substr(0, held_.size() - std::min(kCutTail, held_.size()));
  switch (encoding_of(sure, !at_end_, bad_byte)) {
    case TextEncoding::Utf8:
      break;
    case TextEncoding::Neither:
      return Encoding::Neither;
    case TextEncoding::Gb18030: {
      converter_ = iconv_open("UTF-8", "GB18030");
      const std::string bytes = std::move(held_);
      held_.clear();
      append(bytes);
      break;
    }
  }
  if (held_.starts_with(kByteOrderMark)) held_.erase(0, kByteOrderMark.size());
  return converter_ == reinterpret_cast<iconv_t>(-1) ? Encoding::Utf8 : Encoding::Gb18030;
}

void ChunkReader::skip(std::size_t end) {
  held_.erase(0, end);
  offset_ += end;
}

std::optional<std::size_t> ChunkReader::end_of_rows() const {
  if (at_end_) return held_.size();
  if (held_.find('"') == std::string::npos) {
    const std::size_t line = held_.rfind('\n');
    if (line != std::string::npos) return line + 1;
  }
  std::optional<std::size_t> end;
  for (std::size_t at = 0; at < held_.size();) {
    const auto next = end_of_row(held_, at, separator_, false);
    if (!next) break;
    end = at = *next;
  }
  return end;
}

bool ChunkReader::next(Chunk& chunk) {
  std::optional<std::size_t> end;
  for (std::size_t wanted = chunk_bytes_;; wanted = 2 * held_.size()) {
    while (held_.size() < wanted && fill()) {
    }
    if (!problem_.empty()) return false;
    if (held_.empty()) return false;
    end = end_of_rows();
    if (end && *end > 0) break;
  }
  chunk.index = chunks_++;
  chunk.offset = offset_;
  offset_ += *end;
  std::string rest = held_.substr(*end);
  held_.resize(*end);
  chunk.text = std::move(held_);
  held_ = std::move(rest);
  return true;
}

}  // namespace zs::stream
