// Makes plan nodes; equal nodes are made once, and constant parts are computed at once with the
// runtime's own kernels.
#pragma once

#include <functional>
#include <map>
#include <unordered_map>

#include "compiler/check/checked_rules.h"
#include "runtime/plan/plan.h"

namespace zs {

class PlanBuilder {
 public:
  explicit PlanBuilder(Plan& plan) : plan_(plan) {}

  // The value that the data gives.
  PlanId given(std::size_t index);
  // The value that the data gives, else what it follows from.
  PlanId input(std::size_t index);
  void set_follows(std::size_t index, PlanId from) { follows_[index] = from; }
  // A new input for a reviewer's figure, between 0 and `most`.
  PlanId reviewed(const std::string& name, const Rational& most);
  // A new yes-or-no input that is set with the data, never asked for.
  PlanId hidden_fact(const std::string& name);
  PlanId constant(const Rational& value);
  PlanId truth(bool value);
  PlanId unary(Op op, PlanId a);
  PlanId binary(Op op, PlanId a, PlanId b);
  PlanId choose(PlanId test, PlanId yes, PlanId no);
  PlanId round(PlanId a, int places, Ties ties);

  PlanId both(PlanId a, PlanId b) { return binary(Op::And, a, b); }
  PlanId either(PlanId a, PlanId b) { return binary(Op::Or, a, b); }
  PlanId negate(PlanId a) { return unary(Op::Not, a); }
  PlanId add(PlanId a, PlanId b) { return binary(Op::Add, a, b); }
  PlanId subtract(PlanId a, PlanId b) { return binary(Op::Subtract, a, b); }

  // How a rule speaks of another score; set while a scheme is lowered.
  void set_scores(std::function<PlanId(const ScoreName&)> scores) { scores_ = std::move(scores); }
  PlanId score(const ScoreName& name) { return scores_ ? scores_(name) : constant(0); }

  bool is_truth(PlanId id, bool value) const;
  const Rational* as_constant(PlanId id) const;

 private:
  PlanId make(PlanNode node);

  struct Key {
    Op op;
    std::uint32_t a, b, c, index;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      std::uint64_t hash = static_cast<std::uint64_t>(key.op);
      for (const std::uint32_t part : {key.a, key.b, key.c, key.index})
        hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
      return static_cast<std::size_t>(hash ^ (hash >> 32));
    }
  };
  Plan& plan_;
  std::unordered_map<Key, PlanId, KeyHash> made_;
  std::map<Rational, std::uint32_t> constants_;
  std::map<std::size_t, PlanId> follows_;
  std::function<PlanId(const ScoreName&)> scores_;
};

}  // namespace zs
