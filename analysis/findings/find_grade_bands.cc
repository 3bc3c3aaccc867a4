#include "analysis/findings/find_grade_bands.h"

#include <algorithm>

#include "compiler/check/terms.h"
#include "compiler/lower/tiers.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

struct Band {
  TierBounds bounds;
  Span span;
  std::string grade;
  std::string indicator;  // empty: of the whole script
};

std::string name_of(const Findings& all, const TermPtr& quantity) {
  if (quantity->kind == Term::Kind::Input) return all.plan.inputs[quantity->input.index].name;
  if (quantity->kind != Term::Kind::Score || quantity->score.of != ScoreName::Of::Total) return "";
  return quantity->score.share ? "得分率" : "总分";
}

std::string text_of(const Findings& all, const TermPtr& quantity, const Rational& value) {
  if (quantity->kind == Term::Kind::Input)
    return cell_text(all.plan.inputs[quantity->input.index], value);
  return quantity->score.share ? decimal_text(value * Rational(100)) + "%"
                               : decimal_text(value) + "分";
}

Diagnostic& report(const Findings& all, DiagnosticKind kind, const Band& band,
                   std::vector<Words> arguments) {
  Diagnostic& made = all.issues.report(kind, all.source, band.span, std::move(arguments));
  made.indicator = band.indicator;
  return made;
}

// 60分以上不满70分 below 75分以上: what lies between.
void check_gap(const Findings& all, const Band& below, const Band& above) {
  const Rational& low = *below.bounds.high;
  const Rational& high = *above.bounds.low;
  const bool low_in = !below.bounds.high_in, high_in = !above.bounds.low_in;
  if (low > high || (low == high && !(low_in && high_in))) return;
  const TermPtr& quantity = below.bounds.quantity;
  const std::string name = name_of(all, quantity);
  if (name.empty()) return;
  const std::string from = text_of(all, quantity, low), to = text_of(all, quantity, high);
  Words where;
  if (low == high) {
    where = {name + "正好" + from + "的", name + " of exactly " + from};
  } else {
    where = {
        name + (low_in ? from + "以上、" : "超过" + from + "、") +
            (high_in ? to + "以下的" : "不满" + to + "的"),
        name + (low_in ? " from " : " above ") + from + (high_in ? " up to " : " to below ") + to};
  }
  Diagnostic& found = report(all, DiagnosticKind::GradesLeaveGap, below, {where});
  found.suggestion = low_in && !high_in ? "不满" + to : "其余";
  found.related.push_back(
      {all.source.locate(above.span), {"上面一档在这里", "the band above is here"}});
}

void check_shared(const Findings& all, const Band& below, const Band& above) {
  if (!(*below.bounds.high == *above.bounds.low) || !below.bounds.high_in || !above.bounds.low_in)
    return;
  const std::string at = text_of(all, below.bounds.quantity, *below.bounds.high);
  report(all, DiagnosticKind::BoundaryShared, below, {at}).suggestion = "不满" + at;
}

void check_list(const Findings& all, std::vector<Band> bands, bool closed) {
  std::stable_sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) {
    if (!a.bounds.low || !b.bounds.low) return !a.bounds.low && b.bounds.low.has_value();
    return *a.bounds.low < *b.bounds.low;
  });
  for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
    const Band& below = bands[i];
    const Band& above = bands[i + 1];
    if (!below.bounds.high || !above.bounds.low || below.grade == above.grade) continue;
    const bool covered = std::any_of(bands.begin(), bands.end(), [&](const Band& other) {
      return &other != &below && &other != &above &&
             (!other.bounds.low || *other.bounds.low <= *below.bounds.high) &&
             (!other.bounds.high || *other.bounds.high >= *above.bounds.low);
    });
    if (covered) continue;
    if (!closed) check_gap(all, below, above);
    check_shared(all, below, above);
  }
}

// Figure by figure: the bands that speak of the same one.
void check_bands(const Findings& all, std::vector<Band> bands, bool closed) {
  while (!bands.empty()) {
    const TermPtr quantity = bands.front().bounds.quantity;
    const auto apart = std::stable_partition(bands.begin(), bands.end(), [&](const Band& band) {
      return same(band.bounds.quantity, quantity);
    });
    check_list(all, {bands.begin(), apart}, closed);
    bands.erase(bands.begin(), apart);
  }
}

}  // namespace

void find_grade_bands(const Findings& all) {
  std::vector<Band> bands;
  bool closed = false;
  for (const CheckedSentence& one : all.rules.scheme.grading) {
    if (one.kind != SchemeSentence::Kind::Grade) continue;
    closed = closed || !one.when;
    if (const auto bounds = tier_bounds(one.when))
      bands.push_back({*bounds, one.words.span, all.rules.scheme.grades[one.grade], ""});
  }
  check_bands(all, std::move(bands), closed);
  for (const CheckedIndicator& indicator : all.rules.indicators) {
    bands.clear();
    closed = false;
    for (const CheckedClause& clause : indicator.clauses) {
      if (clause.role != ClauseRole::Grade) continue;
      closed = closed || !clause.when || clause.otherwise;
      if (const auto bounds = tier_bounds(clause.when))
        bands.push_back({*bounds, clause.span, clause.grade.text,
                         indicator.number.empty() ? indicator.title : indicator.number});
    }
    check_bands(all, std::move(bands), closed);
  }
}

}  // namespace zs
