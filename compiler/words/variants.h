// One function for each alternative of a std::variant, so that a new alternative breaks the build.
#pragma once

#include <variant>

namespace zs {

template <typename... Visitors>
struct match : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
match(Visitors...) -> match<Visitors...>;

}  // namespace zs
