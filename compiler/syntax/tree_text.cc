#include "compiler/syntax/tree_text.h"

#include <fmt/format.h>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

constexpr int kFractionPlaces = 30;  // of a number without a finite decimal form

template <typename... Visitors>
struct match : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
match(Visitors...) -> match<Visitors...>;

std::string exact(const Rational& number) {
  return is_rounded_in_text(number) ? number.fixed_text(kFractionPlaces) : decimal_text(number);
}

std::string said(const Phrase& phrase) { return "\"" + phrase.text + "\""; }

std::string said(const Quantity& quantity) {
  return fmt::format("{}{}:{}[{}]", quantity.either_side ? "±" : "", exact(quantity.value),
                     json_type(quantity.dimension), quantity.unit);
}

std::string_view sign(Relation relation) {
  switch (relation) {
    case Relation::Less:
      return "<";
    case Relation::AtMost:
      return "<=";
    case Relation::Equal:
      return "=";
    case Relation::AtLeast:
      return ">=";
    case Relation::More:
      return ">";
  }
  return "";
}

std::string_view name(Direction direction) {
  switch (direction) {
    case Direction::Down:
      return "down";
    case Direction::Up:
      return "up";
    case Direction::Either:
      return "either";
  }
  return "";
}

std::string_view name(StepRule rule) {
  switch (rule) {
    case StepRule::Linear:
      return "linear";
    case StepRule::Whole:
      return "whole";
    case StepRule::Ceiling:
      return "ceiling";
  }
  return "";
}

std::string_view name(Cap::On on) {
  switch (on) {
    case Cap::On::Score:
      return "score";
    case Cap::On::Additions:
      return "additions";
    case Cap::On::Deductions:
      return "deductions";
  }
  return "";
}

std::string said(const Amount& amount) {
  switch (amount.kind) {
    case Amount::Kind::Points:
      return exact(amount.low);
    case Amount::Kind::Range:
      return exact(amount.low) + ".." + exact(amount.high);
    case Amount::Kind::Share:
      return exact(amount.low) + " of points";
    case Amount::Kind::Full:
      return "full";
  }
  return "";
}

std::string said(const std::vector<Amount>& amounts) {
  std::string text;
  for (const Amount& amount : amounts) text += " " + said(amount);
  return text;
}

std::string_view flag(bool set, std::string_view word) { return set ? word : std::string_view(); }

std::string said(const Condition& condition) {
  return std::visit(match{
                        [](const Fact& fact) { return "fact " + said(fact.phrase); },
                        [](const Compare& compare) {
                          std::string text = "compare " + said(compare.subject);
                          for (const Bound& bound : compare.bounds) {
                            text += fmt::format(" {}", sign(bound.relation));
                            if (!bound.reference.empty()) text += " " + said(bound.reference);
                            if (bound.quantity) text += " " + said(*bound.quantity);
                            text += flag(bound.marked, " marked");
                          }
                          for (const Quantity& one : compare.respective)
                            text += " and " + said(one);
                          text += flag(compare.plain, " plain");
                          text += flag(compare.basis, " basis");
                          text += flag(compare.dash, " dash");
                          text += flag(compare.top_ranks, " top");
                          text += flag(compare.last_open, " last open");
                          return text;
                        },
                        [](const Group& group) {
                          std::string text = group.any ? "any(" : "all(";
                          for (const Condition& part : group.parts)
                            text += (&part == &group.parts.front() ? "" : "; ") + said(part);
                          return text + ")";
                        },
                    },
                    condition.says);
}

std::string said(const Per& per) {
  std::string text = "per";
  if (!per.subject.empty()) text += " of " + said(per.subject);
  if (per.direction) text += fmt::format(" {} {}", name(*per.direction), said(per.way));
  if (!per.event.empty()) text += " event " + said(per.event);
  if (!per.reference.empty()) text += " than " + said(per.reference);
  text += flag(per.than_before, " before");
  if (per.from) text += " from " + said(*per.from);
  text += " " + said(per.step);
  if (!per.object.empty()) text += " object " + said(per.object);
  text += flag(per.whole, " whole");
  text += flag(per.elliptical, " elliptical");
  text += flag(per.shorter, " shorter");
  return text;
}

std::string said(const ExpressionPtr& expression) {
  const auto both = [&](std::string_view sign_of) {
    return fmt::format("({} {} {})", said(expression->left), sign_of, said(expression->right));
  };
  switch (expression->kind) {
    case Expression::Kind::Name:
      return said(expression->name);
    case Expression::Kind::Number:
      return said(expression->number);
    case Expression::Kind::IndicatorPoints:
      return "points";
    case Expression::Kind::Add:
      return both("+");
    case Expression::Kind::Subtract:
      return both("-");
    case Expression::Kind::Multiply:
      return both("*");
    case Expression::Kind::Divide:
      return both("/");
  }
  return "";
}

std::string said(const Effect& effect) {
  const auto list = [](std::string_view verb, const auto& one) {
    return fmt::format("{}{}{}", verb, said(one.amounts), flag(one.respectively, " respectively"));
  };
  return std::visit(
      match{
          [&](const Award& one) {
            return list(fmt::format("award{}{}", flag(one.base, " base"), flag(one.each, " each")),
                        one);
          },
          [](const Nil& one) { return std::string(one.veto ? "veto" : "nil"); },
          [&](const Deduct& one) { return list(one.each ? "deduct each" : "deduct", one); },
          [&](const Add& one) {
            const std::string_view verb = one.both_ways ? "add or deduct" : "add";
            return list(
                fmt::format("{}{}{}", verb, flag(one.each, " each"), flag(one.extra, " extra")),
                one);
          },
          [](const Doubled& one) {
            return std::string(one.deducts ? "double deduction" : "double addition");
          },
          [](const Unchanged&) { return std::string("unchanged"); },
          [](const Judged& one) {
            return fmt::format("judged {} {}{}", one.deducts ? "deduction" : "award",
                               said(one.basis), one.bounds ? " " + said(*one.bounds) : "");
          },
          [](const Proportional& one) {
            return fmt::format("proportional {}{}", said(one.basis),
                               one.of ? " of " + said(*one.of) : "");
          },
          [](const Cap& one) {
            return fmt::format("{} {} {}", one.at_most ? "at most" : "at least", name(one.on),
                               said(one.amount));
          },
          [](const Exhausted&) { return std::string("exhausted"); },
          [](const MayBeNegative&) { return std::string("may be negative"); },
          [](const StepNote& one) { return fmt::format("step note {}", name(one.rule)); },
          [](const StartFrom& one) { return "start from " + said(one.amount); },
          [](const GradeIs& one) { return "grade " + said(one.grade); },
          [](const NoRepeat& one) {
            return std::string(one.highest ? "highest only" : "no repeat");
          },
          [](const Interpolated&) { return std::string("interpolated"); },
          [](const AndSoOn&) { return std::string("and so on"); },
          [](const Descending& one) { return "descending by " + said(one.step); },
          [](const Scaled& one) {
            return one.without.empty() ? "scaled by " + exact(one.factor)
                                       : "without factor " + said(one.without);
          },
          [](const GradeLower&) { return std::string("grade lower"); },
          [](const Excepted&) { return std::string("excepted"); },
          [](const Formula& one) {
            return fmt::format("formula {}{}", one.target.empty() ? "" : said(one.target) + " = ",
                               said(one.value));
          },
          [](const Statement&) { return std::string("statement"); },
          [](const Unread&) { return std::string("unread"); },
      },
      effect);
}

std::string points_text(const std::optional<Rational>& points) {
  return points ? " (" + exact(*points) + ")" : std::string();
}

}  // namespace

std::string clauses_text(const std::vector<Clause>& clauses) {
  std::string text;
  const Clause* before = nullptr;
  for (const Clause& clause : clauses) {
    if (clause.part != (before ? before->part : 0))
      text += "  part" + points_text(clause.part_points) + "\n";
    if (before && clause.sentence != before->sentence) text += "  ;\n";
    before = &clause;
    text += "  ";
    text += flag(clause.otherwise, "otherwise, ");
    text += flag(clause.among, "among, ");
    text += flag(clause.marginal, "marginal, ");
    for (const Condition& condition : clause.when) text += said(condition) + ", ";
    if (clause.per) text += said(*clause.per) + ", ";
    text += said(clause.says) + std::string(flag(clause.closed, ", closed")) + "\n";
  }
  return text;
}

std::string tree_text(const SyntaxTree& tree) {
  std::string text;
  if (!tree.title.empty()) text += "scheme " + said(tree.title) + "\n";
  if (tree.year) text += fmt::format("year {}\n", *tree.year);
  if (tree.total_points) text += "total" + points_text(tree.total_points) + "\n";
  for (const Attribute& line : tree.conventions) text += "convention " + said(line.text) + "\n";
  for (const SectionText& section : tree.sections)
    text += fmt::format("section {} {}{} level {}\n", said(section.number), said(section.title),
                        points_text(section.points), section.level);
  for (const IndicatorText& indicator : tree.indicators) {
    text += fmt::format("indicator {} {}{} in {}\n", said(indicator.number), said(indicator.title),
                        points_text(indicator.points), indicator.section);
    text += clauses_text(indicator.clauses);
    for (const Attribute& attribute : indicator.attributes)
      text += fmt::format("  attribute {} {}\n", said(attribute.name), said(attribute.text));
  }
  return text;
}

}  // namespace zs
