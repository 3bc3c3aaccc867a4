#include "compiler/reader/chart.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/numbers.h"

namespace zs {
namespace {

// So many readings of one stretch by one category, and of one prefix of a pattern, are kept.
constexpr std::size_t kKept = 4, kKeptStates = 5;
constexpr Cost kNameLimit = 900;
constexpr std::uint32_t kLongestStatement = 320;  // characters; nobody writes a longer one
constexpr Cost kStopByBlank = 30, kStopByLine = 5, kStopInList = 40;
// A remark: for each character.
constexpr Cost kRemark = 14;
constexpr Cost kNumberedItem = 150;

constexpr char32_t kCharacterBits = 0xFFF;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_stop(char32_t c) { return c == U',' || c == U';' || c == U'。' || c == U':'; }

}  // namespace

Chart::Chart(const Constructions& data, const LaidText& text, const Plausibility& names)
    : data_(data), text_(text), names_(names), chars_(text.text.chars) {
  builtins_.assign(data.categories(), Builtin::None);
  const auto set = [&](std::u32string_view name, Builtin builtin) {
    const Category category = data.find(name);
    if (category < data.categories()) builtins_[category] = builtin;
  };
  set(U"名", Builtin::Quantity);
  set(U"情", Builtin::Fact);
  set(U"项", Builtin::Item);
  set(U"计名", Builtin::Count);
  set(U"数", Builtin::Number);
  set(U"百分数", Builtin::Percent);
  set(U"断", Builtin::Stop);
  set(U"式", Builtin::Formula);
  set(U"余", Builtin::Remark);
  set(U"原名", Builtin::Plain);
  candidates_.resize(data.categories());
  present_.assign(kCharacterBits + 1, false);
  for (char32_t c : chars_) present_[c & kCharacterBits] = true;
  memo_.assign(data.categories(), std::vector<std::vector<Entry>>(text.size() + 1));
  state_.assign(data.categories(), std::vector<char>(text.size() + 1, 0));
}

std::int32_t Chart::make(Wording wording) {
  values_.push_back(std::move(wording));
  return static_cast<std::int32_t>(values_.size()) - 1;
}

std::int32_t Chart::copy(std::size_t begin, std::size_t end) {
  Wording wording;
  wording.words = chars_.substr(begin, end - begin);
  for (std::size_t i = begin; i < end; ++i) wording.from.push_back(static_cast<std::uint32_t>(i));
  return make(std::move(wording));
}

std::int32_t Chart::name_of(std::size_t begin, std::size_t end) {
  const std::int32_t value = copy(begin, end);
  // 未建立台账: what it denies is looked for; …(以下简称“…”) has a name inside.
  const std::u32string_view words = chars_.substr(begin, end - begin);
  const Category denials = data_.find(U"否定头");
  bool denies = false;
  if (denials < data_.categories())
    if (const auto by_first = data_.words_of(denials).find(words.front());
        by_first != data_.words_of(denials).end())
      for (const CategoryWord& denial : by_first->second)
        denies = denies || words.starts_with(denial.word);
  if (denies || words.find(U'“') != std::u32string_view::npos) return value;
  Wording& wording = values_[static_cast<std::size_t>(value)];
  wording.words.insert(wording.words.begin(), kNameBegins);
  wording.words.push_back(kNameEnds);
  wording.from.insert(wording.from.begin(), static_cast<std::uint32_t>(begin));
  wording.from.push_back(static_cast<std::uint32_t>(end - 1));
  return value;
}

void Chart::keep_cheapest(std::vector<Entry>& entries) const {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.end != b.end ? a.end < b.end : a.cost < b.cost;
  });
  std::vector<Entry> kept;
  for (const Entry& entry : entries) {
    std::size_t same_end = 0;
    bool known = false;
    for (auto it = kept.rbegin(); it != kept.rend() && it->end == entry.end; ++it) {
      ++same_end;
      known = known || values_[static_cast<std::size_t>(it->value)].words ==
                           values_[static_cast<std::size_t>(entry.value)].words;
    }
    if (!known && same_end < kKept) kept.push_back(entry);
  }
  entries = std::move(kept);
}

const std::vector<Chart::Entry>& Chart::match(Category category, std::size_t at) {
  static const std::vector<Entry> kNothing;
  char& state = state_[category][at];
  if (state == 2) return memo_[category][at];
  if (state == 1) return kNothing;  // left recursion
  state = 1;
  std::vector<Entry> found;
  if (builtins_[category] != Builtin::None) match_builtin(builtins_[category], at, found);
  match_words(category, at, found);
  for (const Construction* construction : candidates(category))
    match_construction(*construction, at, found);
  keep_cheapest(found);
  memo_[category][at] = std::move(found);
  state_[category][at] = 2;
  return memo_[category][at];
}

void Chart::match_words(Category category, std::size_t at, std::vector<Entry>& out) {
  if (at >= chars_.size()) return;
  const auto& by_first = data_.words_of(category);
  const auto words = by_first.find(chars_[at]);
  if (words == by_first.end()) return;
  for (const CategoryWord& word : words->second) {
    if (chars_.substr(at, word.word.size()) != word.word) continue;
    Wording wording{word.canonical, {}};
    wording.from.assign(word.canonical.size(), static_cast<std::uint32_t>(at));
    if (!wording.from.empty())
      wording.from.back() += static_cast<std::uint32_t>(word.word.size() - 1);
    out.push_back({static_cast<std::uint32_t>(at + word.word.size()), 0, make(std::move(wording))});
  }
}

void Chart::match_builtin(Builtin builtin, std::size_t at, std::vector<Entry>& out) {
  const auto emit = [&](std::size_t end, Cost cost, std::int32_t value) {
    out.push_back({static_cast<std::uint32_t>(end), cost, value});
  };
  switch (builtin) {
    case Builtin::None:
      return;
    case Builtin::Quantity:
    case Builtin::Fact:
    case Builtin::Item:
    case Builtin::Plain:
    case Builtin::Count: {
      const auto use = builtin == Builtin::Quantity ? Plausibility::Use::Quantity
                       : builtin == Builtin::Count || builtin == Builtin::Plain
                           ? Plausibility::Use::Count
                           : Plausibility::Use::Fact;
      for (const Plausibility::Priced& name : names_.names_from(at, use, kNameLimit)) {
        const std::u32string_view words = chars_.substr(at, name.end - at);
        if (builtin == Builtin::Item && words.find_first_of(U"、/且") != std::u32string_view::npos)
          continue;
        // 被通报2次 is a count, no item of a list.
        const bool numbered = builtin == Builtin::Item &&
                              words.find_first_of(U"0123456789") != std::u32string_view::npos;
        emit(name.end, name.cost + (numbered ? kNumberedItem : 0),
             builtin == Builtin::Plain ? copy(at, name.end) : name_of(at, name.end));
      }
      return;
    }
    case Builtin::Number:
    case Builtin::Percent: {
      if (at > 0 && is_digit(chars_[at]) && (is_digit(chars_[at - 1]) || chars_[at - 1] == U'.'))
        return;
      // 温差在-3以上
      if (chars_[at] == U'-' && at > 0 && at + 1 < chars_.size() && is_digit(chars_[at + 1]) &&
          std::u32string_view(U"在为达到是于过").find(chars_[at - 1]) !=
              std::u32string_view::npos) {
        const PlainNumber size = scan_plain_number(chars_.substr(at + 1));
        if (size.percent == (builtin == Builtin::Percent))
          emit(at + 1 + size.length, 0, copy(at, at + 1 + size.length));
        return;
      }
      const PlainNumber number = scan_plain_number(chars_.substr(at));
      if (number.length == 0 || number.percent != (builtin == Builtin::Percent)) return;
      if (!number.chinese) return emit(at + number.length, 0, copy(at, at + number.length));
      Wording wording;
      const Rational shown = number.percent ? number.value * Rational(100) : number.value;
      const std::optional<int> places = shown.decimal_places();
      if (!places) return;
      wording.words = to_characters(shown.fixed_text(*places));
      if (number.percent) wording.words += U'%';
      wording.from.assign(wording.words.size(), static_cast<std::uint32_t>(at));
      return emit(at + number.length, 0, make(std::move(wording)));
    }
    case Builtin::Stop: {
      std::size_t end = at;
      while (end < chars_.size() && is_stop(chars_[end])) ++end;
      if (end > at) return emit(end, 0, copy(at, end));
      if (text_.at(at) == Break::Line) emit(at, kStopByLine, copy(at, at));
      if (text_.at(at) == Break::Blank) emit(at, kStopByBlank, copy(at, at));
      return;
    }
    case Builtin::Formula:
      return match_formula(at, out);
    case Builtin::Remark: {
      // Up to the end of a clause, and of the clauses after it within the sentence.
      int depth = 0;
      for (std::size_t end = at; end < chars_.size(); ++end) {
        const char32_t c = chars_[end];
        if (depth == 0 && (c == U';' || c == U'。')) break;
        if (c == U'(') ++depth;
        if (c == U')' && --depth < 0) break;
        const std::size_t next = end + 1;
        if (depth == 0 && !is_stop(c) &&
            (next == chars_.size() || is_stop(chars_[next]) || chars_[next] == U')' ||
             text_.at(next) != Break::None))
          emit(next, kRemark * static_cast<Cost>(next - at) + names_.weight_of(at, next),
               copy(at, next));
      }
      return;
    }
  }
}

// Names, numbers and signs up to the end of the clause or to a word after which no formula goes on.
void Chart::match_formula(std::size_t at, std::vector<Entry>& out) {
  const Category ends = data_.find(U"式尾");
  int depth = 0;
  bool counts = false;
  Wording wording;
  const auto add = [&](char32_t c, std::size_t from) {
    wording.words += c;
    wording.from.push_back(static_cast<std::uint32_t>(from));
  };
  for (std::size_t i = at; i < chars_.size();) {
    if (depth == 0 && i > at && (is_stop(chars_[i]) || text_.at(i) == Break::Line)) break;
    const std::u32string_view rest = chars_.substr(i);
    const char32_t c = chars_[i];
    if (c == U'=' || c == U'>' || c == U'<') return;
    std::size_t length = 1;
    if (rest.starts_with(U"系数") && i + 2 < chars_.size() && is_digit(chars_[i + 2])) {
      i += 2;
      continue;
    }
    if (rest.starts_with(U"乘以") || rest.starts_with(U"除以") || rest.starts_with(U"再乘")) {
      length = 2;
      add(rest.starts_with(U"除以") ? U'÷' : U'×', i);
      counts = true;
    } else {
      if (c == U'(') ++depth;
      if (c == U')' && --depth < 0) break;
      counts = counts || std::u32string_view(U"×÷*/+").find(c) != std::u32string_view::npos ||
               (c == U'-' && i > at);
      // 4分 in a formula is a number.
      const bool points = c == U'分' && i > at && is_digit(chars_[i - 1]);
      if (!points) add(c, i);
    }
    i += length;
    if (depth != 0 || !counts || i < at + 3) continue;
    bool may_end =
        i == chars_.size() || is_stop(chars_[i]) || chars_[i] == U')' || text_.at(i) != Break::None;
    if (!may_end && ends < data_.categories()) may_end = !match(ends, i).empty();
    if (may_end)
      out.push_back(
          {static_cast<std::uint32_t>(i), 100 + static_cast<Cost>(2 * (i - at)), make(wording)});
  }
}

bool Chart::needed_words_stand(const Construction& construction) const {
  if (construction.needs.empty()) return true;
  return std::any_of(construction.needs.begin(), construction.needs.end(),
                     [&](const std::u32string& word) {
                       return present_[word.front() & kCharacterBits] &&
                              chars_.find(word) != std::u32string_view::npos;
                     });
}

const std::vector<const Construction*>& Chart::candidates(Category category) {
  std::optional<std::vector<const Construction*>>& known = candidates_[category];
  if (!known) {
    known.emplace();
    for (const Construction& construction : data_.of(category))
      if (needed_words_stand(construction)) known->push_back(&construction);
  }
  return *known;
}

void Chart::match_construction(const Construction& construction, std::size_t at,
                               std::vector<Entry>& out) {
  const PatternItem& first = construction.items.front();
  if (!first.optional && !first.words.empty() &&
      std::none_of(first.words.begin(), first.words.end(), [&](const std::u32string& word) {
        return chars_.substr(at, word.size()) == word;
      }))
    return;
  std::vector<State> states(1), next;
  states[0].at = static_cast<std::uint32_t>(at);
  states[0].cost = construction.cost;
  states[0].slots.fill(-1);
  for (const PatternItem& item : construction.items) {
    next.clear();
    step(item, states, next);
    if (next.empty()) return;
    // A few of the cheapest for each place.
    std::stable_sort(next.begin(), next.end(), [](const State& a, const State& b) {
      return a.at != b.at ? a.at < b.at : a.cost < b.cost;
    });
    states.clear();
    std::size_t same = 0;
    for (const State& state : next) {
      same = !states.empty() && states.back().at == state.at ? same + 1 : 0;
      if (same < kKeptStates) states.push_back(state);
    }
  }
  for (const State& state : states) {
    if (state.at == at || state.at - at > kLongestStatement) continue;
    out.push_back({state.at, state.cost, build(construction, state, at)});
  }
}

void Chart::step(const PatternItem& item, const std::vector<State>& states,
                 std::vector<State>& next) {
  for (const State& state : states) {
    if (item.optional) next.push_back(state);
    if (!item.words.empty()) {
      for (const std::u32string& word : item.words) {
        if (chars_.substr(state.at, word.size()) != word) continue;
        State after = state;
        after.at += static_cast<std::uint32_t>(word.size());
        if (item.slot >= 0)
          after.slots[static_cast<std::size_t>(item.slot)] = copy(state.at, after.at);
        next.push_back(after);
        break;
      }
      continue;
    }
    for (const Entry& entry : match(item.category, state.at)) {
      State after = state;
      after.at = entry.end;
      after.cost += entry.cost;
      if (item.slot >= 0) after.slots[static_cast<std::size_t>(item.slot)] = entry.value;
      next.push_back(after);
    }
  }
}

std::int32_t Chart::build(const Construction& construction, const State& state, std::size_t begin) {
  Wording wording;
  std::uint32_t here = static_cast<std::uint32_t>(begin);
  std::size_t after_slots = 0;  // what stands after the last slot ends where the match ends
  for (const TemplatePiece& piece : construction.means) {
    if (piece.slot < 0) {
      wording.words += piece.words;
      wording.from.insert(wording.from.end(), piece.words.size(), here);
      continue;
    }
    const std::int32_t value = state.slots[static_cast<std::size_t>(piece.slot)];
    if (value < 0) continue;
    const Wording& part = values_[static_cast<std::size_t>(value)];
    wording.words += part.words;
    wording.from.insert(wording.from.end(), part.from.begin(), part.from.end());
    if (!part.from.empty()) here = part.from.back();
    after_slots = wording.from.size();
  }
  if (!wording.from.empty() && after_slots < wording.from.size())
    wording.from.back() = state.at - 1;
  return make(std::move(wording));
}

std::pair<std::size_t, std::u32string> Chart::mark_at(std::size_t at) const {
  if (at >= chars_.size()) return {0, {}};
  const char32_t c = chars_[at];
  if (c >= U'①' && c <= U'⑳') return {1, std::u32string(1, c)};
  if (std::u32string_view(U"●◆■□▲★·•○-").find(c) != std::u32string_view::npos &&
      at + 1 < chars_.size() && !is_digit(chars_[at + 1]))
    return {1, {}};
  const bool open = c == U'(';
  std::size_t end = at + (open ? 1 : 0);
  std::u32string number;
  while (end < chars_.size() && is_digit(chars_[end]) && number.size() < 2) number += chars_[end++];
  if (!number.empty() && end < chars_.size()) {
    const bool closed =
        chars_[end] == U')' || (!open && (chars_[end] == U'、' || chars_[end] == U'。') &&
                                end + 1 < chars_.size() && !is_digit(chars_[end + 1]));
    if (closed) return {end + 1 - at, U"(" + number + U")"};
    return {0, {}};
  }
  static constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
  const std::size_t numeral =
      end < chars_.size() ? kNumerals.find(chars_[end]) : std::u32string_view::npos;
  if (numeral != std::u32string_view::npos && end + 1 < chars_.size()) {
    if (open && chars_[end + 1] == U')')
      return {3, U"(" + to_characters(std::to_string(numeral + 1)) + U")"};
    if (!open && chars_[end + 1] == U'是') return {2, {}};
    if (!open && chars_[end + 1] == U'、' && text_.at(at) != Break::None)
      return {2, U"(" + to_characters(std::to_string(numeral + 1)) + U")"};
  }
  if (c >= U'A' && c <= U'H' && at + 1 < chars_.size() &&
      (chars_[at + 1] == U'。' || chars_[at + 1] == U'、') && text_.at(at) != Break::None)
    return {2, {}};
  return {0, {}};
}

std::vector<WholeReading> Chart::wholes(Category top, std::size_t most) {
  struct Chain {
    Cost cost;
    std::int32_t before;  // index into chains, -1: the first
    std::int32_t value;
    std::uint32_t begin, end;
    std::size_t mark;  // index into marks
    char32_t stop;
  };
  std::vector<Chain> chains;
  std::vector<std::u32string> marks{{}};
  std::vector<std::vector<std::int32_t>> ending(chars_.size() + 1);
  const auto cut = [&](std::vector<std::int32_t>& list) {
    std::stable_sort(list.begin(), list.end(), [&](std::int32_t a, std::int32_t b) {
      return chains[static_cast<std::size_t>(a)].cost < chains[static_cast<std::size_t>(b)].cost;
    });
    if (list.size() > most) list.resize(most);
  };
  for (std::size_t at = 0; at < chars_.size(); ++at) {
    if (at > 0 && ending[at].empty()) continue;
    cut(ending[at]);
    std::vector<std::pair<std::size_t, std::size_t>> starts{{at, 0}};
    if (const auto [length, mark] = mark_at(at); length > 0 && at + length < chars_.size()) {
      marks.push_back(mark);
      starts.push_back({at + length, marks.size() - 1});
    }
    for (const auto& [start, mark] : starts) {
      for (const Entry& entry : match(top, start)) {
        std::size_t next = entry.end;
        char32_t stop = 0;
        while (next < chars_.size() &&
               (is_stop(chars_[next]) || (chars_[next] == U'、' && mark_at(next + 1).first > 0))) {
          const char32_t sign = chars_[next++];
          if (stop == 0 || sign != U',') stop = sign == U',' ? U',' : U';';
        }
        Cost cost = entry.cost;
        if (next == entry.end && next < chars_.size()) {
          if (text_.at(next) == Break::Line)
            cost += kStopByLine;
          else if (text_.at(next) == Break::Blank)
            cost += kStopByBlank;
          else if (mark_at(next).first > 1 || chars_[next] == U'(')
            cost += kStopByBlank;
          else if (chars_[next] == U'、' && next + 1 < chars_.size() &&
                   chars_.substr(start, next - start).find(U'分') != std::u32string_view::npos) {
            cost += kStopInList;
            stop = U'、';
            ++next;
          } else
            continue;
        }
        const auto add = [&](std::int32_t before, Cost so_far) {
          chains.push_back({so_far + cost + (mark == 0 ? 0 : -10), before, entry.value,
                            static_cast<std::uint32_t>(start), entry.end, mark, stop});
          ending[next].push_back(static_cast<std::int32_t>(chains.size()) - 1);
        };
        if (at == 0)
          add(-1, 0);
        else
          for (std::int32_t before : std::vector<std::int32_t>(ending[at]))
            add(before, chains[static_cast<std::size_t>(before)].cost);
        if (ending[next].size() > 4 * most) cut(ending[next]);
      }
    }
  }
  std::vector<std::int32_t>& last = ending[chars_.size()];
  cut(last);
  std::vector<WholeReading> readings;
  for (std::int32_t end : last) {
    WholeReading reading;
    reading.cost = chains[static_cast<std::size_t>(end)].cost;
    for (std::int32_t at = end; at >= 0; at = chains[static_cast<std::size_t>(at)].before) {
      const Chain& chain = chains[static_cast<std::size_t>(at)];
      reading.statements.push_back({values_[static_cast<std::size_t>(chain.value)], chain.begin,
                                    chain.end, marks[chain.mark], chain.stop});
    }
    std::reverse(reading.statements.begin(), reading.statements.end());
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace zs
