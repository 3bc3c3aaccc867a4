// zhunsheng check: what is wrong or open in the rules.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "analysis/advice/boundary_cases.h"
#include "analysis/cases/cell_text.h"
#include "analysis/findings/prove.h"
#include "runtime/base/render_text.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/session.h"
#include "tools/cli/unit_rows.h"

namespace zs::cli {
namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string name_of(const PlanIndicator& indicator) {
  return indicator.title.empty() ? indicator.number : indicator.title;
}

// A row a case: 指标, 应得分, then the inputs; only those of the indicator are filled.
std::string cases_as_csv(const Plan& plan, const std::vector<BoundaryCase>& cases) {
  std::vector<char> used(plan.inputs.size(), 0);
  for (const BoundaryCase& one : cases)
    for (const auto& [input, value] : one.row) used[input.index] = 1;
  std::string text = "单位,指标,应得分";
  for (std::size_t i = 0; i < used.size(); ++i)
    if (used[i]) text += "," + csv_cell(plan.inputs[i].name);
  text += "\n";
  for (std::size_t k = 0; k < cases.size(); ++k) {
    std::vector<std::string> cells(plan.inputs.size());
    for (const auto& [input, value] : cases[k].row)
      cells[input.index] = cell_text(plan.inputs[input.index], value);
    text +=
        fmt::format("用例{},{},{}", k + 1, csv_cell(name_of(plan.indicators[cases[k].indicator])),
                    decimal_text(cases[k].score));
    for (std::size_t i = 0; i < used.size(); ++i)
      if (used[i]) text += "," + csv_cell(cells[i]);
    text += "\n";
  }
  return text;
}

std::string cases_as_json(const Plan& plan, const std::vector<BoundaryCase>& cases) {
  using nlohmann::ordered_json;
  ordered_json all = ordered_json::array();
  for (const BoundaryCase& one : cases) {
    ordered_json given = ordered_json::object();
    for (const auto& [input, value] : one.row) {
      const bool* yes = std::get_if<bool>(&value);
      const PlanInput& of = plan.inputs[input.index];
      given[of.name] = yes ? ordered_json(*yes) : ordered_json(cell_text(of, value));
    }
    all.push_back({{"no", plan.indicators[one.indicator].number},
                   {"title", plan.indicators[one.indicator].title},
                   {"given", std::move(given)},
                   {"score", decimal_text(one.score)}});
  }
  return all.dump(1) + "\n";
}

void write_cases(Session& session, const Plan& plan) {
  const std::string& name = session.options.cases;
  const std::vector<BoundaryCase> cases = boundary_cases(plan);
  Words why;
  const std::string text =
      name.ends_with(".json") ? cases_as_json(plan, cases) : cases_as_csv(plan, cases);
  if (session.files.write(name, text, why)) return;
  Location where;
  where.file = name;
  session.issues.report(DiagnosticKind::FileUnwritable, where, {why});
}

}  // namespace

Status run_check(Session& session) {
  const auto rules = session.load_rules();
  if (rules) {
    ProofOptions options;
    if (!session.options.cliff.empty())
      options.cliff = *Rational::from_decimal(session.options.cliff);
    options.units = unit_rows(session, rules->plan);
    prove(rules->rules, rules->plan, *session.source, session.wording(), options, session.issues);
    if (!session.options.cases.empty()) write_cases(session, rules->plan);
  }
  if (session.options.strict) session.issues.make_strict();
  const bool runs = rules && rules->runs;
  const std::vector<Diagnostic> all = session.issues.take_sorted();
  const auto count = [&](Severity severity) {
    return std::count_if(all.begin(), all.end(),
                         [&](const Diagnostic& d) { return d.severity == severity; });
  };
  const Status status = !runs         ? Status::DoesNotCompile
                        : all.empty() ? Status::Done
                                      : Status::Findings;
  if (session.options.format == Format::Json)
    return session.put(json_problems(all, session.options.language).dump(2) + "\n", status);
  std::string text = render_all(all, session.options.language, {}, all.size());
  text +=
      session.words({fmt::format("{}个指标,{}处错误,{}处警告,{}处提示\n",
                                 rules ? rules->plan.indicators.size() : 0, count(Severity::Error),
                                 count(Severity::Warning), count(Severity::Note)),
                     fmt::format("{} indicators, {} errors, {} warnings, {} notes\n",
                                 rules ? rules->plan.indicators.size() : 0, count(Severity::Error),
                                 count(Severity::Warning), count(Severity::Note))});
  return session.put(text, status);
}

}  // namespace zs::cli
