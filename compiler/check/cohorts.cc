#include "compiler/check/cohorts.h"

#include <algorithm>
#include <array>

#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// What a name asks of the other units, and the name of what it is asked about.
struct Asked {
  CohortKind kind;
  std::u32string of;
};

constexpr std::array<std::u32string_view, 7> kLastYear = {
    U"上一年度", U"上年度", U"上年同期", U"上年", U"上一年", U"去年", U"同期"};
constexpr std::array<std::u32string_view, 16> kRegions = {
    U"全市", U"全省", U"全县", U"全区",   U"全州",     U"全盟",     U"全旗", U"各县",
    U"各区", U"各地", U"同组", U"各单位", U"参评单位", U"所有单位", U"本组", U"各县区"};

bool drop_end(std::u32string& text, std::u32string_view tail) {
  if (text.size() <= tail.size() || !text.ends_with(tail)) return false;
  text.resize(text.size() - tail.size());
  return true;
}
bool drop_begin(std::u32string& text, std::u32string_view lead) {
  if (text.size() <= lead.size() || !text.starts_with(lead)) return false;
  text.erase(0, lead.size());
  return true;
}
template <std::size_t N>
bool drop_any(std::u32string& text, const std::array<std::u32string_view, N>& words) {
  for (std::u32string_view word : words)
    if (drop_end(text, word) || drop_begin(text, word)) {
      while (drop_end(text, U"的") || drop_begin(text, U"的")) {
      }
      return true;
    }
  return false;
}

std::optional<Asked> asked_of(const std::string& name) {
  struct Measure {
    std::u32string_view words;
    CohortKind kind;
  };
  static constexpr std::array<Measure, 21> kMeasures = {
      {{U"平均增长水平", CohortKind::Mean}, {U"平均水平", CohortKind::Mean},
       {U"平均值", CohortKind::Mean},       {U"平均数", CohortKind::Mean},
       {U"平均", CohortKind::Mean},         {U"均值", CohortKind::Mean},
       {U"中位数", CohortKind::Median},     {U"中位值", CohortKind::Median},
       {U"最高值", CohortKind::Largest},    {U"最大值", CohortKind::Largest},
       {U"最高水平", CohortKind::Largest},  {U"最低值", CohortKind::Smallest},
       {U"最小值", CohortKind::Smallest},   {U"合计", CohortKind::Sum},
       {U"总和", CohortKind::Sum},          {U"排名", CohortKind::Rank},
       {U"名次", CohortKind::Rank},         {U"位次", CohortKind::Rank},
       {U"排位", CohortKind::Rank},         {U"占比", CohortKind::Share},
       {U"比重", CohortKind::Share}}};
  std::u32string of = to_characters(name);
  for (const Measure& measure : kMeasures) {
    if (!drop_end(of, measure.words)) continue;
    if (measure.kind == CohortKind::Share) {
      for (std::u32string_view region : kRegions)
        if (drop_end(of, std::u32string(U"占") + std::u32string(region)))
          return Asked{CohortKind::Share, of};
      return std::nullopt;
    }
    const bool last = drop_any(of, kLastYear);
    drop_any(of, kRegions);
    if (last && measure.kind != CohortKind::Mean) return std::nullopt;
    return Asked{last ? CohortKind::LastYearMean : measure.kind, of};
  }
  if (drop_any(of, kLastYear)) {
    drop_end(of, U"水平");
    drop_end(of, U"数");
    return Asked{CohortKind::LastYear, of};
  }
  return std::nullopt;
}

}  // namespace

void find_cohorts(NameTable& names, const Conventions& conventions) {
  const std::size_t known = names.size();
  for (std::uint32_t i = 0; i < known; ++i) {
    const InputId id{i};
    if (names[id].cohort || names[id].role == Role::Judgement) continue;
    if (!is_numeric(names[id].dimension) && names[id].dimension != Dimension::Unknown) continue;
    const auto asked = asked_of(names[id].name);
    if (!asked || asked->of.size() < 2) continue;
    const std::string of = to_utf8(asked->of);
    TermPtr term;
    if (const auto* bound = names.bound_quantity(of); bound && bound->size() == 1) {
      term = bound->front();
    } else {
      const auto there = names.find(of);
      const InputId base = there ? *there : names.input(of, Role::Quantity, names[id].where, 0);
      if (!there) {  // only this needs it
        names[base].indicators.clear();
        const bool alike = asked->kind != CohortKind::Rank && asked->kind != CohortKind::Share;
        names[base].dimension = alike                        ? names[id].dimension
                                : looks_like_rate(asked->of) ? Dimension::Percent
                                                             : Dimension::Number;
        if (alike) names[base].unit = names[id].unit;
        if (names[base].dimension == Dimension::Percent) names[base].unit = "%";
      }
      term = input_term(base, names[base].dimension, names[base].unit);
    }
    names[id].cohort = Cohort{asked->kind, std::move(term), conventions.smallest_first};
  }
}

}  // namespace zs
