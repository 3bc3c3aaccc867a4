#include "compiler/check/structure.h"

#include <unordered_map>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

// The points of the indicators right below each section.
std::vector<Rational> own_points(const SyntaxTree& syntax) {
  std::vector<Rational> own(syntax.sections.size());
  for (const IndicatorText& indicator : syntax.indicators)
    if (indicator.section >= 0 && indicator.points) {
      Rational& sum = own[static_cast<std::size_t>(indicator.section)];
      sum = sum + *indicator.points * indicator.weight.value_or(Rational(1));
    }
  return own;
}

// The points of everything below a section.
Rational sum_of(const SyntaxTree& syntax, const std::vector<Rational>& own, std::size_t section) {
  Rational sum = 0;
  const int level = syntax.sections[section].level;
  std::size_t end = section + 1;
  while (end < syntax.sections.size() && syntax.sections[end].level > level) ++end;
  for (std::size_t i = section; i < end; ++i) sum = sum + own[i];
  return sum;
}

void check_sums(const SyntaxTree& syntax, const SourceText& source, DiagnosticSink& issues) {
  const std::vector<Rational> own = own_points(syntax);
  Rational total = 0;
  for (std::size_t i = 0; i < syntax.sections.size(); ++i) {
    const SectionText& section = syntax.sections[i];
    if (section.kind != SectionKind::Scored) continue;
    Rational sum = sum_of(syntax, own, i);
    if (section.weight) sum = section.points.value_or(sum) * *section.weight;
    if (section.level == 1) total = total + (section.weight ? sum : section.points.value_or(sum));
    if (section.points && !section.weight && !(*section.points == sum))
      issues.report(DiagnosticKind::SectionDoesNotAddUp, source, section.span,
                    {section.title.text, decimal_text(*section.points), decimal_text(sum)});
  }
  if (syntax.sections.empty())
    for (const IndicatorText& indicator : syntax.indicators)
      total =
          total + indicator.points.value_or(Rational(0)) * indicator.weight.value_or(Rational(1));
  if (syntax.total_points && !(*syntax.total_points == total))
    issues.report(DiagnosticKind::TotalDoesNotAddUp, source, syntax.total_span,
                  {decimal_text(*syntax.total_points), decimal_text(total)});
}

// What stands beside each other under one heading, all of it with a weight.
struct Weights {
  Rational sum;
  std::size_t count = 0;
  bool all = true;
  Span last;

  void with(const std::optional<Rational>& weight, Span span) {
    all = all && weight;
    sum = sum + weight.value_or(Rational(0));
    ++count;
    last = span;
  }
};

void check_weights(const Weights& weights, const std::string& zh, const std::string& en,
                   const SourceText& source, DiagnosticSink& issues) {
  if (!weights.all || weights.count < 2 || weights.sum == Rational(1)) return;
  issues.report(DiagnosticKind::WeightsDoNotAddUp, source, weights.last,
                {Words(zh, en), decimal_text(weights.sum * Rational(100))});
}

void check_weights(const SyntaxTree& syntax, const SourceText& source, DiagnosticSink& issues) {
  Weights top;
  std::vector<Weights> below(syntax.sections.size());
  std::vector<std::size_t> open;  // the headings that the next one may stand below
  for (std::size_t i = 0; i < syntax.sections.size(); ++i) {
    const SectionText& section = syntax.sections[i];
    while (!open.empty() && syntax.sections[open.back()].level >= section.level) open.pop_back();
    if (section.kind == SectionKind::Scored)
      (open.empty() ? top : below[open.back()]).with(section.weight, section.span);
    open.push_back(i);
  }
  for (const IndicatorText& indicator : syntax.indicators) {
    const auto section = static_cast<std::size_t>(indicator.section);
    if (indicator.section < 0)
      top.with(indicator.weight, indicator.span);
    else if (syntax.sections[section].kind == SectionKind::Scored)
      below[section].with(indicator.weight, indicator.span);
  }
  check_weights(top, "整个方案", "the whole script", source, issues);
  for (std::size_t i = 0; i < below.size(); ++i) {
    const std::string& title = syntax.sections[i].title.text;
    check_weights(below[i], "“" + title + "”", "\"" + title + "\"", source, issues);
  }
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
  check_weights(syntax, source, issues);
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
