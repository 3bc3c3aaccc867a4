// How much of a script is left to reviewers.
#pragma once

#include "analysis/findings/scope.h"

namespace zs {

// The most that a reviewer of this indicator can give or take; 0 where nothing is judged.
Rational judged_points(Scope& scope);

// One indicator with judged points.
struct JudgedPart {
  std::string indicator, department;
  Rational points;
  Span span;
};

// Reports JudgementShare once for the script, by department.
void report_judgement_share(const Findings& all, const std::vector<JudgedPart>& parts);

}  // namespace zs
