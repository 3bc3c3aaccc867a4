#include "tools/cli/json_problems.h"

namespace zs::cli {
namespace {

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "";
}

}  // namespace

namespace {

nlohmann::ordered_json json_row(const Witness& witness) {
  nlohmann::ordered_json row = nlohmann::ordered_json::object();
  for (const Witness::Cell& cell : witness.cells) {
    if (cell.yes)
      row[cell.name] = *cell.yes;
    else
      row[cell.name] = cell.text;
  }
  return row;
}

}  // namespace

nlohmann::ordered_json json_problems(const std::vector<Diagnostic>& diagnostics,
                                     Language language) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    nlohmann::ordered_json one;
    one["code"] = code_of(diagnostic.kind);
    one["severity"] = name_of(diagnostic.severity);
    one["file"] = diagnostic.where.file;
    one["line"] = diagnostic.where.line;
    one["column"] = diagnostic.where.column;
    one["message"] = message_of(diagnostic, language);
    if (!diagnostic.indicator.empty()) one["indicator"] = diagnostic.indicator;
    if (!diagnostic.suggestion.empty()) one["suggestion"] = diagnostic.suggestion.in(language);
    for (std::size_t i = 0; i < diagnostic.witnesses.size() && i < 2; ++i) {
      const Witness& witness = diagnostic.witnesses[i];
      one[i == 0 ? "witness" : "other_witness"] = json_row(witness);
      if (!witness.score.empty()) one[i == 0 ? "score" : "other_score"] = witness.score;
    }
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace zs::cli
