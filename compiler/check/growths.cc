#include "compiler/check/growths.h"

#include <algorithm>
#include <array>

#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

struct Change {
  std::u32string of;
  std::u32string since;  // 上年, 年初
  std::u32string said;   // as the text says it
  bool falls = false;
};

bool drop_end(std::u32string& text, std::u32string_view tail) {
  if (text.size() <= tail.size() || !text.ends_with(tail)) return false;
  text.resize(text.size() - tail.size());
  return true;
}

std::optional<Change> change_of(const std::string& name) {
  static constexpr std::array<std::u32string_view, 8> kRises = {U"增长", U"增加", U"提高", U"上升",
                                                                U"提升", U"增幅", U"增速", U"增"};
  static constexpr std::array<std::u32string_view, 6> kFalls = {U"下降", U"降低", U"减少",
                                                                U"降幅", U"回落", U"降"};
  static constexpr std::array<std::u32string_view, 8> kLastYear = {
      U"上一年度", U"上年同期", U"去年同期", U"上年度", U"上一年", U"上年", U"去年", U"同期"};
  static constexpr std::array<std::u32string_view, 3> kOthers = {U"年初", U"上季度", U"上月"};
  Change change;
  change.of = to_characters(name);
  for (std::u32string_view tail : {U"幅度", U"比例", U"率"})
    if (drop_end(change.of, tail)) break;
  const auto drop = [&](std::u32string_view word) { return drop_end(change.of, word); };
  change.falls = std::any_of(kFalls.begin(), kFalls.end(), drop);
  if (!change.falls && !std::any_of(kRises.begin(), kRises.end(), drop)) return std::nullopt;
  if (drop(U"同比")) {
    change.since = U"上年";
    change.said = U"上年同期";
    return change;
  }
  const auto since = [&](std::u32string_view word) {
    if (!change.of.ends_with(word)) return false;
    for (std::u32string_view than : {U"较", U"比"})
      if (drop(std::u32string(than) + std::u32string(word))) {
        change.said = word;
        return true;
      }
    return false;
  };
  if (std::any_of(kLastYear.begin(), kLastYear.end(), since)) {
    change.since = U"上年";
    return change;
  }
  if (!std::any_of(kOthers.begin(), kOthers.end(), since)) return std::nullopt;
  change.since = change.said;
  return change;
}

void add_alias(Input& input, const std::u32string& alias) {
  const std::string name = to_utf8(alias);
  if (name != input.name &&
      std::find(input.aliases.begin(), input.aliases.end(), name) == input.aliases.end())
    input.aliases.push_back(name);
}

}  // namespace

void find_growths(NameTable& names, const WordingTable& wording) {
  const std::size_t known = names.size();
  for (std::uint32_t i = 0; i < known; ++i) {
    const InputId id{i};
    const Input growth = names[id];
    if (growth.dimension != Dimension::Percent || growth.role == Role::Judgement ||
        growth.declared || names.bound_quantity(growth.name))
      continue;
    const auto change = change_of(growth.name);
    if (!change || change->of.size() < 2) continue;
    const auto figure = [&](std::initializer_list<std::u32string> spellings) {
      for (const std::u32string& spelling : spellings)
        if (const auto found = names.find(to_utf8(spelling))) return *found;
      const InputId made =
          names.input(to_utf8(*spellings.begin()), Role::Quantity, growth.where, 0);
      names[made].indicators = growth.indicators;
      return made;
    };
    const std::u32string& of = change->of;
    const InputId now = figure({of});
    const InputId before =
        figure({of + change->since, change->since + of, of + change->said, change->said + of});
    const bool points = growth.unit.find("点") != std::string::npos;
    const bool rate =
        points || looks_like_rate(of, wording) || names[now].dimension == Dimension::Percent;
    for (const InputId one : {now, before}) {
      if (names[one].dimension != Dimension::Unknown) continue;
      names[one].dimension = rate ? Dimension::Percent : names[now].dimension;
      names[one].unit = rate ? "%" : names[now].unit;
    }
    if (names[before].role == Role::Quantity) names[before].role = Role::Baseline;
    add_alias(names[now], (change->since == U"上年" ? U"本年" : U"期末") + of);
    for (const std::u32string& since : {change->since, change->said}) {
      add_alias(names[before], of + since);
      add_alias(names[before], since + of);
    }
    const auto* defined = names.bound_quantity(to_utf8(of));
    const TermPtr current = defined && defined->size() == 1
                                ? defined->front()
                                : input_term(now, names[now].dimension, names[now].unit);
    const TermPtr base = input_term(before, names[before].dimension, names[before].unit);
    const TermPtr apart = binary_term(Term::Kind::Subtract, change->falls ? base : current,
                                      change->falls ? current : base);
    names[id].follows = rate ? apart : binary_term(Term::Kind::Divide, apart, base);
  }
}

}  // namespace zs
