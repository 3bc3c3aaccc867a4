// Conditions and steps in words.
#include <fmt/format.h>

#include "compiler/words/style.h"
#include "compiler/words/variants.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

bool is_share(const Bound& bound) {
  return !bound.quantity || bound.quantity->dimension == Dimension::Percent ||
         !bound.reference.empty();
}

// A rate is high or low, an amount is much or little.
std::string_view relation_word(const Bound& bound) {
  const bool share = is_share(bound);
  switch (bound.relation) {
    case Relation::Less:
      return share ? "低于" : "少于";
    case Relation::AtMost:
      return share ? "不高于" : "不超过";
    case Relation::Equal:
      return bound.reference.empty() ? "为" : "等于";
    case Relation::AtLeast:
      return share ? "不低于" : "不少于";
    case Relation::More:
      return share ? "高于" : "超过";
  }
  return "";
}

bool includes_number(Relation relation) {
  return relation == Relation::AtLeast || relation == Relation::AtMost;
}
bool looks_up(Relation relation) {
  return relation == Relation::AtLeast || relation == Relation::More;
}

std::string mark_words(const Bound& bound) {
  if (!bound.marked) return "";
  return includes_number(bound.relation) ? "(含)" : "(不含)";
}

// 80%以上; the number itself is excluded by a mark, or by the word when there is none.
std::string border_words(const Bound& bound) {
  const std::string number = quantity_words(*bound.quantity);
  if (bound.relation == Relation::Equal) return "等于" + number;
  if (bound.relation == Relation::More && !bound.marked) return number + "以外";
  if (bound.relation == Relation::Less && !bound.marked) return "未达到" + number;
  const std::string in = bound.relation == Relation::AtLeast ? "在" : "";
  return in + number + (looks_up(bound.relation) ? "以上" : "以下") + mark_words(bound);
}

// 第3名 · 第3名以上 · 第1名-第3名
bool is_place(const Compare& compare) {
  for (const Bound& bound : compare.bounds) {
    const bool rank =
        bound.quantity && bound.quantity->dimension == Dimension::Rank && bound.reference.empty();
    if (!rank || bound.marked || bound.relation == Relation::Less ||
        bound.relation == Relation::More)
      return false;
  }
  return !compare.bounds.empty() && !compare.plain && !compare.top_ranks;
}

std::string place_words(const Compare& compare) {
  const auto place = [](const Quantity& rank) { return "第" + quantity_words(rank); };
  const Bound& first = compare.bounds.front();
  std::string text = place(*first.quantity);
  for (const Quantity& other : compare.respective) text += "、" + place(other);
  if (compare.bounds.size() == 2) return text + "-" + place(*compare.bounds[1].quantity);
  if (first.relation == Relation::Equal) return text;
  return text + (first.relation == Relation::AtMost ? "以上" : "以下");
}

std::string compare_words(const Compare& compare, const Manner& manner) {
  std::string text = compare.subject.text;
  if (compare.basis) return text + quantity_words(*compare.bounds.front().quantity) + "为基准";
  if (compare.top_ranks) return text + "前" + quantity_words(*compare.bounds.front().quantity);
  if (is_place(compare)) return text + place_words(compare);
  if (compare.dash && compare.bounds.size() == 2) {
    const Bound& low = compare.bounds[0];
    const Bound& high = compare.bounds[1];
    return text + (manner.borders || text.empty() ? "" : "在") + quantity_words(*low.quantity) +
           mark_words(low) + "-" + quantity_words(*high.quantity) + mark_words(high);
  }
  if (!compare.respective.empty()) text += "分别";
  for (const Bound& bound : compare.bounds) {
    if (!bound.reference.empty()) {
      text += fmt::format("{}{}{}", relation_word(bound), bound.reference.text,
                          bound.quantity ? quantity_words(*bound.quantity) : "");
    } else if (compare.plain) {
      text += quantity_words(*bound.quantity) + mark_words(bound);
    } else if (manner.borders != bound.marked) {  // 3起以上(含) reads better than 不少于3起(含)
      text += border_words(bound);
    } else {
      text += fmt::format("{}{}{}", relation_word(bound), quantity_words(*bound.quantity),
                          mark_words(bound));
    }
  }
  for (const Quantity& other : compare.respective) text += "、" + quantity_words(other);
  return text;
}

// A或者B, A且B; 或者 inside 或者 takes a comma, as it was written.
std::string group_words(const Group& group, const Manner& manner) {
  std::string text;
  bool nested = false;
  for (const Condition& part : group.parts) {
    if (!text.empty()) text += group.any ? (nested ? ",或者" : "或者") : "且";
    text += condition_words(part, manner);
    const auto* inner = std::get_if<Group>(&part.says);
    nested |= inner && inner->any;
  }
  return text;
}

std::string_view direction_word(const Per& per, bool than) {
  const Dimension dimension = per.step.dimension;
  const bool refers = (!per.reference.empty() && !than) || per.from;
  const bool counted = dimension == Dimension::Count;
  const bool timed = dimension == Dimension::Days || dimension == Dimension::Months;
  switch (*per.direction) {
    case Direction::Down:
      if (per.shorter) return "少";
      if (dimension == Dimension::Rank) return "后移";
      return refers ? "低于" : counted ? "减少" : timed ? "缩短" : "低";
    case Direction::Up:
      if (dimension == Dimension::Rank) return "前移";
      if (per.way.text.starts_with("超")) return "超过";
      return refers ? "高于" : counted ? "多" : timed ? "超过" : "高";
    case Direction::Either:
      return refers ? "偏离" : "相差";
  }
  return "";
}

}  // namespace

std::string quantity_words(const Quantity& quantity) {
  const auto unit = find_unit(quantity.unit);
  const bool scaled = unit && unit->dimension == quantity.dimension;
  const Rational number = scaled ? quantity.value.divided_by(unit->factor) : quantity.value;
  return (quantity.either_side ? "±" : "") + decimal_text(number) + quantity.unit;
}

std::string condition_words(const Condition& condition, const Manner& manner) {
  return std::visit(match{[](const Fact& fact) { return fact.phrase.text; },
                          [&](const Compare& compare) { return compare_words(compare, manner); },
                          [&](const Group& group) { return group_words(group, manner); }},
                    condition.says);
}

std::string per_words(const Per& per, const Manner& manner) {
  std::string text = per.subject.text;
  const bool alone =
      !per.direction && per.event.empty() && !per.whole && per.step.value == Rational(1);
  if (alone && !manner.counted) return text + "每" + per.step.unit + per.object.text;
  const bool than = !per.reference.empty() && (per.than_before || manner.counted || !per.direction);
  const std::string compared = than ? "比" + per.reference.text : "";
  const bool full_last = per.whole && per.direction && !manner.counted;  // 每低满1个百分点
  const std::string every = per.whole && !full_last ? "每满" : "每";
  text += per.than_before ? compared + every : every + compared;
  if (per.direction)
    text += manner.as_written && !per.way.empty() ? per.way.text
                                                  : std::string(direction_word(per, than));
  if (!per.reference.empty() && !than) text += per.reference.text;
  if (per.from) text += quantity_words(*per.from);
  return text + per.event.text + (full_last ? "满" : "") + quantity_words(per.step) +
         per.object.text;
}

}  // namespace zs
