#include "compiler/words/full_names.h"

namespace zs {
namespace {

// The left side of the comparison that was made of the words at `span`.
const Term* compared_at(const TestPtr& test, Span span) {
  if (!test) return nullptr;
  if (test->kind == Test::Kind::Compare) return test->span == span ? test->left.get() : nullptr;
  for (const TestPtr& part : test->parts)
    if (const Term* found = compared_at(part, span)) return found;
  return nullptr;
}

class FullNames {
 public:
  FullNames(const CheckedRules& rules, const CheckedIndicator& indicator)
      : rules_(rules),
        indicator_(indicator),
        clauses_(rules.syntax.indicators[indicator.source].clauses) {}

  std::vector<Clause> run() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      if (i > 0 && clauses_[i].sentence != clauses_[i - 1].sentence) spoken_of_.clear();
      for (Condition& condition : clauses_[i].when) write_out(condition, i);
      write_out_step(i);
    }
    return std::move(clauses_);
  }

 private:
  void write_out(Condition& condition, std::size_t clause) {
    if (auto* group = std::get_if<Group>(&condition.says)) {
      for (Condition& part : group->parts) write_out(part, clause);
    } else if (auto* compare = std::get_if<Compare>(&condition.says)) {
      const Term* left = nullptr;
      for (const CheckedClause& checked : indicator_.clauses)
        if (checked.source == clause && !left) left = compared_at(checked.when, condition.span);
      write_out(compare->subject, left);
    }
  }

  void write_out_step(std::size_t clause) {
    std::optional<Per>& per = clauses_[clause].per;
    if (!per || !per->direction || per->shorter) return;
    for (const CheckedClause& checked : indicator_.clauses)
      if (checked.source == clause && checked.rate)
        return write_out(per->subject, checked.rate->quantity.get());
  }

  void write_out(Phrase& subject, const Term* quantity) {
    if (!quantity || quantity->kind != Term::Kind::Input) return spoken_of_.clear();
    const std::string& name = rules_.inputs[quantity->input.index].name;
    const bool shortened = name.starts_with(subject.text) || name.ends_with(subject.text);
    if (shortened && !(subject.empty() && name == spoken_of_)) subject.text = name;
    spoken_of_ = name;
  }

  const CheckedRules& rules_;
  const CheckedIndicator& indicator_;
  std::vector<Clause> clauses_;
  std::string spoken_of_;
};

}  // namespace

std::vector<Clause> with_full_names(const CheckedRules& rules, const CheckedIndicator& indicator) {
  return FullNames(rules, indicator).run();
}

}  // namespace zs
