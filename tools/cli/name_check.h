// Finds units that stand twice, in bounded memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace zs::cli {

class NameCheck {
 public:
  // Names that come in ascending order need no memory beyond this many fingerprints.
  static constexpr std::size_t kMostNames = 4'000'000;

  enum class Answer { New, Again, NotCompared };
  // NotCompared is said once, and then New for ever.
  Answer add(std::string_view name);

 private:
  static std::uint64_t fingerprint(std::string_view name);

  std::string last_;
  bool ascending_ = true;
  bool given_up_ = false;
  std::size_t count_ = 0;
  std::vector<std::uint64_t> listed_;        // while ascending
  std::unordered_set<std::uint64_t> known_;  // afterwards
};

}  // namespace zs::cli
