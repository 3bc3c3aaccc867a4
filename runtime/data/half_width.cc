#include "runtime/data/half_width.h"

#include <array>
#include <utility>

namespace zs {

std::string half_width(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 23> kSame = {
      {{"％", "%"}, {"０", "0"}, {"１", "1"}, {"２", "2"},  {"３", "3"}, {"４", "4"},
       {"５", "5"}, {"６", "6"}, {"７", "7"}, {"８", "8"},  {"９", "9"}, {"．", "."},
       {"－", "-"}, {"−", "-"},  {"＋", "+"}, {"　", ""},   {"，", ","}, {"（", "("},
       {"）", ")"}, {"：", ":"}, {"；", ";"}, {"旳", "的"}, {"\t", ""}}};
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    bool replaced = false;
    for (const auto& [from, to] : kSame)
      if (text.substr(i).starts_with(from)) {
        result += to;
        i += from.size();
        replaced = true;
        break;
      }
    if (replaced) continue;
    if (text[i] != ' ') result += text[i];
    ++i;
  }
  return result;
}

}  // namespace zs
