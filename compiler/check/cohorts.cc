#include "compiler/check/cohorts.h"

#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// What a name asks of the other units, and the name of what it is asked about.
struct Asked {
  CohortKind kind;
  std::u32string of;
};

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
// A word of this kind at the end of the name, else at its beginning, with the 的 beside it.
bool drop_any(std::u32string& text, NameKind kind, const WordingTable& wording) {
  if (text.size() < 2) return false;
  const std::u32string_view all = text;
  if (const NameMatch tail = wording.tail(all.substr(1), kind))
    text.resize(text.size() - tail.length);
  else if (const NameMatch head = wording.head(all.substr(0, all.size() - 1), kind))
    text.erase(0, head.length);
  else
    return false;
  while (drop_end(text, U"的") || drop_begin(text, U"的")) {
  }
  return true;
}

// The canonical words that an office may add synonyms to; of any other nothing is known.
std::optional<CohortKind> kind_of(std::u32string_view statistic) {
  if (statistic == U"平均") return CohortKind::Mean;
  if (statistic == U"中位数") return CohortKind::Median;
  if (statistic == U"最高值") return CohortKind::Largest;
  if (statistic == U"最低值") return CohortKind::Smallest;
  if (statistic == U"合计") return CohortKind::Sum;
  if (statistic == U"排名") return CohortKind::Rank;
  if (statistic == U"占比") return CohortKind::Share;
  return std::nullopt;
}

std::optional<Asked> asked_of(const std::string& name, const WordingTable& wording) {
  std::u32string of = to_characters(name);
  if (of.empty()) return std::nullopt;
  const NameMatch statistic = wording.tail(std::u32string_view(of).substr(1), NameKind::Statistic);
  if (statistic) {
    const auto known = kind_of(statistic.canonical);
    if (!known) return std::nullopt;
    const CohortKind kind = *known;
    of.resize(of.size() - statistic.length);
    if (kind == CohortKind::Share) {
      const NameMatch region = wording.tail(of, NameKind::Region);
      if (!region) return std::nullopt;
      of.resize(of.size() - region.length);
      if (!drop_end(of, U"占")) return std::nullopt;
      return Asked{kind, of};
    }
    const bool last = drop_any(of, NameKind::LastYear, wording);
    drop_any(of, NameKind::Region, wording);
    if (last && kind != CohortKind::Mean) return std::nullopt;
    return Asked{last ? CohortKind::LastYearMean : kind, of};
  }
  if (drop_any(of, NameKind::LastYear, wording)) {
    return Asked{CohortKind::LastYear, of};
  }
  return std::nullopt;
}

}  // namespace

void find_cohorts(NameTable& names, const Conventions& conventions, const WordingTable& wording) {
  const std::size_t known = names.size();
  for (std::uint32_t i = 0; i < known; ++i) {
    const InputId id{i};
    if (names[id].cohort || names[id].role == Role::Judgement) continue;
    if (!is_numeric(names[id].dimension) && names[id].dimension != Dimension::Unknown) continue;
    const auto asked = asked_of(names[id].name, wording);
    if (!asked || asked->of.size() < 2) continue;
    // 上年水平, 上年数 beside 水平 or 数 as a part of the name itself.
    std::u32string shorter = asked->of;
    const bool shortened = asked->kind == CohortKind::LastYear &&
                           (drop_end(shorter, U"水平") || drop_end(shorter, U"数"));
    const auto is_known = [&](const std::u32string& name) {
      return names.find(to_utf8(name)) || names.bound_quantity(to_utf8(name));
    };
    const bool take_shorter = shortened && shorter.size() > 1 && !is_known(asked->of);
    const std::string of = to_utf8(take_shorter ? shorter : asked->of);
    TermPtr term;
    if (const auto* bound = names.bound_quantity(of); bound && bound->size() == 1) {
      term = bound->front();
    } else {
      const auto there = names.find(of);
      const InputId base = there ? *there : names.input(of, Role::Quantity, names[id].where, 0);
      if (!there) {  // only this needs it
        names[base].indicators.clear();
        const bool alike = asked->kind != CohortKind::Rank && asked->kind != CohortKind::Share;
        names[base].dimension = alike                                 ? names[id].dimension
                                : looks_like_rate(asked->of, wording) ? Dimension::Percent
                                                                      : Dimension::Unknown;
        if (alike) names[base].unit = names[id].unit;
        if (names[base].dimension == Dimension::Percent) names[base].unit = "%";
      }
      term = input_term(base, names[base].dimension, names[base].unit);
    }
    names[id].cohort = Cohort{asked->kind, std::move(term), conventions.smallest_first};
  }
}

}  // namespace zs
