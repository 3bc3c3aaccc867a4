// 引用 “其他.zs”: scripts and wording files that a script takes in.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs::cli {

// The bytes of a file as UTF-8 text, or nothing and why.
using ReadText = std::function<std::optional<std::string>(const std::string& name, Words& why)>;

// `main` with the scripts that it includes at the places of their lines, each once; names are
// relative to the file that includes. Files of wording go to `add_wording` instead. Reports files
// that cannot be read, at the line that names them.
SourceText follow_includes(const SourceText& main, const ReadText& read,
                           const std::function<void(const SourceText&)>& add_wording,
                           DiagnosticSink& issues);

}  // namespace zs::cli
