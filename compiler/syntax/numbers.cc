#include "compiler/syntax/numbers.h"

#include <algorithm>

namespace zs {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::size_t kLongestUnit = 7;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::optional<int> chinese_digit(char32_t c) {
  if (c == U'两') return 2;
  const std::size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? std::nullopt : std::optional<int>(static_cast<int>(at));
}

std::int64_t multiplier(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
      return 10000;
    case U'亿':
      return 100000000;
    default:
      return 0;
  }
}

// 十二, 三百五十, 两万: a whole number in Chinese numerals.
PlainNumber scan_chinese(std::u32string_view text) {
  std::int64_t total = 0;
  std::int64_t section = 0;
  std::int64_t digit = -1;
  std::size_t at = 0;
  for (; at < text.size() && at < 12; ++at) {
    if (const auto value = chinese_digit(text[at])) {
      if (digit > 0) break;
      digit = *value;
    } else if (const std::int64_t times = multiplier(text[at]); times > 0) {
      if (at == 0 && times > 10) break;  // 百分之…, 万元: no number of their own
      const std::int64_t factor = digit < 0 ? 1 : digit;
      if (times >= 10000) {
        total = (total + section + (digit < 0 ? 0 : digit)) * times;
        section = 0;
      } else {
        section += factor * times;
      }
      digit = -1;
    } else {
      break;
    }
  }
  if (at == 0) return {};
  return {Rational(total + section + std::max<std::int64_t>(digit, 0)), at, true, false};
}

PlainNumber scan_arabic(std::u32string_view text) {
  std::size_t at = 0;
  std::string digits;
  while (at < text.size() && is_digit(text[at])) digits += static_cast<char>(text[at++]);
  const auto is_point = [&](std::size_t i) {
    return i < text.size() && (text[i] == U'.' || text[i] == U'。');
  };
  if (!digits.empty() && is_point(at) && at + 1 < text.size() && is_digit(text[at + 1])) {
    digits += '.';
    ++at;
    while (at < text.size() && is_digit(text[at])) digits += static_cast<char>(text[at++]);
  }
  const auto value = Rational::from_decimal(digits);
  if (!value) return {};
  return {*value, at, false, false};
}

// 三分之二, 百分之八十, 1/3
PlainNumber scan_fraction(std::u32string_view text, const PlainNumber& bottom) {
  std::u32string_view rest = text.substr(bottom.length);
  if (rest.starts_with(U"分之")) {
    PlainNumber top = scan_plain_number(rest.substr(2));
    if (top.length == 0 || bottom.value.is_zero()) return {};
    const bool percent = bottom.value == Rational(100) || bottom.value == Rational(1000) ||
                         bottom.value == Rational(10000);
    return {top.value.divided_by(bottom.value), bottom.length + 2 + top.length, true, percent};
  }
  return {};
}

bool begins_name(std::u32string_view rest) {
  static constexpr std::u32string_view kAfter = U"号热";
  if (rest.empty()) return false;
  const char32_t c = rest.front();
  const bool latin = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  return (latin && c != U'x' && c != U'X') || kAfter.find(c) != std::u32string_view::npos;
}

bool is_calendar(const PlainNumber& number, std::u32string_view rest) {
  if (number.chinese || !number.value.is_whole()) return false;
  if (rest.starts_with(U"年")) return number.value >= Rational(1000);
  return rest.starts_with(U"月") && !rest.starts_with(U"月以") && number.value <= Rational(12);
}

Numeral measured(const PlainNumber& number, const UnitMatch& match, std::u32string_view text) {
  Numeral result;
  result.value = number.value * match.unit.factor;
  // 12名 are people unless a place is meant, which only the context can say.
  result.dimension =
      match.unit.dimension == Dimension::Rank ? Dimension::Count : match.unit.dimension;
  result.unit = std::u32string(text.substr(number.length, match.length));
  result.length = number.length + match.length;
  result.kind = NumeralKind::Measured;
  return result;
}

std::optional<Numeral> scan_rank(std::u32string_view text, const WordingTable& wording) {
  if (text.starts_with(U"首位") || text.starts_with(U"首名")) {
    // 居首位的得满分, but not 首位余额
    static constexpr std::u32string_view kAfter = U"、的,;。得计记加扣";
    if (text.size() > 2 && kAfter.find(text[2]) == std::u32string_view::npos) return std::nullopt;
    Numeral first;
    first.kind = NumeralKind::Rank;
    first.value = 1;
    first.dimension = Dimension::Rank;
    first.unit = text.substr(1, 1);
    first.length = 2;
    return first;
  }
  const bool top = text.starts_with(U"前");
  const std::size_t skip = top || text.starts_with(U"第") ? 1 : 0;
  if (skip == 0) return std::nullopt;
  const PlainNumber number = scan_plain_number(text.substr(skip));
  if (number.length == 0) return std::nullopt;
  const std::u32string_view rest = text.substr(skip + number.length);
  static constexpr std::u32string_view kRankUnits = U"名位";
  const bool named = !rest.empty() && kRankUnits.find(rest.front()) != std::u32string_view::npos;
  const bool share = top && rest.starts_with(U"%");
  const bool counted =
      top && !named && !share && scan_unit(rest, wording).length > 0 && rest.substr(0, 1) == U"个";
  static constexpr std::u32string_view kAfterPlace = U"、的,;。得计记加至-~";
  const bool bare =
      !top && (rest.empty() || kAfterPlace.find(rest.front()) != std::u32string_view::npos);
  if (!named && !share && !counted && !bare) return std::nullopt;
  Numeral result;
  result.kind = top ? NumeralKind::TopRank : NumeralKind::Rank;
  result.value = share ? number.value.divided_by(Rational(100)) : number.value;
  result.dimension = share ? Dimension::Percent : Dimension::Rank;
  result.unit = bare ? U"名" : std::u32string(rest.substr(0, 1));
  result.length = skip + number.length + (bare ? 0 : 1);
  return result;
}

}  // namespace

PlainNumber scan_plain_number(std::u32string_view text) {
  if (text.empty()) return {};
  if (text.starts_with(U"半")) return {Rational::fraction(1, 2), 1, true, false};
  static constexpr std::u32string_view kBottoms[] = {U"百", U"千", U"万"};
  for (std::size_t i = 0; i < 3; ++i)
    if (text.starts_with(std::u32string(kBottoms[i]) + U"分之"))
      return scan_fraction(text, {Rational(i == 0 ? 100 : i == 1 ? 1000 : 10000), 1, true, false});
  PlainNumber number = is_digit(text.front()) ? scan_arabic(text) : scan_chinese(text);
  if (number.length == 0) return {};
  const PlainNumber fraction = scan_fraction(text, number);
  return fraction.length > 0 ? fraction : number;
}

UnitMatch scan_unit(std::u32string_view text, const WordingTable& wording) {
  for (std::size_t n = std::min(kLongestUnit, text.size()); n > 0; --n) {
    const std::u32string_view candidate = text.substr(0, n);
    if (candidate == U"点" && text.size() > 1 && text[1] == U'位') continue;
    if (candidate == U"分" && text.size() > 1 && (text[1] == U'之' || text[1] == U'钟')) continue;
    if (const auto unit = find_unit(to_utf8(candidate))) return {*unit, n};
    if (wording.is(candidate, WordKind::Measure)) return {{Dimension::Count, 1}, n};
  }
  return {};
}

std::optional<Numeral> scan_numeral(std::u32string_view text, const WordingTable& wording) {
  if (auto rank = scan_rank(text, wording)) return rank;
  const PlainNumber number = scan_plain_number(text);
  if (number.length == 0) return std::nullopt;
  std::u32string_view rest = text.substr(number.length);
  if (number.percent) {
    Numeral result = measured(number, {{Dimension::Percent, 1}, 0}, text);
    result.unit = U"%";
    return result;
  }
  if (!number.chinese && begins_name(rest)) return std::nullopt;
  if (is_calendar(number, rest)) return std::nullopt;
  UnitMatch match = scan_unit(rest, wording);
  PlainNumber scaled = number;
  if (!number.chinese && (match.length == 0 || (match.length == 1 && multiplier(rest[0]) > 0))) {
    std::size_t used = 0;
    while (used < rest.size() && multiplier(rest[used]) > 0)
      scaled.value = scaled.value * multiplier(rest[used++]);
    if (used > 0) {
      scaled.length += used;
      match = scan_unit(rest.substr(used), wording);
    }
  }
  if (match.length == 0) {
    const bool fraction = scaled.chinese && !scaled.value.is_whole();
    if (fraction && text.front() != U'半') {
      Numeral result = measured(scaled, {{Dimension::Percent, 1}, 0}, text);
      result.unit = U"%";
      return result;
    }
    if (scaled.chinese) return std::nullopt;
    Numeral result;
    result.value = scaled.value;
    result.length = scaled.length;
    return result;
  }
  Numeral result = measured(scaled, match, text);
  if (result.unit == U"分") result.kind = NumeralKind::Points;
  if (result.unit == U"成" && rest.starts_with(U"成立")) return std::nullopt;
  return result;
}

}  // namespace zs
