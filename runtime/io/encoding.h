// Bytes of a file to UTF-8 text: the one place that knows which encodings people send.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/base/diagnostic.h"

namespace zs {

// The text without byte order mark: UTF-8 as it is, GB18030 (and so GBK, GB2312) converted.
// Nothing when it is neither; then `bad_byte` holds the offset, from 0, of the first byte that
// the encoding which got furthest could not read. Bytes that begin as a good stretch of UTF-8
// are damaged UTF-8, never guessed to be GB18030.
std::optional<std::string> to_utf8(std::string bytes, std::size_t* bad_byte = nullptr);

enum class TextEncoding { Utf8, Gb18030, Neither };

// What to_utf8() would take the bytes for; `cut`: they are only the beginning of a text, cut
// anywhere. Sets `bad_byte` for Neither.
TextEncoding encoding_of(std::string_view bytes, bool cut, std::size_t& bad_byte);

// All of it is UTF-8 without NUL.
bool is_plain_text(std::string_view text);

// The text of a data file, or nothing after reporting DataNotText (also for NUL bytes, which
// mean UTF-16 or a damaged file). The view points into `bytes`, or into `converted` where the
// bytes had to be converted; both must outlive it.
std::optional<std::string_view> data_text(const std::string& file, std::string_view bytes,
                                          std::string& converted, DiagnosticSink& sink);

}  // namespace zs
