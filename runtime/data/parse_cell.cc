#include "runtime/data/parse_cell.h"

#include <algorithm>
#include <array>

#include "runtime/data/half_width.h"

namespace zs {
namespace {

template <std::size_t N>
bool among(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// Digits, one point, and commas between groups of three digits; `length` is how much was used.
std::optional<Rational> leading_number(std::string_view text, std::size_t& length) {
  std::string plain;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) plain += text[at++];
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  while (at < text.size()) {
    if (digit(at) || (text[at] == '.' && plain.find('.') == std::string::npos)) {
      plain += text[at++];
    } else if (text[at] == ',' && digit(at + 1) && digit(at + 2) && digit(at + 3) &&
               !digit(at + 4)) {
      ++at;
    } else {
      break;
    }
  }
  length = at;
  return Rational::from_decimal(plain);
}

bool fits(Dimension wanted, Dimension found) {
  if (wanted == found || wanted == Dimension::Unknown) return true;
  const bool plain = found == Dimension::Number;
  switch (wanted) {
    case Dimension::Number:
      return found == Dimension::Percent || found == Dimension::Count || found == Dimension::Rank;
    case Dimension::Count:
      return plain || found == Dimension::Rank;
    case Dimension::Rank:
      return plain || found == Dimension::Count;
    case Dimension::Percent:
    case Dimension::Money:
    case Dimension::Months:
    case Dimension::Days:
      return plain;
    case Dimension::Unknown:
    case Dimension::Date:
    case Dimension::Fact:
    case Dimension::Choice:
    case Dimension::Text:
      return false;
  }
  return false;
}

ParsedCell parse_number(std::string text, const PlanInput& input,
                        const std::vector<std::string>& measures, std::string_view column_unit) {
  if (text.starts_with("第")) text.erase(0, 3);
  std::size_t used = 0;
  std::optional<Rational> number;
  if (text.starts_with("半")) {
    number = Rational::fraction(1, 2);
    used = 3;
  } else {
    number = leading_number(text, used);
  }
  if (!number || (text.starts_with("半") && used == text.size()))
    return {Missing{}, CellProblem::NotANumber};
  std::string_view rest = std::string_view(text).substr(used);
  // 3万户: the multiplier belongs to the number, unless it is part of a unit (万元).
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> kTimes = {
      {{"百", 100}, {"千", 1000}, {"万", 10000}, {"亿", 100000000}}};
  for (bool again = !find_unit(rest) && rest != input.unit; again;) {  // 13万元/人 has its own 万
    again = false;
    for (const auto& [word, times] : kTimes)
      if (rest.starts_with(word) && !find_unit(rest) && rest != input.unit) {
        number = *number * times;
        rest.remove_prefix(word.size());
        again = true;
      }
  }
  Unit unit;
  if (rest.empty()) {
    const auto factor = plain_factor(input, column_unit, measures);
    if (!factor && !number->is_zero()) return {Missing{}, CellProblem::NoUnit};
    unit = {input.dimension == Dimension::Unknown ? Dimension::Number : input.dimension,
            factor.value_or(Rational(1))};
  } else if (const auto known = find_unit(rest)) {
    unit = *known;
  } else if (rest == input.unit ||
             std::find(measures.begin(), measures.end(), rest) != measures.end()) {
    unit = {Dimension::Count, 1};
  } else if (rest.starts_with("e") || rest.starts_with("E") ||
             (rest.front() >= '0' && rest.front() <= '9') || rest.front() == '.' ||
             rest.front() == ',') {
    return {Missing{}, CellProblem::NotANumber};
  } else {
    return {Missing{}, CellProblem::WrongUnit};
  }
  if (!fits(input.dimension, unit.dimension)) return {Missing{}, CellProblem::WrongUnit};
  Rational value = *number * unit.factor;
  if (unit.dimension == Dimension::Number && input.dimension == Dimension::Percent)
    value = value.divided_by(Rational(100));
  if ((input.low && value < *input.low) || (input.high && value > *input.high))
    return {Missing{}, CellProblem::OutOfRange};
  if (input.dimension == Dimension::Count && !value.is_whole())
    return {Missing{}, CellProblem::NotWhole};
  return {value, CellProblem::None};
}

constexpr std::array<std::string_view, 8> kMissing = {"", "-", "—", "——", "缺", "/", "--", "缺报"};

ParsedCell parse_fact(const std::string& text, const std::vector<std::string>& measures) {
  static constexpr std::array<std::string_view, 15> kYes = {
      "是", "有", "true", "TRUE", "True", "1", "√", "✓", "✔", "Y", "y", "yes", "YES", "对", "Yes"};
  static constexpr std::array<std::string_view, 17> kNo = {
      "否", "无", "false", "FALSE", "False", "0",  "×",  "✗", "✘",
      "N",  "n",  "no",    "NO",    "没有",  "未", "No", "x"};
  if (among(text, kYes)) return {true, CellProblem::None};
  if (among(text, kNo)) return {false, CellProblem::None};
  std::size_t used = 0;
  const auto number = leading_number(text, used);
  const std::string rest = text.substr(used);
  if (number && !rest.empty() && !number->is_negative() && number->is_whole() &&
      std::find(measures.begin(), measures.end(), rest) != measures.end())
    return {!number->is_zero(), CellProblem::None};
  return {Missing{}, CellProblem::NotAFact};
}

// A grade of last year may also be none.
ParsedCell parse_choice(const std::string& text, const PlanInput& input) {
  const auto found = std::find(input.choices.begin(), input.choices.end(), text);
  if (found != input.choices.end())
    return {Rational(static_cast<std::int64_t>(found - input.choices.begin())), CellProblem::None};
  static constexpr std::array<std::string_view, 4> kNone = {"无", "未评", "未参评", "未评定"};
  if (input.cohort && among(text, kNone))
    return {Rational(static_cast<std::int64_t>(input.choices.size())), CellProblem::None};
  return {Missing{}, CellProblem::NotAChoice};
}

}  // namespace

std::optional<Rational> plain_factor(const PlanInput& input, std::string_view column_unit,
                                     const std::vector<std::string>& measures) {
  const bool percent = input.dimension == Dimension::Percent;
  if (!column_unit.empty()) {
    if (column_unit == input.unit && !find_unit(column_unit)) return Rational(1);
    if (std::find(measures.begin(), measures.end(), column_unit) != measures.end())
      return fits(input.dimension, Dimension::Count) ? std::optional(Rational(1)) : std::nullopt;
    const auto unit = find_unit(column_unit);
    if (!unit || !fits(input.dimension, unit->dimension)) return std::nullopt;
    return percent && unit->dimension == Dimension::Number ? Rational::fraction(1, 100)
                                                           : unit->factor;
  }
  if (percent) return Rational::fraction(1, 100);
  const auto own = find_unit(input.unit);
  const Rational factor = own && own->dimension == input.dimension ? own->factor : Rational(1);
  // 25 under a rule about 万元 may be 25元 as well.
  if (input.dimension == Dimension::Money && !input.unit_declared && !(factor == Rational(1)))
    return std::nullopt;
  return factor;
}

ParsedCell parse_cell(std::string_view text, const PlanInput& input,
                      const std::vector<std::string>& measures, std::string_view column_unit) {
  const std::string plain = half_width(text);
  if (among(plain, kMissing)) return {Missing{}, CellProblem::None};
  static constexpr std::array<std::string_view, 4> kExcused = {"不适用", "无此项", "缺项", "N/A"};
  if (among(plain, kExcused) &&
      std::find(input.choices.begin(), input.choices.end(), plain) == input.choices.end())
    return {Missing{}, CellProblem::NotApplicable};
  switch (input.dimension) {
    case Dimension::Fact:
      return parse_fact(plain, measures);
    case Dimension::Choice:
      return parse_choice(plain, input);
    case Dimension::Text:
    case Dimension::Date:
      return {std::string(plain), CellProblem::None};
    case Dimension::Count:
      if (plain == "是" || plain == "否")
        return {Rational(plain == "是" ? 1 : 0), CellProblem::None};  // once, or not at all
      return parse_number(plain, input, measures, column_unit);
    case Dimension::Unknown:
    case Dimension::Percent:
    case Dimension::Number:
    case Dimension::Money:
    case Dimension::Rank:
    case Dimension::Months:
    case Dimension::Days:
      return parse_number(plain, input, measures, column_unit);
  }
  return {Missing{}, CellProblem::NotANumber};
}

ParsedCell parse_choice(std::string_view text, const std::vector<std::string>& choices) {
  std::string plain = half_width(text);
  if (among(plain, kMissing)) return {Missing{}, CellProblem::None};
  if (std::find(choices.begin(), choices.end(), plain) == choices.end())
    return {Missing{}, CellProblem::NotAChoice};
  return {std::move(plain), CellProblem::None};
}

}  // namespace zs
