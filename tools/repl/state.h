// What a session holds: the rules, the data, the unit that is looked at. Values are never changed,
// only replaced, so that an earlier state can be taken up again at no cost.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "runtime/io/table.h"

namespace zs::repl {

// A script and what the compiler made of it.
struct Rules {
  std::string file;  // that it was loaded from; empty when it was typed
  SourceText source;
  std::shared_ptr<const WordingTable> own_wording;  // null: the wording that ships
  CompileResult compiled;
  std::vector<Diagnostic> issues;  // of the compiler, in the order of the text

  const Plan& plan() const { return compiled.plan; }
  const WordingTable& wording() const;
};

// Cells of one unit; may be shorter than the header, what is lacking is empty.
using SheetRow = std::shared_ptr<const std::vector<Cell>>;

// The data as cells, typed ones included.
struct Sheet {
  std::string file;  // that it was loaded from; empty when it was typed
  std::shared_ptr<const std::vector<Cell>> header;
  std::vector<SheetRow> rows;
};

struct State {
  std::shared_ptr<const Rules> rules;
  std::shared_ptr<const Sheet> sheet;
  std::size_t unit = 0;         // row of the sheet that is looked at
  std::set<std::size_t> typed;  // rows with data that was typed
  bool saved = true;            // nothing typed since the last 保存 or 载入
  std::string step;             // the words of the change that led here, for 撤销
};

// No rules, and one unit without data.
State empty_state();

// Compiles; `own_wording` may be null.
std::shared_ptr<const Rules> make_rules(std::string file, std::string text,
                                        std::shared_ptr<const WordingTable> own_wording);

}  // namespace zs::repl
