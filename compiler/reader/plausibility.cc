#include "compiler/reader/plausibility.h"

#include <algorithm>

namespace zs {
namespace {

constexpr std::size_t kLongestName = 48;
// A name at all; for each character; a single character; again or in the title.
constexpr Cost kName = 90, kPerTwenty = 110, kSingle = 160, kRecurs = 35, kTitled = 30;
constexpr Cost kSeveral = 220;  // 建档率、回访率 are two
constexpr Cost kAcrossBlank = 60, kAcrossLine = 150;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Whether the word stands at `at`; `#` is a digit.
bool stands(std::u32string_view text, std::size_t at, std::u32string_view word) {
  if (at + word.size() > text.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = text[at + i];
    if (word[i] == U'#' ? !is_digit(c) : c != word[i]) return false;
  }
  return true;
}

bool excused(std::u32string_view text, std::size_t after, const NameDoubt& doubt) {
  return std::any_of(doubt.unless.begin(), doubt.unless.end(),
                     [&](const std::u32string& word) { return stands(text, after, word); });
}

bool never_begins(char32_t c) {
  return std::u32string_view(U",;。:=()、]的>< \"”").find(c) != std::u32string_view::npos;
}

}  // namespace

Plausibility::Plausibility(const Constructions& data, const LaidText& text, std::u32string title)
    : data_(data),
      text_(text),
      title_(std::move(title)),
      inside_(text.size() + 1),
      tails_(text.size() + 1),
      weights_(text.size() + 1) {
  const std::u32string_view chars = text.text.chars;
  for (std::size_t i = 0; i < chars.size(); ++i) {
    const auto* doubts = data.doubts_from(chars[i]);
    if (doubts == nullptr) continue;
    for (const NameDoubt* doubt : *doubts) {
      if (!stands(chars, i, doubt->word)) continue;
      // A number is one doubt, however long.
      if (doubt->word.front() == U'#' && i > 0 && is_digit(chars[i - 1])) continue;
      const std::size_t end = i + doubt->word.size();
      if (doubt->where == NameDoubt::Where::Tail) tails_[end].push_back({i, doubt->cost});
      if (doubt->where == NameDoubt::Where::Remark && !excused(chars, end, *doubt))
        weights_[end].push_back({i, doubt->cost});
      if (doubt->where == NameDoubt::Where::Anywhere && !excused(chars, end, *doubt))
        inside_[end].push_back({i, doubt->cost});
    }
  }
}

// 建档率、回访率: each part ends like a quantity (并列尾).
bool Plausibility::lists_quantities(std::u32string_view name) const {
  if (name.find(U'、') == std::u32string_view::npos) return false;
  const Category ends = data_.find(U"并列尾");
  if (ends >= data_.categories()) return false;
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find(U'、', begin), name.size());
    if (end == begin) return false;
    if (data_.words_of(ends).count(name[end - 1]) == 0) return false;
    begin = end + 1;
  }
  return true;
}

std::vector<Plausibility::Priced> Plausibility::names_from(std::size_t begin, Use use,
                                                           Cost limit) const {
  std::vector<Priced> names;
  const std::u32string_view chars = text_.text.chars;
  if (begin >= chars.size() || never_begins(chars[begin])) return names;
  std::vector<const NameDoubt*> heads, wholes;
  if (const auto* doubts = data_.doubts_from(chars[begin])) {
    for (const NameDoubt* doubt : *doubts) {
      if (doubt->where == NameDoubt::Where::Head && stands(chars, begin, doubt->word) &&
          !excused(chars, begin + doubt->word.size(), *doubt))
        heads.push_back(doubt);
      if (doubt->where == NameDoubt::Where::Whole && stands(chars, begin, doubt->word))
        wholes.push_back(doubt);
    }
  }
  int depth = 0, quotes = 0;
  Cost inside = 0, across = 0;
  bool in_title = true;
  const std::size_t last = std::min(chars.size(), begin + kLongestName);
  for (std::size_t end = begin + 1; end <= last; ++end) {
    const char32_t c = chars[end - 1];
    if (depth == 0 &&
        (c == U',' || c == U';' || c == U'。' || c == U':' || c == U'=' || c == U'<' || c == U'>'))
      break;
    if (c == U'(') ++depth;
    if (c == U')' && --depth < 0) break;
    if (c == U'“') ++quotes;
    if (c == U'”' && --quotes < 0) break;
    if (end - 1 > begin && text_.at(end - 1) != Break::None)
      across += text_.at(end - 1) == Break::Line ? kAcrossLine : kAcrossBlank;
    for (const Hit& hit : inside_[end])
      if (hit.begin >= begin) inside += hit.cost;
    if (depth != 0 || quotes != 0) continue;
    const std::u32string_view name = chars.substr(begin, end - begin);
    if (in_title) in_title = title_.find(name) != std::u32string::npos;
    // What is counted may be told by a number: 投资500万元以上的项目.
    Cost doubts = use == Use::Count ? inside * 2 / 5 : inside;
    for (const NameDoubt* head : heads)
      if (head->word.size() <= name.size()) doubts += head->cost;
    for (const NameDoubt* whole : wholes)
      if (whole->word.size() == name.size()) doubts += whole->cost;
    for (const Hit& hit : tails_[end])
      if (hit.begin >= begin) doubts += hit.cost;
    if (use == Use::Quantity && lists_quantities(name)) doubts += kSeveral;
    if (in_title) doubts = doubts * 2 / 5;
    Cost cost = kName + static_cast<Cost>(name.size()) * kPerTwenty / 20 + doubts + across;
    if (name.size() == 1) cost += kSingle;
    if (in_title && name.size() >= 2) cost -= kTitled;
    if (name.size() >= 3 && chars.find(name) != chars.rfind(name)) cost -= kRecurs;
    cost = std::max(cost, 30);
    if (cost < limit) names.push_back({end, cost});
    if (inside > limit * 3) break;
  }
  return names;
}

Cost Plausibility::weight_of(std::size_t begin, std::size_t end) const {
  Cost weight = 0;
  for (std::size_t at = begin + 1; at <= end; ++at)
    for (const Hit& hit : weights_[at])
      if (hit.begin >= begin) weight += hit.cost;
  return weight;
}

Cost price_of_name(const Constructions& data, std::u32string_view name, std::u32string_view title,
                   Plausibility::Use use) {
  LaidText text;
  text.text.chars = name;
  text.text.spans.resize(name.size());
  text.before.assign(name.size() + 1, Break::None);
  const Plausibility prices(data, text, std::u32string(title));
  constexpr Cost kNever = 9999;
  for (const auto& priced : prices.names_from(0, use, kNever))
    if (priced.end == name.size()) return priced.cost;
  return kNever;
}

}  // namespace zs
