// 排版: the canonical layout of a script. Indentation, blanks, blank lines and the width of the
// punctuation in headings change; the author's words do not.
#pragma once

#include <string>
#include <vector>

#include "compiler/syntax/outline.h"
#include "compiler/wording/normal_text.h"

namespace zs {

// One line in canonical layout, without its line end.
struct LaidLine {
  std::string text;  // empty: a blank line
  Span from;         // the author's line without the blanks around it; empty for a blank line
};

// In:   the outline of a script and the normalised text that it was read from.
// Out:  all its lines, unread ones and comments included; every character of the author's that is
//       not blank survives, as typed but for the width of ( ) [ ] : . and digits in headings.
//       Laid out once more, the lines stay as they are, and they are read as the same rules.
// Cost: linear.
std::vector<LaidLine> lay_out(const Outline& outline, const NormalText& text,
                              const SourceText& source);

// The lines as a file.
std::string laid_text(const std::vector<LaidLine>& lines);

}  // namespace zs
