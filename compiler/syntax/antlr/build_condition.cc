// Conditions: facts, comparisons and steps.
#include "compiler/syntax/antlr/build_segment.h"

namespace zs {
namespace {

using P = gen::ZhunshengParser;

Relation relation_of(const std::string& canonical) {
  if (canonical == "高于") return Relation::More;
  if (canonical == "低于") return Relation::Less;
  if (canonical == "不高于") return Relation::AtMost;
  if (canonical == "不低于") return Relation::AtLeast;
  return Relation::Equal;
}

// 60%<x says of x that it is more.
Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::More:
      return Relation::Less;
    case Relation::Less:
      return Relation::More;
    case Relation::AtMost:
      return Relation::AtLeast;
    case Relation::AtLeast:
      return Relation::AtMost;
    case Relation::Equal:
      return relation;
  }
  return relation;
}

Relation with_mark(Relation relation, bool inclusive) {
  switch (relation) {
    case Relation::More:
    case Relation::AtLeast:
      return inclusive ? Relation::AtLeast : Relation::More;
    case Relation::Less:
    case Relation::AtMost:
      return inclusive ? Relation::AtMost : Relation::Less;
    case Relation::Equal:
      return relation;
  }
  return relation;
}

std::optional<Direction> direction_of(const std::string& canonical) {
  if (canonical == "低" || canonical == "后") return Direction::Down;
  if (canonical == "高" || canonical == "前") return Direction::Up;
  if (canonical == "偏") return Direction::Either;
  return std::nullopt;
}

// 目标值, 全市平均: what follows a direction is compared with, unless it names an event.
bool refers_to_level(const std::string& words, const WordingTable& wording) {
  return static_cast<bool>(wording.tail(to_characters(words), NameKind::ComparedLevel));
}

bool is_only_of(P::JointContext* joint) { return joint->Of() && !joint->And() && !joint->Or(); }

bool wants_subject(P::ConditionContext* tree) {
  auto* condition = dynamic_cast<P::PerConditionContext*>(tree);
  if (!condition) return false;
  if (auto* step = dynamic_cast<P::PerStepContext*>(condition->per())) return !step->subject;
  auto* unit = dynamic_cast<P::PerUnitContext*>(condition->per());
  return unit && !unit->subject;
}

template <typename Kind>
Kind* compare_of(P::ConditionContext* tree) {
  auto* condition = dynamic_cast<P::CompareConditionContext*>(tree);
  return condition ? dynamic_cast<Kind*>(condition->compare()) : nullptr;
}

// The last of 3个、2个以上的项目: nothing goes on behind it.
bool ends_list(P::ConditionContext* tail) {
  auto* number = compare_of<P::CompareNumberContext>(tail);
  auto* rank = compare_of<P::CompareRankContext>(tail);
  return (number && (number->object || number->Between())) || (rank && rank->UpDown());
}

}  // namespace

Phrase SegmentBuilder::phrase(const antlr4::Token* from) const {
  if (!from) return {};
  const Token& word = token(from);
  std::u32string text = word.text;
  std::size_t begin = word.begin;
  while (!text.empty() && text.back() == U'的') text.pop_back();
  while (text.size() > 2 &&
         (text.starts_with(U"并") || text.starts_with(U"且") || text.starts_with(U"同时"))) {
    const std::size_t n = text.starts_with(U"同时") ? 2 : 1;
    text.erase(0, n);
    begin += n;
  }
  return {to_utf8(text), text_.span(begin, word.end)};
}

Quantity SegmentBuilder::quantity(const antlr4::Token* from) const {
  const Token& word = token(from);
  Quantity result = word.quantity.value_or(Quantity{});
  result.span = text_.span(word.begin, word.end);
  return result;
}

Span SegmentBuilder::span(const antlr4::ParserRuleContext* tree) const {
  if (!tree->start || !tree->stop || tree->stop->getStartIndex() < tree->start->getStartIndex() ||
      tree->stop->getStartIndex() >= tokens_.size())
    return {};
  return text_.span(token(tree->start).begin, token(tree->stop).end);
}

void SegmentBuilder::add_conditions(P::ConditionsContext* tree, Segment& segment) const {
  std::vector<std::vector<Condition>> alternatives(1);
  const auto conditions = tree->condition();
  const auto joints = tree->joint();
  P::ConditionContext* head = nullptr;  // of a list of numbers that 、 may go on
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (i > 0 && joints[i - 1]->Or()) alternatives.emplace_back();
    if (conditions[i]->getRuleIndex() == P::RuleCondition) {
      if (i > 0 && joints[i - 1]->Dun() && extends_list(head, conditions[i])) {
        extend_list(conditions[i], alternatives.back().back());
        if (ends_list(conditions[i])) head = nullptr;
        continue;
      }
      head = conditions[i];
      Condition read = condition(conditions[i], segment);
      // 应退未退的每户: what is counted stands before 的.
      if (i > 0 && is_only_of(joints[i - 1]) && wants_subject(conditions[i]) &&
          dynamic_cast<P::FactContext*>(conditions[i - 1])) {
        segment.per->subject = std::get<Fact>(alternatives.back().back().says).phrase;
        segment.per->span = join(alternatives.back().back().span, segment.per->span);
        alternatives.back().pop_back();
      }
      const auto* fact = std::get_if<Fact>(&read.says);
      if (!fact || !fact->phrase.empty()) alternatives.back().push_back(std::move(read));
    }
  }
  std::erase_if(alternatives, [](const auto& all) { return all.empty(); });
  if (alternatives.empty()) return;
  if (alternatives.size() == 1) {
    for (Condition& one : alternatives.front()) segment.conditions.push_back(std::move(one));
    return;
  }
  Group any{.any = true, .parts = {}};
  for (std::vector<Condition>& all : alternatives) {
    if (all.size() == 1) {
      any.parts.push_back(std::move(all.front()));
    } else {
      const Span whole = join(all.front().span, all.back().span);
      any.parts.push_back({Group{.any = false, .parts = std::move(all)}, whole});
    }
  }
  segment.conditions.push_back({std::move(any), span(tree)});
}

// 6个、3个 · 第一、第二名: the tail is a number and nothing else.
bool SegmentBuilder::extends_list(P::ConditionContext* head, P::ConditionContext* tail) const {
  if (!head) return false;
  auto* number = compare_of<P::CompareNumberContext>(head);
  auto* more = compare_of<P::CompareNumberContext>(tail);
  if (number && more) {
    const bool open = !number->object && !number->Between() && !number->Start();
    P::BoundContext* bound = more->bound(0);
    const bool bare = !more->subject && !more->Respectively() && !more->Start() &&
                      more->bound().size() == 1 && !bound->Relation() && !bound->Reached() &&
                      bound->mark().empty();
    // 1项、2项、3项及以上: the last one and more, after numbers that stand alone.
    P::BoundContext* first = number->bound(0);
    const bool alone = !first->Relation() && !first->Reached() && !first->UpDown();
    return open && bare && (!bound->UpDown() || alone);
  }
  auto* rank = compare_of<P::CompareRankContext>(head);
  auto* place = compare_of<P::CompareRankContext>(tail);
  return rank && place && rank->Rank().size() == 1 && !rank->UpDown() && !place->subject &&
         !place->Reached() && place->Rank().size() == 1 && place->mark().empty();
}

void SegmentBuilder::extend_list(P::ConditionContext* tail, Condition& head) const {
  Compare& list = std::get<Compare>(head.says);
  head.span = join(head.span, span(tail));
  if (auto* more = compare_of<P::CompareNumberContext>(tail)) {
    P::BoundContext* bound = more->bound(0);
    list.respective.push_back(quantity(bound->Quantity()->getSymbol()));
    list.last_open = bound->UpDown() && token(bound->UpDown()).canonical == "以上";
    if (more->object) {
      const Phrase object = phrase(more->object);
      list.subject = list.subject.empty() ? object
                                          : Phrase{list.subject.text + object.text,
                                                   join(list.subject.span, object.span)};
    }
    return;
  }
  auto* place = compare_of<P::CompareRankContext>(tail);
  list.respective.push_back(quantity(place->Rank(0)->getSymbol()));
  for (Bound& bound : list.bounds) bound.span = head.span;
  if (!place->UpDown() || list.bounds.empty()) return;
  const bool above = token(place->UpDown()).canonical == "以上";
  list.bounds.front().relation = above ? Relation::AtMost : Relation::AtLeast;
}

Condition SegmentBuilder::condition(P::ConditionContext* tree, Segment& segment) const {
  if (auto* fact = dynamic_cast<P::FactContext*>(tree))
    return {Fact{phrase(fact->Text()->getSymbol())}, span(tree)};
  if (auto* step = dynamic_cast<P::PerConditionContext*>(tree)) {
    auto* unsaid = dynamic_cast<P::PerUnsaidContext*>(step->per());
    if (unsaid && unsaid->than && unsaid->subject && segment.gives)
      return {growth(unsaid), span(tree)};
    segment.per = per(step->per());
    return {Fact{}, span(tree)};
  }
  return {compare(static_cast<P::CompareConditionContext*>(tree)->compare()), span(tree)};
}

Per SegmentBuilder::per(P::PerContext* tree) const {
  Per result;
  result.span = span(tree);
  if (auto* unit = dynamic_cast<P::PerUnitContext*>(tree)) {
    result.subject = phrase(unit->subject);
    const Token& word = token(unit->PerUnit());
    if (word.quantity) {
      result.step = quantity(unit->PerUnit()->getSymbol());
    } else {
      result.step.value = 1;
      result.step.dimension = Dimension::Count;
      result.step.unit = "次";
    }
    result.object = phrase(unit->object);
    return result;
  }
  if (auto* step = dynamic_cast<P::PerStepContext*>(tree)) {
    result.subject = phrase(step->subject);
    result.whole = token(step->Per()).canonical == "每满" || step->Reached();
    if (step->direction) {
      result.direction = direction_of(token(step->direction).canonical);
      static constexpr std::u32string_view kShort = U"少缺欠差漏";
      result.shorter =
          kShort.find(token(step->direction).text.front()) != std::u32string_view::npos;
      result.way = phrase(step->direction);
      const std::string words = phrase(step->event).text;
      const bool refers = words.empty() || step->than || result.way.text.ends_with("于") ||
                          refers_to_level(words, wording_);
      (refers ? result.reference : result.object) = phrase(step->event);
    } else {
      result.event = phrase(step->event);
      // 每超预算1%: 超预算 is one word elsewhere.
      const std::string& words = result.event.text;
      constexpr std::string_view kBeyond = "超";
      if (words.starts_with(kBeyond) && refers_to_level(words, wording_) &&
          words.size() > 2 * kBeyond.size() &&
          quantity(step->step()->start).dimension == Dimension::Percent) {
        result.direction = Direction::Up;
        result.way = {std::string(kBeyond), result.event.span};
        result.reference = {words.substr(kBeyond.size()), result.event.span};
        result.event = {};
      }
    }
    if (step->than) {
      result.reference = phrase(step->than);
      result.than_before = step->than->getStartIndex() < step->Per()->getSymbol()->getStartIndex();
    }
    result.step = quantity(step->step()->start);
    if (step->object) result.object = object_of(nullptr, step->object);
    if (step->from) result.from = quantity(step->from);
    return result;
  }
  auto* unsaid = static_cast<P::PerUnsaidContext*>(tree);
  result.subject = phrase(unsaid->subject);
  result.direction = direction_of(token(unsaid->direction).canonical);
  result.way = phrase(unsaid->direction);
  static constexpr std::u32string_view kShort = U"少缺欠差漏";
  result.shorter = kShort.find(token(unsaid->direction).text.front()) != std::u32string_view::npos;
  result.reference = phrase(unsaid->than);
  result.step = quantity(unsaid->step()->start);
  result.object = phrase(unsaid->object);
  result.elliptical = true;
  return result;
}

// 旅游收入较上年增长10%得8分: points are given for a level, not for each step.
Compare SegmentBuilder::growth(P::PerUnsaidContext* tree) const {
  Compare result;
  const Token& last = token(tree->direction);
  result.subject = {to_utf8(token(tree->subject).text) + to_utf8(token(tree->Than()).text) +
                        to_utf8(token(tree->than).text) + to_utf8(last.text),
                    span(tree)};
  Bound bound;
  bound.quantity = quantity(tree->step()->start);
  bound.relation = Relation::AtLeast;
  bound.span = span(tree);
  result.bounds.push_back(std::move(bound));
  return result;
}

std::optional<bool> SegmentBuilder::marked(P::MarkContext* tree) const {
  if (!tree) return std::nullopt;
  return tree->Inclusive() != nullptr;
}

void SegmentBuilder::add_bound(P::BoundContext* tree, Compare& compare) const {
  Bound bound;
  bound.span = span(tree);
  bound.quantity = quantity(tree->Quantity()->getSymbol());
  bool said = false;
  if (tree->Relation()) {
    bound.relation = relation_of(token(tree->Relation()).canonical);
    said = true;
  } else if (tree->Reached()) {
    const bool is = token(tree->Reached()).text == U"为";
    bound.relation = is ? Relation::Equal : Relation::AtLeast;
    said = true;
  }
  if (tree->UpDown() && tree->Relation()) {
    const bool up = token(tree->UpDown()).canonical == "以上";
    const bool fits = up ? bound.relation == Relation::More || bound.relation == Relation::AtLeast
                         : bound.relation == Relation::Less || bound.relation == Relation::AtMost;
    bound.contradicts = !fits;
  }
  if (tree->UpDown() && !tree->Relation()) {
    const std::string& word = token(tree->UpDown()).canonical;
    bound.relation = word == "以上" || word == "以后" ? Relation::AtLeast
                     : word == "以下"                 ? Relation::AtMost
                                                      : Relation::More;
    bound.by_place = true;
    said = true;
  }
  for (P::MarkContext* mark : tree->mark()) {
    if (const auto inclusive = marked(mark)) {
      bound.marked = true;
      bound.relation = with_mark(bound.relation, *inclusive);
    }
  }
  compare.plain = compare.bounds.empty() ? !said : compare.plain && !said;
  compare.bounds.push_back(std::move(bound));
}

Phrase SegmentBuilder::object_of(const antlr4::Token* subject, const antlr4::Token* object) const {
  Phrase whole = phrase(subject);
  if (!object) return whole;
  const Phrase rest = phrase(object);
  return {whole.text + rest.text, join(whole.span, rest.span)};
}

Compare SegmentBuilder::compare(P::CompareContext* tree) const {
  Compare result;
  if (auto* number = dynamic_cast<P::CompareNumberContext*>(tree)) {
    result.subject = object_of(number->subject, number->object);
    for (P::BoundContext* bound : number->bound()) add_bound(bound, result);
    if (number->Start()) {
      result.basis = true;
      result.plain = false;
      result.bounds.front().relation = Relation::AtLeast;
    }
    result.dash = number->To() != nullptr;
    if (number->To() && result.bounds.size() == 2) {
      Bound& low = result.bounds[0];
      Bound& high = result.bounds[1];
      const auto low_mark = number->bound(0)->mark();
      const auto high_mark = number->bound(1)->mark();
      const bool low_in = low_mark.empty() || marked(low_mark[0]).value_or(true);
      const bool high_in = !high_mark.empty() && marked(high_mark[0]).value_or(true);
      low.relation = low_in ? Relation::AtLeast : Relation::More;
      high.relation = high_in ? Relation::AtMost : Relation::Less;
      low.marked = !low_mark.empty();
      high.marked = !high_mark.empty();
      if (low.quantity->dimension == Dimension::Number) {
        if (low.quantity->dimension != high.quantity->dimension)
          low.quantity->value =
              low.quantity->value * (high.quantity->dimension == Dimension::Percent
                                         ? Rational::fraction(1, 100)
                                         : find_unit(high.quantity->unit).value_or(Unit{}).factor);
        low.quantity->dimension = high.quantity->dimension;
        low.quantity->unit = high.quantity->unit;
      }
      result.plain = false;
    }
    return result;
  }
  if (auto* reference = dynamic_cast<P::CompareReferenceContext*>(tree)) {
    result.subject = phrase(reference->subject);
    Bound bound;
    bound.relation = relation_of(token(reference->Relation()).canonical);
    bound.reference = phrase(reference->reference);
    if (reference->Quantity()) bound.quantity = quantity(reference->Quantity()->getSymbol());
    bound.span = span(tree);
    if (reference->UpDown() && bound.quantity) {
      // 高于平均值0.5个百分点以内: beyond the level, but not beyond that far.
      const bool within = token(reference->UpDown()).canonical == "以下";
      const bool above = bound.relation == Relation::More || bound.relation == Relation::AtLeast;
      if (within) {
        Bound level = bound;
        level.quantity.reset();
        result.bounds.push_back(std::move(level));
        bound.relation = above ? Relation::AtMost : Relation::AtLeast;
        bound.within = true;
      } else {
        bound.relation = above ? Relation::AtLeast : Relation::AtMost;
      }
    }
    result.bounds.push_back(std::move(bound));
    return result;
  }
  if (auto* rank = dynamic_cast<P::CompareRankContext*>(tree)) {
    result.subject = phrase(rank->subject);
    for (antlr4::tree::TerminalNode* place : rank->Rank()) {
      Bound bound;
      bound.quantity = quantity(place->getSymbol());
      bound.relation = Relation::Equal;
      bound.span = span(tree);
      result.bounds.push_back(std::move(bound));
    }
    if (rank->TopRank()) {
      Bound bound;
      bound.quantity = quantity(rank->TopRank()->getSymbol());
      bound.relation = Relation::AtMost;
      bound.span = span(tree);
      result.bounds.push_back(std::move(bound));
      result.top_ranks = true;
    } else if (result.bounds.size() == 2) {
      result.bounds[0].relation = Relation::AtLeast;
      result.bounds[1].relation = Relation::AtMost;
    } else if (rank->UpDown()) {
      const bool above = token(rank->UpDown()).canonical == "以上";
      if (!result.bounds.empty() && !result.top_ranks)
        result.bounds[0].relation = above ? Relation::AtMost : Relation::AtLeast;
    }
    return result;
  }
  if (auto* between = dynamic_cast<P::CompareBetweenContext*>(tree)) {
    // 60%<资产负债率≤70%, 到位资金80%≤x<90%
    const Token& middle = token(between->subject);
    const bool variable = middle.text == U"x" || middle.text == U"X";
    result.subject = phrase(variable ? between->outer : between->subject);
    Bound low;
    low.quantity = quantity(between->low);
    low.relation = mirrored(relation_of(token(between->lowSign).canonical));
    low.span = span(tree);
    Bound high = low;
    high.quantity = quantity(between->high);
    high.relation = relation_of(token(between->highSign).canonical);
    result.bounds = {std::move(low), std::move(high)};
    return result;
  }
  auto* growth = static_cast<P::CompareGrowthContext*>(tree);
  Phrase subject = phrase(growth->Text(0)->getSymbol());
  subject.text += to_utf8(token(growth->Than()).text) + phrase(growth->reference).text +
                  to_utf8(token(growth->Direction()).text);
  result.subject = subject;
  Bound bound;
  bound.quantity = quantity(growth->Quantity()->getSymbol());
  bound.relation = Relation::AtLeast;
  if (growth->UpDown() && token(growth->UpDown()).canonical == "以下")
    bound.relation = Relation::AtMost;
  bound.span = span(tree);
  result.bounds.push_back(std::move(bound));
  return result;
}

}  // namespace zs
