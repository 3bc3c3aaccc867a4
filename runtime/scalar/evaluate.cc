#include "runtime/scalar/evaluate.h"

#include <algorithm>

#include "runtime/kernels/arithmetic.h"

namespace zs {

Evaluation::Evaluation(const Plan& plan, std::span<const Value> data)
    : plan_(plan), data_(data), values_(plan.nodes.size()), known_(plan.nodes.size(), 0) {}

void Evaluation::reset(std::span<const Value> data) {
  data_ = data;
  std::fill(known_.begin(), known_.end(), 0);
  missing_.clear();
  divided_by_zero_ = false;
}

const Value& Evaluation::operator[](PlanId id) {
  if (!known_[id.index]) {
    values_[id.index] = compute(plan_.nodes[id.index]);
    known_[id.index] = 1;
  }
  return values_[id.index];
}

bool Evaluation::yes(PlanId node) { return kernels::is_yes((*this)[node]); }

const Rational& Evaluation::number(PlanId node) { return std::get<Rational>((*this)[node]); }

Value Evaluation::compute(const PlanNode& node) {
  switch (node.op) {
    case Op::Input:
      if (is_missing(data_[node.index])) missing_.push_back({node.index});
      return data_[node.index];
    case Op::Constant:
      return plan_.constants[node.index];
    case Op::Truth:
      return node.index == 1;
    case Op::Add:
      return kernels::add((*this)[node.a], (*this)[node.b]);
    case Op::Subtract:
      return kernels::subtract((*this)[node.a], (*this)[node.b]);
    case Op::Multiply: {
      const Value& left = (*this)[node.a];
      if (const auto* number = std::get_if<Rational>(&left); number && number->is_zero())
        return left;
      return kernels::multiply(left, (*this)[node.b]);
    }
    case Op::Divide: {
      const Value& divisor = (*this)[node.b];
      const auto* number = std::get_if<Rational>(&divisor);
      if (number && number->is_zero()) {
        divided_by_zero_ = true;
        return Missing{};
      }
      return kernels::divide((*this)[node.a], divisor);
    }
    case Op::Minimum:
      return kernels::minimum((*this)[node.a], (*this)[node.b]);
    case Op::Maximum:
      return kernels::maximum((*this)[node.a], (*this)[node.b]);
    case Op::Floor:
      return kernels::floor((*this)[node.a]);
    case Op::Ceiling:
      return kernels::ceiling((*this)[node.a]);
    case Op::Absolute:
      return kernels::absolute((*this)[node.a]);
    case Op::Round:
      return kernels::round((*this)[node.a], static_cast<int>(node.index / 4),
                            static_cast<Ties>(node.index % 4));
    case Op::Equal:
      return kernels::equal((*this)[node.a], (*this)[node.b]);
    case Op::AtLeast:
      return kernels::at_least((*this)[node.a], (*this)[node.b]);
    case Op::More:
      return kernels::more((*this)[node.a], (*this)[node.b]);
    case Op::Not:
      return kernels::negation((*this)[node.a]);
    case Op::And:
      if (kernels::is_no((*this)[node.a])) return false;
      return kernels::conjunction((*this)[node.a], (*this)[node.b]);
    case Op::Or:
      if (kernels::is_yes((*this)[node.a])) return true;
      return kernels::disjunction((*this)[node.a], (*this)[node.b]);
    case Op::Choose: {
      const Value& chosen = (*this)[node.a];
      if (kernels::is_yes(chosen)) return (*this)[node.b];
      if (kernels::is_no(chosen)) return (*this)[node.c];
      const Value& first = (*this)[node.b];
      return !is_missing(first) && first == (*this)[node.c] ? first : Value(Missing{});
    }
    case Op::FirstGiven: {
      const Value& first = (*this)[node.a];
      return is_missing(first) ? (*this)[node.b] : first;
    }
  }
  return Missing{};
}

}  // namespace zs
