#include "compiler/check/structure.h"

#include <unordered_map>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

// The points of everything below a section.
Rational sum_of(const SyntaxTree& syntax, std::size_t section) {
  Rational sum = 0;
  const int level = syntax.sections[section].level;
  std::size_t end = section + 1;
  while (end < syntax.sections.size() && syntax.sections[end].level > level) ++end;
  for (const IndicatorText& indicator : syntax.indicators) {
    const bool inside =
        indicator.section >= static_cast<int>(section) && indicator.section < static_cast<int>(end);
    if (inside)
      sum = sum + indicator.points.value_or(Rational(0)) * indicator.weight.value_or(Rational(1));
  }
  return sum;
}

void check_sums(const SyntaxTree& syntax, const SourceText& source, DiagnosticSink& issues) {
  Rational total = 0;
  for (std::size_t i = 0; i < syntax.sections.size(); ++i) {
    const SectionText& section = syntax.sections[i];
    if (section.kind != SectionKind::Scored) continue;
    Rational sum = sum_of(syntax, i);
    if (section.weight) sum = section.points.value_or(sum) * *section.weight;
    if (section.level == 1) total = total + (section.weight ? sum : section.points.value_or(sum));
    if (section.points && !section.weight && !(*section.points == sum))
      issues.report(DiagnosticKind::SectionDoesNotAddUp, source, section.span,
                    {section.title.text, decimal_text(*section.points), decimal_text(sum)});
  }
  if (syntax.sections.empty())
    for (const IndicatorText& indicator : syntax.indicators)
      total = total + indicator.points.value_or(Rational(0));
  if (syntax.total_points && !(*syntax.total_points == total))
    issues.report(DiagnosticKind::TotalDoesNotAddUp, source, syntax.total_span,
                  {decimal_text(*syntax.total_points), decimal_text(total)});
}

}  // namespace

void check_structure(const SyntaxTree& syntax, const SourceText& source, DiagnosticSink& issues) {
  if (syntax.indicators.empty()) {
    issues.report(DiagnosticKind::NoIndicators, Location{.file = source.name(),
                                                         .line = 1,
                                                         .column = 1,
                                                         .excerpt = {},
                                                         .mark_begin = 0,
                                                         .mark_end = 0});
    return;
  }
  check_sums(syntax, source, issues);
  std::unordered_map<std::string, const IndicatorText*> seen;
  for (const IndicatorText& indicator : syntax.indicators) {
    if (indicator.title.empty()) continue;
    const auto [first, is_new] = seen.try_emplace(indicator.title.text, &indicator);
    if (is_new) continue;
    issues
        .report(DiagnosticKind::DuplicateTitle, source, indicator.title.span,
                {indicator.title.text})
        .related.push_back(
            {source.locate(first->second->title.span), {"前一个在这里", "the first one is here"}});
  }
}

}  // namespace zs
