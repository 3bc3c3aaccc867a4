#include "analysis/diff/compare_plans.h"

#include <algorithm>

#include "analysis/cases/cell_text.h"
#include "runtime/scalar/evaluate.h"

namespace zs {
namespace {

// One input on either side.
struct Column {
  std::optional<PlanInputId> before, after;
};

std::vector<PlanInputId> asked_for(const Plan& plan, const PlanIndicator& indicator) {
  std::vector<PlanInputId> inputs;
  for (PlanInputId input : indicator.inputs)
    if (!plan.inputs[input.index].optional) inputs.push_back(input);
  return inputs;
}

class PlanComparison {
 public:
  PlanComparison(const Plan& before, const Plan& after, std::size_t most_forks)
      : before_(before),
        after_(after),
        search_(most_forks),
        no_old_(before.inputs.size()),
        no_new_(after.inputs.size()),
        old_evaluation_(before, no_old_),
        new_evaluation_(after, no_new_) {
    search_.add_side(before);
    search_.add_side(after);
  }

  std::vector<IndicatorChange> run() {
    match();
    std::vector<IndicatorChange> changes;
    for (std::size_t i = 0; i < after_.indicators.size(); ++i) changes.push_back(compare(i));
    for (std::size_t i = 0; i < before_.indicators.size(); ++i)
      if (!taken_[i]) {
        IndicatorChange gone;
        gone.change = Change::Removed;
        gone.before = i;
        changes.push_back(std::move(gone));
      }
    return changes;
  }

 private:
  void match() {
    partner_.assign(after_.indicators.size(), std::nullopt);
    taken_.assign(before_.indicators.size(), 0);
    const auto pair_up = [&](auto same) {
      for (std::size_t i = 0; i < partner_.size(); ++i)
        for (std::size_t j = 0; j < taken_.size() && !partner_[i]; ++j)
          if (!taken_[j] && same(after_.indicators[i], before_.indicators[j])) {
            partner_[i] = j;
            taken_[j] = 1;
          }
    };
    pair_up([](const PlanIndicator& a, const PlanIndicator& b) {
      return a.title == b.title && a.number == b.number;
    });
    pair_up([](const PlanIndicator& a, const PlanIndicator& b) {
      return !a.title.empty() && a.title == b.title;
    });
    pair_up([](const PlanIndicator& a, const PlanIndicator& b) {
      return !a.number.empty() && a.number == b.number;
    });
  }

  IndicatorChange compare(std::size_t i) {
    IndicatorChange change;
    change.after = i;
    change.before = partner_[i];
    if (!change.before) {
      change.change = Change::Added;
      return change;
    }
    old_ = &before_.indicators[*change.before];
    new_ = &after_.indicators[i];
    change.points_changed = !(old_->points == new_->points);
    if (!old_->understood || !new_->understood) {
      change.change = Change::NotRead;
      return change;
    }
    find_columns();
    look(change);
    if (change.change != Change::Equal && pair_renamed(change)) {
      IndicatorChange renamed = change;
      renamed.stretches.clear();
      renamed.ranges.clear();
      look(renamed);
      if (renamed.change == Change::Equal)
        change = std::move(renamed);
      else
        change.taken_as.clear();
    }
    search_.separate(1, {});
    return change;
  }

  void find_columns() {
    columns_.clear();
    for (PlanInputId input : asked_for(after_, *new_)) columns_.push_back({std::nullopt, input});
    for (PlanInputId input : asked_for(before_, *old_)) {
      const PlanInput& old = before_.inputs[input.index];
      const auto same = std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) {
        if (!column.after) return false;
        const PlanInput& other = after_.inputs[column.after->index];
        return other.name == old.name && is_number(other) == is_number(old);
      });
      if (same != columns_.end())
        same->before = input;
      else
        columns_.push_back({input, std::nullopt});
    }
  }
  // Inputs that only one version has, paired in their order when there are as many of each type.
  bool pair_renamed(IndicatorChange& change) {
    std::vector<std::size_t> olds, news;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].after) olds.push_back(i);
      if (!columns_[i].before) news.push_back(i);
    }
    if (olds.empty() || olds.size() != news.size()) return false;
    for (std::size_t i = 0; i < olds.size(); ++i) {
      const PlanInputId old = *columns_[olds[i]].before, now = *columns_[news[i]].after;
      const PlanInput& a = before_.inputs[old.index];
      const PlanInput& b = after_.inputs[now.index];
      if (a.dimension != b.dimension || a.role != b.role) return false;
      search_.share(1, now, 0, old);
      columns_[news[i]].before = old;
      change.taken_as.push_back(a.name + "=" + b.name);
    }
    std::erase_if(columns_, [](const Column& column) { return !column.after; });
    return true;
  }

  // A rounded score is searched before it is rounded, so both have to be rounded alike.
  bool rounded_alike() const {
    const PlanNode& old = before_[old_->score];
    const PlanNode& now = after_[new_->score];
    const bool either = old.op == Op::Round || now.op == Op::Round;
    return !either || (old.op == now.op && old.index == now.index);
  }

  void look(IndicatorChange& change) {
    change.change = Change::Equal;
    bool differs = false, unsure = false;
    const Goal goals[] = {{0, old_->score}, {1, new_->score}};
    const bool alike = rounded_alike();
    const Outcome outcome = search_.visit_cases({}, {}, goals, [&](const CaseSearch::Case& one) {
      const Linear apart = one.goals[1]->number - one.goals[0]->number;
      if (!alike && !differs) differs = try_row(change);
      if (apart.is_constant() && apart.constant.is_zero()) return true;
      for (const bool more : {true, false}) {
        const std::size_t mark = one.region.mark();
        if (one.region.assume({more ? apart : -apart, true})) {
          if (!differs) differs = try_row(change);
          add_stretch(one, change);
          unsure = true;
        }
        one.region.undo(mark);
      }
      return true;
    });
    if (differs)
      change.change = Change::Differs;
    else if (unsure || !alike || outcome == Outcome::OutOfBound)
      change.change = Change::Open;
    change.ranges = change.stretches;
    join(change.ranges, false);
    join(change.stretches, true);
  }

  // Takes the case's row into the change when the versions score it differently.
  bool try_row(IndicatorChange& change) {
    std::vector<PlanInputId> olds, news;
    for (const Column& column : columns_) {
      if (column.after)
        news.push_back(*column.after);
      else
        olds.push_back(*column.before);
    }
    const auto of_new = search_.sample(1, news);
    const auto of_old = search_.sample(0, olds);
    if (!of_new || !of_old) return false;
    std::vector<Value> old_data(before_.inputs.size()), new_data(after_.inputs.size());
    std::vector<std::pair<std::string, Value>> row;
    std::vector<std::string> cells;
    std::size_t next_new = 0, next_old = 0;
    for (const Column& column : columns_) {
      const Value& value = column.after ? (*of_new)[next_new++] : (*of_old)[next_old++];
      if (column.after) new_data[column.after->index] = value;
      if (column.before) old_data[column.before->index] = value;
      const PlanInput& input =
          column.after ? after_.inputs[column.after->index] : before_.inputs[column.before->index];
      row.emplace_back(input.name, value);
      const auto* number = std::get_if<Rational>(&value);
      if (number && !number->divided_by(cell_unit(input)).decimal_places()) return false;
      cells.push_back(cell_text(input, value));
    }
    old_evaluation_.reset(old_data);
    new_evaluation_.reset(new_data);
    const Value a = old_evaluation_[old_->score], b = new_evaluation_[new_->score];
    const auto* old_score = std::get_if<Rational>(&a);
    const auto* new_score = std::get_if<Rational>(&b);
    if (!old_score || !new_score || *old_score == *new_score) return false;
    change.row = std::move(row);
    change.cells = std::move(cells);
    change.old_score = *old_score;
    change.new_score = *new_score;
    return true;
  }

  // The first quantity of the case that the scores follow, or that bounds the case.
  void add_stretch(const CaseSearch::Case& one, IndicatorChange& change) {
    const PlanInput* baseline = nullptr;
    Linear reference;
    for (const Column& column : columns_) {
      if (!column.after || search_.is_fact(1, *column.after)) continue;
      const PlanInput& input = after_.inputs[column.after->index];
      if (input.role != InputRole::Baseline || baseline) continue;
      baseline = &input;
      reference = Linear::one(search_.number_of(1, *column.after));
    }
    for (const Column& column : columns_) {
      if (!column.after || search_.is_fact(1, *column.after)) continue;
      const PlanInput& input = after_.inputs[column.after->index];
      if (input.role != InputRole::Quantity) continue;
      const Unknown unknown = search_.number_of(1, *column.after);
      Stretch stretch;
      Linear along = Linear::one(unknown);
      stretch.quantity = input.name;
      stretch.dimension = input.dimension;
      stretch.unit = input.unit;
      if (baseline) {
        along = along - reference;
        stretch.quantity = input.name + "-" + baseline->name;
      }
      stretch.extent = one.region.extent(along);
      const NaturalRange& range = search_.ranges(1)[column.after->index];
      const bool narrowed = stretch.extent.low != range.low || stretch.extent.high != range.high;
      const bool follows = !(one.goals[0]->number.times(unknown).is_zero() &&
                             one.goals[1]->number.times(unknown).is_zero());
      if (stretch.extent.empty || (!narrowed && !follows)) continue;
      const auto at = [&](const std::optional<Rational>& end,
                          const Linear& score) -> std::optional<Rational> {
        if (!end) return std::nullopt;
        const Rational times = score.times(unknown);
        const Linear rest = score - along.scaled(times);
        if (!rest.is_constant()) return std::nullopt;
        return rest.constant + times * *end;
      };
      stretch.old_low = at(stretch.extent.low, one.goals[0]->number);
      stretch.old_high = at(stretch.extent.high, one.goals[0]->number);
      stretch.new_low = at(stretch.extent.low, one.goals[1]->number);
      stretch.new_high = at(stretch.extent.high, one.goals[1]->number);
      change.stretches.push_back(std::move(stretch));
    }
  }

  static bool before(const std::optional<Rational>& a, const std::optional<Rational>& b) {
    if (!a || !b) return !a && b;
    return *a < *b;
  }
  static std::optional<Rational> slope(const Extent& of, const std::optional<Rational>& low,
                                       const std::optional<Rational>& high) {
    if (!of.low || !of.high || !low || !high || *of.low == *of.high) return std::nullopt;
    return (*high - *low).divided_by(*of.high - *of.low);
  }
  // Whether the second goes on where the first ends, on the same lines.
  static bool continues(const Stretch& a, const Stretch& b) {
    if (!(a.extent.high == b.extent.low) || !(a.old_high == b.old_low) ||
        !(a.new_high == b.new_low))
      return a.extent.low == b.extent.low && a.extent.high == b.extent.high &&
             a.old_low == b.old_low && a.old_high == b.old_high && a.new_low == b.new_low &&
             a.new_high == b.new_high;
    const bool point = a.extent.single() || b.extent.single();
    return point ||
           (slope(a.extent, a.old_low, a.old_high) == slope(b.extent, b.old_low, b.old_high) &&
            slope(a.extent, a.new_low, a.new_high) == slope(b.extent, b.new_low, b.new_high));
  }
  // Stretches of one quantity that overlap or touch become one; when `straight`, only where the
  // curves go straight on.
  static void join(std::vector<Stretch>& all, bool straight) {
    std::stable_sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) {
      if (a.quantity.zh != b.quantity.zh) return a.quantity.zh < b.quantity.zh;
      return before(a.extent.low, b.extent.low);
    });
    std::vector<Stretch> joined;
    for (Stretch& next : all) {
      Stretch* last = joined.empty() ? nullptr : &joined.back();
      const bool touches = last && (!last->extent.high || !next.extent.low ||
                                    *next.extent.low <= *last->extent.high);
      const bool same =
          touches && last->quantity.zh == next.quantity.zh && (!straight || continues(*last, next));
      if (!same) {
        joined.push_back(std::move(next));
        continue;
      }
      const bool equal_low = last->extent.low == next.extent.low;
      if (equal_low) last->extent.low_in = last->extent.low_in || next.extent.low_in;
      const bool further = last->extent.high && before(last->extent.high, next.extent.high);
      const bool endless = last->extent.high && !next.extent.high;
      if (further || endless) {
        last->extent.high = next.extent.high;
        last->extent.high_in = next.extent.high_in;
        last->old_high = next.old_high;
        last->new_high = next.new_high;
      } else if (last->extent.high == next.extent.high) {
        last->extent.high_in = last->extent.high_in || next.extent.high_in;
      }
    }
    all = std::move(joined);
  }

  const Plan& before_;
  const Plan& after_;
  CaseSearch search_;
  std::vector<Value> no_old_, no_new_;
  Evaluation old_evaluation_, new_evaluation_;
  std::vector<std::optional<std::size_t>> partner_;
  std::vector<char> taken_;
  std::vector<Column> columns_;
  const PlanIndicator* old_ = nullptr;
  const PlanIndicator* new_ = nullptr;
};

}  // namespace

std::vector<IndicatorChange> compare_plans(const Plan& before, const Plan& after,
                                           std::size_t most_forks) {
  return PlanComparison(before, after, most_forks).run();
}

}  // namespace zs
