// One form for each character of submitted data: half width, no blanks.
#pragma once

#include <string>
#include <string_view>

namespace zs {

// Full-width digits and signs become half-width, corrupted 旳 becomes 的; blanks are dropped.
std::string half_width(std::string_view text);

}  // namespace zs
