// Comparisons that say more than one number of one quantity: of several subjects, by the year, of
// two figures with each other, of ranges written in whole numbers.
#include <algorithm>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

std::vector<std::u32string> split_subjects(std::u32string_view text) {
  std::vector<std::u32string> parts(1);
  for (char32_t c : text) {
    if (c == U'、')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  std::u32string& last = parts.back();
  for (std::u32string_view joint : {U"以及", U"和", U"与", U"及"})
    if (const std::size_t at = last.find(joint);
        at != std::u32string::npos && at > 1 && at + joint.size() + 1 < last.size()) {
      const std::u32string rest = last.substr(at + joint.size());
      last.resize(at);
      parts.push_back(rest);
      break;
    }
  return parts;
}

int decimals(const Rational& number) {
  Rational scaled = number;
  for (int places = 0; places < 4; ++places) {
    if (scaled.is_whole()) return places;
    scaled = scaled * 10;
  }
  return 4;
}

}  // namespace

TestPtr IndicatorChecker::compare_each(const Compare& compare, Span span) {
  std::u32string text = to_characters(compare.subject.text);
  const bool rates_only =
      text.find(U'、') == std::u32string::npos && text.find(U'和') == std::u32string::npos &&
      text.find(U'与') == std::u32string::npos && text.find(U'及') == std::u32string::npos;
  if (rates_only) return nullptr;
  const std::u32string said = to_characters(normal_slice(span));
  const bool each = said.find(U"均") != std::u32string::npos ||
                    said.find(U"都") != std::u32string::npos ||
                    said.find(U"分别达") != std::u32string::npos;
  while (!text.empty() && (text.back() == U'均' || text.back() == U'都')) text.pop_back();
  const std::vector<std::u32string> parts = split_subjects(text);
  const bool rates = std::all_of(parts.begin(), parts.end(), [&](const std::u32string& part) {
    return part.size() > 2 && looks_like_rate(part, wording_);
  });
  const bool names = std::all_of(parts.begin(), parts.end(),
                                 [](const std::u32string& part) { return part.size() > 1; });
  if (parts.size() < 2 || !(rates || (each && names))) return nullptr;
  std::vector<TestPtr> tests;
  respective_.clear();
  for (const std::u32string& part : parts) {
    Compare one = compare;
    one.subject.text = to_utf8(part);
    tests.push_back(this->compare(one, span));
    respective_.push_back(last_quantity_);
  }
  listed_ = tests;
  return all_test(std::move(tests));
}

std::optional<Compare> IndicatorChecker::yearly_quota(const Compare& compare) const {
  if (compare.bounds.size() != 1 || !compare.bounds.front().quantity ||
      compare.bounds.front().quantity->dimension != Dimension::Count)
    return std::nullopt;
  const int times = times_a_year(to_characters(compare.subject.text));
  if (times == 0) return std::nullopt;
  const std::string& unit = compare.bounds.front().quantity->unit;
  const bool charged =
      std::any_of(text_.clauses.begin(), text_.clauses.end(), [&](const Clause& clause) {
        return clause.per && clause.per->shorter && clause.per->step.unit == unit;
      });
  if (!charged) return std::nullopt;
  Compare yearly = compare;
  yearly.subject.text = to_utf8(without_frequency(to_characters(compare.subject.text)));
  Quantity& number = *yearly.bounds.front().quantity;
  number.value = number.value * times;
  issues_.report(DiagnosticKind::QuotaForAYear, source_, compare.bounds.front().span,
                 {compare.subject.text, quantity_text(number.value, Dimension::Count, unit)});
  return yearly;
}

TermPtr IndicatorChecker::apart_term(const Compare& compare, Dimension usage) {
  if (usage != Dimension::Percent) return nullptr;
  const std::u32string text = to_characters(compare.subject.text);
  std::u32string_view pair = text;
  bool apart = false;
  for (std::u32string_view word :
       {U"相差率", U"相差", U"偏差率", U"偏差", U"偏离", U"差异率", U"差异"})
    if (!apart && pair.ends_with(word)) {
      pair.remove_suffix(word.size());
      apart = true;
    }
  if (!apart) return nullptr;
  for (std::u32string_view joint : {U"与", U"和", U"较", U"比", U"同"}) {
    const std::size_t at = pair.find(joint);
    if (at == std::u32string_view::npos || at < 2 || at + 3 > pair.size()) continue;
    const Phrase one{to_utf8(pair.substr(0, at)), compare.subject.span};
    const Phrase other{to_utf8(pair.substr(at + 1)), compare.subject.span};
    const TermPtr base = quantity(other, Dimension::Unknown, "", compare.subject.span);
    const TermPtr left = quantity(one, Dimension::Unknown, "", compare.subject.span);
    const TermPtr derived = binary_term(
        Term::Kind::Divide,
        unary_term(Term::Kind::Absolute, binary_term(Term::Kind::Subtract, left, base)), base);
    const InputId whole =
        names_.input(compare.subject.text, Role::Quantity, compare.subject.span, index_);
    names_[whole].dimension = Dimension::Percent;
    last_quantity_ =
        binary_term(Term::Kind::FirstGiven, input_term(whole, Dimension::Percent, "%"), derived);
    subjects_.push_back({text, last_quantity_});
    return last_quantity_;
  }
  return nullptr;
}

TermPtr IndicatorChecker::target_ratio(const Compare& compare, Dimension usage) {
  const std::u32string text = to_characters(compare.subject.text);
  const std::size_t at = text.find(U"完成");
  if (usage != Dimension::Percent || at == std::u32string::npos || at < 2) return nullptr;
  const std::u32string target = text.substr(at + 2);
  const bool continued =
      target.size() > 1 &&
      std::any_of(text_.clauses.begin(), text_.clauses.end(), [&](const Clause& clause) {
        return clause.per && clause.per->reference.text == to_utf8(target);
      });
  if (!continued) return nullptr;
  const TermPtr own = quantity({to_utf8(text.substr(0, at)), compare.subject.span},
                               Dimension::Unknown, "", compare.subject.span);
  const TermPtr base = reference({to_utf8(target), compare.subject.span}, own);
  auto ratio = std::make_shared<Term>(*binary_term(Term::Kind::Divide, own, base));
  ratio->dimension = Dimension::Percent;
  ratio->unit = "%";
  ratio_ = {target, ratio};
  last_quantity_ = ratio;
  return ratio;
}

// Where the number after the end of this range begins the next one, the range goes up to it.
bool IndicatorChecker::close_gap(Compare& compare) {
  Bound& high = compare.bounds[1];
  if (!compare.dash || high.marked || !high.quantity) return false;
  const Quantity& end = *high.quantity;
  if (end.dimension == Dimension::Count || end.dimension == Dimension::Rank) return false;
  const Rational scale = end.dimension == Dimension::Percent ? Rational(100) : Rational(1);
  Rational unit = 1;
  for (int i = decimals(end.value * scale); i > 0; --i) unit = unit.divided_by(Rational(10));
  const Rational next = end.value + unit.divided_by(scale);
  for (const Clause& clause : text_.clauses)
    for (const Condition& condition : clause.when)
      if (const auto* other = std::get_if<Compare>(&condition.says))
        for (const Bound& bound : other->bounds) {
          const bool from =
              &bound == &other->bounds.front() && bound.quantity && bound.quantity->value == next &&
              (bound.relation == Relation::AtLeast || bound.relation == Relation::Equal);
          if (!from) continue;
          high.quantity->value = next;
          high.relation = Relation::Less;
          return true;
        }
  return false;
}

}  // namespace zs
