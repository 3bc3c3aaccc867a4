// Diagnostics for people: place, sentence, the author's line with a marker under it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runtime/base/diagnostic.h"

namespace zs {

// rules.zs:9:4: error[ZS1003]: … , the line, and ^^^^ that lines up under wide characters.
std::string render_text(const Diagnostic& diagnostic, Language language);

// All of them, but at most `most` of one kind; the rest, and what was left out already, is counted.
inline constexpr std::size_t kMostShown = 20;
std::string render_all(const std::vector<Diagnostic>& diagnostics, Language language,
                       const std::map<DiagnosticKind, std::size_t>& left_out = {},
                       std::size_t most = kMostShown);

}  // namespace zs
