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

std::vector<std::pair<PlanInputId, Value>> named(const Scope& scope, const End& end) {
  std::vector<std::pair<PlanInputId, Value>> row;
  for (std::size_t i = 0; end.row && i < end.row->size(); ++i)
    row.emplace_back(scope.inputs[i], (*end.row)[i]);
  return row;
}

}  // namespace

ScoreEnds find_unreachable_points(Scope& scope) {
  const Rational& points = scope.made.points;
  End most, least;
  const Goal goals[] = {scope.goal(scope.made.score)};
  const auto full = [&] { return most.unlimited || (most.value && *most.value >= points); };
  const auto nothing = [&] {
    return least.unlimited || (least.value && *least.value <= Rational(0));
  };
  // Grades need the true ends, not only whether they reach 0 and the points.
  const bool all_of_it = !scope.all.plan.grades.empty();
  const Outcome outcome =
      scope.search().visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
        look_at(scope, one, true, most);
        look_at(scope, one, false, least);
        return all_of_it || !(full() && nothing());
      });
  if (outcome == Outcome::OutOfBound) {
    if (points.is_zero()) return {};
    if (!full()) scope.leave_open({"满分可以得到", "the full points can be earned"});
    if (!nothing()) scope.leave_open({"可以得0分", "all points can be lost"});
    return {};
  }
  if (most.value && !full() && !points.is_zero()) {
    Diagnostic& found = scope.report(DiagnosticKind::FullPointsUnreachable, scope.whole(),
                                     {decimal_text(points), decimal_text(*most.value)});
    if (most.row) found.witnesses.push_back(scope.witness(*most.row));
  }
  if (least.value && !nothing() && !points.is_zero()) {
    Diagnostic& found =
        scope.report(DiagnosticKind::PointsNeverLost, scope.whole(), {decimal_text(*least.value)});
    if (least.row) found.witnesses.push_back(scope.witness(*least.row));
  }
  ScoreEnds ends;
  if (!least.unlimited) ends.least = least.value;
  if (!most.unlimited) ends.most = most.value;
  ends.least_row = named(scope, least);
  ends.most_row = named(scope, most);
  return ends;
}

}  // namespace zs
