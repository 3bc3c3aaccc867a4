#include "analysis/advice/distance.h"

#include <algorithm>

#include "runtime/kernels/arithmetic.h"
#include "runtime/scalar/evaluate.h"

namespace zs {
namespace {

std::optional<Rational> number_at(const Plan& plan, std::span<const Value> data, PlanId node) {
  Evaluation evaluation(plan, data);
  const Value value = evaluation[node];
  const auto* number = std::get_if<Rational>(&value);
  return number ? std::optional<Rational>(*number) : std::nullopt;
}

// The point of `extent` nearest to `from`; just_beyond when that end does not belong to it.
struct Nearest {
  Rational at, distance;
  bool just_beyond = false;
};
Nearest nearest_in(Extent extent, const Rational& from, bool whole) {
  if (whole && extent.low) {
    const Rational low = extent.low->ceiling();
    extent.low = low == *extent.low && !extent.low_in ? low + Rational(1) : low;
    extent.low_in = true;
  }
  if (whole && extent.high) {
    const Rational high = extent.high->floor();
    extent.high = high == *extent.high && !extent.high_in ? high - Rational(1) : high;
    extent.high_in = true;
  }
  if (extent.low && (from < *extent.low || (from == *extent.low && !extent.low_in)))
    return {*extent.low, *extent.low - from, !extent.low_in};
  if (extent.high && (from > *extent.high || (from == *extent.high && !extent.high_in)))
    return {*extent.high, from - *extent.high, !extent.high_in};
  return {from, 0, false};
}

// How a score is rounded last; nothing: it is not. A convention stands outside of it (缺项, 否决).
std::optional<PlanNode> rounding_of(const Plan& plan, PlanId score) {
  const PlanNode& node = plan[score];
  if (node.op == Op::Round) return node;
  if (node.op != Op::Choose) return std::nullopt;
  if (const auto found = rounding_of(plan, node.b)) return found;
  return rounding_of(plan, node.c);
}
Rational rounded(const std::optional<PlanNode>& rounding, const Rational& score) {
  if (!rounding) return score;
  const Value value = kernels::round(score, static_cast<int>(rounding->index / 4),
                                     static_cast<Ties>(rounding->index % 4));
  return std::get<Rational>(value);
}
// The scores that are rounded to this one or to a higher one, as `form` is before.
Row rounded_up_to(const std::optional<PlanNode>& rounding, const Linear& form, const Rational& most,
                  const Rational& shown) {
  if (!rounding || !(shown > Rational(0))) return {form - most, false};
  Rational unit = 1;
  for (std::uint32_t i = 0; i < rounding->index / 4; ++i) unit = unit.divided_by(Rational(10));
  const Rational half = shown - unit.divided_by(Rational(2));
  switch (static_cast<Ties>(rounding->index % 4)) {
    case Ties::AwayFromZero:
      return {form - half, false};
    case Ties::ToEven:
      return {form - half, !(rounded(rounding, half) == shown)};
    case Ties::Down:
      return {form - shown, false};
    case Ties::Up:
      return {form - (shown - unit), true};
  }
  return {form - most, false};
}

// The data after the move; behind the value where that has to be passed.
std::vector<Value> moved(const Plan& plan, std::span<const Value> data, const Move& move) {
  std::vector<Value> other(data.begin(), data.end());
  other[move.input.index] = move.to;
  const auto* from = std::get_if<Rational>(&move.from);
  const auto* to = std::get_if<Rational>(&move.to);
  if (!move.just_beyond || !from || !to) return other;
  const Rational little = cell_unit(plan.inputs[move.input.index]) * Rational::fraction(1, 1000);
  other[move.input.index] = *to >= *from ? *to + little : *to - little;
  return other;
}

}  // namespace

Distance::Distance(const Plan& plan) : plan_(plan), rounds_(plan.nodes.size(), 0) {
  search_.add_side(plan);
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const PlanNode& node = plan.nodes[i];
    const PlanId operands[] = {node.a, node.b, node.c};
    if (node.op == Op::Round) rounds_[i] = 1;
    for (int k = 0; k < input_count(node.op); ++k)
      if (rounds_[operands[k].index]) rounds_[i] = 1;
  }
}

void Distance::fix_all_but(std::span<const Value> data, PlanInputId free) {
  search_.release();
  for (std::uint32_t i = 0; i < data.size(); ++i)
    if (i != free.index && !is_missing(data[i])) search_.fix(0, {i}, data[i]);
}

std::optional<Move> Distance::nearest(std::span<const Value> data, PlanInputId input, PlanId node,
                                      const std::function<bool(Region&, const Linear&)>& narrow) {
  fix_all_but(data, input);
  const auto* from = std::get_if<Rational>(&data[input.index]);
  if (!from) return std::nullopt;
  const Linear x = Linear::one(search_.number_of(0, input));
  const Goal goals[] = {{0, node}};
  std::optional<Nearest> found;
  search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
    if (!narrow(one.region, one.goals[0]->number)) return true;
    const Extent extent = one.region.extent(x);
    if (extent.empty) return true;
    const Nearest near = nearest_in(extent, *from, one.region.manners(x.terms.front().of).whole);
    if (extent.low && near.at < *extent.low) return true;
    if (extent.high && near.at > *extent.high) return true;
    const bool closer =
        !found || near.distance < found->distance ||
        (near.distance == found->distance && found->just_beyond && !near.just_beyond);
    if (closer) found = near;
    return true;
  });
  search_.release();
  if (!found || (found->distance.is_zero() && !found->just_beyond)) return std::nullopt;
  return Move{input, data[input.index], found->at, found->just_beyond, 0};
}

std::vector<Shortfall> Distance::shortfalls(std::span<const Value> data) {
  std::vector<Shortfall> all;
  for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
    const PlanIndicator& indicator = plan_.indicators[i];
    if (!indicator.understood) continue;
    const auto score = number_at(plan_, data, indicator.score);
    if (!score || *score >= indicator.points) continue;
    Shortfall lacking{i, *score, indicator.points - *score, {}, {}};
    const std::optional<PlanNode> rounding = rounding_of(plan_, indicator.score);
    // Deductions are rounded too: what is proved of them is no more than a hint.
    const bool inside = rounds_[(rounding ? rounding->a : indicator.score).index] != 0;
    for (PlanInputId input : indicator.inputs) {
      if (is_missing(data[input.index]) || plan_.inputs[input.index].role == InputRole::Baseline)
        continue;
      std::vector<Value> other(data.begin(), data.end());
      if (const auto* yes = std::get_if<bool>(&data[input.index])) {
        other[input.index] = !*yes;
        const auto after = number_at(plan_, other, indicator.score);
        if (after && *after > *score)
          lacking.best.push_back({input, *yes, !*yes, false, *after - *score});
        continue;
      }
      // The most that this input alone can bring.
      fix_all_but(data, input);
      std::optional<Rational> most;
      const Goal goals[] = {{0, indicator.score}};
      search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
        const Extent extent = one.region.extent(one.goals[0]->number);
        if (!extent.empty && extent.high && (!most || *extent.high > *most)) most = extent.high;
        return true;
      });
      search_.release();
      if (!most) continue;
      const Rational shown = rounded(rounding, *most);
      if (shown <= *score && !inside) continue;
      const auto level = [&](Region&, const Linear& form) {
        return form.is_constant() && rounded(rounding, form.constant) > *score;
      };
      const auto top = [&](Region& region, const Linear& form) {
        if (inside) return region.assume({form - *most, false});
        return region.assume(rounded_up_to(rounding, form, *most, shown));
      };
      const auto gain = [&](const std::optional<Move>& move) {
        const auto after =
            move ? number_at(plan_, moved(plan_, data, *move), indicator.score) : std::nullopt;
        return after ? *after - *score : Rational(0);
      };
      auto best = nearest(data, input, indicator.score, top);
      Rational all_of_it = gain(best);
      const bool any = all_of_it > Rational(0);
      if (!inside && !rounding) all_of_it = shown - *score;  // approached, not reached
      if (auto move = nearest(data, input, indicator.score, level)) {
        move->gain = gain(move);
        if (!move->just_beyond && move->gain > Rational(0) && move->gain < all_of_it)
          lacking.next.push_back(*move);
      }
      if (best && any) {
        best->gain = all_of_it;
        lacking.best.push_back(*best);
      }
    }
    all.push_back(std::move(lacking));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Shortfall& a, const Shortfall& b) { return a.lost > b.lost; });
  return all;
}

std::vector<Move> Distance::to_grade(std::span<const Value> data, std::size_t grade) {
  const Rational place = static_cast<std::int64_t>(grade);
  const auto reached = [&](Region&, const Linear& form) {
    return form.is_constant() && form.constant <= place;
  };
  std::vector<Move> facts, numbers;
  for (std::uint32_t i = 0; i < data.size(); ++i) {
    const PlanInputId input{i};
    if (is_missing(data[i]) || plan_.inputs[i].role == InputRole::Baseline) continue;
    if (const auto* yes = std::get_if<bool>(&data[i])) {
      std::vector<Value> other(data.begin(), data.end());
      other[i] = !*yes;
      const auto after = number_at(plan_, other, plan_.grade);
      if (after && *after <= place) facts.push_back({input, *yes, !*yes, false, 0});
    } else if (auto move = nearest(data, input, plan_.grade, reached)) {
      const auto after = number_at(plan_, moved(plan_, data, *move), plan_.grade);
      if (after && *after <= place) numbers.push_back(std::move(*move));
    }
  }
  facts.insert(facts.end(), numbers.begin(), numbers.end());
  return facts;
}

std::optional<std::vector<Move>> Distance::together(std::span<const Value> data,
                                                    std::size_t grade) {
  const Rational place = static_cast<std::int64_t>(grade);
  std::vector<Move> candidates;
  for (const Shortfall& one : shortfalls(data)) {
    const auto best =
        std::max_element(one.best.begin(), one.best.end(),
                         [](const Move& a, const Move& b) { return a.gain < b.gain; });
    if (best != one.best.end() && !best->just_beyond) candidates.push_back(*best);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Move& a, const Move& b) { return a.gain > b.gain; });
  std::vector<Value> other(data.begin(), data.end());
  std::vector<Move> taken;
  for (const Move& move : candidates) {
    other[move.input.index] = move.to;
    taken.push_back(move);
    const auto after = number_at(plan_, other, plan_.grade);
    if (after && *after <= place) return taken;
  }
  return std::nullopt;
}

}  // namespace zs
