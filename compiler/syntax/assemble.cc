#include "compiler/syntax/assemble.h"

#include <algorithm>
#include <utility>

namespace zs {
namespace {

template <typename... Kinds>
bool is_any(const Effect& effect) {
  return (std::holds_alternative<Kinds>(effect) || ...);
}

// Limits and notes stand for themselves; they do not use up the conditions before them.
bool stands_alone(const Effect& effect) {
  return is_any<Cap, Exhausted, MayBeNegative, StepNote, NoRepeat, AndSoOn>(effect);
}

// 不足1个百分点: a comparison with a step, not with a threshold.
bool is_part_of_step(const std::vector<Condition>& conditions) {
  if (conditions.size() != 1) return false;
  const auto* compare = std::get_if<Compare>(&conditions.front().says);
  return compare && compare->subject.empty() && compare->bounds.size() == 1 &&
         compare->bounds.front().quantity && compare->bounds.front().relation == Relation::Less;
}

// 以接通率95%为基准, 分别不少于6个、3个: what later clauses are measured against.
bool states_basis(const std::vector<Condition>& conditions) {
  if (conditions.empty()) return false;
  const auto* compare = std::get_if<Compare>(&conditions.back().says);
  return compare && (compare->basis || !compare->respective.empty());
}

}  // namespace

// 未纳入评价的按8分计 · 超过100分的按100分计 · 有一次不合格的按90%折算
Effect ClauseAssembler::taken_as(const Quantity& as) const {
  if (as.dimension == Dimension::Percent) return Scaled{as.value, {}};
  const Amount amount{
      .kind = Amount::Kind::Points, .low = as.value, .high = as.value, .span = as.span};
  const auto* limit = waiting_.size() == 1 ? std::get_if<Compare>(&waiting_.front().says) : nullptr;
  const bool same = limit && limit->bounds.size() == 1 && limit->bounds.front().quantity &&
                    limit->bounds.front().quantity->value == as.value;
  if (!same) return Award{{amount}, false, false, false, false};
  const Relation relation = limit->bounds.front().relation;
  const bool most = relation == Relation::More || relation == Relation::AtLeast;
  return Cap{Cap::On::Score, most, amount};
}

void ClauseAssembler::add(Segment segment) {
  if (segment.marked) {
    end_sentence();
    ++part_;
    part_points_ = segment.part_points;
  }
  if (segment.effects.size() == 1 && is_any<Excepted>(segment.effects.front())) {
    // (因涉密不宜上网的除外): what waits for its points goes on waiting.
    std::vector<Condition> before = std::exchange(waiting_, std::move(segment.conditions));
    const Span span = std::exchange(waiting_span_, segment.span);
    const bool closed = std::exchange(any_closed_, segment.closed);
    std::optional<Per> per = std::exchange(waiting_per_, std::nullopt);
    emit(std::move(segment.effects.front()), segment.span, true);
    waiting_ = std::move(before);
    waiting_span_ = span;
    any_closed_ = closed;
    waiting_per_ = std::move(per);
    return;
  }
  if (segment.per && waiting_per_) emit(Statement{}, waiting_span_, true);
  set_requirement_apart(segment);
  otherwise_ |= segment.otherwise;
  among_ |= segment.among;
  marginal_ |= segment.marginal;
  if (segment.alternative && !waiting_.empty() && !segment.conditions.empty()) {
    Group either{.any = true, .parts = {}};
    either.parts.push_back(std::move(waiting_.back()));
    const Span span = join(either.parts.front().span, segment.span);
    either.parts.push_back(std::move(segment.conditions.front()));
    waiting_.back() = {std::move(either), span};
    segment.conditions.erase(segment.conditions.begin());
  }
  if (!segment.conditions.empty()) waiting_closed_ = segment.closed;
  any_closed_ |= segment.closed;
  for (Condition& condition : segment.conditions) waiting_.push_back(std::move(condition));
  segment.conditions.clear();
  if (segment.per) waiting_per_ = std::move(segment.per);
  if (segment.effects.empty() && !segment.closed && states_basis(waiting_)) {
    emit(Statement{}, segment.span, true);
    return;
  }
  waiting_span_ = join(waiting_span_, segment.span);
  for (Effect& effect : segment.effects) {
    if (step_note(effect, segment)) continue;
    if (is_any<StepNote>(effect) && segment.counted_as && !waiting_.empty())
      effect = taken_as(*segment.counted_as);
    if (is_any<Cap>(effect) && segment.counted_as) waiting_.clear();
    const bool alone = stands_alone(effect);
    emit(std::move(effect), segment.span, !alone);
  }
}

// 每季度召开1次例会,少1次扣0.5分: what stands before the step, without 的, is a requirement and no
// condition of the deduction. A bare 每次 still counts what stands before it.
void ClauseAssembler::set_requirement_apart(const Segment& segment) {
  if (segment.effects.empty() || waiting_.empty() || waiting_closed_ || waiting_per_) return;
  if (!segment.per) {
    // 少报1个月扣0.4分
    const auto* step = segment.conditions.size() == 1
                           ? std::get_if<Compare>(&segment.conditions.front().says)
                           : nullptr;
    const bool fact = std::holds_alternative<Fact>(waiting_.back().says);
    const bool items =
        step && step->bounds.size() == 1 && step->bounds.front().quantity &&
        step->bounds.front().quantity->unit == "项" && is_any<Award>(segment.effects.front()) &&
        std::holds_alternative<Fact>(waiting_.back().says) &&
        std::get<Fact>(waiting_.back().says).phrase.text.find("、") != std::string::npos;
    if (step && step->plain && !step->subject.empty() && fact &&
        (items || is_any<Deduct>(segment.effects.front())))
      emit(Statement{}, waiting_span_, true);
    return;
  }
  const Per& per = *segment.per;
  const bool names_itself =
      per.direction || !per.subject.empty() || !per.event.empty() || !per.object.empty();
  if (!names_itself || !is_any<Deduct, Add, Award>(segment.effects.front())) return;
  emit(Statement{}, waiting_span_, true);
}

bool ClauseAssembler::step_note(const Effect& effect, const Segment& segment) {
  if (!is_part_of_step(waiting_) || waiting_per_) return false;
  StepNote note;
  if (is_any<StepNote>(effect)) {
    note = std::get<StepNote>(effect);
  } else if (is_any<Unchanged>(effect)) {
    note.rule = StepRule::Whole;
  } else if (is_any<Proportional>(effect)) {
    note.rule = StepRule::Linear;
  } else {
    return false;
  }
  waiting_.clear();
  waiting_span_ = {};
  emit(note, segment.span, false);
  return true;
}

void ClauseAssembler::emit(Effect effect, Span span, bool uses_conditions) {
  Clause clause;
  clause.says = std::move(effect);
  clause.sentence = sentence_;
  clause.part = part_;
  clause.part_points = part_points_;
  clause.span = span;
  if (uses_conditions) {
    clause.when = std::exchange(waiting_, {});
    clause.per = std::exchange(waiting_per_, std::nullopt);
    clause.otherwise = std::exchange(otherwise_, false);
    clause.among = std::exchange(among_, false);
    clause.closed = std::exchange(any_closed_, false);
    clause.marginal = std::exchange(marginal_, false);
    clause.span = join(waiting_span_, span);
    waiting_span_ = {};
  }
  clauses_.push_back(std::move(clause));
}

void ClauseAssembler::end_sentence() {
  if (!waiting_.empty() || waiting_per_) emit(Statement{}, waiting_span_, true);
  waiting_span_ = {};
  otherwise_ = among_ = marginal_ = any_closed_ = false;
  ++sentence_;
}

void ClauseAssembler::add_unread(Span span) {
  end_sentence();
  emit(Unread{}, span, false);
}

}  // namespace zs
