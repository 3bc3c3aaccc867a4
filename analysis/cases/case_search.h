// Goes through all inputs that a plan could ever get, a finite number of cases at a time: within
// one case every comparison has one outcome, so each number is a sum of multiples of the inputs.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analysis/cases/natural_range.h"
#include "analysis/cases/region.h"
#include "runtime/value/value.h"

namespace zs {

// A node of one of the plans that are compared; `side` is an index of add_side().
struct Goal {
  std::size_t side = 0;
  PlanId node;
};

// What is known beforehand: a node has to be yes, or no.
struct Given {
  Goal goal;
  bool yes = true;
};

// A node within one case: yes or no, or a sum over the unknowns.
struct Symbol {
  bool is_fact = false;
  bool yes = false;
  Linear number;
};

// Finished: every case was seen, so what was not found does not exist. Stopped: the visitor had
// enough. OutOfBound: too many cases; nothing is proved.
enum class Outcome { Finished, Stopped, OutOfBound };

class CaseSearch {
 public:
  // One case: the goals' symbols and the region of inputs in which they hold.
  struct Case {
    std::span<const Symbol* const> goals;
    Region& region;  // may be narrowed; it is restored afterwards
  };
  using Visitor = std::function<bool(const Case&)>;  // false: stop

  // Plans and the search live no longer than the plans; `most_forks` bounds each visit_cases().
  explicit CaseSearch(std::size_t most_forks = 20000) : most_forks_(most_forks) {}

  // Another plan; inputs of the same name and type are the same unknowns on all sides.
  std::size_t add_side(const Plan& plan);
  // On this side, from now on, these inputs are unknowns of their own; all others are shared.
  void separate(std::size_t side, std::span<const PlanInputId> inputs);

  // From now on, until separate(): an input of one side is the same unknown as one of another.
  void share(std::size_t side, PlanInputId input, std::size_t other_side, PlanInputId other);
  // On this side the node is this sum, whatever the plan says, until clear_stand_ins().
  void stand_in(std::size_t side, PlanId node, Linear form);
  void clear_stand_ins(std::size_t side) { sides_[side].stand_ins.clear(); }
  // An unknown that is no input, with both ends possible.
  Unknown new_number(const Rational& low, const Rational& high);

  // All cases in which `given` and `rows` hold, and in which each goal has one symbol.
  Outcome visit_cases(std::span<const Given> given, std::span<const Row> rows,
                      std::span<const Goal> goals, const Visitor& visitor);

  // Fixes inputs of a side for the visits that follow, until release().
  void fix(std::size_t side, PlanInputId input, const Value& value);
  void release() { fixed_.clear(); }

  Unknown number_of(std::size_t side, PlanInputId input) const;
  bool is_fact(std::size_t side, PlanInputId input) const;
  // Within a visitor: values for these inputs, in their order, that lie in the case. Facts that do
  // not matter are no. Nothing: none was found.
  std::optional<std::vector<Value>> sample(std::size_t side,
                                           std::span<const PlanInputId> inputs) const;
  const std::vector<NaturalRange>& ranges(std::size_t side) const { return sides_[side].ranges; }
  // Some product or quotient of unknowns was taken as a number of its own: what was found has to
  // be confirmed, what was not found is still proved.
  bool abstracted() const { return abstracted_; }

 private:
  struct Input {
    bool fact = false;
    std::uint32_t index = 0;  // of facts_ or of the region's unknowns
  };
  struct Side {
    const Plan* plan = nullptr;
    std::vector<NaturalRange> ranges;
    std::vector<Input> inputs;
    std::vector<Input> shared;                  // as made by add_side()
    std::vector<std::int32_t> known;            // per node: index into symbols_, -1 for none
    std::map<std::uint32_t, Linear> stand_ins;  // by node
  };
  struct Entry {
    std::size_t side;
    std::uint32_t node;
  };
  struct Pending {
    bool fact = false;
    std::uint32_t index = 0;
    Row row;
  };

  Input make_input(const Side& side, std::size_t index);
  bool explore();
  bool branch(const Pending& on, bool yes);
  bool leaf();
  const Symbol* value(std::size_t side, PlanId id);
  std::optional<Symbol> compute(std::size_t side, const PlanNode& node);
  std::optional<Symbol> product(const Linear& a, const Linear& b);
  std::optional<Symbol> quotient(const Linear& a, const Linear& b);
  std::optional<Symbol> whole_part(const Linear& form);
  std::optional<bool> decide(Linear form, bool strict);
  Unknown opaque(const std::string& key, const Manners& manners);
  void undo(std::size_t entries, std::size_t region);

  std::size_t most_forks_;
  std::vector<Side> sides_;
  std::map<std::string, Input> names_;
  std::map<std::pair<std::size_t, std::uint32_t>, Input> own_;
  std::map<std::string, Unknown> opaque_;
  Region region_;
  std::vector<signed char> facts_;  // -1 open, 0 no, 1 yes
  std::vector<Symbol> symbols_;
  std::vector<Entry> entries_;  // what is known, in the order in which it was computed
  std::vector<std::pair<Input, Value>> fixed_;

  // Of the visit that is under way.
  std::span<const Given> given_;
  std::span<const Goal> goals_;
  const Visitor* visitor_ = nullptr;
  std::optional<Pending> pending_;
  bool impossible_ = false;  // this branch divides by zero
  bool abstracted_ = false;
  std::size_t forks_ = 0;
  bool out_of_bound_ = false;
};

}  // namespace zs
