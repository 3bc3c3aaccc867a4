#include "analysis/findings/find_unreachable_points.h"

#include <map>

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

ScoreEnds::Row named(const Scope& scope, const std::optional<DataRow>& values) {
  ScoreEnds::Row row;
  for (std::size_t i = 0; values && i < values->size(); ++i)
    row.emplace_back(scope.inputs[i], (*values)[i]);
  return row;
}

// Rows of as many different scores as may be wanted.
class Ladder {
 public:
  explicit Ladder(Scope& scope) : scope_(scope) {}

  void climb(const CaseSearch::Case& one) {
    const Linear& score = one.goals[0]->number;
    const Extent extent = one.region.extent(score);
    if (extent.empty || rows_.size() >= kMost) return;
    keep();
    if (!extent.low || !extent.high || *extent.low == *extent.high) return;
    const Rational step = (*extent.high - *extent.low).divided_by(kParts);
    for (int i = 0; i < kParts; ++i) {
      const Rational from = *extent.low + step * Rational(i);
      const std::size_t mark = one.region.mark();
      if (one.region.assume({score - from, false}) &&
          one.region.assume({Linear(from + step) - score, false}))
        keep();
      one.region.undo(mark);
    }
  }
  std::vector<ScoreEnds::Row> rows() const {
    std::vector<ScoreEnds::Row> all;
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
      all.push_back(named(scope_, row->second));
    return all;
  }

 private:
  static constexpr int kParts = 10;
  static constexpr std::size_t kMost = 40;

  void keep() {
    const auto row = scope_.sample();
    if (!row || !scope_.can_be_written(*row)) return;
    if (const auto score = scope_.score_of(*row)) rows_.emplace(*score, *row);
  }

  Scope& scope_;
  std::map<Rational, DataRow> rows_;
};

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
  Ladder ladder(scope);
  const Outcome outcome =
      scope.search().visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
        look_at(scope, one, true, most);
        look_at(scope, one, false, least);
        if (all_of_it) ladder.climb(one);
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
  ends.least_row = named(scope, least.row);
  ends.most_row = named(scope, most.row);
  ends.rows = ladder.rows();
  return ends;
}

}  // namespace zs
