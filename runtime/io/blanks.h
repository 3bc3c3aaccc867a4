// What counts as blank around a cell: space, tab, no-break space, full-width space.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace zs {

inline constexpr std::array<std::string_view, 4> kBlanks = {" ", "\t", "\u00A0", "\u3000"};

// Bytes of the blank that the text begins with; 0 when it begins with none.
inline std::size_t blank_length(std::string_view text) {
  for (const std::string_view blank : kBlanks)
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

// The text without blanks and line breaks at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace zs
