#include "runtime/base/source.h"

#include <utf8proc.h>

#include <algorithm>

namespace zs {
namespace {

constexpr std::uint32_t kExcerptBefore = 120;  // bytes of context kept on each side of a mark
constexpr std::uint32_t kLongestMark = 240;

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::uint32_t back_to_character(std::string_view text, std::uint32_t at) {
  while (at > 0 && at < text.size() && continues_character(text[at])) --at;
  return at;
}

}  // namespace

Span join(Span a, Span b) {
  if (a.begin == a.end) return b;
  if (b.begin == b.end) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

SourceText::SourceText(std::string name, std::string bytes)
    : name_(std::move(name)), bytes_(std::move(bytes)), line_starts_{0} {
  stretches_.push_back({0, name_, 1});
  find_lines(0);
}

void SourceText::append(std::string name, std::string_view bytes, int first_line) {
  if (!bytes_.empty() && bytes_.back() != '\n') {
    bytes_ += '\n';
    line_starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  const auto from = static_cast<std::uint32_t>(bytes_.size());
  stretches_.push_back({line_starts_.size() - 1, std::move(name), first_line});
  bytes_ += bytes;
  find_lines(from);
}

void SourceText::find_lines(std::uint32_t from) {
  for (std::uint32_t i = from; i < bytes_.size(); ++i) {
    const bool lone_cr = bytes_[i] == '\r' && (i + 1 == bytes_.size() || bytes_[i + 1] != '\n');
    if (bytes_[i] == '\n' || lone_cr) line_starts_.push_back(i + 1);
  }
}

std::size_t SourceText::global_line(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(after - line_starts_.begin()) - 1;
}

const SourceText::Stretch& SourceText::stretch_of(std::size_t line) const {
  auto at = stretches_.end();
  while (at != stretches_.begin() && (at == stretches_.end() || at->line > line)) --at;
  return *at;
}

std::string_view SourceText::slice(Span span) const {
  const auto begin = std::min<std::size_t>(span.begin, bytes_.size());
  const auto end = std::clamp<std::size_t>(span.end, begin, bytes_.size());
  return std::string_view(bytes_).substr(begin, end - begin);
}

int SourceText::line_of(std::uint32_t offset) const {
  const std::size_t line = global_line(offset);
  const Stretch& stretch = stretch_of(line);
  return stretch.first_line + static_cast<int>(line - stretch.line);
}

int SourceText::column_of(std::uint32_t offset) const {
  const std::uint32_t start = line_starts_[global_line(offset)];
  int column = 1 + character_count(slice({start, offset}));
  if (start == 0 && bytes_.starts_with("\xEF\xBB\xBF") && offset >= 3) --column;
  return column;
}

std::string_view SourceText::line_bytes(std::size_t line) const {
  const std::size_t begin = line_starts_[line];
  const std::size_t end = line + 1 < line_starts_.size() ? line_starts_[line + 1] : bytes_.size();
  std::string_view text = std::string_view(bytes_).substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

Location SourceText::locate(Span span) const {
  Location place;
  const std::size_t at = global_line(span.begin);
  place.file = stretch_of(at).name;
  place.line = line_of(span.begin);
  place.column = column_of(span.begin);
  const std::string_view line = line_bytes(at);
  const std::uint32_t start = line_starts_[at];
  const auto size = static_cast<std::uint32_t>(line.size());
  const std::uint32_t begin = std::min(span.begin - start, size);
  std::uint32_t end = std::clamp(span.end - start, begin, size);
  if (end - begin > kLongestMark) end = back_to_character(line, begin + kLongestMark);
  std::uint32_t from = begin > kExcerptBefore ? back_to_character(line, begin - kExcerptBefore) : 0;
  if (from == 0 && line.starts_with("\xEF\xBB\xBF")) from = 3;
  const std::uint32_t to =
      end + kExcerptBefore < size ? back_to_character(line, end + kExcerptBefore) : size;
  place.excerpt = std::string(line.substr(from, to - from));
  place.mark_begin = std::max(begin, from) - from;
  place.mark_end = std::max(end, from) - from;
  return place;
}

int display_width(std::string_view utf8) {
  int width = 0;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  auto left = static_cast<utf8proc_ssize_t>(utf8.size());
  while (left > 0) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &character);
    const utf8proc_ssize_t step = used > 0 ? used : 1;
    width += used > 0 ? utf8proc_charwidth(character) : 1;
    at += step;
    left -= step;
  }
  return width;
}

int character_count(std::string_view utf8) {
  int count = 0;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  auto left = static_cast<utf8proc_ssize_t>(utf8.size());
  while (left > 0) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &character);
    at += used > 0 ? used : 1;
    left -= used > 0 ? used : 1;
    ++count;
  }
  return count;
}

}  // namespace zs
