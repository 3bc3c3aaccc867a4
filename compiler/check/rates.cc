// 每低1个百分点, 每发生一起, 缺一项: what is measured, from where, in which steps.
#include <algorithm>
#include <array>

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

// Every comparison but those below a negation, unlike collect_compares.
void collect_bounds(const TestPtr& test, std::vector<TestPtr>& into) {
  if (!test) return;
  if (test->kind == Test::Kind::Compare) into.push_back(test);
  if (test->kind == Test::Kind::All || test->kind == Test::Kind::Any)
    for (const TestPtr& part : test->parts) collect_bounds(part, into);
}

bool generic_event(std::u32string_view event) {
  return event == U"发生" || event == U"出现" || event == U"发现" || event == U"新增" ||
         event == U"有" || event == U"新发生" || event == U"增加" || event == U"查实" ||
         event == U"存在";
}

}  // namespace

std::string IndicatorChecker::event_title(const Per& per) const {
  const std::u32string event = to_characters(per.event.text);
  return title_.starts_with(event) ? to_utf8(title_) : per.event.text + to_utf8(title_);
}

// The name of what is counted: its subject, else event and object.
Phrase IndicatorChecker::per_name(const Per& per) const {
  // 未按期上报的每迟一日: the days are those of being late.
  const bool lasts =
      per.step.dimension == Dimension::Days || per.step.dimension == Dimension::Months;
  if (lasts && !per.event.empty() && !per.subject.empty() && stem_of(per.subject, wording_).negated)
    return per.event;
  if (!per.subject.empty()) {
    Phrase name = per.subject;
    if (!per.object.empty() && per.event.empty()) name.text += per.object.text;
    return name;
  }
  if (per.object.empty() && generic_event(to_characters(per.event.text)))
    return {event_title(per), per.event.span};
  return {per.event.text + per.object.text, join(per.event.span, per.object.span)};
}

std::optional<Rate> IndicatorChecker::count_rate(const Per& per, const Phrase& name, Span span) {
  Rate rate;
  const Dimension dimension =
      per.step.dimension == Dimension::Number ? Dimension::Count : per.step.dimension;
  counting_ = true;
  rate.quantity = quantity(name, dimension, per.step.unit, span);
  counting_ = false;
  rate.dimension = dimension;
  rate.unit = per.step.unit;
  const bool whole = dimension == Dimension::Count && !(per.step.value == Rational(1));
  rate.rule = per.whole || whole ? StepRule::Whole : StepRule::Linear;
  rate.step_rule_open =
      !per.whole && (dimension == Dimension::Money || dimension == Dimension::Percent);
  rate.step = constant_term(per.step.value, dimension, per.step.unit);
  return rate;
}

// 缺一项: the facts of the list before that do not hold.
std::optional<Rate> IndicatorChecker::list_rate(const Clause& clause) {
  if (listed_.size() < 2 || !clause.per || clause.per->step.dimension != Dimension::Count)
    return std::nullopt;
  Rate rate;
  rate.quantity = count_false_term(listed_);
  if (!clause.per->shorter) {
    std::vector<TestPtr> lacking;
    for (const TestPtr& one : listed_) lacking.push_back(not_test(one));
    rate.quantity = count_false_term(std::move(lacking));
  }
  rate.step = constant_term(clause.per->step.value, Dimension::Count, clause.per->step.unit);
  rate.dimension = Dimension::Count;
  rate.unit = clause.per->step.unit;
  rate.rule = StepRule::Whole;
  return rate;
}

std::optional<IndicatorChecker::Quota> IndicatorChecker::quota_of(const Phrase& phrase,
                                                                  const std::string& unit) const {
  const std::u32string text = to_characters(phrase.text);
  const int times = times_a_year(text);
  if (times == 0) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto number = scan_numeral(std::u32string_view(text).substr(at), wording_);
    if (!number || number->kind != NumeralKind::Measured || to_utf8(number->unit) != unit) continue;
    const std::u32string verb = without_frequency(text.substr(0, at));
    return Quota{{to_utf8(verb + text.substr(at + number->length)), phrase.span},
                 number->value * times};
  }
  return std::nullopt;
}

TestPtr IndicatorChecker::quota_test(const Phrase& phrase) {
  for (const Clause& clause : text_.clauses) {
    if (!clause.per || !clause.per->shorter) continue;
    const auto quota = quota_of(phrase, clause.per->step.unit);
    if (!quota) continue;
    const TermPtr count =
        quantity(quota->name, Dimension::Count, clause.per->step.unit, phrase.span);
    return compare_test(count, Relation::AtLeast,
                        constant_term(quota->number, Dimension::Count, clause.per->step.unit),
                        phrase.span);
  }
  return nullptr;
}

// 每季度召开1次会议,少1次扣0.5分: the requirement gives the number to be reached.
std::optional<Rate> IndicatorChecker::quota_rate(const Per& per) {
  for (std::size_t i = current_; i-- > 0;) {
    for (const Condition& condition : text_.clauses[i].when) {
      const auto* fact = std::get_if<Fact>(&condition.says);
      auto quota = fact ? quota_of(fact->phrase, per.step.unit) : std::nullopt;
      Phrase said = fact ? fact->phrase : Phrase{};
      if (const auto* plain = std::get_if<Compare>(&condition.says);
          plain && plain->plain && plain->bounds.size() == 1 && plain->bounds[0].quantity &&
          plain->bounds[0].quantity->unit == per.step.unit) {
        const std::u32string subject = to_characters(plain->subject.text);
        const int times = times_a_year(subject);
        if (times > 0)
          quota = Quota{{to_utf8(without_frequency(subject)), plain->subject.span},
                        plain->bounds[0].quantity->value * times};
        said = {normal_slice(condition.span), condition.span};
      }
      if (!quota) continue;
      // 每季度召开1次, of the indicator 工作例会: the title says what.
      static constexpr std::array<std::u32string_view, 10> kVerbs = {
          U"",     U"召开", U"开展", U"组织",     U"举办",
          U"进行", U"报送", U"发布", U"组织开展", U"组织召开"};
      const std::u32string verb = to_characters(quota->name.text);
      if (std::find(kVerbs.begin(), kVerbs.end(), verb) != kVerbs.end())
        quota->name.text = to_utf8(title_.starts_with(verb) ? title_ : verb + title_);
      Rate rate;
      const bool own =
          !per.subject.empty() && per.subject.text != "全年" && per.subject.text != "年内";
      rate.quantity =
          quantity(own ? per.subject : quota->name, Dimension::Count, per.step.unit, per.span);
      rate.base = constant_term(quota->number, Dimension::Count, per.step.unit);
      rate.direction = Direction::Down;
      rate.step = constant_term(per.step.value, Dimension::Count, per.step.unit);
      rate.dimension = Dimension::Count;
      rate.unit = per.step.unit;
      issues_.report(DiagnosticKind::QuotaForAYear, source_, said.span,
                     {said.text, quantity_text(quota->number, Dimension::Count, per.step.unit)});
      return rate;
    }
  }
  return std::nullopt;
}

// 前进1位, of 全省位次: places, although 位 counts other things as well.
bool IndicatorChecker::counts_places(const Per& per, const TermPtr& quantity) const {
  if (per.step.dimension == Dimension::Rank) return true;
  if (per.step.unit != "位" && per.step.unit != "名") return false;
  return is_place(quantity);
}

bool IndicatorChecker::is_place(const TermPtr& quantity) const {
  if (!quantity || quantity->kind != Term::Kind::Input) return false;
  const Input& input = names_[quantity->input];
  if (input.dimension == Dimension::Rank) return true;
  for (const char* tail : {"位次", "名次", "排名", "排位"})
    if (input.name.ends_with(tail)) return true;
  return false;
}

bool IndicatorChecker::set_base(Rate& rate, const Per& per,
                                const std::vector<TestPtr>& conditions) {
  if (!per.reference.empty()) {
    rate.base = reference(per.reference, rate.quantity);
    thresholds_.push_back(
        {rate.quantity, rate.base, Relation::Equal, out_.clauses.size(), false, per.span});
    return true;
  }
  if (per.from) {
    rate.base = constant_term(per.from->value, per.from->dimension, per.from->unit);
    return true;
  }
  std::vector<TestPtr> gates;
  for (const TestPtr& test : conditions) collect_bounds(test, gates);
  for (const TestPtr& gate : gates) {
    const bool fits = rate.direction == Direction::Down ? upper_bound(gate->relation)
                                                        : lower_bound(gate->relation);
    if (!same(gate->left, rate.quantity) || !(fits || rate.direction == Direction::Either))
      continue;
    rate.base = gate->right;
    return true;
  }
  const Threshold* best = nullptr;
  for (const Threshold& threshold : thresholds_) {
    // 在±3%以内…每超出1个百分点: the distance from zero is what goes on.
    const bool distance = threshold.quantity->kind == Term::Kind::Absolute &&
                          same(threshold.quantity->left, rate.quantity);
    if (distance) rate.quantity = threshold.quantity;
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
  const Input* input =
      rate.quantity->kind == Term::Kind::Input ? &names_[rate.quantity->input] : nullptr;
  const Dimension dimension = input ? input->dimension : rate.quantity->dimension;
  const bool points = per.step.unit.find("点") != std::string::npos;
  const bool percent_step = per.step.dimension == Dimension::Percent && !points;
  const bool amount = dimension != Dimension::Percent &&
                      !(input && looks_like_rate(to_characters(input->name), wording_));
  if (percent_step && amount && rate.base) {
    rate.step = binary_term(Term::Kind::Multiply,
                            constant_term(per.step.value, Dimension::Percent, "%"), rate.base);
    rate.dimension = dimension;
    rate.unit = input ? input->unit : "";
  } else {
    rate.dimension = dimension == Dimension::Unknown ? per.step.dimension : dimension;
    rate.unit = per.step.unit;
    rate.step = constant_term(per.step.value, rate.dimension, per.step.unit);
  }
  const bool counted = rate.dimension == Dimension::Count || rate.dimension == Dimension::Rank;
  rate.rule = per.whole || (counted && !(per.step.value == Rational(1))) ? StepRule::Whole
                                                                         : StepRule::Linear;
  rate.step_rule_open = !per.whole && !counted;
}

bool IndicatorChecker::has_threshold(const Phrase& subject) const {
  const std::u32string name = to_characters(subject.text);
  return std::any_of(thresholds_.begin(), thresholds_.end(), [&](const Threshold& threshold) {
    if (threshold.quantity->kind != Term::Kind::Input) return false;
    const std::u32string known = to_characters(names_[threshold.quantity->input].name);
    return known == name || known.ends_with(name) || known.starts_with(name);
  });
}

// 占比较上年每提高1个百分点: the difference as reported, or from this year's and last year's
// figures.
void IndicatorChecker::set_difference(Rate& rate, const Per& per) {
  const TermPtr base = reference(per.reference, rate.quantity);
  const bool place = counts_places(per, rate.quantity);
  const bool rises = (rate.direction == Direction::Up) != place;
  const auto named = named_input(rate.quantity);
  Input now;
  if (named) {
    now = names_[*named];
  } else {
    now.name = per.subject.text;
    now.dimension = rate.quantity->dimension;
  }
  // As the author calls it: 出口额比上年增长.
  const bool by = source_.slice(per.span).find("比" + per.reference.text) != std::string_view::npos;
  const InputId difference =
      names_.input(now.name + (by ? "比" : "较") + per.reference.text + per.way.text,
                   Role::Quantity, per.span, index_);
  names_[difference].dimension = place ? Dimension::Count : per.step.dimension;
  names_[difference].unit = per.step.unit;
  const std::string current = now.name;
  if (per.reference.text == "上年" || per.reference.text == "去年") {
    if (named) names_[*named].aliases.push_back("本年" + current);
    if (base->kind == Term::Kind::Input) names_[base->input].aliases.push_back("上年" + current);
  }
  const TermPtr given = input_term(difference, names_[difference].dimension, per.step.unit);
  const std::u32string name = to_characters(now.name);
  const bool points = per.step.unit.find("点") != std::string::npos;
  const bool relative =
      per.step.dimension == Dimension::Percent && !looks_like_rate(name, wording_) &&
      (points ? looks_like_amount(name, wording_) : now.dimension != Dimension::Percent);
  const TermPtr apart = rises ? binary_term(Term::Kind::Subtract, rate.quantity, base)
                              : binary_term(Term::Kind::Subtract, base, rate.quantity);
  // 税收较上年每增长1%: of last year's amount.
  const TermPtr derived = relative ? binary_term(Term::Kind::Divide, apart, base) : apart;
  const TermPtr all = binary_term(Term::Kind::FirstGiven, given, derived);
  differences_.push_back({rate.quantity, base});
  rate.quantity = all;
  rate.base = constant_term(0, names_[difference].dimension, per.step.unit);
  rate.direction = Direction::Up;
  rate.step = constant_term(per.step.value, names_[difference].dimension, per.step.unit);
  rate.dimension = names_[difference].dimension;
  rate.unit = per.step.unit;
  rate.step_rule_open = !per.whole && rate.dimension != Dimension::Count;
  rate.rule = per.whole ? StepRule::Whole : StepRule::Linear;
}

// 500万元以内的部分,每100万元计2分: only what lies between the bounds counts.
std::optional<Rate> IndicatorChecker::marginal_rate(const Clause& clause,
                                                    std::vector<TestPtr>& conditions) {
  std::vector<TestPtr> bounds;
  for (const TestPtr& test : conditions) collect_bounds(test, bounds);
  if (bounds.empty()) {
    unread(DiagnosticKind::NothingCounted, clause.per->span);
    return std::nullopt;
  }
  TermPtr inside = bounds.back()->left;
  std::erase_if(bounds, [of = inside](const TestPtr& bound) { return !same(bound->left, of); });
  thresholds_.push_back({inside, bounds.front()->right, bounds.front()->relation,
                         out_.clauses.size(), false, clause.span});
  Rate rate;
  rate.dimension = clause.per->step.dimension;
  rate.unit = clause.per->step.unit;
  TermPtr low;
  for (const TestPtr& bound : bounds) {
    if (upper_bound(bound->relation))
      inside = binary_term(Term::Kind::Minimum, inside, bound->right);
    else
      low = bound->right;
  }
  if (low) inside = binary_term(Term::Kind::Subtract, inside, low);
  rate.quantity = unary_term(Term::Kind::Positive, inside);
  rate.step =
      constant_term(clause.per->step.value, clause.per->step.dimension, clause.per->step.unit);
  rate.rule = clause.per->whole ? StepRule::Whole : StepRule::Linear;
  rate.step_rule_open = !clause.per->whole;
  conditions.clear();
  return rate;
}

// 每做到一项得1.5分, 办结1项得1分: of the list before, those that hold.
bool IndicatorChecker::counts_list(const Per& per) const {
  static constexpr std::array<std::string_view, 12> kDone = {
      "做到", "完成", "达到", "具备", "有", "办结", "符合", "落实", "满足", "达标", "建立", "做好"};
  const std::string& event = per.event.empty() ? per.subject.text : per.event.text;
  const bool bare = event.empty() || std::find(kDone.begin(), kDone.end(), event) != kDone.end();
  return !per.direction && !per.shorter && bare && per.object.empty() && per.step.unit == "项" &&
         listed_.size() > 1;
}

std::optional<Rate> IndicatorChecker::rate(const Clause& clause, std::vector<TestPtr>& conditions) {
  const Per& per = *clause.per;
  if (counts_list(per)) {
    if (auto list = list_rate(clause)) return list;
  }
  if (!per.direction) {
    Phrase name = per_name(per);
    if (name.empty() && per.step.dimension != Dimension::Percent) {
      unread(DiagnosticKind::NothingCounted, per.span);
      return std::nullopt;
    }
    const bool measured = !per.subject.empty() && !per.event.empty() &&
                          per.step.dimension == Dimension::Percent && has_threshold(per.subject);
    if (measured) {
      unread(DiagnosticKind::NotSupported, per.span, {std::string(source_.slice(per.span))});
      return std::nullopt;
    }
    if (!name.empty()) return count_rate(per, name, per.span);
  }
  if (per.shorter && per.subject.empty()) {
    if (auto list = list_rate(clause)) return list;
  }
  if (per.shorter) {
    if (auto quota = quota_rate(per)) return quota;
    // 责任书每缺少一项内容: what is lacking is counted itself.
    const bool counts = !per.subject.empty() && per.step.dimension == Dimension::Count &&
                        !has_threshold(per.subject);
    if (counts)
      return count_rate(per,
                        {per.subject.text + per.way.text + per.object.text,
                         join(per.subject.span, per.object.span)},
                        per.span);
  }
  const bool continued =
      std::any_of(thresholds_.begin(), thresholds_.end(), [&](const Threshold& threshold) {
        return threshold.value->dimension == Dimension::Count &&
               threshold.value->unit == per.step.unit;
      });
  if (per.direction && per.subject.empty() && per.reference.empty() && !continued &&
      per.step.dimension == Dimension::Count && !per.shorter &&
      (!per.object.empty() || per.way.text == "新增")) {
    const std::string name =
        per.object.empty() ? per.way.text + to_utf8(title_) : per.way.text + per.object.text;
    return count_rate(per, {name, join(per.way.span, per.object.span)}, per.span);
  }
  if (per.subject.empty() && per.reference.empty() && !differences_.empty() &&
      counts_places(per, differences_.back().first)) {
    // 每后退1位, after 较上年每前进1位: the same two figures.
    Rate rate;
    const bool back = *per.direction == Direction::Down;
    const auto& [now, before] = differences_.back();
    rate.quantity = back ? now : before;
    rate.base = back ? before : now;
    rate.direction = Direction::Up;
    rate.step = constant_term(per.step.value, per.step.dimension, per.step.unit);
    rate.dimension = Dimension::Rank;
    rate.unit = per.step.unit;
    return rate;
  }
  Rate rate;
  rate.direction = per.direction.value_or(Direction::Up);
  const bool percent = per.step.dimension == Dimension::Percent;
  const std::u32string reference_text = to_characters(per.reference.text);
  const bool target_step = measures_completion_ && percent && per.subject.empty() &&
                           (reference_text.empty() || reference_text.ends_with(target_) ||
                            target_.ends_with(reference_text));
  if (target_step && !target_.empty() &&
      (!last_quantity_ || last_quantity_->kind == Term::Kind::FirstGiven)) {
    rate.quantity = completion_rate(per.span);
    rate.base = constant_term(1, Dimension::Percent, "%");
    for (const TestPtr& test : conditions) {
      std::vector<TestPtr> gates;
      collect_bounds(test, gates);
      for (const TestPtr& gate : gates)
        if (same(gate->left, rate.quantity)) rate.base = gate->right;
    }
    set_step(rate, per);
    return rate;
  }
  if (ratio_.second && percent && per.subject.empty() && reference_text == ratio_.first) {
    rate.quantity = ratio_.second;
    rate.base = constant_term(1, Dimension::Percent, "%");
    set_step(rate, per);
    return rate;
  }
  const Dimension usage = per.step.dimension;
  const bool growth =
      per.than_before && looks_like_amount(to_characters(per.subject.text), wording_);
  const bool relative = percent && (growth || per.step.unit.find("点") == std::string::npos);
  rate.quantity = quantity(per.subject, relative ? Dimension::Unknown : usage,
                           relative ? "" : per.step.unit, per.span);
  if (per.than_before && !per.subject.empty() && rate.direction != Direction::Either) {
    set_difference(rate, per);
    return rate;
  }
  const Dimension known = rate.quantity->kind == Term::Kind::Input
                              ? names_[rate.quantity->input].dimension
                              : rate.quantity->dimension;
  if (usage == Dimension::Rank || known == Dimension::Rank) {
    if (rate.direction != Direction::Either)
      rate.direction = rate.direction == Direction::Down ? Direction::Up : Direction::Down;
  }
  if (!set_base(rate, per, conditions)) {
    const std::u32string subject = to_characters(per.subject.text);
    const bool surplus = subject.starts_with(U"超额") || subject.starts_with(U"超出") ||
                         subject.starts_with(U"逾期") || subject.starts_with(U"超期") ||
                         subject.starts_with(U"超时") || subject.starts_with(U"延误") ||
                         subject.starts_with(U"迟");
    const bool itself =
        !subject.empty() && (usage == Dimension::Days || usage == Dimension::Months || surplus);
    // 装订率每少1个百分点: from 100% (language.md §14.1).
    const bool share =
        percent && rate.direction == Direction::Down &&
        (known == Dimension::Percent || known == Dimension::Unknown) &&
        rate.quantity->kind == Term::Kind::Input &&
        wording_.tail(to_characters(names_[rate.quantity->input].name), NameKind::Rate);
    if (share && !itself) {
      rate.base = constant_term(1, Dimension::Percent, "%");
      issues_.report(DiagnosticKind::MeasuredFromWhole, source_, per.span,
                     {std::string(source_.slice(per.span))});
    } else if (!itself) {
      unread(DiagnosticKind::DeviationWithoutThreshold, per.span,
             {std::string(source_.slice(per.span))});
      return std::nullopt;
    }
  }
  set_step(rate, per);
  return rate;
}

}  // namespace zs
