// Characters made one: widths, dashes, comparison signs, traditional and corrupted characters.
#pragma once

#include <string_view>

#include "compiler/wording/normal_text.h"

namespace zs {

// In:      the author's file (UTF-8; a byte order mark and zero-width characters are dropped).
// Out:     characters only; words stay as they are (language.md §2). Line ends are LF.
// Cost:    linear.
NormalText normalise(const SourceText& source);

// The same for a name that comes from elsewhere (a column header), without positions. Blanks are
// kept only between two Latin letters or digits.
std::string normalised_name(std::string_view utf8);

// Blanks and line ends inside running Chinese text mean nothing; what is left is what is read.
NormalText without_blanks(const NormalText& text);

}  // namespace zs
