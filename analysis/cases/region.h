// A set of values of several unknowns: limits of each, and linear conditions between them. The
// exact arithmetic of all proofs stands here.
#pragma once

#include <optional>
#include <vector>

#include "analysis/cases/linear.h"

namespace zs {

// form ≥ 0, or form > 0 when strict.
struct Row {
  Linear form;
  bool strict = false;
};

// What lies between two ends; an end that is not there is infinite.
struct Extent {
  std::optional<Rational> low, high;
  bool low_in = true, high_in = true;  // whether the end itself belongs to it
  bool empty = false;

  bool single() const { return !empty && low && high && *low == *high; }
  bool holds(const Rational& value) const;
  void at_least(const Rational& value, bool in);
  void at_most(const Rational& value, bool in);
};

// How a value of an unknown is best written: multiples of `scale`, inside `usual` when possible.
struct Manners {
  bool whole = false;
  bool prefers_low = false;  // the lowest possible value rather than one in the middle
  Rational scale = 1;
};

// A value inside `extent` that people find easy to read; precondition: not empty.
std::optional<Rational> plain_value(const Extent& extent, const Manners& manners);

class Region {
 public:
  Unknown add(const Manners& manners, std::optional<Rational> low, std::optional<Rational> high);
  std::size_t size() const { return limits_.size(); }
  const Extent& limits(Unknown unknown) const { return limits_[unknown.index]; }
  const Manners& manners(Unknown unknown) const { return manners_[unknown.index]; }

  // Narrows the region. False: nothing is left, for certain.
  bool assume(const Row& row);
  // Whether the row holds in all of the region, in none of it, or in a part (nothing).
  std::optional<bool> decide(const Row& row) const;
  // From the least to the most that a sum can be. Exact up to whole numbers: between unknowns
  // that are whole, the ends may lie beyond what can be reached.
  Extent extent(const Linear& form) const;

  // Ratios: `quotient` stands for top / bottom, bottom being above zero. Conditions between the
  // two carry over to it.
  void relate(Unknown quotient, Unknown top, Unknown bottom);

  // One value for each of the unknowns asked for; nothing when none was found.
  std::optional<std::vector<Rational>> sample(const std::vector<Unknown>& unknowns) const;

  // What was assumed after mark() is forgotten by undo().
  std::size_t mark() const { return trail_.size(); }
  void undo(std::size_t mark);

 private:
  struct Change {
    enum class Kind { Limit, Row, Ratio } kind;
    Unknown unknown;
    Extent before;
  };
  struct Ratio {
    Unknown quotient, top, bottom;
  };
  bool narrow(Unknown unknown, const Rational& value, bool in, bool low);
  Row tightened(Row row) const;
  std::optional<Row> carried_over(const Row& row, const Ratio& ratio) const;
  Extent interval(const Linear& form) const;
  Extent on_steps(const Linear& form, Extent extent) const;
  // The rows that speak, over others, of any unknown of `form`, and the limits of their unknowns.
  std::vector<Row> rows_about(const Linear& form, std::vector<Unknown>& unknowns) const;

  std::vector<Extent> limits_;
  std::vector<Manners> manners_;
  std::vector<Row> rows_;  // between two or more unknowns
  std::vector<Ratio> ratios_;
  std::vector<Change> trail_;
};

}  // namespace zs
