// How the clauses of a plan are put into words: settled once a plan, filled with figures by any
// engine.
#pragma once

#include <vector>

#include "runtime/base/language.h"
#include "runtime/plan/plan.h"

namespace zs {

// One piece of a phrase.
struct Fragment {
  enum class Kind {
    Text,    // as it stands
    Figure,  // before, the number times `times` as the shortest decimal, after; "?" when missing
    Choice   // choices[number]; the last of them where there is no such choice
  };
  Kind kind = Kind::Text;
  Words text;
  PlanId node;
  Rational times = 1;
  Words before, after;
  std::vector<Words> choices;
};

using Fragments = std::vector<Fragment>;

// A condition: what is said of it when it holds and when it does not.
struct Saying {
  enum class Kind {
    Nothing,  // never worth a word
    Plain,    // `yes` or `no`
    All,      // a conjunction: all parts when it holds, those that fail when it does not
    Any       // the reverse
  };
  Kind kind = Kind::Nothing;
  PlanId node;  // its truth
  PlanId part;  // as a part of another: what must hold there, `node` or the opposite of it
  Fragments yes, no;
  std::vector<Saying> parts;
};

struct StepSaying {
  Saying when;
  Fragments rate;  // of steps per unit: what was measured, against what, by how much beyond
};

Saying saying_of(const Plan& plan, PlanId condition);
StepSaying saying_of(const Plan& plan, const PlanStep& step);
std::vector<StepSaying> sayings_of(const Plan& plan, const PlanIndicator& indicator);

// All nodes whose values the words of an indicator can ask for, each once.
std::vector<PlanId> asked_for(const PlanIndicator& indicator,
                              const std::vector<StepSaying>& sayings);

}  // namespace zs
