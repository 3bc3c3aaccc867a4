#include "analysis/cases/elimination.h"

#include <algorithm>

namespace zs {
namespace {

constexpr std::size_t kMostRows = 400;

// Scaled so that the first factor is 1 or -1: of rows that differ only in the constant one counts.
Row normal(Row row) {
  if (row.form.is_constant()) return row;
  const Rational first = row.form.terms.front().times.absolute();
  if (!(first == Rational(1))) row.form = row.form.scaled(Rational(1).divided_by(first));
  return row;
}

// False: the row can never hold.
bool add_row(std::vector<Row>& rows, Row row) {
  if (row.form.is_constant())
    return row.strict ? row.form.constant > Rational(0) : !row.form.constant.is_negative();
  row = normal(std::move(row));
  for (Row& known : rows) {
    if (!(known.form.terms == row.form.terms)) continue;
    if (row.form.constant < known.form.constant)
      known = row;
    else if (row.form.constant == known.form.constant)
      known.strict = known.strict || row.strict;
    return true;
  }
  rows.push_back(std::move(row));
  return true;
}

struct Parted {
  std::vector<Row> lower, upper, rest;  // bound the unknown from below, from above, not at all
};

Parted part(std::vector<Row> rows, Unknown unknown) {
  Parted parts;
  for (Row& row : rows) {
    const Rational times = row.form.times(unknown);
    auto& into = times.is_zero() ? parts.rest : times.is_negative() ? parts.upper : parts.lower;
    into.push_back(std::move(row));
  }
  return parts;
}

// The rows without the unknown; false when they contradict each other.
bool eliminate(std::vector<Row>& rows, Unknown unknown) {
  Parted parts = part(std::move(rows), unknown);
  rows.clear();
  for (Row& row : parts.rest)
    if (!add_row(rows, std::move(row))) return false;
  for (const Row& low : parts.lower)
    for (const Row& high : parts.upper) {
      if (rows.size() >= kMostRows) return true;  // fewer conditions: wider than the truth
      const Linear sum =
          low.form.scaled(-high.form.times(unknown)) + high.form.scaled(low.form.times(unknown));
      if (!add_row(rows, {sum, low.strict || high.strict})) return false;
    }
  return true;
}

// The unknown whose elimination makes the fewest rows.
std::size_t cheapest(const std::vector<Row>& rows, const std::vector<Unknown>& unknowns) {
  std::size_t best = 0, least = SIZE_MAX;
  for (std::size_t i = 0; i < unknowns.size(); ++i) {
    std::size_t lower = 0, upper = 0;
    for (const Row& row : rows) {
      const Rational times = row.form.times(unknowns[i]);
      if (times.is_zero()) continue;
      ++(times.is_negative() ? upper : lower);
    }
    if (lower * upper < least) {
      least = lower * upper;
      best = i;
    }
  }
  return best;
}

Extent bounds_on(const std::vector<Row>& rows, Unknown unknown,
                 const std::vector<std::optional<Rational>>& values) {
  Extent extent;
  for (const Row& row : rows) {
    const Rational times = row.form.times(unknown);
    if (times.is_zero()) continue;
    Rational rest = row.form.constant;
    for (const Linear::Term& term : row.form.terms)
      if (!(term.of == unknown)) rest = rest + term.times * *values[term.of.index];
    const Rational edge = (-rest).divided_by(times);
    if (times.is_negative())
      extent.at_most(edge, !row.strict);
    else
      extent.at_least(edge, !row.strict);
  }
  return extent;
}

}  // namespace

Extent extent_over(const Linear& form, std::vector<Row> rows, std::vector<Unknown> unknowns) {
  // The form takes the place of one of its own unknowns.
  const Linear::Term out = form.terms.front();
  Linear value = Linear::one(out.of) - form.with(out.of, Linear());
  value = value.scaled(Rational(1).divided_by(out.times));
  std::vector<Row> replaced;
  Extent nothing;
  nothing.empty = true;
  for (const Row& row : rows)
    if (!add_row(replaced, {row.form.with(out.of, value), row.strict})) return nothing;
  std::erase(unknowns, out.of);
  while (!unknowns.empty()) {
    const std::size_t next = cheapest(replaced, unknowns);
    if (!eliminate(replaced, unknowns[next])) return nothing;
    unknowns.erase(unknowns.begin() + static_cast<std::ptrdiff_t>(next));
  }
  return bounds_on(replaced, out.of, {});
}

bool assign(std::vector<Row> rows, const std::vector<Unknown>& unknowns,
            const std::vector<Extent>& limits, const std::vector<Manners>& manners,
            std::vector<std::optional<Rational>>& values) {
  struct Stage {
    Unknown unknown;
    std::vector<Row> rows;
  };
  std::vector<Stage> stages;
  std::vector<Unknown> open;
  for (Unknown one : unknowns) {
    const bool bound = std::any_of(rows.begin(), rows.end(),
                                   [&](const Row& row) { return !row.form.times(one).is_zero(); });
    if (bound) {
      open.push_back(one);
      continue;
    }
    values[one.index] = plain_value(limits[one.index], manners[one.index]);
    if (!values[one.index]) return false;
  }
  // Eliminated first, settled last: what need not be whole.
  std::stable_partition(open.begin(), open.end(),
                        [&](Unknown one) { return !manners[one.index].whole; });
  for (Unknown one : open) {
    stages.push_back({one, rows});
    if (!eliminate(rows, one)) return false;
  }
  for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage) {
    const Extent extent = bounds_on(stage->rows, stage->unknown, values);
    if (extent.empty) return false;
    values[stage->unknown.index] = plain_value(extent, manners[stage->unknown.index]);
    if (!values[stage->unknown.index]) return false;
  }
  return true;
}

}  // namespace zs
