#include "compiler/lower/lower_terms.h"

namespace zs {

PlanId TermLowering::term(const TermPtr& term) {
  switch (term->kind) {
    case Term::Kind::Input:
      return builder_.input(term->input.index);
    case Term::Kind::Constant:
      return builder_.constant(term->value);
    case Term::Kind::Points:
      return builder_.constant(points_);
    case Term::Kind::Add:
      return builder_.add(this->term(term->left), this->term(term->right));
    case Term::Kind::Subtract:
      return builder_.subtract(this->term(term->left), this->term(term->right));
    case Term::Kind::Multiply:
      return builder_.binary(Op::Multiply, this->term(term->left), this->term(term->right));
    case Term::Kind::Divide:
      return builder_.binary(Op::Divide, this->term(term->left), this->term(term->right));
    case Term::Kind::Absolute:
      return builder_.unary(Op::Absolute, this->term(term->left));
    case Term::Kind::Floor:
      return builder_.unary(Op::Floor, this->term(term->left));
    case Term::Kind::Ceiling:
      return builder_.unary(Op::Ceiling, this->term(term->left));
    case Term::Kind::Minimum:
      return builder_.binary(Op::Minimum, this->term(term->left), this->term(term->right));
    case Term::Kind::Positive:
      return builder_.binary(Op::Maximum, this->term(term->left), builder_.constant(0));
    case Term::Kind::FirstGiven:
      return builder_.binary(Op::FirstGiven,
                             term->left->kind == Term::Kind::Input
                                 ? builder_.given(term->left->input.index)
                                 : this->term(term->left),
                             this->term(term->right));
    case Term::Kind::Choose:
      return builder_.choose(test(term->tests.front()), this->term(term->left),
                             this->term(term->right));
    case Term::Kind::Score:
      return builder_.score(term->score);
    case Term::Kind::CountFalse: {
      PlanId count = builder_.constant(0);
      for (const TestPtr& one : term->tests)
        count = builder_.add(
            count, builder_.choose(test(one), builder_.constant(0), builder_.constant(1)));
      return count;
    }
  }
  return builder_.constant(0);
}

PlanId TermLowering::test(const TestPtr& test) {
  if (!test) return builder_.truth(true);
  switch (test->kind) {
    case Test::Kind::Fact:
      return builder_.input(test->input.index);
    case Test::Kind::Not:
      return builder_.negate(this->test(test->parts.front()));
    case Test::Kind::All: {
      PlanId all = builder_.truth(true);
      for (const TestPtr& part : test->parts) all = builder_.both(all, this->test(part));
      return all;
    }
    case Test::Kind::Any: {
      PlanId any = builder_.truth(false);
      for (const TestPtr& part : test->parts) any = builder_.either(any, this->test(part));
      return any;
    }
    case Test::Kind::Compare: {
      const PlanId left = term(test->left);
      const PlanId right = term(test->right);
      switch (test->relation) {
        case Relation::Less:
          return builder_.binary(Op::More, right, left);
        case Relation::AtMost:
          return builder_.binary(Op::AtLeast, right, left);
        case Relation::Equal:
          return builder_.binary(Op::Equal, left, right);
        case Relation::AtLeast:
          return builder_.binary(Op::AtLeast, left, right);
        case Relation::More:
          return builder_.binary(Op::More, left, right);
      }
    }
  }
  return builder_.truth(true);
}

TermLowering::LoweredRate TermLowering::rate(const Rate& rate) {
  LoweredRate made;
  made.quantity = term(rate.quantity);
  made.step = term(rate.step);
  if (!rate.base) {
    made.base = builder_.constant(0);
    made.beyond = made.quantity;
  } else {
    made.base = term(rate.base);
    const PlanId up = builder_.subtract(made.quantity, made.base);
    const PlanId down = builder_.subtract(made.base, made.quantity);
    made.beyond = rate.direction == Direction::Either
                      ? builder_.unary(Op::Absolute, up)
                      : builder_.binary(Op::Maximum, rate.direction == Direction::Up ? up : down,
                                        builder_.constant(0));
  }
  made.steps = builder_.binary(Op::Divide, made.beyond, made.step);
  if (rate.rule == StepRule::Whole) made.steps = builder_.unary(Op::Floor, made.steps);
  if (rate.rule == StepRule::Ceiling) made.steps = builder_.unary(Op::Ceiling, made.steps);
  return made;
}

}  // namespace zs
