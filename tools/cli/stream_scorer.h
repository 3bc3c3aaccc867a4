// Scores the rows of a chunk and writes their output: in columns where that is possible, else one
// unit at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/batch/evaluate.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/explain/explanation.h"
#include "runtime/scalar/evaluate.h"
#include "runtime/stream/block.h"
#include "tools/cli/cohort_pass.h"
#include "tools/cli/json_rows.h"
#include "tools/cli/lane_texts.h"
#include "tools/cli/options.h"

namespace zs::cli {

struct UnitCounts {
  std::size_t units = 0;    // in the output
  std::size_t pending = 0;  // of these, without total
  std::size_t refused = 0;  // rows left out
};

// What is made of one chunk. Lines in `found` count from the chunk's first line.
struct ScoredChunk {
  std::string output;
  std::vector<Diagnostic> found;
  UnitCounts counts;
  std::size_t lines = 0;
  std::size_t rows = 0;                 // with data
  std::vector<std::size_t> named_rows;  // where each row with data begins
  std::string names;                    // its unit and year, one key after the other
  std::vector<std::size_t> name_ends;
  std::vector<char> nameless_data;  // by data column: a cell without name has text
};

// One a thread.
class StreamScorer {
 public:
  // All must outlive the scorer. `sample` is some text of rows to choose the columns' layouts by.
  // `cohorts` may be null: then no score depends on another unit.
  StreamScorer(const Plan& plan, const stream::DataColumns& columns, const Options& options,
               const StreamCohorts* cohorts, std::string_view sample);

  // `first_row` counts the rows with data before this chunk; it names units without a name.
  ScoredChunk score(const stream::Chunk& chunk, std::size_t first_row);

  // The row that begins at `at` of the chunk, as cells with places counted from the chunk's begin.
  std::vector<Cell> cells_of(std::string_view chunk, std::size_t begin, std::size_t end,
                             DiagnosticSink& issues) const;

 private:
  struct Engine {
    batch::Program program;
    std::unique_ptr<batch::Runner> runner;
    std::unique_ptr<JsonRows> json;  // none: rows are written one at a time
  };

  void prepare(std::string_view sample);
  void widen_layouts();
  void give_cohorts();
  void score_block(std::string_view chunk, std::size_t first_row, ScoredChunk& made);
  bool append_json(Engine& engine, std::string_view unit, const stream::BlockRow& row,
                   std::size_t index, ScoredChunk& made) const;
  void append_row(std::string_view unit, const stream::BlockRow& row, std::size_t index,
                  ScoredChunk& made);
  int line_of(std::string_view chunk, std::size_t at);
  void settle_block(const Engine& engine);
  bool decided(std::size_t index) const;
  void score_exactly(std::string_view chunk, std::size_t index, std::size_t row_number,
                     ScoredChunk& made);
  bool wanted(std::string_view unit) const;
  void name(std::string_view unit, std::string_view year, const stream::BlockRow& row,
            ScoredChunk& made) const;

  const stream::DataColumns& columns_;
  const Options& options_;
  const StreamCohorts* cohorts_;
  const Plan& plan_;
  // Scores, the total, the grade if there is one; then tests that only the exact engine settles;
  // then what JSON wants to know.
  std::vector<PlanId> roots_;
  std::size_t scores_ = 0;   // of the roots: up to here …
  std::size_t decided_ = 0;  // … and with those tests
  std::vector<batch::Layout> layouts_;
  std::unique_ptr<stream::Block> block_;
  Engine dense_, masked_;  // for blocks where nothing is missing, and for all
  std::vector<batch::Result> results_;
  bool all_decided_ = false;  // in this block
  std::unique_ptr<LaneTexts> texts_;
  Evaluation evaluation_;
  Explainer explainer_;
  std::size_t most_output_ = 0, most_names_ = 0, most_rows_ = 0;  // of a chunk so far
  std::size_t cohort_row_ = 0;  // of the block's first row among all of the stream
  std::size_t counted_to_ = 0;  // of the chunk; counted_lines_ end before it
  int counted_lines_ = 0;
};

}  // namespace zs::cli
