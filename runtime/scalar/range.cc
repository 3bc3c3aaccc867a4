#include "runtime/scalar/range.h"

#include <algorithm>
#include <set>

#include "runtime/kernels/arithmetic.h"
#include "runtime/scalar/bounds.h"
#include "runtime/scalar/evaluate.h"

namespace zs {
namespace {

constexpr std::size_t kMostCases = 20000;
constexpr std::size_t kMostTried = 4000;  // evaluations in search of bends: roundings have many

// A value to try: `at` plus `side` times something very small.
struct Candidate {
  Value at;
  int side = 0;
};

const Rational& tiny() {
  static const Rational kTiny = Rational::fraction(1, 1000000000);
  return kTiny;
}

class RangeSearch {
 public:
  RangeSearch(const Plan& plan, std::span<const PlanId> scores, std::span<const Value> data,
              std::span<const PlanInputId> missing, const Rational& points,
              std::span<const InputBounds> known)
      : plan_(plan),
        scores_(scores),
        as_given_(data),
        data_(data.begin(), data.end()),
        missing_(missing.begin(), missing.end()),
        points_(points),
        known_(known) {}

  ScoreRange run() {
    find_reachable();
    std::size_t cases = 1;
    for (PlanInputId input : missing_) {
      candidates_.push_back(candidates_for(input));
      cases *= candidates_.back().size();
      if (cases > kMostCases) return outer();
    }
    if (divides_by_missing()) return outer();
    // What no case can exceed, reached by the cases at the edges: nothing in between matters.
    ScoreRange limits = outer();
    if (const auto edges = try_all()) {
      if (edges->least == limits.least && edges->most == limits.most) return *edges;
      limits.least = std::min(limits.least, edges->least);  // where they had no end
      limits.most = std::max(limits.most, edges->most);
    }
    tried_ = 0;
    add_kinks();
    cases = 1;
    for (const auto& list : candidates_) cases *= list.size();
    if (cases > kMostCases || tried_ > kMostTried) return limits;
    return try_all().value_or(limits);
  }

 private:
  // Where cases cannot be tried out one by one: never too narrow. An addition or deduction outside
  // the points has none to be kept within.
  ScoreRange outer() const {
    Bounds bounds(plan_, as_given_, known_);
    Rational least = 0, most = 0;
    bool low = true, high = true;
    for (PlanId score : scores_) {
      const Interval one = bounds.number(score);
      low = low && one.low.has_value();
      high = high && one.high.has_value();
      if (low) least = least + *one.low;
      if (high) most = most + *one.high;
    }
    return {low ? least : Rational(0), high ? most : points_, false};
  }

  // The range over all candidates; nothing when some score stays open everywhere.
  std::optional<ScoreRange> try_all() {
    std::vector<std::size_t> at(missing_.size(), 0);
    std::optional<ScoreRange> range;
    while (true) {
      if (const auto value = limit_at(at)) {
        if (!range) range = ScoreRange{*value, *value, true};
        range->least = std::min(range->least, *value);
        range->most = std::max(range->most, *value);
      }
      std::size_t i = 0;
      while (i < at.size() && ++at[i] == candidates_[i].size()) at[i++] = 0;
      if (i == at.size()) return range;
    }
  }

  void find_reachable() {
    std::vector<PlanId> open(scores_.begin(), scores_.end());
    std::set<PlanId> seen;
    while (!open.empty()) {
      const PlanId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      const PlanNode& node = plan_[id];
      const int inputs = input_count(node.op);
      if (inputs > 0) open.push_back(node.a);
      if (inputs > 1) open.push_back(node.b);
      if (inputs > 2) open.push_back(node.c);
    }
    reachable_.assign(seen.begin(), seen.end());
  }
  bool is_input(PlanId id, PlanInputId input) const {
    return plan_[id].op == Op::Input && plan_[id].index == input.index;
  }
  // What the other side of a comparison or difference is, if it is known.
  void add_edge(PlanId other, std::set<Rational>& edges) const {
    const PlanNode& node = plan_[other];
    if (node.op == Op::Constant) edges.insert(plan_.constants[node.index]);
    if (node.op == Op::Input)
      if (const auto* known = std::get_if<Rational>(&data_[node.index])) edges.insert(*known);
  }
  std::vector<Candidate> candidates_for(PlanInputId id) const {
    const PlanInput& input = plan_.inputs[id.index];
    if (input.dimension == Dimension::Fact) return {{Value(true), 0}, {Value(false), 0}};
    if (input.role == InputRole::Judgement)
      return {{Value(input.low.value_or(Rational(0))), 0},
              {Value(std::min(points_, input.high.value_or(points_))), 0}};
    if (input.dimension == Dimension::Choice) {
      std::vector<Candidate> each;
      for (std::size_t i = 0; i <= input.choices.size(); ++i)
        if (i < input.choices.size() || input.cohort)
          each.push_back({Value(Rational(static_cast<std::int64_t>(i))), 0});
      return each;
    }
    std::set<Rational> edges;
    for (PlanId at : reachable_) {
      const PlanNode& node = plan_[at];
      if (input_count(node.op) != 2) continue;
      if (is_input(node.a, id)) add_edge(node.b, edges);
      if (is_input(node.b, id)) add_edge(node.a, edges);
    }
    const bool whole = input.dimension == Dimension::Count || input.dimension == Dimension::Rank;
    Rational far = 1000000;
    for (const Rational& edge : edges) far = std::max(far, edge.absolute() * 1000);
    std::vector<Candidate> result;
    std::optional<Rational> least = input.low, most = input.high;
    for (const InputBounds& one : known_)
      if (one.input == id) {
        if (one.within.low) least = one.within.low;
        if (one.within.high) most = one.within.high;
      }
    const Rational low = least.value_or(-far);
    const Rational high = most.value_or(far);
    result.push_back({Value(low), 0});
    result.push_back({Value(high), 0});
    for (const Rational& edge : edges) {
      if (edge < low || edge > high) continue;
      result.push_back({Value(edge), 0});
      if (edge > low)
        result.push_back(whole ? Candidate{Value(edge - 1), 0} : Candidate{Value(edge), -1});
      if (edge < high)
        result.push_back(whole ? Candidate{Value(edge + 1), 0} : Candidate{Value(edge), 1});
    }
    return result;
  }
  // A quotient by something unknown bends everywhere: no finite set of cases is enough.
  bool divides_by_missing() const {
    for (PlanId at : reachable_) {
      if (plan_[at].op != Op::Divide) continue;
      std::vector<PlanId> open{plan_[at].b};
      while (!open.empty()) {
        const PlanId id = open.back();
        open.pop_back();
        const PlanNode& node = plan_[id];
        if (node.op == Op::Input &&
            std::find(missing_.begin(), missing_.end(), PlanInputId{node.index}) != missing_.end())
          return true;
        const int inputs = input_count(node.op);
        if (inputs > 0) open.push_back(node.a);
        if (inputs > 1) open.push_back(node.b);
        if (inputs > 2) open.push_back(node.c);
      }
    }
    return false;
  }

  // Between two edges a score can still bend where it is cut off at 0 or at its points. Along each
  // missing number, with the others at each of their candidates (a bounded number of them), the
  // tangents at both ends of a stretch are followed to where they meet.
  void add_kinks() {
    constexpr std::size_t kMostLines = 64;
    for (std::size_t which = 0; which < missing_.size(); ++which) {
      const PlanInput& input = plan_.inputs[missing_[which].index];
      if (!is_numeric(input.dimension) || input.role == InputRole::Judgement) continue;
      std::set<Rational> places;
      for (const Candidate& candidate : candidates_[which])
        places.insert(std::get<Rational>(candidate.at));
      const std::vector<Rational> ends(places.begin(), places.end());
      std::set<Rational> found;
      std::vector<std::size_t> at(missing_.size(), 0);
      for (std::size_t line = 0; line < kMostLines; ++line) {
        for (std::size_t i = 0; i + 1 < ends.size(); ++i)
          bend(which, at, ends[i], ends[i + 1], 0, found);
        std::size_t i = 0;
        while (i < at.size() && (i == which || ++at[i] == candidates_[i].size())) at[i++] = 0;
        if (i == at.size()) break;
      }
      for (const Rational& place : found)
        if (!places.count(place)) candidates_[which].push_back({Value(place), 0});
    }
  }
  std::optional<Rational> sum_with(std::size_t which, const std::vector<std::size_t>& at,
                                   const Rational& value) {
    fixed_ = which;
    fixed_value_ = value;
    const auto sum = sum_at(at, 1);
    fixed_ = missing_.size();
    return sum;
  }
  void bend(std::size_t which, const std::vector<std::size_t>& at, const Rational& low,
            const Rational& high, int depth, std::set<Rational>& found) {
    constexpr int kDeepest = 12;
    const Rational step = tiny();
    if (depth > kDeepest || high - low <= step * 8 || tried_ > kMostTried) return;
    const auto a1 = sum_with(which, at, low + step), a2 = sum_with(which, at, low + step * 2);
    const auto b1 = sum_with(which, at, high - step), b2 = sum_with(which, at, high - step * 2);
    if (!a1 || !a2 || !b1 || !b2) return;
    const Rational slope_a = (*a2 - *a1).divided_by(step), slope_b = (*b1 - *b2).divided_by(step);
    const Rational at_low = *a1 - slope_a * step, at_high = *b1 + slope_b * step;
    const bool straight = slope_a == slope_b && at_low + slope_a * (high - low) == at_high;
    if (straight) {
      const Rational middle = (low + high).divided_by(Rational(2));
      const auto value = sum_with(which, at, middle);
      if (value && *value == at_low + slope_a * (middle - low)) return;
      found.insert(middle);
      bend(which, at, low, middle, depth + 1, found);
      bend(which, at, middle, high, depth + 1, found);
      return;
    }
    const Rational middle = (low + high).divided_by(Rational(2));
    Rational meet = middle;
    if (!(slope_a == slope_b)) {
      meet = low + (at_high - at_low - slope_b * (high - low)).divided_by(slope_a - slope_b);
      if (meet <= low || meet >= high) meet = middle;
    }
    found.insert(meet);
    const auto value = sum_with(which, at, meet);
    if (value && *value == at_low + slope_a * (meet - low) &&
        *value == at_high - slope_b * (high - meet))
      return;
    bend(which, at, low, meet, depth + 1, found);
    bend(which, at, meet, high, depth + 1, found);
  }

  std::optional<Rational> sum_at(const std::vector<std::size_t>& at, int distance) {
    ++tried_;
    for (std::size_t i = 0; i < missing_.size(); ++i) {
      const Candidate& candidate = candidates_[i][at[i]];
      Value& value = data_[missing_[i].index];
      value = candidate.at;
      if (i == fixed_)
        value = fixed_value_;
      else if (candidate.side != 0)
        value = std::get<Rational>(candidate.at) + tiny() * (candidate.side * distance);
    }
    Evaluation evaluation(plan_, data_);
    Rational sum = 0;
    for (PlanId score : scores_) {
      const Value& value = evaluation[score];
      if (is_missing(value)) return std::nullopt;
      sum = sum + std::get<Rational>(value);
    }
    return sum;
  }
  // The value that the sum tends to: it is linear so close to an edge.
  std::optional<Rational> limit_at(const std::vector<std::size_t>& at) {
    const auto near = sum_at(at, 1);
    bool exact = true;
    for (std::size_t i = 0; i < at.size(); ++i) exact = exact && candidates_[i][at[i]].side == 0;
    if (!near || exact) return near;
    const auto further = sum_at(at, 2);
    if (!further) return near;
    return *near * 2 - *further;
  }

  const Plan& plan_;
  std::span<const PlanId> scores_;
  std::span<const Value> as_given_;
  std::vector<Value> data_;
  std::vector<PlanInputId> missing_;
  Rational points_;
  std::span<const InputBounds> known_;
  std::size_t fixed_ = SIZE_MAX;  // which missing input has fixed_value_ for now
  Rational fixed_value_;
  std::size_t tried_ = 0;
  std::vector<PlanId> reachable_;
  std::vector<std::vector<Candidate>> candidates_;
};

}  // namespace

ScoreRange range_of(const Plan& plan, std::span<const PlanId> scores, std::span<const Value> data,
                    std::span<const PlanInputId> missing, const Rational& points,
                    std::span<const InputBounds> known) {
  // Rounding never turns the order round: the ends of what is rounded, rounded. Searched as it is,
  // it would bend at every step.
  if (scores.size() == 1 && plan[scores.front()].op == Op::Round) {
    const PlanNode& node = plan[scores.front()];
    const PlanId inner[] = {node.a};
    ScoreRange range = range_of(plan, inner, data, missing, points, known);
    const auto rounded = [&](const Rational& end) {
      return std::get<Rational>(
          kernels::round(end, static_cast<int>(node.index / 4), static_cast<Ties>(node.index % 4)));
    };
    return {rounded(range.least), rounded(range.most), range.exact};
  }
  return RangeSearch(plan, scores, data, missing, points, known).run();
}

}  // namespace zs
