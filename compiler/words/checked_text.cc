#include "compiler/words/checked_text.h"

#include <fmt/format.h>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

constexpr int kFractionPlaces = 30;

std::string exact(const Rational& number) {
  return is_rounded_in_text(number) ? number.fixed_text(kFractionPlaces) : decimal_text(number);
}

template <typename Enum>
int number_of(Enum value) {
  return static_cast<int>(value);
}

class CheckedPrinter {
 public:
  explicit CheckedPrinter(const CheckedRules& rules) : rules_(rules) {}

  std::string indicator(const CheckedIndicator& indicator) const {
    std::string text =
        fmt::format("{} {} {}{}{}{}\n", indicator.number, indicator.title, exact(indicator.points),
                    indicator.unread ? " unread" : "", indicator.may_be_negative ? " negative" : "",
                    indicator.best_of ? " best" : "");
    if (indicator.rounding)
      text += fmt::format("round {} {}\n", indicator.rounding->places,
                          number_of(indicator.rounding->ties));
    int part = 0;
    for (const CheckedClause& one : indicator.clauses) {
      if (one.part != part)
        text += "part " + (one.part_points ? exact(*one.part_points) : "") + "\n";
      part = one.part;
      text += clause(one) + "\n";
    }
    return text;
  }

 private:
  std::string clause(const CheckedClause& one) const {
    std::string text = fmt::format("role {}", number_of(one.role));
    for (const TestPtr& condition : one.conditions) text += " if " + test(condition);
    text += " when " + test(one.when) + " amount " + term(one.amount);
    if (one.rate) text += " " + rate(*one.rate);
    text += fmt::format(" flags {}{}{}{}{}{} cap {}", one.otherwise, one.full, one.among, one.lifts,
                        one.highest, one.at_most, number_of(one.cap_on));
    if (one.judgement) text += " judged " + input(*one.judgement);
    if (one.judgement_bounds)
      text += fmt::format(" within {} {} {}", number_of(one.judgement_bounds->kind),
                          exact(one.judgement_bounds->low), exact(one.judgement_bounds->high));
    return text + " grade " + one.grade.text;
  }

  std::string rate(const Rate& rate) const {
    return fmt::format("rate {} from {} direction {} step {} rule {} {}", term(rate.quantity),
                       term(rate.base), number_of(rate.direction), term(rate.step),
                       number_of(rate.rule), number_of(rate.dimension));
  }

  std::string input(InputId id) const {
    const Input& input = rules_.inputs[id.index];
    std::string text =
        fmt::format("[{} {} {}", input.name, json_type(input.dimension), number_of(input.role));
    if (input.low) text += " from " + exact(*input.low);
    if (input.high) text += " to " + exact(*input.high);
    return text + "]";
  }

  std::string term(const TermPtr& term) const {
    if (!term) return "none";
    if (term->kind == Term::Kind::Input) return input(term->input);
    if (term->kind == Term::Kind::Constant)
      return fmt::format("{}:{}", exact(term->value), json_type(term->dimension));
    std::string text = fmt::format("({}", number_of(term->kind));
    if (term->left) text += " " + this->term(term->left);
    if (term->right) text += " " + this->term(term->right);
    for (const TestPtr& part : term->tests) text += " " + test(part);
    return text + ")";
  }

  std::string test(const TestPtr& test) const {
    if (!test) return "none";
    std::string text = fmt::format("({}", number_of(test->kind));
    if (test->kind == Test::Kind::Fact) text += input(test->input);
    if (test->kind == Test::Kind::Compare)
      text +=
          fmt::format(" {} {} {}", term(test->left), number_of(test->relation), term(test->right));
    for (const TestPtr& part : test->parts) text += " " + this->test(part);
    return text + ")";
  }

  const CheckedRules& rules_;
};

}  // namespace

std::string checked_text(const CheckedRules& rules, const CheckedIndicator& indicator) {
  return CheckedPrinter(rules).indicator(indicator);
}

}  // namespace zs
