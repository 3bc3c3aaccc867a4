// Typed handles and side tables: a later pass adds a table, it never edits an earlier result.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace zs {

// An index into one particular table; ids of different tags never mix.
template <typename Tag>
struct Id {
  std::uint32_t index = 0;
  friend auto operator<=>(Id, Id) = default;
};

// What one pass found out, kept by the id of what it found it out about.
template <typename Key, typename Value>
class IdTable {
 public:
  IdTable() = default;
  explicit IdTable(std::size_t size) : values_(size) {}
  Value& operator[](Key key) { return values_.at(key.index); }
  const Value& operator[](Key key) const { return values_.at(key.index); }
  std::size_t size() const { return values_.size(); }

 private:
  std::vector<Value> values_;
};

}  // namespace zs
