#include "tools/repl/load_files.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "runtime/io/read_table.h"
#include "tools/cli/session.h"
#include "tools/cli/wording.h"

namespace zs::repl {

LoadedRules load_rules(cli::Files& files, const std::string& name) {
  cli::Options options;
  options.rules = name;
  std::istringstream in;
  std::ostringstream out;
  const cli::Streams streams{in, out, out};
  cli::Session session(options, files, streams);
  const auto source = session.load_source();
  LoadedRules loaded;
  if (!source) {
    loaded.problems = session.issues.take_sorted();
    return loaded;
  }
  std::shared_ptr<const WordingTable> own;
  if (&session.wording() != &cli::shipped_wording())
    own = std::make_shared<WordingTable>(session.wording());
  auto rules = std::make_shared<Rules>(Rules{name, *source, std::move(own), {}, {}});
  rules->compiled = compile(rules->source, rules->wording(), session.issues);
  rules->issues = session.issues.take_sorted();
  loaded.rules = std::move(rules);
  return loaded;
}

LoadedData load_data(cli::Files& files, const std::string& name) {
  LoadedData loaded;
  Words why;
  const auto bytes = files.read(name, why);
  DiagnosticSink issues;
  if (!bytes) {
    Location where;
    where.file = name;
    issues.report(DiagnosticKind::FileUnreadable, where, {why});
  } else {
    Table table = read_table(name, *bytes, issues);
    if (!table.rows.empty()) {
      auto sheet = std::make_shared<Sheet>();
      sheet->file = name;
      sheet->header = std::make_shared<const std::vector<Cell>>(std::move(table.header));
      for (std::vector<Cell>& row : table.rows)
        sheet->rows.push_back(std::make_shared<const std::vector<Cell>>(std::move(row)));
      loaded.sheet = std::move(sheet);
    }
  }
  loaded.problems = issues.take_sorted();
  return loaded;
}

bool is_data_file(const std::string& name) {
  static constexpr std::array<std::string_view, 5> kEndings = {".csv", ".tsv", ".json", ".jsonl",
                                                               ".xlsx"};
  std::string lower = name;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace zs::repl
