#include "tools/cli/wording.h"

#include "stdlib/embedded_wording.h"

namespace zs::cli {

const WordingTable& shipped_wording() {
  static const WordingTable table = [] {
    WordingTable made;
    DiagnosticSink issues;
    for (const EmbeddedFile& file : embedded_wording())
      made.add(SourceText(std::string(file.name), std::string(file.text)), issues);
    return made;
  }();
  return table;
}

}  // namespace zs::cli
