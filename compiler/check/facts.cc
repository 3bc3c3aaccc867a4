#include "compiler/check/facts.h"

#include <algorithm>

#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

constexpr std::size_t kNegationReach = 6;  // how far into a phrase 未 still negates the whole of it

// 重大, 一般: a word that narrows a fact makes another fact of it.
bool narrows(std::u32string_view a, std::u32string_view b, const WordingTable& wording) {
  const std::vector<std::u32string>& degrees = wording.words_of(NameKind::Degree);
  return std::any_of(degrees.begin(), degrees.end(), [&](const std::u32string& degree) {
    return (a.find(degree) == std::u32string_view::npos) !=
           (b.find(degree) == std::u32string_view::npos);
  });
}

// Where a negation stands, and how long it is; length 0 when there is none.
std::pair<std::size_t, std::size_t> negation(std::u32string_view text, std::size_t reach,
                                             const WordingTable& wording) {
  for (std::size_t i = 0; i < text.size() && i <= reach; ++i) {
    const std::u32string_view rest = text.substr(i);
    if (wording.head(rest, NameKind::NotNegation)) {
      ++i;
      continue;
    }
    const NameMatch word = wording.head(rest.substr(0, rest.size() - 1), NameKind::Negation);
    if (word && (i == 0 || word.canonical != U"无")) return {i, word.length};
    if (i == 0 && rest.starts_with(U"不") && rest.size() > 2) return {0, 1};
    if (i > 0 && rest.starts_with(U"不") && wording.whole(rest.substr(1), NameKind::Predicate))
      return {i, 1};
  }
  return {0, 0};
}

std::u32string without_leads(std::u32string_view text, bool& refers, const WordingTable& wording) {
  while (text.size() > 2) {
    const NameMatch lead = wording.head(text.substr(0, text.size() - 2), NameKind::Lead);
    if (!lead) break;
    // 对接成效明显: 对 begins a word.
    const WordingTable::Match word = wording.longest(text);
    const bool other = word.length > lead.length &&
                       std::any_of(word.meanings.begin(), word.meanings.end(),
                                   [](const Word& one) { return one.kind == WordKind::Protected; });
    if (other) break;
    refers |= lead.canonical == U"已";
    text.remove_prefix(lead.length);
  }
  return std::u32string(text);
}

std::u32string sorted(std::u32string_view text) {
  std::u32string letters(text);
  std::sort(letters.begin(), letters.end());
  return letters;
}

bool has_own_predicate(std::u32string_view part, const WordingTable& wording) {
  if (part.size() < 2) return false;
  if (negation(part, kNegationReach, wording).second > 0) return true;
  if (part.size() < 4) return part.starts_with(U"有") && part.size() > 2;
  return wording.tail(part, NameKind::Predicate) || part.starts_with(U"有");
}

// 任一项得分未达到基本分: one case, whatever it denies.
bool any_of_many(std::u32string_view text) {
  return text.starts_with(U"任一") || text.starts_with(U"任何一") || text.starts_with(U"任意一") ||
         text.starts_with(U"有任一");
}

// 处置及时没有造成影响: something affirmed, then something denied. 讲解人员未持证上岗 is one fact:
// a subject has no predicate of its own (language.md §14.16).
bool splits_in_two(std::u32string_view text, const WordingTable& wording) {
  if (any_of_many(text)) return false;
  const auto [at, length] = negation(text, text.size(), wording);
  return length > 0 && at >= 4 && text.size() - at - length >= 4 &&
         has_own_predicate(text.substr(0, at), wording);
}

}  // namespace

FactStem stem_of(const Phrase& phrase, const WordingTable& wording) {
  FactStem fact;
  fact.span = phrase.span;
  bool refers = false;
  fact.whole = to_characters(phrase.text);
  std::u32string text = without_leads(fact.whole, refers, wording);
  if (text != fact.whole) fact.whole = text;
  const auto [at, length] = negation(text, kNegationReach, wording);
  if (length > 0 && !any_of_many(text)) {
    fact.negated = true;
    bool ignored = false;
    fact.stem = text.substr(0, at) +
                without_leads(std::u32string_view(text).substr(at + length), ignored, wording);
  } else {
    fact.stem = text;
  }
  fact.refers = refers;
  return fact;
}

std::vector<Phrase> split_fact(const Phrase& phrase, bool each, const WordingTable& wording) {
  const std::u32string text = to_characters(phrase.text);
  std::vector<std::u32string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::u32string_view rest = std::u32string_view(text).substr(i);
    const bool also = i > 1 && (rest.starts_with(U"也不") || rest.starts_with(U"又不") ||
                                rest.starts_with(U"也未") || rest.starts_with(U"又未") ||
                                rest.starts_with(U"也没有") || rest.starts_with(U"又没有"));
    if (text[i] == U'、' || also) {
      parts.emplace_back();
    } else {
      parts.back() += text[i];
    }
  }
  const bool whole = std::any_of(parts.begin(), parts.end(),
                                 [](const std::u32string& part) { return part.size() < 2; });
  const auto begins_with_verb = [&](const std::u32string& part) {
    for (const Word& word : wording.longest(part).meanings)
      if (word.kind == WordKind::Verb) return part.size() > 2;
    return false;
  };
  const auto predicated = [&](const std::u32string& part) {
    return has_own_predicate(part, wording);
  };
  const bool own = std::all_of(parts.begin(), parts.end(), predicated) ||
                   std::all_of(parts.begin(), parts.end(), begins_with_verb);
  // 只巡查、不记录: what is done and what is not.
  const bool verb_shared = each && !own;
  const bool contrast =
      text.starts_with(U"只") || text.starts_with(U"既") || text.starts_with(U"仅");
  if (parts.size() < 2 || whole || !(each || own || contrast)) return {phrase};
  std::vector<Phrase> result;
  // 建立首问负责制、限时办结制: the verb of the first stands for all.
  std::u32string verb;
  if (verb_shared && parts.front().starts_with(U"有") && parts.front().size() > 2) verb = U"有";
  if (verb_shared && begins_with_verb(parts.front()))
    verb = parts.front().substr(0, wording.longest(parts.front()).length);
  for (const std::u32string& part : parts) {
    const bool own_verb = begins_with_verb(part);
    const bool adds = !verb.empty() && !own_verb && !predicated(part);
    result.push_back({to_utf8((adds ? verb : U"") + part), phrase.span});
  }
  return result;
}

void FactTable::settle() {
  // 向股东发放贷款未备案 is a known fact and the denial of another.
  std::erase_if(known_, [&](const Known& known) {
    const auto [at, length] = negation(known.whole, known.whole.size(), wording_);
    if (length == 0 || at < 4) return false;
    const std::u32string_view left = std::u32string_view(known.whole).substr(0, at);
    return std::any_of(known_.begin(), known_.end(), [&](const Known& other) {
      return other.affirmed && other.stem == left && other.stem != known.stem;
    });
  });
  for (const FactStem& fact : referring_) {
    const bool said = std::any_of(known_.begin(), known_.end(), [&](const Known& known) {
      return known.affirmed && known.stem != fact.stem && is_subsequence(fact.stem, known.stem);
    });
    if (said) continue;
    FactStem own = fact;
    own.refers = false;
    note(own);
  }
  const std::vector<Known> all = known_;
  for (const Known& whole : all)
    for (Known& part : known_) {
      if (part.affirmed || whole.affirmed || part.stem.size() < 4 ||
          !whole.stem.ends_with(part.stem))
        continue;
      const std::u32string_view left =
          std::u32string_view(whole.stem).substr(0, whole.stem.size() - part.stem.size());
      const Known* other = left.size() >= 2 ? exactly(left) : nullptr;
      if (other && other->affirmed) part.affirmed = true;
    }
}

// 未发生安全事故: what happens is the fact, however it is written.
bool FactTable::is_event(std::u32string_view stem) const {
  const Constructions& data = wording_.constructions();
  const Category events = data.find(U"事头");
  if (events >= data.categories()) return false;
  for (const auto& [first, words] : data.words_of(events))
    for (const CategoryWord& word : words)
      if (stem.starts_with(word.word) && stem.size() > word.word.size() + 1) return true;
  return false;
}

void FactTable::note(const FactStem& fact) {
  if (fact.stem.size() < 2) return;
  if (splits_in_two(fact.whole, wording_)) {
    const std::size_t at = negation(fact.whole, fact.whole.size(), wording_).first;
    note(stem_of({to_utf8(std::u32string_view(fact.whole).substr(0, at)), fact.span}, wording_));
    note(stem_of({to_utf8(std::u32string_view(fact.whole).substr(at)), fact.span}, wording_));
    return;
  }
  for (Known& known : known_) {
    if (known.stem != fact.stem) continue;
    if (!fact.refers) known.affirmed |= !fact.negated;
    return;
  }
  if (fact.refers) {
    referring_.push_back(fact);
    return;
  }
  known_.push_back({fact.stem, fact.whole, !fact.negated || is_event(fact.stem), fact.span});
}

const FactTable::Known* FactTable::exactly(std::u32string_view stem) const {
  for (const Known& known : known_)
    if (known.stem == stem || (stem.size() > 3 && sorted(known.stem) == sorted(stem)))
      return &known;
  return nullptr;
}

// The fact that a phrase is about: its own words, else an affirmed fact of which it is a shortened
// form (未列入 for 将经费列入预算) or which is a shortened form of it.
const FactTable::Known* FactTable::match(const FactStem& fact) const {
  const Known* same = exactly(fact.stem);
  if (same && (same->affirmed || !(fact.negated || fact.refers))) return same;
  // 未足额拨付 and 未拨付, beside 按时足额拨付到位: cases of their own, not one denial twice.
  if (same && fact.negated)
    for (const Known& other : known_)
      if (&other != same && !other.affirmed && other.stem.size() > 1 &&
          (is_subsequence(other.stem, same->stem) || is_subsequence(same->stem, other.stem)))
        return same;
  const Known* best = nullptr;
  for (const Known& known : known_) {
    if (&known == same || narrows(fact.stem, known.stem, wording_)) continue;
    // 不合格 denies 合格, never 评估为合格: 不 negates the word, 未 the whole phrase.
    const bool word_only = fact.negated && fact.whole.starts_with(U"不");
    const bool shorter =
        !word_only && fact.stem.size() >= 2 && is_subsequence(fact.stem, known.stem);
    const bool longer = known.stem.size() >= 4 && is_subsequence(known.stem, fact.stem) &&
                        known.stem.size() * 10 >= fact.stem.size() * 6;
    if (fact.negated && known.affirmed && (shorter || longer)) best = &known;
    if (!fact.negated && fact.refers && shorter) best = &known;
    if (!fact.negated && !known.affirmed && longer) return &known;
    if (!fact.negated && !known.affirmed && shorter &&
        fact.stem.size() * 10 >= known.stem.size() * 6)
      return &known;
  }
  return best ? best : same;
}

TestPtr FactTable::named(const Known& known) {
  const std::string name = to_utf8(known.affirmed ? known.stem : known.whole);
  const InputId input = names_.input(name, Role::Fact, known.span, indicator_);
  names_[input].dimension = Dimension::Fact;
  return fact_test(input, known.span);
}

TestPtr FactTable::by_count(const FactStem& fact) {
  for (const Count& count : counts_) {
    const bool same = is_subsequence(count.name, fact.stem) ||
                      (fact.stem.size() >= 4 && is_subsequence(fact.stem, count.name));
    const std::size_t shorter = std::min(count.name.size(), fact.stem.size());
    const std::size_t longer = std::max(count.name.size(), fact.stem.size());
    if (!same || shorter < 3 || shorter * 10 < longer * 6 ||
        narrows(count.name, fact.stem, wording_))
      continue;
    const Input& input = names_[count.input];
    const TermPtr zero = constant_term(0, input.dimension, input.unit);
    const TermPtr number = input_term(count.input, input.dimension, input.unit);
    return compare_test(number, fact.negated ? Relation::Equal : Relation::More, zero, fact.span);
  }
  return nullptr;
}

// Two facts in one phrase: 处置及时没有造成影响, 未拨出经费建立机制.
TestPtr FactTable::compound(const FactStem& fact) {
  const std::u32string_view text = fact.whole;
  if (any_of_many(text)) return nullptr;
  const auto later = negation(text, text.size(), wording_);
  if (later.second > 0 && later.first >= 2) {
    const std::size_t at = later.first;
    const std::u32string_view left = text.substr(0, at);
    const std::u32string_view right = text.substr(at + later.second);
    const Known* known_left = exactly(left);
    if ((known_left && known_left->affirmed && right.size() >= 2) ||
        splits_in_two(text, wording_)) {
      const FactStem a = stem_of({to_utf8(left), fact.span}, wording_);
      const FactStem b = stem_of({to_utf8(text.substr(at)), fact.span}, wording_);
      note(a);
      return all_test({resolve(a), resolve(b)});
    }
  }
  if (!fact.negated) return nullptr;
  for (std::size_t cut = 2; cut + 2 <= fact.stem.size(); ++cut) {
    const std::u32string left = fact.stem.substr(0, cut);
    const std::u32string right = fact.stem.substr(cut);
    const Known* first = nullptr;
    const Known* second = nullptr;
    for (const Known& known : known_) {
      if (!known.affirmed) continue;
      if (!first && (known.stem == left || (left.size() > 3 && sorted(known.stem) == sorted(left))))
        first = &known;
      if (known.stem == right && known.affirmed) second = &known;
    }
    if (first && second && first != second) {
      const Known a = *first;
      const Known b = *second;
      return all_test({not_test(named(a)), named(b)});
    }
  }
  for (std::size_t i = 0; i + 1 < known_.size(); ++i) {
    if (!known_[i].affirmed || !known_[i + 1].affirmed) continue;
    if (exactly(fact.stem) && exactly(fact.stem)->affirmed) continue;
    for (std::size_t cut = 2; cut + 2 <= fact.stem.size(); ++cut) {
      const bool both = is_subsequence(fact.stem.substr(0, cut), known_[i].stem) &&
                        is_subsequence(fact.stem.substr(cut), known_[i + 1].stem);
      if (!both || is_subsequence(fact.stem, known_[i].stem)) continue;
      const Known a = known_[i];
      const Known b = known_[i + 1];
      return all_test({not_test(named(a)), not_test(named(b))});
    }
  }
  return nullptr;
}

// 不合格, beside 评估为优秀, 评估为合格: none of those; 不齐全, beside 档案资料齐全 alone: its
// negation.
TestPtr FactTable::word_denied(const FactStem& fact) {
  if (!fact.negated || !fact.whole.starts_with(U"不") || fact.stem.size() < 2) return nullptr;
  std::vector<Known> close;
  std::size_t affirmed = 0;
  for (const Known& known : known_) {
    affirmed += known.affirmed;
    if (known.affirmed && known.stem.size() > fact.stem.size() && known.stem.ends_with(fact.stem))
      close.push_back(known);
  }
  if (close.size() != 1) return nullptr;
  if (affirmed == 1) {
    issues_.report(DiagnosticKind::NegationTaken, source_, fact.span,
                   {to_utf8(fact.whole), to_utf8(close.front().stem)});
    return not_test(named(close.front()));
  }
  const std::u32string prefix =
      close.front().stem.substr(0, close.front().stem.size() - fact.stem.size());
  std::vector<TestPtr> none;
  const std::vector<Known> all = known_;
  for (const Known& known : all)
    if (known.affirmed && known.stem.starts_with(prefix)) none.push_back(not_test(named(known)));
  return none.size() > 1 ? all_test(std::move(none)) : nullptr;
}

TestPtr FactTable::resolve(const FactStem& fact) {
  if (TestPtr counted = by_count(fact)) return counted;
  if (TestPtr denied = word_denied(fact)) return denied;
  const Known* known = match(fact);
  const bool plain = known && known->stem == fact.stem && known->affirmed;
  if (!plain && (!known || known->stem == fact.stem)) {
    if (TestPtr both = compound(fact)) return both;
  }
  if (!known) {
    note(fact);
    known = exactly(fact.stem);
  }
  if (!known) {
    const InputId input = names_.input(to_utf8(fact.whole), Role::Fact, fact.span, indicator_);
    names_[input].dimension = Dimension::Fact;
    return fact_test(input, fact.span);
  }
  const Known taken = *known;
  TestPtr test = named(taken);
  if (taken.stem != fact.stem || (fact.negated && taken.affirmed)) {
    issues_.report(fact.negated ? DiagnosticKind::NegationTaken : DiagnosticKind::ShortenedFact,
                   source_, fact.span, {to_utf8(fact.whole), to_utf8(taken.stem)});
  }
  // An input that is only ever written as a negation keeps the negative wording as its name.
  const bool negative_name = !taken.affirmed;
  const bool opposite = negative_name ? !fact.negated : fact.negated;
  return opposite ? not_test(test) : test;
}

}  // namespace zs
