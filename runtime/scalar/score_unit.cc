#include "runtime/scalar/score_unit.h"

#include <algorithm>

#include "runtime/kernels/arithmetic.h"
#include "runtime/scalar/range.h"

namespace zs {
namespace {

class UnitScorer {
 public:
  UnitScorer(const Plan& plan, Evaluation& evaluation, const UnitData& data)
      : plan_(plan),
        evaluation_(evaluation),
        data_(data.values),
        bad_(data.bad),
        known_(data.known),
        missing_is_zero_(data.missing_is_zero) {}

  UnitResult run() {
    UnitResult unit;
    unit.indicators.reserve(plan_.indicators.size());
    for (const PlanIndicator& indicator : plan_.indicators) {
      score(indicator, unit.indicators.emplace_back());
      settle_missing(unit.indicators.back());
    }
    if (all_computed(unit)) {
      UnitResult exact;
      if (settle_exactly(exact)) {
        exact.indicators = std::move(unit.indicators);
        return exact;
      }
    }
    Bounds bounds(plan_, data_, known_);
    for (std::size_t i = 0; i < unit.indicators.size(); ++i) {
      const IndicatorResult& one = unit.indicators[i];
      if (plan_.indicators[i].understood)
        bounds.set(plan_.indicators[i].score, {one.least, one.most});
    }
    if (plan_.plain_total)
      add_up(unit);
    else
      take_total(bounds.number(plan_.total), unit);
    bounds.set(plan_.total, {unit.least, unit.most});
    for (const PlanSection& section : plan_.sections) {
      const Interval within = bounds.number(section.score);
      SectionResult& made = unit.sections.emplace_back();
      made.least = within.low.value_or(Rational(0));
      made.most = within.high.value_or(section.points);
      if (within.is_point()) made.score = within.low;
    }
    add_grade(bounds, unit);
    return unit;
  }

 private:
  void score(const PlanIndicator& indicator, IndicatorResult& result) {
    if (!indicator.understood) {
      result.most = indicator.points;
      result.status = Status::NotUnderstood;
      return;
    }
    evaluation_.forget_missing();
    const bool divided = evaluation_.divided_by_zero();
    const Value& value = evaluation_[indicator.score];
    if (const auto* number = std::get_if<Rational>(&value)) {
      if (judgement_too_large(indicator)) {
        result.most = indicator.points;
        result.status = Status::BadData;
        return;
      }
      result.least = *number;
      result.most = *number;
      result.score.emplace(*number);
      if (!indicator.grades.empty()) result.grade = grade(indicator);
      return;
    }
    std::vector<PlanInputId> missing = evaluation_.missing();
    // Every missing input that the score can depend on, not only the first one met.
    for (PlanInputId input : indicator.inputs)
      if (is_missing(data_[input.index]) && !plan_.inputs[input.index].optional &&
          std::find(missing.begin(), missing.end(), input) == missing.end())
        missing.push_back(input);
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    const bool bad = (evaluation_.divided_by_zero() && !divided) ||
                     std::any_of(missing.begin(), missing.end(),
                                 [&](PlanInputId input) { return bad_[input.index] != 0; });
    const bool judged = std::all_of(missing.begin(), missing.end(), [&](PlanInputId input) {
      return plan_.inputs[input.index].role == InputRole::Judgement;
    });
    result.status = bad ? Status::BadData : judged ? Status::NeedsJudgement : Status::MissingData;
    for (PlanInputId input : missing) result.missing.push_back(input.index);
    const PlanId scores[] = {indicator.score};
    const ScoreRange range = range_of(plan_, scores, data_, missing, indicator.points, known_);
    result.least = range.least;
    result.most = range.most;
    if (range.least == range.most && !bad &&
        range.exact) {  // whatever is missing makes no difference
      result.status = Status::Scored;
      result.score = range.least;
      result.missing.clear();
    }
  }

  // Every score is what its node says: nothing was settled by a range or a convention.
  bool all_computed(const UnitResult& unit) {
    for (std::size_t i = 0; i < unit.indicators.size(); ++i)
      if (!plan_.indicators[i].understood || !unit.indicators[i].score ||
          is_missing(evaluation_[plan_.indicators[i].score]))
        return false;
    return true;
  }
  // Total, sections, grade and vetoes without ranges; false where some of it is not known.
  bool settle_exactly(UnitResult& unit) {
    const auto* total = std::get_if<Rational>(&evaluation_[plan_.total]);
    if (!total) return false;
    unit.score = unit.least = unit.most = *total;
    for (const PlanSection& section : plan_.sections) {
      const auto* score = std::get_if<Rational>(&evaluation_[section.score]);
      if (!score) return false;
      unit.sections.push_back({*score, *score, *score});
    }
    for (std::size_t i = 0; i < plan_.vetoes.size(); ++i) {
      const auto* fires = std::get_if<bool>(&evaluation_[plan_.vetoes[i].fires]);
      if (!fires) return false;
      if (*fires) unit.vetoes.push_back(i);
    }
    if (plan_.grades.empty()) return true;
    const auto* place = std::get_if<Rational>(&evaluation_[plan_.grade]);
    const auto whole = place ? place->small() : std::nullopt;
    if (!whole) return false;
    const auto grade = static_cast<std::size_t>(whole->numerator);
    unit.grade = GradeResult{grade, grade};
    return true;
  }

  // 缺报按零分计
  void settle_missing(IndicatorResult& one) const {
    const bool pending = one.status == Status::MissingData || one.status == Status::NeedsJudgement;
    if (!missing_is_zero_ || !pending) return;
    one.status = Status::Scored;
    one.score = one.least = one.most = Rational(0);
    one.explanation = {{{"缺报,按零分计", "missing, counted as 0"}, Rational(0), 0, 0}};
    one.missing.clear();
  }
  void take_total(const Interval& within, UnitResult& unit) const {
    unit.least = within.low.value_or(Rational(0));
    unit.most = within.high.value_or(plan_.points);
    if (within.is_point()) unit.score = unit.least;
  }
  void add_grade(Bounds& bounds, UnitResult& unit) const {
    for (std::size_t i = 0; i < plan_.vetoes.size(); ++i) {
      const std::optional<bool> fires = bounds.truth(plan_.vetoes[i].fires);
      if (!fires)
        unit.open_vetoes.push_back(i);
      else if (*fires)
        unit.vetoes.push_back(i);
    }
    if (plan_.grades.empty()) return;
    const Interval place = bounds.number(plan_.grade);
    const auto index = [&](const std::optional<Rational>& end, std::size_t open) {
      return end ? static_cast<std::size_t>(std::stoul(end->fixed_text(0))) : open;
    };
    unit.grade = GradeResult{index(place.low, 0), index(place.high, plan_.grades.size())};
  }

  // The first grade whose conditions hold; none where one before it is not known.
  std::optional<std::string> grade(const PlanIndicator& indicator) {
    for (const PlanGrade& one : indicator.grades) {
      if (is_missing(evaluation_[one.fires])) return std::nullopt;
      if (evaluation_.yes(one.fires)) return one.name;
    }
    return std::nullopt;
  }

  // 酌情扣分 beyond what is left of the points.
  bool judgement_too_large(const PlanIndicator& indicator) {
    for (const PlanStep& step : indicator.steps) {
      if (step.kind != StepKind::Judged || !step.downward || !evaluation_.yes(step.fires)) continue;
      const Value& taken = evaluation_[step.amount];
      const Value& left = evaluation_[indicator.judged_left];
      const auto* points = std::get_if<Rational>(&taken);
      const auto* bound = std::get_if<Rational>(&left);
      if (points && bound && points->absolute() > *bound && !evaluation_.yes(indicator.nil))
        return true;
    }
    return false;
  }

  void add_up(UnitResult& unit) const {
    Rational score = 0;
    bool all = true;
    std::vector<std::size_t> open;  // indicators that share missing inputs are ranged together
    for (std::size_t i = 0; i < unit.indicators.size(); ++i) {
      const IndicatorResult& one = unit.indicators[i];
      if (one.score) {
        score = score + *one.score;
        continue;
      }
      all = false;
      if (one.missing.empty()) {
        unit.least = unit.least + one.least;
        unit.most = unit.most + one.most;
      } else {
        open.push_back(i);
      }
    }
    unit.least = unit.least + score;
    unit.most = unit.most + score;
    if (all) unit.score = score;
    while (!open.empty()) add_group(unit, open);
  }
  void add_group(UnitResult& unit, std::vector<std::size_t>& open) const {
    std::vector<std::size_t> group{open.front()};
    std::vector<std::size_t> missing = unit.indicators[open.front()].missing;
    open.erase(open.begin());
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t i = 0; i < open.size(); ++i) {
        const std::vector<std::size_t>& other = unit.indicators[open[i]].missing;
        const bool shares = std::any_of(other.begin(), other.end(), [&](std::size_t input) {
          return std::find(missing.begin(), missing.end(), input) != missing.end();
        });
        if (!shares) continue;
        missing.insert(missing.end(), other.begin(), other.end());
        group.push_back(open[i]);
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
        grown = true;
        break;
      }
    }
    if (group.size() == 1) {
      unit.least = unit.least + unit.indicators[group[0]].least;
      unit.most = unit.most + unit.indicators[group[0]].most;
      return;
    }
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    std::vector<PlanId> scores;
    std::vector<PlanInputId> inputs;
    Rational points = 0;
    for (std::size_t i : group) {
      scores.push_back(plan_.indicators[i].score);
      points = points + plan_.indicators[i].points;
    }
    for (std::size_t input : missing) inputs.push_back({static_cast<std::uint32_t>(input)});
    const ScoreRange range = range_of(plan_, scores, data_, inputs, points, known_);
    unit.least = unit.least + range.least;
    unit.most = unit.most + range.most;
  }

  const Plan& plan_;
  Evaluation& evaluation_;
  std::span<const Value> data_;
  std::span<const char> bad_;
  std::span<const InputBounds> known_;
  bool missing_is_zero_;
};

}  // namespace

UnitResult score_unit(const Plan& plan, Evaluation& evaluation, const UnitData& data) {
  return UnitScorer(plan, evaluation, data).run();
}

}  // namespace zs
