#include "runtime/value/dimension.h"

#include <array>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

struct Named {
  std::string_view name;
  Dimension dimension;
  std::int64_t factor;
  std::int64_t divisor;
};

constexpr std::array kUnits = {
    Named{"", Dimension::Number, 1, 1},
    Named{"分", Dimension::Number, 1, 1},
    Named{"倍", Dimension::Number, 1, 1},
    Named{"%", Dimension::Percent, 1, 100},
    Named{"个百分点", Dimension::Percent, 1, 100},
    Named{"百分点", Dimension::Percent, 1, 100},
    Named{"个点", Dimension::Percent, 1, 100},
    Named{"点", Dimension::Percent, 1, 100},
    Named{"‰", Dimension::Percent, 1, 1000},
    Named{"个基点", Dimension::Percent, 1, 10000},
    Named{"基点", Dimension::Percent, 1, 10000},
    Named{"BP", Dimension::Percent, 1, 10000},
    Named{"个千分点", Dimension::Percent, 1, 1000},
    Named{"千分点", Dimension::Percent, 1, 1000},
    Named{"成", Dimension::Percent, 1, 10},
    Named{"元", Dimension::Money, 1, 1},
    Named{"百元", Dimension::Money, 100, 1},
    Named{"千元", Dimension::Money, 1000, 1},
    Named{"万元", Dimension::Money, 10000, 1},
    Named{"百万元", Dimension::Money, 1000000, 1},
    Named{"千万元", Dimension::Money, 10000000, 1},
    Named{"亿元", Dimension::Money, 100000000, 1},
    Named{"美元", Dimension::Money, 1, 1},
    Named{"万美元", Dimension::Money, 10000, 1},
    Named{"亿美元", Dimension::Money, 100000000, 1},
    Named{"年", Dimension::Months, 12, 1},
    Named{"周年", Dimension::Months, 12, 1},
    Named{"季度", Dimension::Months, 3, 1},
    Named{"个季度", Dimension::Months, 3, 1},
    Named{"个月", Dimension::Months, 1, 1},
    Named{"月", Dimension::Months, 1, 1},
    Named{"周", Dimension::Days, 7, 1},
    Named{"天", Dimension::Days, 1, 1},
    Named{"日", Dimension::Days, 1, 1},
    Named{"个工作日", Dimension::Days, 1, 1},
    Named{"工作日", Dimension::Days, 1, 1},
    Named{"个小时", Dimension::Days, 1, 24},
    Named{"小时", Dimension::Days, 1, 24},
    Named{"分钟", Dimension::Days, 1, 1440},
    Named{"秒", Dimension::Days, 1, 86400},
    Named{"个名次", Dimension::Rank, 1, 1},
    Named{"个位次", Dimension::Rank, 1, 1},
    Named{"名次", Dimension::Rank, 1, 1},
    Named{"名", Dimension::Rank, 1, 1},
    Named{"位", Dimension::Rank, 1, 1},
};

// The unit's own factor, or that of the base unit when the unit is a measure word.
Rational factor_of(std::string_view unit, Dimension dimension) {
  const auto found = find_unit(unit);
  return found && found->dimension == dimension ? found->factor : Rational(1);
}

}  // namespace

Words words_for(Dimension dimension) {
  switch (dimension) {
    case Dimension::Unknown:
      return {"未定", "of unknown type"};
    case Dimension::Percent:
      return {"百分比", "percent"};
    case Dimension::Number:
      return {"数值", "number"};
    case Dimension::Money:
      return {"金额", "money"};
    case Dimension::Count:
      return {"次数", "count"};
    case Dimension::Rank:
      return {"名次", "rank"};
    case Dimension::Months:
    case Dimension::Days:
      return {"时长", "duration"};
    case Dimension::Date:
      return {"日期", "date"};
    case Dimension::Fact:
      return {"是否", "yes or no"};
    case Dimension::Choice:
      return {"选项", "choice"};
    case Dimension::Text:
      return {"文本", "text"};
  }
  return {};
}

std::string_view json_type(Dimension dimension) {
  switch (dimension) {
    case Dimension::Unknown:
    case Dimension::Number:
    case Dimension::Rank:
      return "number";
    case Dimension::Percent:
      return "percent";
    case Dimension::Money:
      return "money";
    case Dimension::Count:
      return "count";
    case Dimension::Months:
    case Dimension::Days:
      return "duration";
    case Dimension::Date:
      return "date";
    case Dimension::Fact:
      return "bool";
    case Dimension::Choice:
      return "choice";
    case Dimension::Text:
      return "text";
  }
  return "text";
}

bool is_numeric(Dimension dimension) {
  switch (dimension) {
    case Dimension::Unknown:
    case Dimension::Percent:
    case Dimension::Number:
    case Dimension::Money:
    case Dimension::Count:
    case Dimension::Rank:
    case Dimension::Months:
    case Dimension::Days:
      return true;
    case Dimension::Date:
    case Dimension::Fact:
    case Dimension::Choice:
    case Dimension::Text:
      return false;
  }
  return false;
}

std::optional<Unit> find_unit(std::string_view name) {
  for (const Named& unit : kUnits)
    if (unit.name == name)
      return Unit{unit.dimension, Rational::fraction(unit.factor, unit.divisor)};
  return std::nullopt;
}

QuantityForm quantity_form(Dimension dimension, std::string_view unit) {
  switch (dimension) {
    case Dimension::Percent:
      return {100, {}, "%"};
    case Dimension::Money:
    case Dimension::Months:
    case Dimension::Days: {
      const std::string_view base = dimension == Dimension::Money    ? "元"
                                    : dimension == Dimension::Months ? "个月"
                                                                     : "天";
      const std::string_view shown = unit.empty() ? base : unit;
      return {Rational(1).divided_by(factor_of(shown, dimension)), {}, std::string(shown)};
    }
    case Dimension::Rank:
      return {1, "第", unit.empty() ? "名" : std::string(unit)};
    case Dimension::Count:
      return {1, {}, std::string(unit)};
    case Dimension::Unknown:
    case Dimension::Number:
    case Dimension::Date:
    case Dimension::Fact:
    case Dimension::Choice:
    case Dimension::Text:
      return {};
  }
  return {};
}

QuantityForm difference_form(Dimension dimension, std::string_view unit) {
  QuantityForm form = quantity_form(dimension, unit);
  if (dimension == Dimension::Percent) form.after = {"个百分点", " percentage points"};
  if (dimension == Dimension::Rank) form.before = {};
  return form;
}

std::string quantity_text(const Rational& value, Dimension dimension, std::string_view unit) {
  const QuantityForm form = quantity_form(dimension, unit);
  return form.before.zh + decimal_text(value * form.times) + form.after.zh;
}

Words difference_text(const Rational& value, Dimension dimension, std::string_view unit) {
  const QuantityForm form = difference_form(dimension, unit);
  const std::string number = decimal_text(value * form.times);
  return {form.before.zh + number + form.after.zh, form.before.en + number + form.after.en};
}

}  // namespace zs
