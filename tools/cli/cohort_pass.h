// The first reading of a stream whose scores depend on other units: what averages and places need.
#pragma once

#include <memory>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/stream/chunk_reader.h"
#include "runtime/stream/cohort_columns.h"
#include "runtime/stream/data_columns.h"
#include "tools/cli/options.h"

namespace zs::cli {

// Averages and the like of a whole stream, and which row each of its chunks begins with.
struct StreamCohorts {
  stream::CohortColumns columns;
  std::vector<std::size_t> first_rows;
};

// Reads the rows of `reader`, which stands behind the header, and computes over all of them.
// Reports to `issues` what was taken from other units. Nothing when some row is damaged, empty in
// an unusual way, or not read: then all units have to be seen at once.
std::unique_ptr<StreamCohorts> read_cohorts(stream::ChunkReader& reader,
                                            const stream::DataColumns& columns, const Plan& plan,
                                            const Options& options, DiagnosticSink& issues);

// A cohort input's value or bounds for one row, where the data gives none.
void add_cohorts(const StreamCohorts& cohorts, std::size_t row, BoundUnit& unit);

}  // namespace zs::cli
