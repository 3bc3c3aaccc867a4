// Instructions that write out lists: one statement for each of the things listed.
#include <algorithm>

#include "compiler/reader/assembler.h"
#include "compiler/reader/assembler_words.h"

namespace zs {

// 低|1个百分点|扣|0.2分: for each quantity that has a bound.
std::u32string Assembler::rate_for_each(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'|');
  if (parts.size() != 4 || bounds_.empty()) {
    reading_.cost += 600;
    return {};
  }
  std::vector<std::u32string> points = split(parts[3], U'/');
  if (points.size() == 1) points.resize(bounds_.size(), points.front());
  if (points.size() != bounds_.size()) {
    lose();
    return {};
  }
  std::u32string all;
  for (std::size_t i = 0; i < bounds_.size(); ++i) {
    const auto& [name, bound] = bounds_[i];
    if (points[i].find(U'分') == std::u32string::npos) points[i] += U'分';
    if (!all.empty()) all += U';';
    all += named(name) + U"每" + parts[0] + U"于" + bound + parts[1] + parts[2] + points[i];
  }
  return all;
}

// 受理率、办结率|不低于95%|得|1分, or 开工率、支付率|不低于|90%/80%|得|2.5分
std::u32string Assembler::one_by_one(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'|');
  if (parts.size() < 4) return {};
  const auto list = [](std::u32string_view text) {
    return split(text, has(text, U'/') ? U'/' : U'、');
  };
  const std::vector<std::u32string> names = list(parts[0]);
  const bool pairs = parts.size() == 5;
  const std::vector<std::u32string> values =
      pairs ? list(parts[2]) : std::vector<std::u32string>(names.size(), U"");
  std::vector<std::u32string> points = list(parts.back());
  if (points.size() == 1) points.resize(names.size(), points.front());
  if (names.size() != values.size() || names.size() != points.size()) {
    lose();
    return {};
  }
  const std::u32string act = parts[parts.size() - 2].empty() ? U"得" : parts[parts.size() - 2];
  std::u32string all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (points[i].find(U'分') == std::u32string::npos) points[i] += U'分';
    if (pairs) bounds_.emplace_back(bare(names[i]), values[i]);
    all += (i > 0 ? U";" : U"") + named(names[i]) + parts[1] + values[i] + U"的," + act + points[i];
  }
  return all;
}

// 开工率、支付率|90%/80%|得|2.5分|低|1个百分点|扣|0.1分/0.05分: numbered, each with its own floor.
std::u32string Assembler::parts_one_by_one(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'|');
  if (parts.size() != 8) return {};
  const auto list = [](std::u32string_view text, std::size_t many) {
    std::vector<std::u32string> all = split(text, has(text, U'/') ? U'/' : U'、');
    if (all.size() == 1) all.resize(many, all.front());
    return all;
  };
  const std::vector<std::u32string> names = list(parts[0], 1);
  const std::size_t many = names.size();
  const std::vector<std::u32string> values = list(parts[1], many), prices = list(parts[7], many),
                                    points = list(parts[3], many);
  if (values.size() != many || prices.size() != many || points.size() != many) {
    lose();
    return {};
  }
  const auto in_points = [](const std::u32string& price) {
    return has(price, U'分') ? price : price + U"分";
  };
  const bool below = parts[4] == U"低";
  std::u32string all;
  for (std::size_t i = 0; i < many; ++i)
    all += (i > 0 ? U";(" : U"(") + to_characters(std::to_string(i + 1)) + U")" + named(names[i]) +
           (below ? U"不低于" : U"不高于") + values[i] + U"的,得" + in_points(points[i]) + U"," +
           named(names[i]) + U"每" + parts[4] + U"于" + values[i] + parts[5] + parts[6] +
           in_points(prices[i]);
  return all;
}

// 低|20次, where 50次 is the standard: 不高于30次.
std::u32string Assembler::off_standard(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'|');
  const auto unit_at = [](std::u32string_view text) {
    return std::min(text.find_first_not_of(U"0123456789."), text.size());
  };
  if (parts.size() != 2 || standard_.empty()) {
    lose();
    return {};
  }
  const std::size_t unit = unit_at(standard_), other = unit_at(parts[1]);
  const auto from = Rational::from_decimal(to_utf8(std::u32string_view(standard_).substr(0, unit)));
  const auto by = Rational::from_decimal(to_utf8(std::u32string_view(parts[1]).substr(0, other)));
  const std::u32string name = standard_.substr(unit);
  const bool same =
      parts[1].substr(other) == name || (name == U"%" && parts[1].substr(other) == U"个百分点");
  if (!from || !by || !same) {
    lose();
    return {};
  }
  const bool below = parts[0] == U"低";
  const Rational at = below ? *from - *by : *from + *by;
  if (at < Rational(0) || !at.decimal_places()) {
    lose();
    return {};
  }
  return (below ? U"不高于" : U"不低于") + to_characters(at.fixed_text(*at.decimal_places())) +
         name;
}

// 按开工率计分, and 开工率达到100%得10分 after it: how it is scored follows.
std::u32string Assembler::in_proportion(std::u32string_view name) {
  const std::u32string rate = bare(name);
  const std::size_t known = std::min<std::size_t>(rate.size(), 3);
  const std::u32string tail = rate.substr(rate.size() - known);
  for (const WholeReading::Statement& statement : whole_->statements) {
    const std::u32string words = bare(statement.wording.words);
    if (&statement == current_ || words.find(tail) == std::u32string::npos ||
        words.find(U'分') == std::u32string::npos)
      continue;
    reading_.remarks.push_back({to_utf8(rate), text_.text.span(current_->begin, current_->end)});
    return {};
  }
  return U"得分=" + named(rate) + U"×分值,最高得满分";
}

// 学历/本科/上: 学历为本科或者学历为硕士…; the scale is the first that has the class.
std::u32string Assembler::classes(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'/');
  const Category scales = data_.find(U"尺度");
  if (parts.size() != 3 || scales >= data_.categories()) return {};
  const std::u32string wanted = bare(parts[1]);
  for (const auto& [first, words] : data_.words_of(scales)) {
    for (const CategoryWord& word : words) {
      const std::vector<std::u32string> scale = split(word.word, U'/');
      const auto at = std::find(scale.begin(), scale.end(), wanted);
      if (at == scale.end()) continue;
      const bool up = parts[2] == U"上";
      // C级得1分,C级以下不得分: where the class has its own points, it is not meant again.
      const std::string own = to_utf8(wanted);
      const bool priced = std::any_of(
          reading_.declared.begin(), reading_.declared.end(), [&](const Declaration& one) {
            return std::find(one.choices.begin(), one.choices.end(), own) != one.choices.end();
          });
      std::u32string all;
      for (const std::u32string& value : scale) choice(parts[0] + U"/" + value);
      for (auto one = up ? scale.begin() : at + (priced ? 1 : 0);
           one != (up ? at + (priced ? 0 : 1) : scale.end()); ++one) {
        const std::u32string name = choice(parts[0] + U"/" + *one);
        all += (all.empty() ? U"" : U"或者") + name + U"为" + *one;
      }
      return all;
    }
  }
  return {};
}

// What somebody did or did not do, not a class of something.
bool Assembler::is_fact(std::u32string_view thing) const {
  constexpr std::size_t kLongestClass = 7;
  if (thing.size() > kLongestClass) return true;
  const Category verbs = data_.find(U"动头");
  if (verbs >= data_.categories()) return false;
  for (const auto& [first, words] : data_.words_of(verbs))
    for (const CategoryWord& word : words)
      if (thing.starts_with(word.word)) return true;
  return false;
}

// 高级技师=60分/技师=50分
std::u32string Assembler::priced_list(std::u32string_view what) {
  std::vector<std::pair<std::u32string, std::u32string>> things;
  Rational sum = 0;
  bool plain = true;
  for (const std::u32string& part : split(what, U'/')) {
    const std::vector<std::u32string> pair = split(part, U'=');
    if (pair.size() != 2) return {};
    things.emplace_back(bare(pair[0]), pair[1]);
    const auto number = Rational::from_decimal(
        to_utf8(std::u32string_view(pair[1]).substr(0, pair[1].find(U'分'))));
    plain = plain && number;
    if (number) sum = sum + *number;
  }
  listed_ = sum;
  // 台账齐全规范4分,基本齐全2分, under the title 台账规范: the title's word goes with all.
  constexpr std::size_t kWord = 2;
  if (things.size() > 1 && title_.size() > kWord && things[0].first.size() > kWord + 1 &&
      things[0].first.starts_with(title_.substr(0, kWord)) &&
      std::none_of(things.begin() + 1, things.end(),
                   [&](const auto& one) { return one.first.starts_with(title_.substr(0, kWord)); }))
    things[0].first.erase(0, kWord);
  const bool parts = plain && points_ != nullptr && sum <= *points_;
  const bool facts = std::any_of(things.begin(), things.end(),
                                 [&](const auto& one) { return is_fact(one.first); });
  std::u32string all;
  if (parts || facts) {
    for (const auto& [thing, price] : things)
      all += (all.empty() ? U"" : U";") + named(thing) + U"的,得" + price;
    return all;
  }
  for (const auto& [thing, price] : things) {
    const std::u32string name = choice(U"/" + thing);
    all += (all.empty() ? U"" : U";") + name + U"为" + thing + U"的,得" + price;
  }
  return all;
}

// 全市排名|加|2.5分、2分: the first, the second …
std::u32string Assembler::places(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'|');
  if (parts.size() != 3) return {};
  std::vector<std::u32string> points = split(parts[2], has(parts[2], U'/') ? U'/' : U'、');
  const std::u32string subject = parts[0].empty() ? subject_ : parts[0];
  std::u32string all;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].find(U'分') == std::u32string::npos) points[i] += U'分';
    all += (i > 0 ? U";" : U"") + subject + U"第" + to_characters(std::to_string(i + 1)) +
           U"名的," + (parts[1].empty() ? U"得" : parts[1]) + points[i];
  }
  return all;
}

// 连续参保|不低于|1年/3年/5年|得|1分/3分/5分
std::u32string Assembler::paired(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'|');
  if (parts.size() != 5) return {};
  const auto separator = [](std::u32string_view list) { return has(list, U'/') ? U'/' : U'、'; };
  std::vector<std::u32string> values = split(parts[2], separator(parts[2]));
  std::vector<std::u32string> points = split(parts[4], separator(parts[4]));
  if (values.size() != points.size()) {
    reading_.cost += 600;
    return {};
  }
  // A unit that stands only after the last value is that of all.
  const auto unit_of = [](const std::u32string& value) {
    const std::size_t digits = value.find_first_not_of(U"0123456789.");
    return digits == std::u32string::npos ? std::u32string() : value.substr(digits);
  };
  for (auto* list : {&values, &points})
    for (std::u32string& one : *list)
      if (unit_of(one).empty() && one.find_first_of(U"0123456789") == 0)
        one += unit_of(list->back());
  const std::u32string subject =
      parts[0].empty() ? (subject_.empty() ? named(title_) : subject_) : parts[0];
  std::u32string all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) all += U';';
    all +=
        subject + parts[1] + values[i] + U"的," + (parts[3].empty() ? U"得" : parts[3]) + points[i];
  }
  return all;
}

// 名/值/值 or /值: declares, and gives the name.
std::u32string Assembler::choice(std::u32string_view what) {
  const std::vector<std::u32string> parts = split(what, U'/');
  std::u32string name = bare(parts.front());
  if (name.empty()) name = choice_.empty() ? std::u32string(title_) : choice_;
  choice_ = name;
  const std::string text = to_utf8(name);
  auto known = std::find_if(reading_.declared.begin(), reading_.declared.end(),
                            [&](const Declaration& one) { return one.name.text == text; });
  if (known == reading_.declared.end()) {
    Declaration fresh;
    fresh.name = {text, text_.text.span(current_->begin, current_->end)};
    fresh.dimension = Dimension::Choice;
    reading_.declared.push_back(std::move(fresh));
    known = reading_.declared.end() - 1;
  }
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string value = to_utf8(bare(parts[i]));
    if (std::find(known->choices.begin(), known->choices.end(), value) == known->choices.end())
      known->choices.push_back(value);
  }
  return named(name);
}

}  // namespace zs
