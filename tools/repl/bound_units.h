// The units of a sheet as values of a plan, kept up to date with as little work as possible: a row
// is read again when its cells changed, a column when its input did.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "tools/repl/state.h"

namespace zs::repl {

class BoundUnits {
 public:
  // Brings everything in line with the state. Averages, places and the like are worked out again
  // only when something that they depend on has changed.
  void update(const State& state);

  const std::vector<BoundUnit>& all() const { return units_; }
  const BoundUnit& at(std::size_t row) const { return units_[row]; }
  const ColumnBinding& binding() const { return binding_; }
  // What is wrong with the cells of one row.
  std::vector<Diagnostic> problems_of(std::size_t row) const;
  // The columns that nothing asks for, and those taken for another name.
  const std::vector<Diagnostic>& column_problems() const { return column_problems_; }

  // How often rows were read and figures of all units worked out, for tests and benchmarks.
  struct Work {
    std::size_t rows = 0, cohorts = 0;
  };
  const Work& work() const { return work_; }

 private:
  void bind_columns_anew(const Sheet& sheet, const Plan& plan);
  // False: every value is where it was.
  bool carry_over(const Plan& plan, const Plan& before, const ColumnBinding& binding_before);
  BoundUnit read_row(std::size_t row, DiagnosticSink& issues) const;
  // Of a row that changed: whether any value that the figures of all units depend on did.
  bool feeds_cohorts(const BoundUnit& before, const BoundUnit& after) const;
  void find_feeders();
  void fill_cohorts(std::size_t looked_at);

  std::shared_ptr<const Rules> rules_;
  std::shared_ptr<const Sheet> sheet_;
  ColumnBinding binding_;
  std::vector<Diagnostic> column_problems_;
  std::vector<BoundUnit> units_;
  std::vector<char> feeds_;  // per input: the figures of all units depend on it
  std::vector<std::size_t> cohort_inputs_;
  bool last_grades_ = false;  // some rule asks for last year's grade
  std::size_t looked_at_ = 0;
  Work work_;
};

}  // namespace zs::repl
