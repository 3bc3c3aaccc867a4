// SHA-256 (FIPS 180-4), to name a version of the rules.
#pragma once

#include <string>
#include <string_view>

namespace zs::cli {

// 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace zs::cli
