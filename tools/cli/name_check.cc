#include "tools/cli/name_check.h"

namespace zs::cli {

// 64 bits: among four million names two have the same by chance once in two million runs.
std::uint64_t NameCheck::fingerprint(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (char byte : name) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3u;
  }
  hash ^= hash >> 30;
  hash *= 0xBF58476D1CE4E5B9u;
  hash ^= hash >> 27;
  hash *= 0x94D049BB133111EBu;
  return hash ^ (hash >> 31);
}

NameCheck::Answer NameCheck::add(std::string_view name) {
  if (given_up_) return Answer::New;
  if (ascending_ && (count_ == 0 || name > last_)) {
    ++count_;
    last_ = name;
    if (listed_.size() < kMostNames) listed_.push_back(fingerprint(name));
    return Answer::New;
  }
  if (ascending_) {
    ascending_ = false;
    if (count_ <= kMostNames) known_.insert(listed_.begin(), listed_.end());
    listed_.clear();
    listed_.shrink_to_fit();
  }
  if (count_ >= kMostNames) {
    given_up_ = true;
    known_.clear();
    return Answer::NotCompared;
  }
  ++count_;
  return known_.insert(fingerprint(name)).second ? Answer::New : Answer::Again;
}

}  // namespace zs::cli
