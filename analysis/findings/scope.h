// What every finding needs about one indicator: its nodes, its clauses and their places, the case
// search, and one evaluation that confirms each witness before it is reported.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "analysis/cases/case_search.h"
#include "analysis/cases/cell_text.h"
#include "compiler/check/checked_rules.h"
#include "runtime/base/diagnostic.h"
#include "runtime/plan/plan.h"
#include "runtime/scalar/evaluate.h"

namespace zs {

// A row of data for the inputs of one indicator, in the order of Scope::inputs.
using DataRow = std::vector<Value>;

// What one script's findings share.
struct Findings {
  const Plan& plan;
  const CheckedRules& rules;
  const SourceText& source;
  DiagnosticSink& issues;
  CaseSearch& search;       // side 0 is the plan, side 1 a copy of it
  Evaluation& evaluation;   // of the plan
  std::vector<Value> data;  // one per input of the plan, all missing between uses
  Rational cliff = 50;      // percent of the points: what a jump has to exceed
};

class Scope {
 public:
  Scope(Findings& shared, const PlanIndicator& made, const CheckedIndicator& rules);

  Findings& all;
  const PlanIndicator& made;
  const CheckedIndicator& rules;
  std::vector<PlanInputId> inputs;  // that a row gives

  CaseSearch& search() const { return all.search; }
  Goal goal(PlanId node, std::size_t side = 0) const { return {side, node}; }
  // The disqualifying clauses do not hold.
  Given not_nil(std::size_t side = 0) const { return {{side, made.nil}, false}; }

  // The exact score of the indicator for this row, as `eval` computes it; nothing when the data
  // cannot be scored.
  std::optional<Rational> score_of(const DataRow& row) const;
  bool yes(const DataRow& row, PlanId node) const;
  // A row that lies in the case being visited; nothing when none was found.
  std::optional<DataRow> sample() const { return search().sample(0, inputs); }
  // Whether a cell can hold each value to the last digit and within its limits.
  bool can_be_written(const DataRow& row) const;
  Witness witness(const DataRow& row) const;

  const CheckedClause* clause_of(const PlanStep& step) const;
  Span span_of(const PlanStep& step) const;
  Span whole() const;  // of the first clause
  // The words of a clause as the author wrote them.
  std::string words_of(Span span) const;
  std::size_t place_of(PlanInputId input) const;  // in `inputs`; its size when absent

  Diagnostic& report(DiagnosticKind kind, Span span, std::vector<Words> arguments = {}) const;
  // Notes that a question stayed open: a bound was hit, or no witness could be confirmed.
  void leave_open(const Words& question);
  const std::vector<Words>& open_questions() const { return open_; }

 private:
  void set(const DataRow& row) const;
  void clear() const;

  std::vector<Words> open_;
  std::map<std::pair<int, int>, const CheckedClause*> clauses_;  // by line and column
};

}  // namespace zs
