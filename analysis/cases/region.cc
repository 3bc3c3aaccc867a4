#include "analysis/cases/region.h"

#include <algorithm>

#include "analysis/cases/elimination.h"

namespace zs {

bool Extent::holds(const Rational& value) const {
  if (empty) return false;
  if (low && (value < *low || (!low_in && value == *low))) return false;
  return !(high && (value > *high || (!high_in && value == *high)));
}

void Extent::at_least(const Rational& value, bool in) {
  if (!low || value > *low) {
    low = value;
    low_in = in;
  } else if (value == *low) {
    low_in = low_in && in;
  }
  if (low && high && (*low > *high || (*low == *high && !(low_in && high_in)))) empty = true;
}

void Extent::at_most(const Rational& value, bool in) {
  if (!high || value < *high) {
    high = value;
    high_in = in;
  } else if (value == *high) {
    high_in = high_in && in;
  }
  if (low && high && (*low > *high || (*low == *high && !(low_in && high_in)))) empty = true;
}

Unknown Region::add(const Manners& manners, std::optional<Rational> low,
                    std::optional<Rational> high) {
  const Unknown made{static_cast<std::uint32_t>(limits_.size())};
  Extent extent;
  if (low) extent.at_least(*low, true);
  if (high) extent.at_most(*high, true);
  limits_.push_back(extent);
  manners_.push_back(manners);
  return made;
}

bool Region::narrow(Unknown unknown, const Rational& value, bool in, bool low) {
  Extent& extent = limits_[unknown.index];
  Rational end = value;
  bool closed = in;
  if (manners_[unknown.index].whole) {  // a whole number above 2.5 is at least 3
    end = low ? value.ceiling() : value.floor();
    if (!in && end == value) end = low ? end + 1 : end - 1;
    closed = true;
  }
  trail_.push_back({Change::Kind::Limit, unknown, extent});
  if (low)
    extent.at_least(end, closed);
  else
    extent.at_most(end, closed);
  return !extent.empty;
}

// Between whole unknowns a sum is whole: x - y > 0 is x - y ≥ 1.
Row Region::tightened(Row row) const {
  Rational common = 1;
  for (const Linear::Term& term : row.form.terms) {
    if (!manners_[term.of.index].whole) return row;
    common = common * (term.times * common).denominator();
  }
  Linear form = row.form.scaled(common);
  const Rational rest = -form.constant;
  Rational least = rest.ceiling();
  if (row.strict && least == rest) least = least + 1;
  form.constant = -least;
  return {std::move(form), false};
}

std::optional<Row> Region::carried_over(const Row& row, const Ratio& ratio) const {
  if (!row.form.constant.is_zero()) return std::nullopt;
  for (const Linear::Term& term : row.form.terms)
    if (!(term.of == ratio.top) && !(term.of == ratio.bottom)) return std::nullopt;
  const Rational top = row.form.times(ratio.top), bottom = row.form.times(ratio.bottom);
  if (top.is_zero()) return std::nullopt;
  Linear form = Linear::one(ratio.quotient).scaled(top);
  form.constant = bottom;
  return Row{std::move(form), row.strict};
}

bool Region::assume(const Row& given) {
  if (given.form.is_constant())
    return given.strict ? given.form.constant > Rational(0) : !given.form.constant.is_negative();
  for (std::size_t i = 0; i < ratios_.size(); ++i)
    if (const auto row = carried_over(given, ratios_[i]))
      if (!assume(*row)) return false;
  if (given.form.terms.size() == 1) {
    const Linear::Term& term = given.form.terms.front();
    const Rational edge = (-given.form.constant).divided_by(term.times);
    return narrow(term.of, edge, !given.strict, !term.times.is_negative());
  }
  rows_.push_back(tightened(given));
  trail_.push_back({Change::Kind::Row, {}, {}});
  return !extent(rows_.back().form).empty;
}

void Region::relate(Unknown quotient, Unknown top, Unknown bottom) {
  ratios_.push_back({quotient, top, bottom});
  trail_.push_back({Change::Kind::Ratio, {}, {}});
  const std::vector<Row> known = rows_;
  for (const Row& row : known)
    if (const auto more = carried_over(row, ratios_.back())) assume(*more);
  const Extent& over = limits_[top.index];
  if (over.low && over.low->is_zero()) assume({Linear::one(quotient), false});
}

void Region::undo(std::size_t mark) {
  while (trail_.size() > mark) {
    const Change& last = trail_.back();
    switch (last.kind) {
      case Change::Kind::Limit:
        limits_[last.unknown.index] = last.before;
        break;
      case Change::Kind::Row:
        rows_.pop_back();
        break;
      case Change::Kind::Ratio:
        ratios_.pop_back();
        break;
    }
    trail_.pop_back();
  }
}

Extent Region::interval(const Linear& form) const {
  Extent sum;
  sum.low = sum.high = form.constant;
  for (const Linear::Term& term : form.terms) {
    const Extent& of = limits_[term.of.index];
    sum.empty = sum.empty || of.empty;
    const bool up = !term.times.is_negative();
    const auto& low = up ? of.low : of.high;
    const auto& high = up ? of.high : of.low;
    if (sum.low && low)
      sum.low = *sum.low + *low * term.times;
    else
      sum.low.reset();
    if (sum.high && high)
      sum.high = *sum.high + *high * term.times;
    else
      sum.high.reset();
    sum.low_in = sum.low_in && (up ? of.low_in : of.high_in);
    sum.high_in = sum.high_in && (up ? of.high_in : of.low_in);
  }
  return sum;
}

std::vector<Row> Region::rows_about(const Linear& form, std::vector<Unknown>& unknowns) const {
  for (const Linear::Term& term : form.terms) unknowns.push_back(term.of);
  std::vector<Row> about;
  std::vector<char> taken(rows_.size(), 0);
  const auto known = [&](Unknown one) {
    return std::find(unknowns.begin(), unknowns.end(), one) != unknowns.end();
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto& terms = rows_[i].form.terms;
      if (taken[i] || std::none_of(terms.begin(), terms.end(),
                                   [&](const Linear::Term& term) { return known(term.of); }))
        continue;
      taken[i] = 1;
      grown = true;
      about.push_back(rows_[i]);
      for (const Linear::Term& term : terms)
        if (!known(term.of)) unknowns.push_back(term.of);
    }
  }
  if (about.empty()) return about;
  for (Unknown one : unknowns) {
    const Extent& of = limits_[one.index];
    if (of.low) about.push_back({Linear::one(one) - *of.low, !of.low_in});
    if (of.high) about.push_back({Linear(*of.high) - Linear::one(one), !of.high_in});
  }
  return about;
}

// 5 - 0.5w with a whole w: ends that no such sum can have move inwards.
Extent Region::on_steps(const Linear& form, Extent extent) const {
  Rational common = 1;
  for (const Linear::Term& term : form.terms) {
    if (!manners_[term.of.index].whole) return extent;
    common = common * (term.times * common).denominator();
  }
  if (extent.empty) return extent;
  if (extent.low) {
    const Rational steps = (*extent.low - form.constant) * common;
    Rational least = steps.ceiling();
    if (!extent.low_in && least == steps) least = least + 1;
    extent.low = form.constant + least.divided_by(common);
    extent.low_in = true;
  }
  if (extent.high) {
    const Rational steps = (*extent.high - form.constant) * common;
    Rational most = steps.floor();
    if (!extent.high_in && most == steps) most = most - 1;
    extent.high = form.constant + most.divided_by(common);
    extent.high_in = true;
  }
  extent.empty = extent.low && extent.high && *extent.low > *extent.high;
  return extent;
}

Extent Region::extent(const Linear& form) const {
  if (form.is_constant() || rows_.empty()) return interval(form);
  std::vector<Unknown> unknowns;
  std::vector<Row> rows = rows_about(form, unknowns);
  if (rows.empty()) return interval(form);
  return on_steps(form, extent_over(form, std::move(rows), std::move(unknowns)));
}

std::optional<bool> Region::decide(const Row& row) const {
  const Extent of = extent(row.form);
  if (of.empty) return false;
  const Rational zero = 0;
  const auto above = [&](const std::optional<Rational>& end, bool in) {
    if (!end) return false;
    return row.strict ? *end > zero || (*end == zero && !in) : !end->is_negative();
  };
  if (above(of.low, of.low_in)) return true;
  if (of.high) {
    const bool none =
        row.strict ? !(*of.high > zero) : *of.high < zero || (*of.high == zero && !of.high_in);
    if (none) return false;
  }
  return std::nullopt;
}

std::optional<std::vector<Rational>> Region::sample(const std::vector<Unknown>& unknowns) const {
  std::vector<Unknown> all = unknowns;
  for (const Ratio& ratio : ratios_)
    for (Unknown one : {ratio.top, ratio.bottom, ratio.quotient})
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  Linear sum;
  for (Unknown one : all) sum = sum + Linear::one(one);
  std::vector<Unknown> involved;
  std::vector<Row> rows = rows_.empty() ? std::vector<Row>{} : rows_about(sum, involved);
  if (rows.empty()) involved = all;
  std::vector<std::optional<Rational>> values(limits_.size());
  if (!assign(std::move(rows), involved, limits_, manners_, values)) return std::nullopt;
  for (const Ratio& ratio : ratios_) {
    std::optional<Rational>& top = values[ratio.top.index];
    std::optional<Rational>& bottom = values[ratio.bottom.index];
    const Rational& quotient = *values[ratio.quotient.index];
    const Rational whole = quotient.denominator();
    const Extent& over = limits_[ratio.bottom.index];
    if (manners_[ratio.top.index].whole && !(*bottom * quotient).is_whole() && over.holds(whole))
      bottom = whole;
    top = *bottom * quotient;
    if (!limits_[ratio.top.index].holds(*top) && over.holds(Rational(1))) {
      bottom = manners_[ratio.top.index].whole ? whole : Rational(1);
      top = *bottom * quotient;
    }
  }
  std::vector<Rational> result;
  for (Unknown one : unknowns) result.push_back(*values[one.index]);
  return result;
}

}  // namespace zs
