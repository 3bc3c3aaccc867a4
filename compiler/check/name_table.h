// The inputs that a script wants, by name: quantities, facts, references, reviewers' figures.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/check/checked_rules.h"

namespace zs {

// Script-wide; the same words name the same input in every indicator.
class NameTable {
 public:
  // The input of this name, made when there is none yet.
  InputId input(const std::string& name, Role role, Span where, std::size_t indicator);
  std::optional<InputId> find(const std::string& name) const;
  Input& operator[](InputId id) { return inputs_[id.index]; }
  const Input& operator[](InputId id) const { return inputs_[id.index]; }
  // 又名: another name of an input.
  void add_alias(InputId id, const std::string& alias);

  // Words that speak of something known to the whole script: a defined quantity, a score, a grade.
  // A quantity of several terms means each of them (各部分得分率).
  void bind(const std::string& words, std::vector<TermPtr> quantity) {
    quantities_[words] = std::move(quantity);
  }
  void bind(const std::string& words, TestPtr fact) { facts_[words] = std::move(fact); }
  const std::vector<TermPtr>* bound_quantity(const std::string& words) const;
  TestPtr bound_fact(const std::string& words) const;

  std::size_t size() const { return inputs_.size(); }
  std::vector<Input> take() { return {inputs_.begin(), inputs_.end()}; }

 private:
  std::deque<Input> inputs_;  // references stay good while it grows
  std::unordered_map<std::string, InputId> by_name_;
  std::unordered_map<std::string, std::vector<TermPtr>> quantities_;
  std::unordered_map<std::string, TestPtr> facts_;
};

// Whether all characters of `part` occur in `whole` in this order.
bool is_subsequence(std::u32string_view part, std::u32string_view whole);

// Names that measure a share: 执结率, 占比, 覆盖面, 满意度, 增幅.
bool looks_like_rate(std::u32string_view name);

}  // namespace zs
