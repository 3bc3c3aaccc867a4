#include "analysis/findings/find_unreachable_points.h"

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

// The best or the worst end of the score so far, and a row that reaches it.
struct End {
  std::optional<Rational> value;
  std::optional<DataRow> row;
  bool unlimited = false;
  bool reached = true;
};

void look_at(Scope& scope, const CaseSearch::Case& one, bool up, End& end) {
  const Linear score = one.goals[0]->number;
  const Extent extent = one.region.extent(score);
  if (extent.empty) return;
  const std::optional<Rational>& edge = up ? extent.high : extent.low;
  if (!edge) {
    end.unlimited = true;
    return;
  }
  const bool better = !end.value || (up ? *edge > *end.value : *edge < *end.value);
  const bool in = up ? extent.high_in : extent.low_in;
  if (!better && !(*edge == *end.value && in && !end.reached)) return;
  end = {*edge, std::nullopt, end.unlimited, in};
  const std::size_t mark = one.region.mark();
  const Linear away = up ? score - *edge : Linear(*edge) - score;
  if (in && one.region.assume({away, false})) {
    const auto row = scope.sample();
    if (row && scope.can_be_written(*row) && scope.score_of(*row) == edge) end.row = row;
  }
  one.region.undo(mark);
}

}  // namespace

void find_unreachable_points(Scope& scope) {
  const Rational& points = scope.made.points;
  if (points.is_zero()) return;
  End most, least;
  const Goal goals[] = {scope.goal(scope.made.score)};
  const auto full = [&] { return most.unlimited || (most.value && *most.value >= points); };
  const auto nothing = [&] {
    return least.unlimited || (least.value && *least.value <= Rational(0));
  };
  const Outcome outcome =
      scope.search().visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
        look_at(scope, one, true, most);
        look_at(scope, one, false, least);
        return !(full() && nothing());
      });
  if (outcome == Outcome::OutOfBound) {
    if (!full()) scope.leave_open({"满分可以得到", "the full points can be earned"});
    if (!nothing()) scope.leave_open({"可以得0分", "all points can be lost"});
    return;
  }
  if (most.value && !full()) {
    Diagnostic& found = scope.report(DiagnosticKind::FullPointsUnreachable, scope.whole(),
                                     {decimal_text(points), decimal_text(*most.value)});
    if (most.row) found.witnesses.push_back(scope.witness(*most.row));
  }
  if (least.value && !nothing()) {
    Diagnostic& found =
        scope.report(DiagnosticKind::PointsNeverLost, scope.whole(), {decimal_text(*least.value)});
    if (least.row) found.witnesses.push_back(scope.witness(*least.row));
  }
}

}  // namespace zs
