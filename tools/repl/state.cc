#include "tools/repl/state.h"

#include "tools/cli/wording.h"

namespace zs::repl {

const WordingTable& Rules::wording() const {
  return own_wording ? *own_wording : cli::shipped_wording();
}

State empty_state() {
  State state;
  auto sheet = std::make_shared<Sheet>();
  sheet->header = std::make_shared<std::vector<Cell>>(std::vector<Cell>{{"单位", 1, 1}});
  sheet->rows.push_back(std::make_shared<std::vector<Cell>>(std::vector<Cell>{{"本单位", 2, 1}}));
  state.sheet = std::move(sheet);
  state.rules = make_rules("", "", nullptr);
  return state;
}

std::shared_ptr<const Rules> make_rules(std::string file, std::string text,
                                        std::shared_ptr<const WordingTable> own_wording) {
  const std::string name = file.empty() ? "规则" : file;
  auto rules = std::make_shared<Rules>(
      Rules{std::move(file), SourceText(name, std::move(text)), std::move(own_wording), {}, {}});
  DiagnosticSink issues;
  if (!rules->source.bytes().empty())
    rules->compiled = compile(rules->source, rules->wording(), issues);
  rules->issues = issues.take_sorted();
  return rules;
}

}  // namespace zs::repl
