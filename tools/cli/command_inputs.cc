// zhunsheng inputs: every input that the rules want.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/session.h"
#include "tools/cli/text_table.h"

namespace zs::cli {
namespace {

const char* json_role(InputRole role) {
  switch (role) {
    case InputRole::Quantity:
      return "quantity";
    case InputRole::Fact:
      return "fact";
    case InputRole::Baseline:
      return "baseline";
    case InputRole::Judgement:
      return "judgement";
  }
  return "";
}

Words role_words(InputRole role) {
  switch (role) {
    case InputRole::Quantity:
      return {"数量", "quantity"};
    case InputRole::Fact:
      return {"情形", "fact"};
    case InputRole::Baseline:
      return {"参照", "baseline"};
    case InputRole::Judgement:
      return {"评审", "judgement"};
  }
  return {};
}

std::string shown_unit(const PlanInput& input) {
  if (input.dimension == Dimension::Percent) return "%";
  if (input.dimension == Dimension::Money && input.unit.empty()) return "元";
  return input.unit;
}

// The inputs that some score depends on, in the order of the script.
std::vector<const PlanInput*> used_inputs(const Plan& plan) {
  std::vector<char> used(plan.inputs.size(), 0);
  for (const PlanIndicator& indicator : plan.indicators)
    for (PlanInputId input : indicator.inputs) used[input.index] = 1;
  for (PlanInputId input : plan.scheme_inputs) used[input.index] = 1;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i)  // what averages and places come from
    if (used[i] && plan.inputs[i].cohort)
      for (PlanInputId from : plan.inputs[i].derived_from)
        used[from.index] = !plan.inputs[from.index].hidden;
  std::vector<const PlanInput*> list;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i)
    if (used[i]) list.push_back(&plan.inputs[i]);
  return list;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "、") + word;
  return text;
}

}  // namespace

Status run_inputs(Session& session) {
  const auto rules = session.load_rules();
  const bool broken = !rules || !rules->runs;
  const bool errors = session.issues.has_errors();
  std::vector<Diagnostic> all = session.issues.take_sorted();
  std::erase_if(all,
                [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Note; });
  for (Diagnostic& diagnostic : all)
    session.issues.report(diagnostic.kind, diagnostic.where, diagnostic.arguments) = diagnostic;
  session.print_issues();
  if (!rules) return Status::DoesNotCompile;
  const std::vector<const PlanInput*> inputs = used_inputs(rules->plan);
  const Status status = broken ? Status::DoesNotCompile : errors ? Status::Findings : Status::Done;
  if (session.options.format == Format::Json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const PlanInput* input : inputs) {
      nlohmann::ordered_json one;
      one["name"] = input->name;
      one["aliases"] = input->aliases;
      one["type"] = json_type(input->dimension);
      one["unit"] = shown_unit(*input);
      one["role"] = json_role(input->role);
      one["indicators"] = input->indicators;
      one["department"] = input->department;
      one["line"] = input->line;
      one["column"] = input->column;
      list.push_back(std::move(one));
    }
    return session.put(list.dump(2) + "\n", status);
  }
  if (session.options.format == Format::Csv) {
    std::string header = "单位";
    for (const PlanInput* input : inputs)
      header +=
          "," + (input->name.find_first_of(",\"") == std::string::npos ? input->name
                                                                       : "\"" + input->name + "\"");
    return session.put(header + "\n", status);
  }
  TextTable table({session.words({"数据项", "input"}), session.words({"类型", "type"}),
                   session.words({"单位", "unit"}), session.words({"用途", "role"}),
                   session.words({"指标", "indicators"}), session.words({"责任部门", "department"}),
                   session.words({"行", "line"})});
  for (const PlanInput* input : inputs)
    table.add({input->name, session.words(words_for(input->dimension)), shown_unit(*input),
               session.words(role_words(input->role)), joined(input->indicators), input->department,
               std::to_string(input->line)});
  return session.put(table.text(), status);
}

}  // namespace zs::cli
