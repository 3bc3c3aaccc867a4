// Effects: points given and taken, limits, shares, formulas.
#include "compiler/syntax/antlr/build_segment.h"

namespace zs {
namespace {

using P = gen::ZhunshengParser;

Amount points(const Rational& value, Span span) {
  return {.kind = Amount::Kind::Points, .low = value, .high = value, .span = span};
}

}  // namespace

Segment SegmentBuilder::build(P::SegmentContext* tree) const {
  Segment segment;
  segment.span = span(tree);
  segment.marked = !tree->Mark().empty();
  segment.alternative = !tree->Or().empty();
  for (antlr4::tree::TerminalNode* of : tree->Of()) {
    segment.closed = true;
    segment.marginal |= token(of).text == U"的部分";
  }
  for (antlr4::tree::TerminalNode* mark : tree->Mark())
    if (token(mark).quantity) segment.part_points = token(mark).quantity->value;
  for (P::LeadContext* lead : tree->lead()) {
    segment.otherwise |= dynamic_cast<P::OtherwiseContext*>(lead) != nullptr;
    auto* among = dynamic_cast<P::AmongContext*>(lead);
    auto* item = dynamic_cast<P::ThisItemContext*>(lead);
    segment.among |= among != nullptr;
    segment.closed |= (among && among->Of()) || (item && item->Of());
  }
  if (tree->effects() && !tree->effects()->effect().empty()) {
    P::EffectContext* first = tree->effects()->effect().front();
    auto* scored = dynamic_cast<P::ScoredContext*>(first);
    segment.gives = (scored && (scored->verb()->Get() || scored->verb()->Base())) ||
                    dynamic_cast<P::FullContext*>(first) || dynamic_cast<P::ZeroContext*>(first) ||
                    dynamic_cast<P::BarePointsContext*>(first);
  }
  if (tree->conditions()) add_conditions(tree->conditions(), segment);
  if (tree->effects()) add_effects(tree->effects(), segment);
  if (tree->formula())
    segment.effects.push_back(
        Formula{tree->formula()->target ? phrase(tree->formula()->target) : Phrase{},
                formula(tree->formula())});
  return segment;
}

std::vector<Amount> SegmentBuilder::amounts(P::AmountsContext* tree) const {
  std::vector<Amount> result;
  for (P::AmountContext* one : tree->amount()) {
    Amount amount = points(quantity(one->start).value, span(one));
    if (one->To()) {
      const Rational other = quantity(one->stop).value;
      amount.kind = Amount::Kind::Range;
      amount.low = std::min(amount.low, other);
      amount.high = std::max(amount.high, other);
    }
    result.push_back(std::move(amount));
  }
  return result;
}

void SegmentBuilder::add_verb(P::VerbContext* verb, std::vector<Amount> amounts,
                              const std::vector<P::HowContext*>& how, Segment& segment) const {
  bool each = false;
  bool respectively = false;
  bool judged = amounts.front().kind == Amount::Kind::Range;
  for (P::HowContext* word : how) {
    each |= word->Each() != nullptr;
    respectively |= word->Respectively() != nullptr;
    judged |= word->Discretion() != nullptr;
  }
  if (judged) {
    segment.effects.push_back(Judged{verb && verb->Deduct(), amounts.front(), {}});
  } else if (verb && verb->Deduct()) {
    segment.effects.push_back(Deduct{std::move(amounts), each, respectively});
  } else if (verb && verb->Add()) {
    segment.effects.push_back(
        Add{std::move(amounts), each, respectively, token(verb->Add()).canonical == "加减",
            token(verb->Add()).text.starts_with(U"另") || token(verb->Add()).text == U"外加" ||
                token(verb->Add()).text == U"附加"});
  } else {
    segment.effects.push_back(
        Award{std::move(amounts), verb && verb->Base(), respectively, each, verb == nullptr});
  }
}

void SegmentBuilder::add_scored(P::ScoredContext* tree, Segment& segment) const {
  std::vector<Amount> read = amounts(tree->amounts());
  if (tree->AtMost()) {
    Cap limit;
    limit.on = tree->verb()->Deduct() ? Cap::On::Deductions
               : tree->verb()->Add()  ? Cap::On::Additions
                                      : Cap::On::Score;
    limit.amount = read.front();
    segment.effects.push_back(limit);
    return;
  }
  if (tree->Until()) {
    const Cap::On on = tree->verb()->Deduct() ? Cap::On::Deductions
                       : tree->verb()->Add()  ? Cap::On::Additions
                                              : Cap::On::Score;
    segment.effects.push_back(Cap{on, true, read.front()});
    return;
  }
  if (tree->PerSuffix() && !segment.per) {
    Per each;
    each.step.value = 1;
    each.step.dimension = Dimension::Count;
    each.step.unit = to_utf8(token(tree->PerSuffix()).text);
    each.span = span(tree);
    segment.per = std::move(each);
  }
  add_verb(tree->verb(), std::move(read), tree->how(), segment);
}

void SegmentBuilder::add_bare_points(P::BarePointsContext* tree, Segment& segment) const {
  std::vector<Amount> read = amounts(tree->amounts());
  if (tree->Until()) {  // 5分封顶
    segment.effects.push_back(Cap{Cap::On::Score, true, read.front()});
    return;
  }
  if (tree->Start()) {
    segment.effects.push_back(StartFrom{read.front()});
    return;
  }
  if (tree->PerSuffix() && !segment.per) {
    Per each;
    each.step.value = 1;
    each.step.dimension = Dimension::Count;
    each.step.unit = to_utf8(token(tree->PerSuffix()).text);
    each.span = span(tree);
    segment.per = std::move(each);
  }
  if (read.front().low.is_negative()) {
    for (Amount& one : read) one.low = one.high = one.low.absolute();
    segment.effects.push_back(Deduct{std::move(read), false, false});
    return;
  }
  if (read.size() == 1 && read.front().low.is_zero()) {
    segment.effects.push_back(Nil{});
    return;
  }
  add_verb(nullptr, std::move(read), tree->how(), segment);
}

void SegmentBuilder::add_basis(P::BasisContext* tree, Segment& segment) const {
  const Token& word = token(tree->Basis());
  const Phrase basis = tree->Text() ? phrase(tree->Text()->getSymbol()) : Phrase{};
  const bool deducts = (tree->Bare() && token(tree->Bare()).canonical == "扣分") ||
                       (tree->verb() && tree->verb()->Deduct());
  const bool judged = tree->Discretion() || word.canonical != "按";
  std::optional<Amount> bounds;
  if (tree->amounts()) bounds = amounts(tree->amounts()).front();
  const bool fixed = bounds && bounds->kind == Amount::Kind::Points && !tree->Discretion();
  if (judged && !fixed) {
    segment.effects.push_back(Judged{deducts, bounds, basis});
  } else if (!fixed || word.canonical == "按") {
    segment.effects.push_back(Proportional{basis, bounds});
  } else {
    add_verb(tree->verb(), {*bounds}, {}, segment);
  }
}

void SegmentBuilder::add_effects(P::EffectsContext* tree, Segment& segment) const {
  for (P::EffectContext* effect : tree->effect()) add_effect(effect, segment);
  P::LastJudgedContext* last = tree->lastJudged();
  if (!last) return;
  P::JudgedContext* judged = last->judged();
  const Phrase basis = judged->Text() ? phrase(judged->Text()->getSymbol()) : Phrase{};
  segment.effects.push_back(Judged{false, std::nullopt, basis});
  if (last->limit()) segment.effects.push_back(cap(last->limit(), ""));
  for (P::EffectContext* effect : last->effect()) add_effect(effect, segment);
}

// `bare` is the action before the limit: 加分最高5分.
Cap SegmentBuilder::cap(P::LimitContext* tree, const std::string& bare) const {
  Cap limit;
  const bool adds = (tree->verb() && tree->verb()->Add()) || bare == "加分";
  const bool deducts = (tree->verb() && tree->verb()->Deduct()) || bare == "扣分";
  limit.on = adds ? Cap::On::Additions : deducts ? Cap::On::Deductions : Cap::On::Score;
  if (tree->amounts()) {
    limit.amount = amounts(tree->amounts()).front();
  } else {
    limit.amount = {.kind = Amount::Kind::Full, .low = 1, .high = 1, .span = span(tree)};
  }
  return limit;
}

void SegmentBuilder::add_effect(P::EffectContext* tree, Segment& segment) const {
  std::vector<Effect>& out = segment.effects;
  const auto share = [&](antlr4::tree::TerminalNode* node) {
    const Rational part = node ? quantity(node->getSymbol()).value : Rational(1);
    const auto kind = node ? Amount::Kind::Share : Amount::Kind::Full;
    return Amount{.kind = kind, .low = part, .high = part, .span = span(tree)};
  };
  if (auto* scored = dynamic_cast<P::ScoredContext*>(tree)) return add_scored(scored, segment);
  if (auto* bare_points = dynamic_cast<P::BarePointsContext*>(tree))
    return add_bare_points(bare_points, segment);
  if (auto* basis = dynamic_cast<P::BasisContext*>(tree)) return add_basis(basis, segment);
  if (auto* part = dynamic_cast<P::ScoredShareContext*>(tree)) {
    add_verb(part->verb(), {share(part->share()->Quantity())}, part->how(), segment);
  } else if (auto* part_of = dynamic_cast<P::PointsShareContext*>(tree)) {
    const Amount amount = share(part_of->Quantity());
    if (part_of->verb() && part_of->verb()->Deduct()) {
      out.push_back(Deduct{{amount}, false, false});
    } else {
      out.push_back(Award{{amount}, false, false});
    }
  } else if (auto* full = dynamic_cast<P::FullContext*>(tree)) {
    if (full->Until()) {
      out.push_back(Cap{Cap::On::Score, true, share(nullptr)});
    } else if (full->verb() && full->verb()->Deduct()) {
      out.push_back(Nil{});
    } else {
      out.push_back(Award{{share(full->Quantity())}, false, false});
    }
  } else if (auto* bare = dynamic_cast<P::BareContext*>(tree)) {
    const bool deducts = token(bare->Bare()).canonical == "扣分";
    out.push_back(Judged{deducts, std::nullopt, {}});
  } else if (auto* doubled = dynamic_cast<P::DoubledContext*>(tree)) {
    const bool adds = doubled->Bare() && token(doubled->Bare()).canonical == "加分";
    out.push_back(Doubled{!adds});
  } else if (auto* note = dynamic_cast<P::StepNoteContext*>(tree)) {
    const Quantity to = quantity((note->Points() ? note->Points() : note->Quantity())->getSymbol());
    segment.counted_as = to;
    out.push_back(StepNote{StepRule::Ceiling});
  } else if (auto* named = dynamic_cast<P::CountedByNameContext*>(tree)) {
    out.push_back(Formula{
        {},
        std::make_shared<const Expression>(Expression{.kind = Expression::Kind::Name,
                                                      .name = phrase(named->Text()->getSymbol()),
                                                      .number = {},
                                                      .left = {},
                                                      .right = {},
                                                      .span = span(tree)})});
  } else if (auto* descending = dynamic_cast<P::DescendingContext*>(tree)) {
    const Quantity step = quantity(descending->stop);
    Amount by = points(step.value, span(tree));
    if (step.dimension == Dimension::Percent) by.kind = Amount::Kind::Share;
    out.push_back(Descending{by});
  } else if (dynamic_cast<P::HalvedContext*>(tree)) {
    out.push_back(Scaled{Rational::fraction(1, 2), {}});
  } else if (dynamic_cast<P::GradeLowerContext*>(tree)) {
    out.push_back(GradeLower{});
  } else if (auto* without = dynamic_cast<P::WithoutFactorContext*>(tree)) {
    out.push_back(Scaled{Rational(1), phrase(without->Text()->getSymbol())});
  } else if (dynamic_cast<P::ExceptedContext*>(tree)) {
    out.push_back(Excepted{});
  } else if (auto* alone = dynamic_cast<P::ShareAloneContext*>(tree)) {
    add_verb(alone->verb(), {share(alone->Quantity())}, {}, segment);
  } else if (dynamic_cast<P::StepIgnoredContext*>(tree)) {
    out.push_back(StepNote{StepRule::Whole});
  } else if (auto* proportional = dynamic_cast<P::ProportionalContext*>(tree)) {
    std::optional<Amount> of;
    if (proportional->amounts()) of = amounts(proportional->amounts()).front();
    out.push_back(Proportional{{}, of});
  } else if (dynamic_cast<P::ZeroContext*>(tree)) {
    out.push_back(Nil{});
  } else if (dynamic_cast<P::VetoContext*>(tree)) {
    out.push_back(Nil{true});
  } else if (dynamic_cast<P::NoDeductionContext*>(tree)) {
    out.push_back(Unchanged{});
  } else if (auto* most = dynamic_cast<P::AtMostContext*>(tree)) {
    out.push_back(cap(most->limit(), most->Bare() ? token(most->Bare()).canonical : ""));
  } else if (auto* least = dynamic_cast<P::AtLeastContext*>(tree)) {
    out.push_back(Cap{Cap::On::Score, false, amounts(least->amounts()).front()});
  } else if (auto* reduce = dynamic_cast<P::ReduceToContext*>(tree)) {
    const Amount to = points(quantity(reduce->Points()->getSymbol()).value, span(tree));
    if (to.low.is_zero()) {
      out.push_back(Exhausted{});
    } else {
      out.push_back(Cap{Cap::On::Score, false, to});
    }
  } else if (dynamic_cast<P::ExhaustedContext*>(tree)) {
    out.push_back(Exhausted{});
  } else if (dynamic_cast<P::MayBeNegativeContext*>(tree)) {
    out.push_back(MayBeNegative{});
  } else if (auto* grade = dynamic_cast<P::GradeContext*>(tree)) {
    out.push_back(GradeIs{phrase(grade->Text()->getSymbol())});
  } else if (dynamic_cast<P::AndSoOnContext*>(tree)) {
    out.push_back(AndSoOn{});
  } else if (auto* once = dynamic_cast<P::NoRepeatContext*>(tree)) {
    out.push_back(NoRepeat{token(once->NoRepeat()).canonical == "就高"});
  } else if (dynamic_cast<P::InterpolatedContext*>(tree)) {
    out.push_back(Interpolated{});
  }
}

namespace {

// Operands with operators between them: × and ÷ first, each from the left.
class Chain {
 public:
  explicit Chain(ExpressionPtr first) : sum_(), product_(std::move(first)) {}

  void add(Expression::Kind kind, ExpressionPtr operand) {
    using Kind = Expression::Kind;
    if (kind == Kind::Multiply || kind == Kind::Divide) {
      product_ = joined(kind, product_, std::move(operand));
      return;
    }
    close();
    pending_ = kind;
    product_ = std::move(operand);
  }
  ExpressionPtr take() {
    close();
    return sum_;
  }

  static ExpressionPtr joined(Expression::Kind kind, ExpressionPtr left, ExpressionPtr right) {
    const Span span = join(left->span, right->span);
    return std::make_shared<const Expression>(Expression{.kind = kind,
                                                         .name = {},
                                                         .number = {},
                                                         .left = std::move(left),
                                                         .right = std::move(right),
                                                         .span = span});
  }

 private:
  void close() { sum_ = sum_ ? joined(pending_, sum_, product_) : product_; }

  ExpressionPtr sum_;
  ExpressionPtr product_;
  Expression::Kind pending_ = Expression::Kind::Add;
};

Expression::Kind kind_of(gen::ZhunshengParser::OperationContext* operation) {
  using Kind = Expression::Kind;
  if (operation->Times()) return Kind::Multiply;
  if (operation->Divide()) return Kind::Divide;
  return operation->Plus() ? Kind::Add : Kind::Subtract;
}

}  // namespace

ExpressionPtr SegmentBuilder::formula(P::FormulaContext* tree) const {
  if (tree->expression()) return expression(tree->expression());
  P::CompoundContext* compound = tree->compound();
  Chain chain(compound->plain() ? plain(compound->plain()) : grouped(compound->grouped()));
  for (std::size_t i = 0; i < compound->operation().size(); ++i)
    chain.add(kind_of(compound->operation(i)), operand(compound->operand(i)));
  return chain.take();
}

ExpressionPtr SegmentBuilder::expression(P::ExpressionContext* tree) const {
  Chain chain(operand(tree->operand(0)));
  for (std::size_t i = 0; i < tree->operation().size(); ++i)
    chain.add(kind_of(tree->operation(i)), operand(tree->operand(i + 1)));
  return chain.take();
}

ExpressionPtr SegmentBuilder::operand(P::OperandContext* tree) const {
  return tree->plain() ? plain(tree->plain()) : grouped(tree->grouped());
}

ExpressionPtr SegmentBuilder::grouped(P::GroupedContext* tree) const {
  if (auto* bracketed = dynamic_cast<P::BracketedContext*>(tree))
    return expression(bracketed->expression());
  auto* negated = dynamic_cast<P::NegatedContext*>(tree);
  Expression zero{.kind = Expression::Kind::Number,
                  .name = {},
                  .number = {},
                  .left = {},
                  .right = {},
                  .span = span(tree)};
  return Chain::joined(Expression::Kind::Subtract,
                       std::make_shared<const Expression>(std::move(zero)),
                       operand(negated->operand()));
}

ExpressionPtr SegmentBuilder::plain(P::PlainContext* tree) const {
  using Kind = Expression::Kind;
  Expression made{
      .kind = Kind::Name, .name = {}, .number = {}, .left = {}, .right = {}, .span = span(tree)};
  if (dynamic_cast<P::IndicatorPointsContext*>(tree)) {
    made.kind = Kind::IndicatorPoints;
  } else if (dynamic_cast<P::NumberContext*>(tree)) {
    made.kind = Kind::Number;
    made.number = quantity(tree->start);
  } else {
    made.name = phrase(tree->start);
  }
  return std::make_shared<const Expression>(std::move(made));
}

}  // namespace zs
