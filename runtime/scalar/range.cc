#include "runtime/scalar/range.h"

#include <algorithm>
#include <set>

#include "runtime/scalar/evaluate.h"

namespace zs {
namespace {

constexpr std::size_t kMostCases = 20000;

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
              std::span<const PlanInputId> missing, const Rational& points)
      : plan_(plan), scores_(scores), data_(data.begin(), data.end()), missing_(missing.begin(), missing.end()), points_(points) {}

  ScoreRange run() {
    find_reachable();
    std::size_t cases = 1;
    for (PlanInputId input : missing_) {
      candidates_.push_back(candidates_for(input));
      cases *= candidates_.back().size();
      if (cases > kMostCases) return {Rational(0), points_, false};
    }
    std::vector<std::size_t> at(missing_.size(), 0);
    ScoreRange range;
    bool first = true;
    while (true) {
      if (const auto value = limit_at(at)) {
        range.least = first ? *value : std::min(range.least, *value);
        range.most = first ? *value : std::max(range.most, *value);
        first = false;
      }
      std::size_t i = 0;
      while (i < at.size() && ++at[i] == candidates_[i].size()) at[i++] = 0;
      if (i == at.size()) break;
    }
    if (first) return {Rational(0), points_, false};
    return range;
  }

 private:
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
    if (input.role == InputRole::Judgement) return {{Value(Rational(0)), 0}, {Value(points_), 0}};
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
    const Rational low = input.low.value_or(-far);
    const Rational high = input.high.value_or(far);
    result.push_back({Value(low), 0});
    result.push_back({Value(high), 0});
    for (const Rational& edge : edges) {
      if (edge < low || edge > high) continue;
      result.push_back({Value(edge), 0});
      if (edge > low) result.push_back(whole ? Candidate{Value(edge - 1), 0} : Candidate{Value(edge), -1});
      if (edge < high) result.push_back(whole ? Candidate{Value(edge + 1), 0} : Candidate{Value(edge), 1});
    }
    return result;
  }
  std::optional<Rational> sum_at(const std::vector<std::size_t>& at, int distance) {
    for (std::size_t i = 0; i < missing_.size(); ++i) {
      const Candidate& candidate = candidates_[i][at[i]];
      Value& value = data_[missing_[i].index];
      value = candidate.at;
      if (candidate.side != 0) value = std::get<Rational>(candidate.at) + tiny() * (candidate.side * distance);
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
  std::vector<Value> data_;
  std::vector<PlanInputId> missing_;
  Rational points_;
  std::vector<PlanId> reachable_;
  std::vector<std::vector<Candidate>> candidates_;
};

}  // namespace

ScoreRange range_of(const Plan& plan, std::span<const PlanId> scores, std::span<const Value> data,
                    std::span<const PlanInputId> missing, const Rational& points) {
  return RangeSearch(plan, scores, data, missing, points).run();
}

}  // namespace zs
