// The inputs that a script wants, by name: quantities, facts, references, reviewers' figures.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/check/checked_rules.h"
#include "compiler/wording/wording_table.h"

namespace zs {

// Script-wide; the same words name the same input in every indicator.
class NameTable {
 public:
  // The input of this name, made when there is none yet.
  InputId input(const std::string& name, Role role, Span where, std::size_t indicator);
  std::optional<InputId> find(const std::string& name) const;
  Input& operator[](InputId id) { return inputs_[id.index]; }
  const Input& operator[](InputId id) const { return inputs_[id.index]; }
  // That an indicator needs these inputs.
  void note_use(const std::set<InputId>& inputs, std::size_t indicator);
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

// 每季度… is four a year (language.md §5); 0 when no frequency opens the text.
int times_a_year(std::u32string_view text);
// 每季度召开 → 召开, without 至少 and 不少于.
std::u32string without_frequency(std::u32string text);
// Whether the name ends in a word of this category of the constructions.
inline bool ends_as(std::u32string_view name, std::u32string_view category,
                    const WordingTable& wording) {
  const Constructions& data = wording.constructions();
  const Category tails = data.find(category);
  if (tails >= data.categories()) return false;
  for (const auto& [first, words] : data.words_of(tails))
    for (const CategoryWord& word : words)
      if (name.ends_with(word.word)) return true;
  return false;
}

// Names that measure a share: 执结率, 占比, 覆盖面, 满意度, 增幅.
inline bool looks_like_rate(std::u32string_view name, const WordingTable& wording) {
  return wording.tail(name, NameKind::Rate) && !ends_as(name, U"非率尾", wording);
}
// 出口额, 税收收入: an amount, whose growth is a share of what it was.
inline bool looks_like_amount(std::u32string_view name, const WordingTable& wording) {
  return ends_as(name, U"额尾", wording);
}

}  // namespace zs
