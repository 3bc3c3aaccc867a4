#include "analysis/findings/find_judgement_share.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/number/decimal_text.h"

namespace zs {

Rational judged_points(Scope& scope) {
  Rational most = 0;
  for (const PlanStep& step : scope.made.steps) {
    if (step.kind != StepKind::Judged) continue;
    const Given given[] = {scope.not_nil(), {scope.goal(step.fires), true}};
    const Goal goals[] = {scope.goal(step.downward ? scope.made.judged_left : step.amount)};
    const Outcome outcome =
        scope.search().visit_cases(given, {}, goals, [&](const CaseSearch::Case& one) {
          const Extent extent = one.region.extent(one.goals[0]->number);
          if (extent.high && *extent.high > most) most = *extent.high;
          return most < scope.made.points;
        });
    if (outcome == Outcome::OutOfBound) return scope.made.points;
  }
  return std::min(most, scope.made.points);
}

void report_judgement_share(const Findings& all, const std::vector<JudgedPart>& parts) {
  if (parts.empty()) return;
  Rational sum = 0;
  std::vector<std::pair<std::string, Rational>> departments;
  for (const JudgedPart& part : parts) {
    sum = sum + part.points;
    const auto same = [&](const auto& one) { return one.first == part.department; };
    const auto known = std::find_if(departments.begin(), departments.end(), same);
    if (known == departments.end())
      departments.emplace_back(part.department, part.points);
    else
      known->second = known->second + part.points;
  }
  std::string zh, en;
  for (const auto& [department, points] : departments) {
    zh += fmt::format("{}{}{}分", zh.empty() ? "" : "、",
                      department.empty() ? "未写责任部门的" : department, decimal_text(points));
    en += fmt::format("{}{} {}", en.empty() ? "" : ", ",
                      department.empty() ? "no department" : department, decimal_text(points));
  }
  all.issues.report(DiagnosticKind::JudgementShare, all.source, parts.front().span,
                    {decimal_text(all.plan.points), decimal_text(sum), Words(zh, en)});
}

}  // namespace zs
