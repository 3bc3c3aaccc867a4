#include "analysis/advice/boundary_cases.h"

#include <algorithm>

#include "analysis/cases/case_search.h"
#include "runtime/scalar/evaluate.h"

namespace zs {
namespace {

class Collector {
 public:
  Collector(const Plan& plan, std::size_t most_rows)
      : plan_(plan),
        most_rows_(most_rows),
        nothing_(plan.inputs.size()),
        evaluation_(plan, nothing_) {
    search_.add_side(plan);
  }

  std::vector<BoundaryCase> run() {
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i)
      if (plan_.indicators[i].understood) look_at(i);
    return std::move(found_);
  }

 private:
  void look_at(std::size_t indicator) {
    indicator_ = indicator;
    first_ = found_.size();
    inputs_.clear();
    for (PlanInputId input : plan_.indicators[indicator].inputs)
      if (!plan_.inputs[input.index].optional) inputs_.push_back(input);
    const Goal goals[] = {{0, plan_.indicators[indicator].score}};
    search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
      take();
      for (PlanInputId input : inputs_)
        if (!search_.is_fact(0, input)) take_ends(one.region, input);
      return found_.size() - first_ < most_rows_;
    });
  }
  void take_ends(Region& region, PlanInputId input) {
    const Linear x = Linear::one(search_.number_of(0, input));
    const Extent extent = region.extent(x);
    const Rational beside = cell_unit(plan_.inputs[input.index]) * Rational::fraction(1, 10);
    for (const bool low : {true, false}) {
      const auto& end = low ? extent.low : extent.high;
      if (!end) continue;
      const bool in = low ? extent.low_in : extent.high_in;
      const Rational at = in ? *end : low ? *end + beside : *end - beside;
      if (!extent.holds(at)) continue;
      const std::size_t mark = region.mark();
      if (region.assume({x - at, false}) && region.assume({Linear(at) - x, false})) take();
      region.undo(mark);
    }
  }
  void take() {
    const auto values = search_.sample(0, inputs_);
    if (!values) return;
    BoundaryCase made;
    made.indicator = indicator_;
    std::vector<Value> data(plan_.inputs.size());
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const auto* number = std::get_if<Rational>(&(*values)[i]);
      if (number && !number->divided_by(cell_unit(plan_.inputs[inputs_[i].index])).decimal_places())
        return;
      made.row.emplace_back(inputs_[i], (*values)[i]);
      data[inputs_[i].index] = (*values)[i];
    }
    const bool known =
        std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(first_), found_.end(),
                    [&](const BoundaryCase& one) { return one.row == made.row; });
    if (known || found_.size() - first_ >= most_rows_) return;
    evaluation_.reset(data);
    const Value score = evaluation_[plan_.indicators[indicator_].score];
    if (const auto* number = std::get_if<Rational>(&score)) {
      made.score = *number;
      found_.push_back(std::move(made));
    }
  }

  const Plan& plan_;
  std::size_t most_rows_;
  std::vector<Value> nothing_;
  Evaluation evaluation_;
  CaseSearch search_;
  std::vector<BoundaryCase> found_;
  std::vector<PlanInputId> inputs_;
  std::size_t indicator_ = 0, first_ = 0;
};

}  // namespace

std::vector<BoundaryCase> boundary_cases(const Plan& plan, std::size_t most_rows) {
  return Collector(plan, most_rows).run();
}

}  // namespace zs
