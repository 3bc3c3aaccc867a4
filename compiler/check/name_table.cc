#include "compiler/check/name_table.h"

namespace zs {

namespace {
void made_input(Input& input, const std::string& name, Role role, Span where) {
  input.name = name;
  input.role = role;
  input.where = where;
}
}  // namespace

InputId NameTable::input(const std::string& name, Role role, Span where, std::size_t indicator) {
  const auto [found, is_new] =
      by_name_.try_emplace(name, InputId{static_cast<std::uint32_t>(inputs_.size())});
  if (is_new) made_input(inputs_.emplace_back(), name, role, where);
  Input& input = inputs_[found->second.index];
  if (input.indicators.empty() || input.indicators.back() != indicator)
    input.indicators.push_back(indicator);
  return found->second;
}

std::optional<InputId> NameTable::find(const std::string& name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional<InputId>(found->second);
}

void NameTable::note_use(const std::set<InputId>& inputs, std::size_t indicator) {
  for (InputId id : inputs) {
    std::vector<std::size_t>& all = inputs_[id.index].indicators;
    if (all.empty() || all.back() != indicator) all.push_back(indicator);
  }
}

void NameTable::add_alias(InputId id, const std::string& alias) {
  inputs_[id.index].aliases.push_back(alias);
  by_name_.try_emplace(alias, id);
}

const std::vector<TermPtr>* NameTable::bound_quantity(const std::string& words) const {
  const auto found = quantities_.find(words);
  return found == quantities_.end() ? nullptr : &found->second;
}

TestPtr NameTable::bound_fact(const std::string& words) const {
  const auto found = facts_.find(words);
  return found == facts_.end() ? nullptr : found->second;
}

bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
  std::size_t at = 0;
  for (char32_t c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

int times_a_year(std::u32string_view text) {
  if (text.starts_with(U"每半年") || text.starts_with(U"每学期")) return 2;
  if (text.starts_with(U"每季")) return 4;
  if (text.starts_with(U"每两个月") || text.starts_with(U"每两月")) return 6;
  if (text.starts_with(U"每月")) return 12;
  if (text.starts_with(U"每年")) return 1;
  return 0;
}

std::u32string without_frequency(std::u32string text) {
  for (std::u32string_view drop : {U"每半年", U"每季度", U"每学期", U"每两个月", U"每年", U"每月",
                                   U"每季", U"每周", U"至少", U"不少于"})
    if (const std::size_t found = text.find(drop); found != std::u32string::npos)
      text.erase(found, drop.size());
  return text;
}

}  // namespace zs
