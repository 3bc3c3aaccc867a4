#include "analysis/findings/scope.h"

#include <algorithm>

#include "runtime/kernels/arithmetic.h"
#include "runtime/number/decimal_text.h"

namespace zs {

Scope::Scope(Findings& shared, const PlanIndicator& indicator, const CheckedIndicator& checked)
    : all(shared), made(indicator), rules(checked) {
  for (PlanInputId input : made.inputs)
    if (!all.plan.inputs[input.index].optional) inputs.push_back(input);
  for (const CheckedClause& clause : rules.clauses) {
    const std::uint32_t begin = clause.span.begin;
    clauses_.try_emplace({all.source.line_of(begin), all.source.column_of(begin)}, &clause);
  }
}

void Scope::set(const DataRow& row) const {
  for (std::size_t i = 0; i < inputs.size(); ++i) all.data[inputs[i].index] = row[i];
  all.evaluation.reset(all.data);
}

void Scope::clear() const {
  for (PlanInputId input : inputs) all.data[input.index] = Missing{};
}

std::optional<Rational> Scope::score_of(const DataRow& row) const {
  set(row);
  const Value value = all.evaluation[made.score];
  clear();
  const auto* number = std::get_if<Rational>(&value);
  return number ? std::optional<Rational>(*number) : std::nullopt;
}

bool Scope::yes(const DataRow& row, PlanId node) const {
  set(row);
  const bool result = all.evaluation.yes(node);
  clear();
  return result;
}

bool Scope::can_be_written(const DataRow& row) const {
  constexpr int kMostPlaces = 6;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto* number = std::get_if<Rational>(&row[i]);
    if (!number) continue;
    const PlanInput& input = all.plan.inputs[inputs[i].index];
    const auto places = number->divided_by(cell_unit(input)).decimal_places();
    if (!places || *places > kMostPlaces) return false;
    const NaturalRange& range = search().ranges(0)[inputs[i].index];
    if ((range.low && *number < *range.low) || (range.high && *number > *range.high)) return false;
  }
  return true;
}

Witness Scope::witness(const DataRow& row) const {
  Witness witness;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const PlanInput& input = all.plan.inputs[inputs[i].index];
    std::optional<bool> yes;
    if (const auto* fact = std::get_if<bool>(&row[i])) yes = *fact;
    witness.cells.push_back({input.name, cell_text(input, row[i]), yes});
  }
  if (const auto score = score_of(row)) witness.score = decimal_text(*score);
  return witness;
}

const CheckedClause* Scope::clause_of(const PlanStep& step) const {
  const auto found = clauses_.find({step.line, step.column});
  return found == clauses_.end() ? nullptr : found->second;
}

Span Scope::span_of(const PlanStep& step) const {
  const CheckedClause* clause = clause_of(step);
  return clause ? clause->span : whole();
}

Span Scope::whole() const { return rules.clauses.empty() ? Span{} : rules.clauses.front().span; }

std::string Scope::words_of(Span span) const {
  std::string words;
  for (char c : all.source.slice(span))
    if (c != '\n' && c != '\r' && c != ' ' && c != '\t') words += c;
  return words;
}

std::size_t Scope::place_of(PlanInputId input) const {
  return static_cast<std::size_t>(std::find(inputs.begin(), inputs.end(), input) - inputs.begin());
}

Diagnostic& Scope::report(DiagnosticKind kind, Span span, std::vector<Words> arguments) const {
  Diagnostic& made_one = all.issues.report(kind, all.source, span, std::move(arguments));
  made_one.indicator = rules.number.empty() ? rules.title : rules.number;
  return made_one;
}

void Scope::leave_open(const Words& question) {
  const bool known = std::any_of(open_.begin(), open_.end(),
                                 [&](const Words& one) { return one.zh == question.zh; });
  if (!known) open_.push_back(question);
}

}  // namespace zs
