// Any data file of text: chooses the reader.
#pragma once

#include <string>
#include <string_view>

#include "runtime/base/diagnostic.h"
#include "runtime/io/table.h"

namespace zs {

// By the ending of the name (.csv .tsv .json .jsonl, in any case), else by the first character:
// { or [ is JSON, all other text CSV. JSON with one object a line is known even as .json.
// Reports what the readers report.
Table read_table(std::string file_name, std::string_view bytes, DiagnosticSink& sink);

}  // namespace zs
