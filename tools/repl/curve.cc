#include "tools/repl/curve.h"

#include <algorithm>

namespace zs::repl {
namespace {

// Cases that a curve may take; what lies beyond is left out, and that is said.
constexpr std::size_t kMostForks = 3000;

class CurveMaker {
 public:
  CurveMaker(const Plan& plan, std::size_t indicator, PlanInputId input,
             std::span<const Value> data)
      : plan_(plan),
        of_(plan.indicators[indicator]),
        input_(input),
        data_(data.begin(), data.end()) {
    search_.add_side(plan);
    curve_.indicator = indicator;
    curve_.input = input;
  }

  std::optional<Curve> run() {
    if (search_.is_fact(0, input_)) return std::nullopt;
    assume_the_rest();
    find_pieces();
    if (curve_.pieces.empty()) return std::nullopt;
    return std::move(curve_);
  }

 private:
  void fix() {
    search_.release();
    for (PlanInputId input : of_.inputs)
      if (input.index != input_.index && !is_missing(data_[input.index]))
        search_.fix(0, input, data_[input.index]);
  }

  // What no data is given for is taken as in the case that scores most.
  void assume_the_rest() {
    std::vector<PlanInputId> open;
    for (PlanInputId input : of_.inputs)
      if (input.index != input_.index && is_missing(data_[input.index]) &&
          !plan_.inputs[input.index].hidden)
        open.push_back(input);
    if (open.empty()) return;
    fix();
    std::optional<Rational> most;
    std::vector<Value> best;
    const Goal goals[] = {{0, of_.score}};
    search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
      const Extent extent = one.region.extent(one.goals[0]->number);
      if (extent.empty || !extent.high || (most && *extent.high <= *most)) return true;
      const auto sample = search_.sample(0, open);
      if (!sample) return true;
      most = extent.high;
      best = *sample;
      return *most < of_.points || of_.points.is_zero();
    });
    for (std::size_t i = 0; i < best.size(); ++i) {
      if (is_missing(best[i])) continue;
      data_[open[i].index] = best[i];
      curve_.assumed.emplace_back(open[i], best[i]);
    }
  }

  void find_pieces() {
    fix();
    const Unknown unknown = search_.number_of(0, input_);
    const Linear x = Linear::one(unknown);
    const Goal goals[] = {{0, of_.score}};
    struct Line {
      Extent x;
      Rational constant, slope;
    };
    std::vector<Line> lines;
    search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
      const Linear& form = one.goals[0]->number;
      const Extent extent = one.region.extent(x);
      if (extent.empty) return true;
      Line line{extent, form.constant, form.times(unknown)};
      const std::size_t terms = line.slope.is_zero() ? 0 : 1;
      if (form.terms.size() != terms) {
        curve_.exact = false;
        return true;
      }
      lines.push_back(std::move(line));
      return true;
    });
    search_.release();
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
      if (!a.x.low || !b.x.low) return !a.x.low && b.x.low;
      return *a.x.low < *b.x.low || (*a.x.low == *b.x.low && a.x.low_in && !b.x.low_in);
    });
    // Ends that are not there: a stretch beyond the last turn.
    std::optional<Rational> first, last;
    for (const Line& line : lines)
      for (const auto* end : {&line.x.low, &line.x.high})
        if (*end) {
          if (!first || **end < *first) first = **end;
          if (!last || **end > *last) last = **end;
        }
    if (const auto* now = std::get_if<Rational>(&data_[input_.index])) {
      if (!first || *now < *first) first = *now;
      if (!last || *now > *last) last = *now;
    }
    if (!first) first = last = Rational(0);
    Rational span = *last - *first;
    if (span.is_zero()) span = last->is_zero() ? Rational(1) : last->absolute();
    const bool whole = search_.ranges(0)[input_.index].whole;
    for (Line& line : lines) {
      if (!line.x.low) line.x.low = *first - span.divided_by(Rational(2));
      if (!line.x.high) {
        line.x.high = *last + span.divided_by(Rational(2));
        if (whole) line.x.high = line.x.high->ceiling();
      }
      if (*line.x.low > *line.x.high) continue;
      const Rational at = line.constant + line.slope * *line.x.low;
      CurvePiece piece{line.x, at, line.slope};
      if (whole && !curve_.pieces.empty()) join_whole(curve_.pieces.back(), piece);
      if (!curve_.pieces.empty() && continues(curve_.pieces.back(), piece)) {
        curve_.pieces.back().x.high = piece.x.high;
        curve_.pieces.back().x.high_in = piece.x.high_in;
      } else {
        curve_.pieces.push_back(std::move(piece));
      }
    }
  }

  // Between two whole numbers nothing can be: a line may go on from one to the next.
  static void join_whole(CurvePiece& a, CurvePiece& b) {
    if (*b.x.low - *a.x.high != Rational(1)) return;
    if (a.score(*b.x.low) == b.at) {
      a.x.high = b.x.low;
      a.x.high_in = true;
    } else if (b.score(*a.x.high) == a.score(*a.x.high)) {
      b.at = a.score(*a.x.high);
      b.x.low = a.x.high;
      b.x.low_in = true;
    }
  }

  // One line cut in two by a comparison that makes no difference.
  static bool continues(const CurvePiece& a, const CurvePiece& b) {
    if (*a.x.high != *b.x.low || (!a.x.high_in && !b.x.low_in)) return false;
    const bool point_a = *a.x.low == *a.x.high, point_b = *b.x.low == *b.x.high;
    if (a.score(*b.x.low) != b.at) return false;
    return a.slope == b.slope || (point_b && !point_a);
  }

  const Plan& plan_;
  const PlanIndicator& of_;
  PlanInputId input_;
  std::vector<Value> data_;
  CaseSearch search_{kMostForks};
  Curve curve_;
};

}  // namespace

std::optional<Curve> score_curve(const Plan& plan, std::size_t indicator, PlanInputId input,
                                 std::span<const Value> data) {
  return CurveMaker(plan, indicator, input, data).run();
}

std::vector<Turn> turns_of(const Curve& curve) {
  std::vector<Turn> turns;
  for (const CurvePiece& piece : curve.pieces)
    for (const Rational* end : {&*piece.x.low, &*piece.x.high}) {
      const bool known =
          std::any_of(turns.begin(), turns.end(), [&](const Turn& one) { return one.at == *end; });
      if (!known) turns.push_back({*end, {}, {}, {}});
    }
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  for (Turn& turn : turns)
    for (const CurvePiece& piece : curve.pieces) {
      const Rational &low = *piece.x.low, &high = *piece.x.high;
      if ((low < turn.at || (low == turn.at && piece.x.low_in)) &&
          (high > turn.at || (high == turn.at && piece.x.high_in)))
        turn.here = piece.score(turn.at);
      // Between whole numbers there may be gaps: then the nearest end counts.
      if (low < turn.at) turn.left = piece.score(std::min(high, turn.at));
      if (high > turn.at && !turn.right) turn.right = piece.score(std::max(low, turn.at));
    }
  const Rational &first = *curve.pieces.front().x.low, &last = *curve.pieces.back().x.high;
  std::erase_if(turns, [&](const Turn& one) {
    return one.at == first || one.at == last || !one.left || !one.right ||
           (!one.here && *one.left == *one.right);
  });
  return turns;
}

}  // namespace zs::repl
