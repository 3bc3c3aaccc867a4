#include "tools/repl/terminal/term_type.h"

#include <cstdlib>
#include <string_view>

// Of libtinfo; its header defines macros with everyday names.
extern "C" int tgetent(char* buffer, const char* name);

namespace zs::repl {

bool is_dumb_terminal() {
  const char* name = std::getenv("TERM");
  if (!name || std::string_view(name).empty() || std::string_view(name) == "dumb") return true;
  static char buffer[4096];
  if (tgetent(buffer, name) > 0) return false;
  for (const char* usual : {"xterm", "vt100"})
    if (tgetent(buffer, usual) > 0) {
      setenv("TERM", usual, 1);
      return false;
    }
  return true;
}

}  // namespace zs::repl
