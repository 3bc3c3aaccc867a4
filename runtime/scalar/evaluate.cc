#include "runtime/scalar/evaluate.h"

#include <algorithm>

#include "runtime/kernels/arithmetic.h"

namespace zs {

Evaluation::Evaluation(const Plan& plan, std::span<const Value> data)
    : plan_(plan),
      data_(data),
      constants_(plan.constants.begin(), plan.constants.end()),
      values_(plan.nodes.size()),
      known_(plan.nodes.size(), nullptr) {}

void Evaluation::reset(std::span<const Value> data) {
  data_ = data;
  std::fill(known_.begin(), known_.end(), nullptr);
  missing_.clear();
  divided_by_zero_ = false;
}

const Value& Evaluation::settle(PlanId id) {
  const Value* value = compute(id.index);
  known_[id.index] = value;
  return *value;
}

const Value* Evaluation::keep(std::uint32_t index, Value value) {
  Value& kept = values_[index];
  auto* to = std::get_if<Rational>(&kept);
  auto* from = std::get_if<Rational>(&value);
  if (to && from)
    *to = std::move(*from);
  else
    kept = std::move(value);
  return &kept;
}

bool Evaluation::yes(PlanId node) { return kernels::is_yes((*this)[node]); }

const Rational& Evaluation::number(PlanId node) { return std::get<Rational>((*this)[node]); }

namespace {

const Value kMissing, kYes = true, kNo = false;

const Value* one_of(const Value* chosen) { return chosen ? chosen : &kMissing; }

const Value* decided(const Value& truth) {
  return kernels::is_yes(truth) ? &kYes : kernels::is_no(truth) ? &kNo : &kMissing;
}

}  // namespace

const Value* Evaluation::compute(std::uint32_t index) {
  const PlanNode& node = plan_.nodes[index];
  const auto truth = [](bool yes) { return yes ? &kYes : &kNo; };
  switch (node.op) {
    case Op::Input:
      if (is_missing(data_[node.index])) missing_.push_back({node.index});
      return &data_[node.index];
    case Op::Constant:
      return &constants_[node.index];
    case Op::Truth:
      return truth(node.index == 1);
    case Op::Add:
      return keep(index, kernels::add((*this)[node.a], (*this)[node.b]));
    case Op::Subtract:
      return keep(index, kernels::subtract((*this)[node.a], (*this)[node.b]));
    case Op::Multiply: {
      const Value& left = (*this)[node.a];
      if (const auto* number = std::get_if<Rational>(&left); number && number->is_zero())
        return &left;
      return keep(index, kernels::multiply(left, (*this)[node.b]));
    }
    case Op::Divide: {
      const Value& divisor = (*this)[node.b];
      const auto* number = std::get_if<Rational>(&divisor);
      if (number && number->is_zero()) {
        divided_by_zero_ = true;
        return &kMissing;
      }
      return keep(index, kernels::divide((*this)[node.a], divisor));
    }
    case Op::Minimum:
      return one_of(kernels::lesser((*this)[node.a], (*this)[node.b]));
    case Op::Maximum:
      return one_of(kernels::greater((*this)[node.a], (*this)[node.b]));
    case Op::Floor:
      return keep(index, kernels::floor((*this)[node.a]));
    case Op::Ceiling:
      return keep(index, kernels::ceiling((*this)[node.a]));
    case Op::Absolute:
      return keep(index, kernels::absolute((*this)[node.a]));
    case Op::Round:
      if (kernels::is_round((*this)[node.a], static_cast<int>(node.index / 4)))
        return &(*this)[node.a];
      return keep(index, kernels::round((*this)[node.a], static_cast<int>(node.index / 4),
                                        static_cast<Ties>(node.index % 4)));
    case Op::Equal:
      return decided(kernels::equal((*this)[node.a], (*this)[node.b]));
    case Op::AtLeast:
      return decided(kernels::at_least((*this)[node.a], (*this)[node.b]));
    case Op::More:
      return decided(kernels::more((*this)[node.a], (*this)[node.b]));
    case Op::Not:
      return decided(kernels::negation((*this)[node.a]));
    case Op::And:
      if (kernels::is_no((*this)[node.a])) return &kNo;
      return decided(kernels::conjunction((*this)[node.a], (*this)[node.b]));
    case Op::Or:
      if (kernels::is_yes((*this)[node.a])) return &kYes;
      return decided(kernels::disjunction((*this)[node.a], (*this)[node.b]));
    case Op::Choose: {
      const Value& chosen = (*this)[node.a];
      if (kernels::is_yes(chosen)) return &(*this)[node.b];
      if (kernels::is_no(chosen)) return &(*this)[node.c];
      const Value& first = (*this)[node.b];
      return !is_missing(first) && first == (*this)[node.c] ? &first : &kMissing;
    }
    case Op::FirstGiven: {
      const Value& first = (*this)[node.a];
      return is_missing(first) ? &(*this)[node.b] : &first;
    }
  }
  return &kMissing;
}

}  // namespace zs
