// zhunsheng check: what is wrong or open in the rules.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "analysis/findings/prove.h"
#include "runtime/base/render_text.h"
#include "runtime/data/bind_inputs.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/session.h"

namespace zs::cli {
namespace {

// The values of each unit in the data, when data is given; problems of the data are reported.
std::vector<std::vector<Value>> units_of(Session& session, const Plan& plan) {
  std::vector<std::vector<Value>> units;
  if (session.options.data.empty() && !session.options.inline_data) return units;
  const auto table = session.load_table();
  if (!table) return units;
  for (BoundUnit& unit :
       bind_inputs(*table, plan, session.options.unit_column, session.issues).units)
    units.push_back(std::move(unit.values));
  return units;
}

}  // namespace

Status run_check(Session& session) {
  const auto rules = session.load_rules();
  if (rules) {
    ProofOptions options;
    if (!session.options.cliff.empty())
      options.cliff = *Rational::from_decimal(session.options.cliff);
    options.units = units_of(session, rules->plan);
    prove(rules->rules, rules->plan, *session.source, session.wording(), options, session.issues);
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
  std::string text = render_all(all, session.options.language, all.size());
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
