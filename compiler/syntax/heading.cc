#include "compiler/syntax/heading.h"

#include <array>

#include "compiler/syntax/numbers.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

void drop(std::u32string_view& text, std::u32string_view set) {
  while (!text.empty() && set.find(text.back()) != std::u32string_view::npos) text.remove_suffix(1);
}

// Digits with a point that the text ends with.
std::optional<Rational> last_number(std::u32string_view& text) {
  std::size_t n = 0;
  while (n < text.size() &&
         (is_digit(text[text.size() - 1 - n]) || text[text.size() - 1 - n] == U'.'))
    ++n;
  if (n == 0) return std::nullopt;
  const auto number = Rational::from_decimal(to_utf8(text.substr(text.size() - n)));
  if (number) text.remove_suffix(n);
  return number;
}

std::optional<Rational> share(const Rational& percent) { return percent.divided_by(Rational(100)); }

HeadingPoints plain_points(std::u32string_view heading) {
  std::u32string_view text = heading;
  drop(text, U")】] ");
  if (!text.ends_with(U"分")) return {};
  text.remove_suffix(1);
  const auto points = last_number(text);
  if (!points) return {};
  static constexpr std::array<std::u32string_view, 17> kLeads = {
      U"最高分", U"最高得", U"满分",       U"分值",       U"共",   U"最高加",
      U"最多加", U"最高扣", U"最多扣",     U"最高",       U"最多", U"计",
      U"基本分", U"不超过", U"加分不超过", U"扣分不超过", U"上限"};
  if (text.ends_with(U"(-")) text.remove_suffix(1);
  drop(text, U" :");
  std::size_t longest = 0;
  for (std::u32string_view lead : kLeads)
    if (text.ends_with(lead)) longest = std::max(longest, lead.size());
  text.remove_suffix(longest);
  drop(text, U"([【 :(,");
  return {.points = points, .weight = {}, .lowest = {}, .begin = text.size()};
}

// 经济发展(30%)
HeadingPoints bare_share(std::u32string_view heading) {
  std::u32string_view text = heading;
  drop(text, U" ");
  if (!text.ends_with(U"%)") && !text.ends_with(U"%】")) return {};
  text.remove_suffix(2);
  const auto percent = last_number(text);
  if (!percent || text.empty() || (text.back() != U'(' && text.back() != U'【')) return {};
  drop(text, U"(【 ");
  return {.points = {}, .weight = share(*percent), .lowest = {}, .begin = text.size()};
}

}  // namespace

// 最低分-4分 taken out of a heading, with the comma next to it.
std::optional<Rational> take_lowest(std::u32string& heading) {
  const std::size_t at = heading.find(U"最低");
  if (at == std::u32string::npos) return std::nullopt;
  std::size_t from = at + 2;
  while (from < heading.size() &&
         std::u32string_view(U"分得:为 ").find(heading[from]) != std::u32string_view::npos)
    ++from;
  const bool negative = from < heading.size() && heading[from] == U'-';
  if (negative) ++from;
  const PlainNumber number = scan_plain_number(std::u32string_view(heading).substr(from));
  if (number.length == 0) return std::nullopt;
  std::size_t end = from + number.length;
  if (end < heading.size() && heading[end] == U'分') ++end;
  if (end < heading.size() && (heading[end] == U',' || heading[end] == U'、')) ++end;
  heading.erase(at, end - at);
  return negative ? Rational(0) - number.value : number.value;
}

HeadingPoints points_of_heading(std::u32string_view heading) {
  if (std::u32string rest(heading); const auto lowest = take_lowest(rest)) {
    HeadingPoints made = points_of_heading(rest);
    made.lowest = lowest;
    made.begin = std::min(made.begin, heading.find_last_of(U"(【", heading.find(U"最低")));
    return made;
  }
  const std::size_t at = heading.find(U"权重");
  if (at == std::u32string_view::npos) {
    const HeadingPoints points = plain_points(heading);
    return points.points ? points : bare_share(heading);
  }
  std::size_t from = at + 2;
  while (from < heading.size() &&
         std::u32string_view(U":为 占").find(heading[from]) != std::u32string_view::npos)
    ++from;
  const PlainNumber number = scan_plain_number(heading.substr(from));
  if (number.length == 0) return plain_points(heading);
  const std::size_t end = from + number.length;
  const bool percent = end < heading.size() && heading[end] == U'%';
  HeadingPoints made;
  made.weight = percent && !number.percent ? share(number.value) : std::optional(number.value);
  const std::size_t open = heading.find_last_of(U"(【", at);
  std::u32string inside(heading);  // without the weight, what is left may still say points
  inside.erase(at, end + (percent ? 1 : 0) - at);
  for (std::u32string_view joint : {U",)", U"、)", U";)", U",】"})
    if (const std::size_t dangling = inside.find(joint); dangling != std::u32string::npos)
      inside.erase(dangling, 1);
  made.points = plain_points(inside).points;
  std::u32string_view title = heading.substr(0, open == std::u32string_view::npos ? at : open);
  if (const HeadingPoints before = plain_points(title); before.points) {
    made.points = before.points;
    title = title.substr(0, before.begin);
  }
  drop(title, U" ,(【");
  made.begin = title.size();
  return made;
}

}  // namespace zs
