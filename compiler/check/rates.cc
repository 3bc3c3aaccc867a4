// 每低1个百分点, 每发生一起, 缺一项: what is measured, from where, in which steps.
#include <algorithm>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

bool lower_bound(Relation relation) {
  return relation == Relation::AtLeast || relation == Relation::More || relation == Relation::Equal;
}
bool upper_bound(Relation relation) {
  return relation == Relation::AtMost || relation == Relation::Less || relation == Relation::Equal;
}

void collect_compares(const TestPtr& test, std::vector<TestPtr>& into) {
  if (!test) return;
  if (test->kind == Test::Kind::Compare) into.push_back(test);
  if (test->kind == Test::Kind::All || test->kind == Test::Kind::Any)
    for (const TestPtr& part : test->parts) collect_compares(part, into);
}

bool generic_event(std::u32string_view event) {
  return event == U"发生" || event == U"出现" || event == U"发现" || event == U"新增" || event == U"有" || event == U"新发生" ||
         event == U"增加" || event == U"查实" || event == U"存在";
}

// 每季度召开1次 is four a year (language.md §5).
int times_a_year(std::u32string_view text) {
  if (text.starts_with(U"每半年") || text.starts_with(U"每学期")) return 2;
  if (text.starts_with(U"每季")) return 4;
  if (text.starts_with(U"每两个月") || text.starts_with(U"每两月")) return 6;
  if (text.starts_with(U"每月")) return 12;
  if (text.starts_with(U"每年")) return 1;
  return 0;
}

}  // namespace

std::string IndicatorChecker::event_title(const Per& per) const {
  const std::u32string event = to_characters(per.event.text);
  return title_.starts_with(event) ? to_utf8(title_) : per.event.text + to_utf8(title_);
}

// The name of what is counted: its subject, else event and object.
Phrase IndicatorChecker::per_name(const Per& per) const {
  if (!per.subject.empty()) {
    Phrase name = per.subject;
    if (!per.object.empty() && per.event.empty()) name.text += per.object.text;
    return name;
  }
  if (per.object.empty() && generic_event(to_characters(per.event.text))) return {event_title(per), per.event.span};
  return {per.event.text + per.object.text, join(per.event.span, per.object.span)};
}

std::optional<Rate> IndicatorChecker::count_rate(const Per& per, const Phrase& name, Span span) {
  Rate rate;
  const Dimension dimension = per.step.dimension == Dimension::Number ? Dimension::Count : per.step.dimension;
  rate.quantity = quantity(name, dimension, per.step.unit, span);
  rate.dimension = dimension;
  rate.unit = per.step.unit;
  const bool whole = dimension == Dimension::Count && !(per.step.value == Rational(1));
  rate.rule = per.whole || whole ? StepRule::Whole : StepRule::Linear;
  rate.step = constant_term(per.step.value, dimension, per.step.unit);
  return rate;
}

// 缺一项: the facts of the list before that do not hold.
std::optional<Rate> IndicatorChecker::list_rate(const Clause& clause) {
  if (listed_.size() < 2 || !clause.per || clause.per->step.dimension != Dimension::Count) return std::nullopt;
  Rate rate;
  rate.quantity = count_false_term(listed_);
  rate.step = constant_term(clause.per->step.value, Dimension::Count, clause.per->step.unit);
  rate.dimension = Dimension::Count;
  rate.unit = clause.per->step.unit;
  rate.rule = StepRule::Whole;
  return rate;
}

// 每季度召开1次会议,少1次扣0.5分: the requirement gives the number to be reached.
std::optional<Rate> IndicatorChecker::quota_rate(const Per& per) {
  for (std::size_t i = current_; i-- > 0;) {
    const Clause& before = text_.clauses[i];
    for (const Condition& condition : before.when) {
      const auto* fact = std::get_if<Fact>(&condition.says);
      if (!fact) continue;
      const std::u32string text = to_characters(fact->phrase.text);
      const int times = times_a_year(text);
      if (times == 0) continue;
      for (std::size_t at = 0; at < text.size(); ++at) {
        const auto number = scan_numeral(std::u32string_view(text).substr(at), wording_);
        if (!number || number->kind != NumeralKind::Measured || to_utf8(number->unit) != per.step.unit) continue;
        std::u32string verb = text.substr(0, at);
        for (std::u32string_view drop : {U"每半年", U"每季度", U"每学期", U"每年", U"每月", U"每季", U"至少", U"不少于"})
          if (const std::size_t found = verb.find(drop); found != std::u32string::npos) verb.erase(found, drop.size());
        const Phrase name{to_utf8(verb + text.substr(at + number->length)), fact->phrase.span};
        Rate rate;
        const Phrase subject = per.subject.empty() || per.subject.text == "全年" ? name : per.subject;
        rate.quantity = quantity(subject, Dimension::Count, per.step.unit, per.span);
        rate.base = constant_term(number->value * times, Dimension::Count, per.step.unit);
        rate.direction = Direction::Down;
        rate.step = constant_term(per.step.value, Dimension::Count, per.step.unit);
        rate.dimension = Dimension::Count;
        rate.unit = per.step.unit;
        issues_.report(DiagnosticKind::QuotaForAYear, source_, fact->phrase.span,
                       {fact->phrase.text, quantity_text(number->value * times, Dimension::Count, per.step.unit)});
        return rate;
      }
    }
  }
  return std::nullopt;
}

bool IndicatorChecker::set_base(Rate& rate, const Per& per, const std::vector<TestPtr>& conditions) {
  if (!per.reference.empty()) {
    rate.base = reference(per.reference, rate.quantity);
    thresholds_.push_back({rate.quantity, rate.base, Relation::Equal, out_.clauses.size(), false, per.span});
    return true;
  }
  std::vector<TestPtr> gates;
  for (const TestPtr& test : conditions) collect_compares(test, gates);
  for (const TestPtr& gate : gates) {
    const bool fits = rate.direction == Direction::Down ? upper_bound(gate->relation) : lower_bound(gate->relation);
    if (!same(gate->left, rate.quantity) || !(fits || rate.direction == Direction::Either)) continue;
    rate.base = gate->right;
    return true;
  }
  const Threshold* best = nullptr;
  for (const Threshold& threshold : thresholds_) {
    if (!same(threshold.quantity, rate.quantity)) continue;
    const bool down = rate.direction == Direction::Down;
    const bool continues = down ? lower_bound(threshold.relation) : upper_bound(threshold.relation);
    if (continues || !best || rate.direction == Direction::Either) best = &threshold;
  }
  if (!best) return false;
  rate.base = best->value;
  return true;
}

void IndicatorChecker::set_step(Rate& rate, const Per& per) {
  const Input* input = rate.quantity->kind == Term::Kind::Input ? &names_[rate.quantity->input] : nullptr;
  const Dimension dimension = input ? input->dimension : rate.quantity->dimension;
  const bool points = per.step.unit.find("点") != std::string::npos;
  const bool percent_step = per.step.dimension == Dimension::Percent && !points;
  const bool amount = dimension != Dimension::Percent && !(input && looks_like_rate(to_characters(input->name)));
  if (percent_step && amount && rate.base) {
    rate.step = binary_term(Term::Kind::Multiply, constant_term(per.step.value, Dimension::Percent, "%"), rate.base);
    rate.dimension = dimension;
    rate.unit = input ? input->unit : "";
  } else {
    rate.dimension = dimension == Dimension::Unknown ? per.step.dimension : dimension;
    rate.unit = per.step.unit;
    rate.step = constant_term(per.step.value, rate.dimension, per.step.unit);
  }
  const bool counted = rate.dimension == Dimension::Count || rate.dimension == Dimension::Rank;
  rate.rule = per.whole || (counted && !(per.step.value == Rational(1))) ? StepRule::Whole : StepRule::Linear;
  rate.step_rule_open = !per.whole && !counted;
}

std::optional<Rate> IndicatorChecker::rate(const Clause& clause, std::vector<TestPtr>& conditions) {
  const Per& per = *clause.per;
  if (!per.direction) {
    Phrase name = per_name(per);
    if (name.empty() && per.step.dimension != Dimension::Percent) {
      unread(DiagnosticKind::NothingCounted, per.span);
      return std::nullopt;
    }
    if (!name.empty()) return count_rate(per, name, per.span);
  }
  if (per.shorter && per.subject.empty()) {
    if (auto list = list_rate(clause)) return list;
  }
  if (per.shorter) {
    if (auto quota = quota_rate(per)) return quota;
  }
  Rate rate;
  rate.direction = per.direction.value_or(Direction::Up);
  const bool percent = per.step.dimension == Dimension::Percent;
  const std::u32string reference_text = to_characters(per.reference.text);
  const bool target_step = measures_completion_ && percent && per.subject.empty() &&
                           (reference_text.empty() || reference_text.ends_with(target_) || target_.ends_with(reference_text));
  if (target_step && !target_.empty() && (!last_quantity_ || last_quantity_->kind == Term::Kind::FirstGiven)) {
    rate.quantity = completion_rate(per.span);
    rate.base = constant_term(1, Dimension::Percent, "%");
    for (const TestPtr& test : conditions) {
      std::vector<TestPtr> gates;
      collect_compares(test, gates);
      for (const TestPtr& gate : gates)
        if (same(gate->left, rate.quantity)) rate.base = gate->right;
    }
    set_step(rate, per);
    return rate;
  }
  const Dimension usage = per.step.dimension;
  const bool relative = percent && per.step.unit.find("点") == std::string::npos;
  rate.quantity = quantity(per.subject, relative ? Dimension::Unknown : usage, relative ? "" : per.step.unit, per.span);
  if (usage == Dimension::Rank) {
    if (rate.direction != Direction::Either) rate.direction = rate.direction == Direction::Down ? Direction::Up : Direction::Down;
  }
  if (!set_base(rate, per, conditions)) {
    const std::u32string subject = to_characters(per.subject.text);
    const bool surplus = subject.starts_with(U"超额") || subject.starts_with(U"超出") || subject.starts_with(U"逾期") || subject.starts_with(U"超期") ||
                         subject.starts_with(U"超时") || subject.starts_with(U"延误") || subject.starts_with(U"迟");
    const bool itself = !subject.empty() && (usage == Dimension::Days || usage == Dimension::Months || surplus);
    if (!itself) {
      unread(DiagnosticKind::DeviationWithoutThreshold, per.span, {std::string(source_.slice(per.span))});
      return std::nullopt;
    }
  }
  set_step(rate, per);
  return rate;
}

}  // namespace zs
