// What the terminal can do, by its name.
#pragma once

namespace zs::repl {

// No cursor that could be moved: TERM is dumb or not set. A name that the system does not know is
// taken for an ordinary one, and TERM is set to that.
bool is_dumb_terminal();

}  // namespace zs::repl
