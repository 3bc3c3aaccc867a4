// The files of stdlib/wording, carried inside the program by cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace zs {

struct EmbeddedFile {
  std::string_view name;  // without folder: "synonyms.zs"
  std::string_view text;  // its bytes, UTF-8
};

// In the order of their names. The texts live as long as the program.
std::span<const EmbeddedFile> embedded_wording();

}  // namespace zs
