#include "compiler/check/name_table.h"

#include <algorithm>
#include <array>

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

bool looks_like_rate(std::u32string_view name) {
  static constexpr std::array<std::u32string_view, 18> kTails = {
      U"率",     U"占比", U"比例", U"比重", U"满意度", U"增幅",   U"增速",   U"降幅",   U"覆盖面",
      U"百分比", U"幅度", U"进度", U"面",   U"涨幅",   U"认可度", U"知晓度", U"完成度", U"集中度"};
  return std::any_of(kTails.begin(), kTails.end(),
                     [&](std::u32string_view tail) { return name.ends_with(tail); });
}

}  // namespace zs
