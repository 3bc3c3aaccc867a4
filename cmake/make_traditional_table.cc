// Writes the table of traditional characters and their simplified forms, as OpenCC's t2s knows
// them, one "{0x4E1F, 0x4E22}," a line in the order of the first. Runs once, while building.
#include <opencc/opencc.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

namespace {

// The code points of this table all take three bytes in UTF-8.
std::string utf8(std::uint32_t c) {
  return {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
          static_cast<char>(0x80 | (c & 0x3F))};
}

// The one character that `text` holds, or 0.
std::uint32_t only_character(const std::string& text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (text.size() == 3 && byte(0) >= 0xE0 && byte(0) < 0xF0)
    return (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  if (text.size() == 4 && byte(0) >= 0xF0)
    return (byte(0) & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 |
           (byte(3) & 0x3Fu);
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_traditional_table FILE\n");
    return 2;
  }
  const opencc::SimpleConverter to_simplified("t2s.json");
  std::ofstream out(argv[1], std::ios::binary);
  for (std::uint32_t c = 0x3400; c <= 0x9FFF; ++c) {
    const std::uint32_t simplified = only_character(to_simplified.Convert(utf8(c)));
    if (simplified == 0 || simplified == c) continue;
    char line[40];
    std::snprintf(line, sizeof line, "{0x%04X, 0x%04X},\n", c, simplified);
    out << line;
  }
  out.close();
  if (!out) throw std::runtime_error("the table could not be written");
  return 0;
} catch (const std::exception& problem) {
  std::fprintf(stderr, "make_traditional_table: %s\n", problem.what());
  return 1;
}
