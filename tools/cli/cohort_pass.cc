#include "tools/cli/cohort_pass.h"

#include <algorithm>

#include "runtime/batch/evaluate.h"
#include "runtime/cohort/fill_cohorts.h"
#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"
#include "runtime/scalar/bounds.h"
#include "runtime/stream/block.h"
#include "tools/cli/score_one.h"

namespace zs::cli {
namespace {

constexpr std::size_t kSampleBytes = 1 << 17;

class CohortPass {
 public:
  CohortPass(const stream::DataColumns& columns, const Plan& plan, const Options& options,
             std::string_view sample, stream::CohortColumns& into)
      : columns_(columns),
        plan_(plan),
        into_(into),
        layouts_(stream::layouts_for(columns, plan, sample)),
        block_(columns, plan, layouts_, std::vector<char>(plan.inputs.size(), 0), {},
               options.block_rows) {
    for (std::size_t input : into.inputs()) {
      const PlanCohort& cohort = *plan.inputs[input].cohort;
      roots_.push_back(cohort.of);
      if (cohort.only) roots_.push_back(*cohort.only);
    }
    std::vector<batch::Layout> layouts = layouts_;
    for (batch::Layout& layout : layouts) layout.may_miss = true;
    program_ = batch::make_program(plan, roots_, std::move(layouts));
    runner_ = std::make_unique<batch::Runner>(program_, options.block_rows);
  }

  // False: some row is beyond this way.
  bool add(std::string_view chunk) {
    for (std::size_t at = 0; at < chunk.size();) {
      at = block_.read(chunk, at);
      runner_->run(block_.columns(), block_.rows().size());
      for (std::size_t i = 0; i < block_.rows().size(); ++i)
        if (!add_row(chunk, i)) return false;
    }
    return true;
  }

 private:
  bool add_row(std::string_view chunk, std::size_t index) {
    const stream::BlockRow& row = block_.rows()[index];
    if (row.kind != stream::RowKind::InColumns) return add_exactly(chunk, row);
    into_.add_row(row.unit, row.year, row.group);
    std::size_t root = 0;
    for (std::size_t input : into_.inputs()) {
      const PlanCohort& cohort = *plan_.inputs[input].cohort;
      const batch::Result figure = runner_->result(root++);
      bool in = true;
      if (cohort.only) {
        const batch::Result only = runner_->result(root++);
        in = only.has(index) && only.lane(index) != 0;
      }
      const bool open = !columns_.binding.inputs[input].column || block_.lacks(input, index);
      if (in && figure.has(index))
        into_.add_lane(input, figure.lane(index), figure.scale, open);
      else
        add_interval(input, bound(chunk, row), open);
    }
    return true;
  }

  bool add_exactly(std::string_view chunk, const stream::BlockRow& row) {
    const std::string_view text = chunk.substr(row.begin, row.end - row.begin);
    if (!is_plain_text(text)) return false;
    const BoundUnit unit = bound(chunk, row);
    if (empty_) return false;
    into_.add_row(unit.name, unit.year, unit.group);
    for (std::size_t input : into_.inputs())
      add_interval(input, unit, is_missing(unit.values[input]) && !unit.bad[input]);
    return true;
  }

  void add_interval(std::size_t input, const BoundUnit& unit, bool open) {
    const PlanCohort& cohort = *plan_.inputs[input].cohort;
    Bounds bounds(plan_, unit.values, unit.known);
    const bool excluded = cohort.only && bounds.truth(*cohort.only) == false;
    into_.add_interval(input, bounds.number(cohort.of), open, excluded);
  }

  BoundUnit bound(std::string_view chunk, const stream::BlockRow& row) {
    DiagnosticSink unheard;
    RowReader reader(columns_.file, chunk.substr(row.begin, row.end - row.begin),
                     columns_.separator, unheard);
    std::vector<Cell> cells = reader.next(columns_.count);
    empty_ =
        std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.text.empty(); });
    cells.resize(columns_.count, Cell{});
    return bind_row(cells, 0, columns_.binding, columns_.file, plan_, unheard);
  }

  const stream::DataColumns& columns_;
  const Plan& plan_;
  stream::CohortColumns& into_;
  std::vector<batch::Layout> layouts_;
  stream::Block block_;
  std::vector<PlanId> roots_;
  batch::Program program_;
  std::unique_ptr<batch::Runner> runner_;
  bool empty_ = false;  // the row that was bound last
};

}  // namespace

std::unique_ptr<StreamCohorts> read_cohorts(stream::ChunkReader& reader,
                                            const stream::DataColumns& columns, const Plan& plan,
                                            const Options& options, DiagnosticSink& issues) {
  auto cohorts = std::make_unique<StreamCohorts>(StreamCohorts{stream::CohortColumns(plan), {}});
  {
    std::unique_ptr<CohortPass> pass;
    for (stream::Chunk chunk; reader.next(chunk);) {
      if (!pass)
        pass = std::make_unique<CohortPass>(columns, plan, options,
                                            std::string_view(chunk.text).substr(0, kSampleBytes),
                                            cohorts->columns);
      cohorts->first_rows.push_back(cohorts->columns.size());
      if (!pass->add(chunk.text)) return nullptr;
    }
  }
  if (!reader.problem().empty()) return nullptr;
  CohortFiller filler(plan, cohorts->columns);
  for (const std::string& year : filler.years()) filler.fill(year);
  report_cohorts(plan, filler, options, issues);
  return cohorts;
}

void add_cohorts(const StreamCohorts& cohorts, std::size_t row, BoundUnit& unit) {
  for (std::size_t input : cohorts.columns.inputs()) {
    if (!is_missing(unit.values[input]) || unit.bad[input]) continue;
    const Interval value = cohorts.columns.settled(input, row);
    if (value.is_point())
      unit.values[input] = *value.low;
    else if (value.low || value.high)
      unit.known.push_back({PlanInputId{static_cast<std::uint32_t>(input)}, value});
  }
}

}  // namespace zs::cli
