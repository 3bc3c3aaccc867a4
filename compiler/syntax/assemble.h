// From segments (between commas) to clauses: which conditions belong to which effect.
#pragma once

#include <optional>
#include <vector>

#include "compiler/syntax/tree.h"

namespace zs {

// What stands between two commas.
struct Segment {
  bool marked = false;  // begins with (1) or ①
  bool otherwise = false;
  bool among = false;
  bool alternative = false;             // begins with 或
  bool closed = false;                  // its conditions end with 的
  bool marginal = false;                // … with 的部分
  bool gives = false;                   // its effect gives points: 得3分, 得满分, 不得分
  std::optional<Rational> part_points;  // of a sub-rule that begins here
  std::vector<Condition> conditions;
  std::optional<Per> per;
  std::vector<Effect> effects;
  std::optional<Quantity> counted_as;  // 按8分计, 按90%折算: what it is taken for
  Span span;
};

// Puts the segments of one rule text together, sentence by sentence. Conditions wait for the
// effect that follows them; what is left at the end of a sentence is a Statement.
class ClauseAssembler {
 public:
  void add(Segment segment);
  void end_sentence();
  // A sentence that could not be read.
  void add_unread(Span span);
  std::vector<Clause> take() { return std::move(clauses_); }

 private:
  void emit(Effect effect, Span span, bool uses_conditions);
  bool step_note(const Effect& effect, const Segment& segment);
  Effect taken_as(const Quantity& as) const;

  std::vector<Clause> clauses_;
  void set_requirement_apart(const Segment& segment);

  std::vector<Condition> waiting_;
  bool waiting_closed_ = false;
  bool any_closed_ = false;
  bool marginal_ = false;
  std::optional<Rational> part_points_;
  std::optional<Per> waiting_per_;
  bool otherwise_ = false;
  bool among_ = false;
  Span waiting_span_;
  int sentence_ = 0;
  int part_ = 0;
};

}  // namespace zs
