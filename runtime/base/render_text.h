// Diagnostics for people: place, sentence, the author's line with a marker under it.
#pragma once

#include <string>
#include <vector>

#include "runtime/base/diagnostic.h"

namespace zs {

// rules.zs:9:4: error[ZS1003]: … , the line, and ^^^^ that lines up under wide characters.
std::string render_text(const Diagnostic& diagnostic, Language language);

// All of them, but at most `most` of one kind; what was left out is counted.
std::string render_all(const std::vector<Diagnostic>& diagnostics, Language language,
                       std::size_t most = 20);

}  // namespace zs
