#include "compiler/wording/constructions.h"

#include <algorithm>
#include <optional>

namespace zs {
namespace {

std::vector<std::u32string_view> split(std::u32string_view text) {
  std::vector<std::u32string_view> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(U' ', at)) != std::u32string_view::npos) {
    const std::size_t end = std::min(text.find(U' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// 代价: a whole number; below zero where a doubt is taken back.
std::optional<Cost> cost_of(std::u32string_view text) {
  const bool negative = text.starts_with(U'-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 4) return std::nullopt;
  Cost cost = 0;
  for (char32_t c : text) {
    if (c < U'0' || c > U'9') return std::nullopt;
    cost = cost * 10 + static_cast<Cost>(c - U'0');
  }
  return negative ? -cost : cost;
}

// [a|b], {x:名}, {名}, and characters that stand for themselves; `?` makes the item before it
// optional.
class PatternReader {
 public:
  PatternReader(Constructions& all, std::u32string_view text) : all_(all), text_(text) {}

  std::optional<std::vector<PatternItem>> read() {
    std::vector<PatternItem> items;
    while (at_ < text_.size()) {
      const char32_t c = text_[at_];
      if (c == U' ') {
        ++at_;
        continue;
      }
      PatternItem item;
      if (c == U'{' || c == U'[') {
        const std::size_t end = text_.find(c == U'{' ? U'}' : U']', at_);
        if (end == std::u32string_view::npos) return std::nullopt;
        std::u32string_view body = text_.substr(at_ + 1, end - at_ - 1);
        if (body.size() > 2 && body[1] == U':' && body[0] >= U'a' && body[0] <= U'z') {
          item.slot = slot(body[0]);
          body.remove_prefix(2);
        }
        if (body.empty() || item.slot >= kMostSlots) return std::nullopt;
        if (c == U'{') {
          item.category = all_.category(body);
        } else {
          item.words = alternatives(body);
        }
        at_ = end + 1;
      } else {
        // A run of plain characters is one word.
        std::size_t end = at_;
        while (end < text_.size() &&
               std::u32string_view(U"{[? ").find(text_[end]) == std::u32string_view::npos)
          ++end;
        // `字?` makes only the last character optional.
        if (end < text_.size() && text_[end] == U'?' && end - at_ > 1) --end;
        if (end == at_) return std::nullopt;
        item.words = {std::u32string(text_.substr(at_, end - at_))};
        at_ = end;
      }
      if (at_ < text_.size() && text_[at_] == U'?') {
        item.optional = true;
        ++at_;
      }
      items.push_back(std::move(item));
    }
    if (items.empty()) return std::nullopt;
    return items;
  }
  // The slot of a letter; a new one gets the next number.
  int slot(char32_t letter) {
    const std::size_t found = letters_.find(letter);
    if (found != std::u32string::npos) return static_cast<int>(found);
    letters_.push_back(letter);
    return static_cast<int>(letters_.size()) - 1;
  }
  int known_slot(char32_t letter) const {
    const std::size_t found = letters_.find(letter);
    return found == std::u32string::npos ? -1 : static_cast<int>(found);
  }

 private:
  static std::vector<std::u32string> alternatives(std::u32string_view body) {
    std::vector<std::u32string> words;
    std::size_t begin = 0;
    while (begin <= body.size()) {
      const std::size_t end = std::min(body.find(U'|', begin), body.size());
      if (end > begin) words.emplace_back(body.substr(begin, end - begin));
      begin = end + 1;
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return words;
  }

  Constructions& all_;
  std::u32string_view text_;
  std::size_t at_ = 0;
  std::u32string letters_;
};

}  // namespace

Category Constructions::category(std::u32string_view name) {
  const auto [found, fresh] = index_.emplace(name, static_cast<Category>(names_.size()));
  if (fresh) {
    names_.emplace_back(name);
    rules_.emplace_back();
    words_.emplace_back();
  }
  return found->second;
}

Category Constructions::find(std::u32string_view name) const {
  const auto found = index_.find(std::u32string(name));
  return found == index_.end() ? static_cast<Category>(names_.size()) : found->second;
}

bool Constructions::is_line(std::u32string_view line) {
  const std::size_t at = std::min(line.find_first_not_of(U' '), line.size());
  const std::u32string_view rest = line.substr(at);
  for (std::u32string_view kind : {U"词 ", U"句 ", U"例 ", U"反例 ", U"名价 "})
    if (rest.starts_with(kind)) return true;
  return false;
}

bool Constructions::add_line(std::u32string_view line, Span where) {
  const std::size_t begin = line.find_first_not_of(U' ');
  if (begin == std::u32string_view::npos) return false;
  const std::size_t end = line.find(U' ', begin);
  if (end == std::u32string_view::npos) return false;
  const std::u32string_view kind = line.substr(begin, end - begin), rest = line.substr(end + 1);
  if (kind == U"词") return add_words(rest);
  if (kind == U"句") return add_construction(rest, where);
  if (kind == U"例") return add_example(rest, false, where);
  if (kind == U"反例") return add_example(rest, true, where);
  return kind == U"名价" && add_doubt(rest);
}

// 扣=扣:核减 扣罚 · 单位:起 次 件
bool Constructions::add_words(std::u32string_view rest) {
  const std::size_t colon = rest.find(U':');
  if (colon == std::u32string_view::npos || colon == 0) return false;
  std::u32string_view name = rest.substr(0, colon), canonical;
  if (const std::size_t equals = name.find(U'='); equals != std::u32string_view::npos) {
    canonical = name.substr(equals + 1);
    name = name.substr(0, equals);
  }
  const Category here = category(name);
  for (std::u32string_view word : split(rest.substr(colon + 1))) {
    words_[here][word.front()].push_back(
        {std::u32string(word), std::u32string(canonical.empty() ? word : canonical)});
  }
  return true;
}

void Constructions::add_word(std::u32string_view category_name, std::u32string_view word) {
  if (word.empty()) return;
  words_[category(category_name)][word.front()].push_back(
      {std::u32string(word), std::u32string(category_name)});
}

// 每步 10: 每{d:低}{v:步}{x:扣加}{p:分} => 每低{v}{x}{p}
bool Constructions::add_construction(std::u32string_view rest, Span where) {
  const std::size_t colon = rest.find(U": "), arrow = rest.find(U"=>");
  if (colon == std::u32string_view::npos || arrow == std::u32string_view::npos || arrow < colon)
    return false;
  const std::vector<std::u32string_view> head = split(rest.substr(0, colon));
  if (head.size() != 2) return false;
  const std::optional<Cost> cost = cost_of(head[1]);
  if (!cost) return false;
  PatternReader pattern(*this, rest.substr(colon + 2, arrow - colon - 2));
  std::optional<std::vector<PatternItem>> items = pattern.read();
  if (!items) return false;
  Construction construction;
  construction.cost = *cost;
  construction.items = std::move(*items);
  construction.where = where;
  std::u32string_view means = rest.substr(arrow + 2);
  while (!means.empty() && means.front() == U' ') means.remove_prefix(1);
  while (!means.empty() && means.back() == U' ') means.remove_suffix(1);
  for (std::size_t at = 0; at < means.size();) {
    if (means[at] == U'{' && at + 2 < means.size() && means[at + 2] == U'}') {
      const int slot = pattern.known_slot(means[at + 1]);
      if (slot < 0) return false;
      construction.means.push_back({{}, slot});
      at += 3;
      continue;
    }
    const std::size_t end = std::min(means.find(U'{', at + 1), means.size());
    construction.means.push_back({std::u32string(means.substr(at, end - at)), -1});
    at = end;
  }
  last_ = category(head[0]);
  rules_[last_].push_back(std::move(construction));
  return true;
}

// 写法 → 规范
bool Constructions::add_example(std::u32string_view rest, bool not_so, Span where) {
  const std::size_t arrow = rest.find(U'→');
  if (not_so ? arrow != std::u32string_view::npos : arrow == std::u32string_view::npos)
    return false;
  const auto trimmed = [](std::u32string_view text) {
    while (!text.empty() && text.front() == U' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == U' ') text.remove_suffix(1);
    return std::u32string(text);
  };
  ConstructionExample example{last_, trimmed(rest.substr(0, arrow)), {}, not_so, where};
  if (!not_so) example.canonical = trimmed(rest.substr(arrow + 1));
  examples_.push_back(std::move(example));
  return true;
}

// 内含 260 每 除 年 季 · 起头 400 的 以上 · 收尾 220 的 · 就是 300 项
bool Constructions::add_doubt(std::u32string_view rest) {
  const std::vector<std::u32string_view> words = split(rest);
  if (words.size() < 3) return false;
  NameDoubt doubt;
  if (words[0] == U"内含")
    doubt.where = NameDoubt::Where::Anywhere;
  else if (words[0] == U"起头")
    doubt.where = NameDoubt::Where::Head;
  else if (words[0] == U"收尾")
    doubt.where = NameDoubt::Where::Tail;
  else if (words[0] == U"就是")
    doubt.where = NameDoubt::Where::Whole;
  else if (words[0] == U"说明")
    doubt.where = NameDoubt::Where::Remark;
  else
    return false;
  const std::optional<Cost> cost = cost_of(words[1]);
  if (!cost) return false;
  doubt.cost = *cost;
  const auto unless = std::find(words.begin() + 2, words.end(), std::u32string_view(U"除"));
  for (auto word = unless; word != words.end(); ++word)
    if (word != unless) doubt.unless.emplace_back(*word);
  for (auto word = words.begin() + 2; word != unless; ++word) {
    doubt.word = std::u32string(*word);
    doubts_.push_back(doubt);
  }
  return unless != words.begin() + 2;
}

const std::vector<const NameDoubt*>* Constructions::doubts_from(char32_t c) const {
  const auto found = doubts_from_.find(c >= U'0' && c <= U'9' ? U'#' : c);
  return found == doubts_from_.end() ? nullptr : &found->second;
}

std::size_t Constructions::size() const {
  std::size_t n = 0;
  for (const auto& rules : rules_) n += rules.size();
  return n;
}

void Constructions::finish() {
  doubts_from_.clear();
  for (const NameDoubt& doubt : doubts_) doubts_from_[doubt.word.front()].push_back(&doubt);
  for (auto& by_first : words_)
    for (auto& [first, words] : by_first)
      std::stable_sort(words.begin(), words.end(),
                       [](const auto& a, const auto& b) { return a.word.size() > b.word.size(); });
  for (auto& rules : rules_) {
    for (Construction& rule : rules) {
      // The rarest item: the one of the fewest words, longest words first.
      const PatternItem* rarest = nullptr;
      for (const PatternItem& item : rule.items) {
        if (item.optional || item.words.empty()) continue;
        const auto weight = [](const PatternItem& x) {
          return static_cast<int>(x.words.back().size()) * 100 - static_cast<int>(x.words.size());
        };
        if (rarest == nullptr || weight(item) > weight(*rarest)) rarest = &item;
      }
      rule.needs.clear();
      if (rarest != nullptr) rule.needs = rarest->words;
    }
  }
}

}  // namespace zs
