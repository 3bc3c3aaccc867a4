// Comma separated tables, as Excel, WPS and statistics programs write them.
#pragma once

#include <string>
#include <string_view>

#include "runtime/base/diagnostic.h"
#include "runtime/io/table.h"

namespace zs {

// Reads a header and one row a unit; never throws on what a file can contain.
//
// In:       UTF-8 or GB18030; lines end at LF, CR LF or CR. Cells are separated by commas, or by
//           tabs or semicolons when the header has these and no comma; a full-width comma is text.
//           A quoted cell may hold separators, line breaks and quotes (written twice).
// Out:      blanks around every cell are gone; rows without any text are skipped. The names of
//           the header are distinct; a column is nameless only if it has data.
// Reports:  DataNotText, NoData, RowLength, UnpairedQuote, DuplicateName, NamelessColumn,
//           TooManyGaps. All that could be read is in the table in any case.
// Cost:     linear in the bytes.
Table read_csv(std::string file_name, std::string_view bytes, DiagnosticSink& sink);

// The same with tabs between the cells, whatever the header looks like.
Table read_tsv(std::string file_name, std::string_view bytes, DiagnosticSink& sink);

}  // namespace zs
