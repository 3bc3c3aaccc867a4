// Units as JSON objects: {"单位": "甲县", "年度": 2023, "满意度": "76%", "建立奖励机制": true}.
#pragma once

#include <string>
#include <string_view>

#include "runtime/base/diagnostic.h"
#include "runtime/io/table.h"

namespace zs {

// Reads one object, or an array of objects, one a unit; never throws on what a file can contain.
//
// In:       UTF-8 or GB18030; any depth of nesting.
// Out:      the names of all objects, in order of first appearance, are the header; a name that
//           an object lacks is an empty cell where the object begins. Numbers are the characters
//           of the file ("1e999", "-0"), true and false are 是 and 否, null is empty; blanks
//           around names and texts are gone. An object without any name is no unit.
// Reports:  DataNotText, NoData, JsonSyntax (reading stops there; the object it stands in is left
//           out), NestedValue (the cell is left empty), DuplicateName (the first value counts),
//           NamelessColumn, TooManyGaps.
// Cost:     linear in the bytes.
Table read_json(std::string file_name, std::string_view bytes, DiagnosticSink& sink);

// One object a line; a line with a mistake costs only its own unit.
Table read_jsonl(std::string file_name, std::string_view bytes, DiagnosticSink& sink);

}  // namespace zs
