#include "tools/repl/bound_units.h"

#include <algorithm>
#include <map>

#include "runtime/scalar/score_unit.h"

namespace zs::repl {
namespace {

// Whether a cell that was read for one input says the same for the other.
bool reads_alike(const PlanInput& a, const PlanInput& b) {
  return a.dimension == b.dimension && a.unit == b.unit && a.low == b.low && a.high == b.high &&
         a.choices == b.choices && a.role == b.role;
}

bool any_applies(const Plan& plan) {
  return std::any_of(plan.indicators.begin(), plan.indicators.end(),
                     [](const PlanIndicator& one) { return one.applies.has_value(); });
}

// Whether columns are bound to both alike.
bool same_inputs(const Plan& a, const Plan& b) {
  return a.group == b.group &&
         std::equal(a.inputs.begin(), a.inputs.end(), b.inputs.begin(), b.inputs.end(),
                    [](const PlanInput& one, const PlanInput& other) {
                      return one.name == other.name && one.aliases == other.aliases &&
                             one.derived_from == other.derived_from &&
                             one.optional == other.optional && reads_alike(one, other);
                    });
}

// Whether two nodes of plans with the same inputs compute the same.
bool same_node(const Plan& a, PlanId x, const Plan& b, PlanId y) {
  const PlanNode &one = a[x], &other = b[y];
  if (one.op != other.op) return false;
  if (one.op == Op::Constant) return a.constants[one.index] == b.constants[other.index];
  if (one.index != other.index) return false;
  const int operands = input_count(one.op);
  return (operands < 1 || same_node(a, one.a, b, other.a)) &&
         (operands < 2 || same_node(a, one.b, b, other.b)) &&
         (operands < 3 || same_node(a, one.c, b, other.c));
}

// Whether figures of all units are the same ones in plans with the same inputs.
bool same_cohorts(const Plan& a, const Plan& b) {
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    const auto &one = a.inputs[i].cohort, &other = b.inputs[i].cohort;
    if (one.has_value() != other.has_value()) return false;
    if (!one) continue;
    if (one->kind == CohortKind::LastGrade || one->kind != other->kind ||
        one->smallest_first != other->smallest_first || one->dense != other->dense ||
        one->only.has_value() != other->only.has_value() || !same_node(a, one->of, b, other->of) ||
        (one->only && !same_node(a, *one->only, b, *other->only)))
      return false;
  }
  return true;
}

std::vector<Cell> whole_row(const Sheet& sheet, std::size_t row) {
  std::vector<Cell> cells = *sheet.rows[row];
  cells.resize(sheet.header->size());
  return cells;
}

}  // namespace

void BoundUnits::update(const State& state) {
  const auto rules_before = rules_;
  const auto sheet_before = sheet_;
  const ColumnBinding binding_before = binding_;
  const bool new_rules = rules_ != state.rules;
  const bool new_header = !sheet_ || sheet_->header != state.sheet->header;
  rules_ = state.rules;
  sheet_ = state.sheet;
  const Plan& plan = rules_->plan();
  bool refill = new_rules;
  const bool new_columns =
      new_header || sheet_before->rows.size() != sheet_->rows.size() ||
      (new_rules && (!rules_before || !same_inputs(plan, rules_before->plan())));
  if (new_columns) bind_columns_anew(*sheet_, plan);
  if (new_rules) find_feeders();
  const bool carries = rules_before && sheet_before &&
                       plan.measures == rules_before->plan().measures && !any_applies(plan) &&
                       !any_applies(rules_before->plan());
  std::vector<char> stale(sheet_->rows.size(), 0);
  for (std::size_t i = 0; i < stale.size(); ++i)
    stale[i] =
        !sheet_before || i >= sheet_before->rows.size() || sheet_before->rows[i] != sheet_->rows[i];
  if (new_rules && !carries) std::fill(stale.begin(), stale.end(), 1);
  if (units_.size() != stale.size()) refill = true;
  units_.resize(stale.size());
  if (new_rules && carries) {
    const bool moved = carry_over(plan, rules_before->plan(), binding_before);
    if (!moved && same_cohorts(plan, rules_before->plan()) && units_.size() == stale.size())
      refill = false;
  }
  DiagnosticSink unseen;
  for (std::size_t i = 0; i < stale.size(); ++i) {
    if (!stale[i]) continue;
    BoundUnit read = read_row(i, unseen);
    ++work_.rows;
    if (!refill && feeds_cohorts(units_[i], read)) refill = true;
    if (!refill) {
      for (std::size_t input : cohort_inputs_)
        if (is_missing(read.values[input])) read.values[input] = units_[i].values[input];
      read.known = units_[i].known;
    }
    units_[i] = std::move(read);
  }
  if (last_grades_ && looked_at_ != state.unit) refill = true;
  looked_at_ = state.unit;
  if (refill) fill_cohorts(state.unit);
}

std::vector<Diagnostic> BoundUnits::problems_of(std::size_t row) const {
  DiagnosticSink issues;
  if (rules_ && row < sheet_->rows.size()) read_row(row, issues);
  return issues.take_sorted();
}

void BoundUnits::bind_columns_anew(const Sheet& sheet, const Plan& plan) {
  DiagnosticSink issues;
  binding_ = bind_columns(
      sheet.file.empty() ? "数据" : sheet.file, *sheet.header, plan, "",
      [&](std::size_t column) {
        return std::none_of(sheet.rows.begin(), sheet.rows.end(), [&](const SheetRow& row) {
          return column >= row->size() || is_no_name((*row)[column].text);
        });
      },
      issues);
  column_problems_ = issues.take_sorted();
}

BoundUnit BoundUnits::read_row(std::size_t row, DiagnosticSink& issues) const {
  return bind_row(whole_row(*sheet_, row), row, binding_,
                  sheet_->file.empty() ? "数据" : sheet_->file, rules_->plan(), issues);
}

// Values move to where the new plan wants them; only inputs that are new or read otherwise than
// before are read from the cells.
bool BoundUnits::carry_over(const Plan& plan, const Plan& before,
                            const ColumnBinding& binding_before) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < before.inputs.size(); ++i) places.emplace(before.inputs[i].name, i);
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> from(plan.inputs.size(), kNone);
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const auto found = places.find(plan.inputs[i].name);
    if (found == places.end() || found->second >= binding_before.inputs.size()) continue;
    const InputColumn& was = binding_before.inputs[found->second];
    if (reads_alike(plan.inputs[i], before.inputs[found->second]) &&
        was.column == binding_.inputs[i].column && was.denied == binding_.inputs[i].denied &&
        was.unit == binding_.inputs[i].unit)
      from[i] = found->second;
  }
  bool moved = plan.inputs.size() != before.inputs.size();
  for (std::size_t i = 0; i < from.size(); ++i) moved = moved || from[i] != i;
  if (!moved && plan.group == before.group) return false;
  for (std::size_t row = 0; row < units_.size(); ++row) {
    BoundUnit& unit = units_[row];
    if (unit.values.size() != before.inputs.size()) continue;  // about to be read
    std::vector<Value> values(plan.inputs.size());
    std::vector<char> bad(plan.inputs.size(), 0);
    const std::vector<Cell>& cells = *sheet_->rows[row];
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      if (from[i] != kNone) {
        values[i] = std::move(unit.values[from[i]]);
        bad[i] = unit.bad[from[i]];
      } else if (const auto column = binding_.inputs[i].column; column && *column < cells.size()) {
        ParsedCell cell =
            read_cell(binding_.inputs[i], cells[*column].text, plan.inputs[i], plan.measures);
        bad[i] = cell.problem != CellProblem::None;
        values[i] = std::move(cell.value);
      }
    }
    unit.values = std::move(values);
    unit.bad = std::move(bad);
    unit.group =
        binding_.group && *binding_.group < cells.size() ? cells[*binding_.group].text : "";
  }
  return true;
}

// Everything below what is compared between units.
void BoundUnits::find_feeders() {
  const Plan& plan = rules_->plan();
  feeds_.assign(plan.inputs.size(), 0);
  cohort_inputs_.clear();
  last_grades_ = false;
  std::vector<char> seen(plan.nodes.size(), 0);
  std::vector<PlanId> open;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const auto& cohort = plan.inputs[i].cohort;
    if (!cohort) continue;
    cohort_inputs_.push_back(i);
    feeds_[i] = 1;
    if (cohort->kind == CohortKind::LastGrade) {
      last_grades_ = true;
      continue;
    }
    open.push_back(cohort->of);
    if (cohort->only) open.push_back(*cohort->only);
  }
  while (!open.empty()) {
    const PlanId id = open.back();
    open.pop_back();
    if (id.index >= seen.size() || seen[id.index]) continue;
    seen[id.index] = 1;
    const PlanNode& node = plan[id];
    const int operands = input_count(node.op);
    if (node.op == Op::Input) feeds_[node.index] = 1;
    if (operands > 0) open.push_back(node.a);
    if (operands > 1) open.push_back(node.b);
    if (operands > 2) open.push_back(node.c);
  }
}

bool BoundUnits::feeds_cohorts(const BoundUnit& before, const BoundUnit& after) const {
  if (cohort_inputs_.empty()) return false;
  if (last_grades_ || before.values.size() != after.values.size() || before.name != after.name ||
      before.year != after.year || before.group != after.group)
    return true;
  for (std::size_t i = 0; i < after.values.size(); ++i) {
    const bool cohort = rules_->plan().inputs[i].cohort.has_value();
    if (cohort && !binding_.inputs[i].column) continue;  // the figure of all units stays
    if (feeds_[i] && before.values[i] != after.values[i]) return true;
  }
  return false;
}

void BoundUnits::fill_cohorts(std::size_t looked_at) {
  if (cohort_inputs_.empty()) return;
  ++work_.cohorts;
  const Plan& plan = rules_->plan();
  for (std::size_t row = 0; row < units_.size(); ++row) {
    BoundUnit& unit = units_[row];
    unit.known.clear();
    const std::vector<Cell>& cells = *sheet_->rows[row];
    for (std::size_t input : cohort_inputs_) {
      unit.values[input] = Missing{};
      unit.bad[input] = 0;
      const auto column = binding_.inputs[input].column;
      if (!column || *column >= cells.size()) continue;
      ParsedCell cell =
          read_cell(binding_.inputs[input], cells[*column].text, plan.inputs[input], plan.measures);
      unit.bad[input] = cell.problem != CellProblem::None;
      unit.values[input] = std::move(cell.value);
    }
  }
  if (looked_at >= units_.size()) return;
  CohortFiller filler(plan, units_);
  Evaluation evaluation(plan, {});
  for (const std::string& year : filler.years()) {
    filler.fill(year);
    if (!last_grades_) continue;
    for (std::size_t row : filler.units_of(year)) {
      const BoundUnit& unit = units_[row];
      if (unit.name != units_[looked_at].name) continue;
      evaluation.reset(unit.values);
      const UnitResult result =
          score_unit(plan, evaluation, {unit.values, unit.bad, unit.known, plan.missing_is_zero});
      if (result.grade) filler.keep_grade(row, *result.grade);
    }
  }
}

}  // namespace zs::repl
