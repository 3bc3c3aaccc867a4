#include "runtime/io/encoding.h"

#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>

#include "runtime/io/place.h"

namespace zs {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// So many characters outside ASCII do not come out as UTF-8 by accident in a GB18030 text.
constexpr std::size_t kSurelyUtf8 = 8;

struct Utf8Stretch {
  std::size_t bytes = 0;
  std::size_t wide_characters = 0;  // outside ASCII
};

// The longest beginning of the text that is UTF-8.
Utf8Stretch utf8_stretch(std::string_view text) {
  Utf8Stretch stretch;
  const auto* data = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  while (stretch.bytes < text.size()) {
    if (data[stretch.bytes] < 0x80) {
      ++stretch.bytes;
      continue;
    }
    utf8proc_int32_t character = 0;
    const auto left = static_cast<utf8proc_ssize_t>(text.size() - stretch.bytes);
    const utf8proc_ssize_t used = utf8proc_iterate(data + stretch.bytes, left, &character);
    if (used <= 0) break;
    stretch.bytes += static_cast<std::size_t>(used);
    ++stretch.wide_characters;
  }
  return stretch;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

struct Conversion {
  std::string text;
  std::size_t bytes_read = 0;
};

Conversion from_gb18030(std::string& bytes) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  Conversion result{.text = std::string(2 * bytes.size() + 8, '\0')};
  char* in = bytes.data();
  std::size_t in_left = bytes.size();
  char* out = result.text.data();
  std::size_t out_left = result.text.size();
  iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  result.text.resize(result.text.size() - out_left);
  result.bytes_read = bytes.size() - in_left;
  return result;
}

void report_not_text(const std::string& file, std::string_view bytes, std::size_t bad_byte,
                     DiagnosticSink& sink) {
  const std::string before = to_utf8(std::string(bytes.substr(0, bad_byte))).value_or("");
  const Place place = PlaceCounter(before).at(before.size());
  sink.report(DiagnosticKind::DataNotText, location_of(file, place),
              {std::to_string(bad_byte + 1)});
}

}  // namespace

std::optional<std::string> to_utf8(std::string bytes, std::size_t* bad_byte) {
  const Utf8Stretch utf8 = utf8_stretch(bytes);
  if (utf8.bytes == bytes.size()) {
    if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
    return bytes;
  }
  std::size_t furthest = utf8.bytes;
  if (!bytes.starts_with(kByteOrderMark) && utf8.wide_characters < kSurelyUtf8) {
    Conversion gb18030 = from_gb18030(bytes);
    if (gb18030.bytes_read == bytes.size()) return std::string(without_mark(gb18030.text));
    furthest = std::max(furthest, gb18030.bytes_read);
  }
  if (bad_byte != nullptr) *bad_byte = furthest;
  return std::nullopt;
}

TextEncoding encoding_of(std::string_view bytes, bool cut, std::size_t& bad_byte) {
  constexpr std::size_t kLongestCharacter = 4;
  const std::size_t whole = bytes.size() - (cut ? std::min(kLongestCharacter, bytes.size()) : 0);
  const Utf8Stretch utf8 = utf8_stretch(bytes);
  if (utf8.bytes >= whole || utf8.wide_characters >= kSurelyUtf8 ||
      bytes.starts_with(kByteOrderMark)) {
    bad_byte = utf8.bytes;
    // Damaged UTF-8 is still UTF-8 where some of it can be used.
    return TextEncoding::Utf8;
  }
  std::string copy(bytes);
  const std::size_t read = from_gb18030(copy).bytes_read;
  if (read >= whole) return TextEncoding::Gb18030;
  bad_byte = std::max(utf8.bytes, read);
  // Where the header can be read, the damage is in a row, which is refused by itself.
  if (bytes.substr(0, bad_byte).find('\n') != std::string_view::npos)
    return utf8.bytes >= read ? TextEncoding::Utf8 : TextEncoding::Gb18030;
  return TextEncoding::Neither;
}

bool is_plain_text(std::string_view text) {
  return utf8_stretch(text).bytes == text.size() && text.find('\0') == std::string_view::npos;
}

std::optional<std::string_view> data_text(const std::string& file, std::string_view bytes,
                                          std::string& converted, DiagnosticSink& sink) {
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    report_not_text(file, bytes, nul, sink);
    return std::nullopt;
  }
  if (utf8_stretch(bytes).bytes == bytes.size()) return without_mark(bytes);
  std::size_t bad_byte = 0;
  std::optional<std::string> text = to_utf8(std::string(bytes), &bad_byte);
  if (!text) {
    report_not_text(file, bytes, bad_byte, sink);
    return std::nullopt;
  }
  converted = std::move(*text);
  return converted;
}

}  // namespace zs
