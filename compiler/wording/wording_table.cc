#include "compiler/wording/wording_table.h"

#include <algorithm>
#include <array>

#include "compiler/wording/normalise.h"

namespace zs {
namespace {

constexpr std::array<std::string_view, 63> kKindNames = {
#define ZS_WORD(name, zh) zh,
#include "compiler/wording/wording.def"
#undef ZS_WORD
};

constexpr std::array<std::string_view, static_cast<std::size_t>(NameKind::Count)> kNameKinds = {
#define ZS_NAME_WORD(name, zh) zh,
#include "compiler/wording/name_words.def"
#undef ZS_NAME_WORD
};

std::vector<std::u32string_view> split(std::u32string_view text) {
  std::vector<std::u32string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(U' ', at);
    if (begin == std::u32string_view::npos) break;
    const std::size_t end = std::min(text.find(U' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

}  // namespace

void WordingTable::add(const SourceText& file, DiagnosticSink& issues) {
  const NormalText text = normalise(file);
  std::shared_ptr<Constructions> widened;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.chars.find(U'\n', at), text.size());
    const std::u32string_view line = std::u32string_view(text.chars).substr(at, end - at);
    const std::size_t begin = at;
    at = end + 1;
    const std::vector<std::u32string_view> words = split(line);
    if (words.empty() || words[0].front() == U'#') continue;
    if (Constructions::is_line(line)) {
      if (!widened) widened = std::make_shared<Constructions>(*constructions_);
      if (!widened->add_line(line, text.span(begin, end)))
        issues.report(DiagnosticKind::WordingLineUnread, file, text.span(begin, end),
                      {to_utf8(words[0])});
      continue;
    }
    const std::string kind_name = to_utf8(words[0]);
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), kind_name);
    const auto name_kind = std::find(kNameKinds.begin(), kNameKinds.end(), kind_name);
    const bool known = kind != kKindNames.end() || name_kind != kNameKinds.end();
    const std::size_t colon = words.size() > 1 ? words[1].find(U':') : std::u32string_view::npos;
    if (!known || colon == std::u32string_view::npos || colon == 0) {
      issues.report(DiagnosticKind::WordingLineUnread, file, text.span(begin, end), {kind_name});
      continue;
    }
    const std::u32string_view canonical = words[1].substr(0, colon);
    // 动作 扣:罚 — the reader's own category of that name learns the word as well.
    const bool read_by_name = constructions_->find(canonical) < constructions_->categories();
    if (read_by_name && !widened) widened = std::make_shared<Constructions>(*constructions_);
    const auto add_one = [&](std::u32string_view word) {
      if (read_by_name) widened->add_word(canonical, word);
      if (kind != kKindNames.end())
        add_word(word, static_cast<WordKind>(kind - kKindNames.begin()), canonical);
      else
        add_name_word(word, static_cast<NameKind>(name_kind - kNameKinds.begin()), canonical);
    };
    add_one(canonical);
    if (colon + 1 < words[1].size()) add_one(words[1].substr(colon + 1));
    for (std::size_t i = 2; i < words.size(); ++i) add_one(words[i]);
  }
  if (widened) {
    widened->finish();
    constructions_ = std::move(widened);
  }
}

bool WordingTable::is_wording(const SourceText& file) {
  const NormalText text = normalise(file);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.chars.find(U'\n', at), text.size());
    const std::u32string_view line = std::u32string_view(text.chars).substr(at, end - at);
    const auto words = split(line);
    at = end + 1;
    if (words.empty() || words[0].front() == U'#') continue;
    if (Constructions::is_line(line)) return true;
    const std::string kind = to_utf8(words[0]);
    return words.size() > 1 && words[1].find(U':') != std::u32string_view::npos &&
           (std::find(kKindNames.begin(), kKindNames.end(), kind) != kKindNames.end() ||
            std::find(kNameKinds.begin(), kNameKinds.end(), kind) != kNameKinds.end());
  }
  return false;
}

void WordingTable::add_word(std::u32string_view text, WordKind kind,
                            std::u32string_view canonical) {
  std::vector<Word>& meanings = words_[std::u32string(text)];
  const bool known = std::any_of(meanings.begin(), meanings.end(), [&](const Word& word) {
    return word.kind == kind && word.canonical == canonical;
  });
  if (!known) meanings.push_back({kind, std::u32string(canonical)});
  std::size_t& longest = longest_from_[text.front()];
  longest = std::max(longest, text.size());
}

void WordingTable::add_name_word(std::u32string_view text, NameKind kind,
                                 std::u32string_view canonical) {
  NameWords& all = names_[static_cast<std::size_t>(kind)];
  if (!all.canonical.emplace(text, canonical).second) return;
  all.words.emplace_back(text);
  all.longest = std::max(all.longest, text.size());
}

NameMatch WordingTable::whole(std::u32string_view name, NameKind kind) const {
  const NameWords& all = names_of(kind);
  if (name.empty() || name.size() > all.longest) return {};
  const auto found = all.canonical.find(std::u32string(name));
  return found == all.canonical.end() ? NameMatch{} : NameMatch{name.size(), found->second};
}

NameMatch WordingTable::head(std::u32string_view name, NameKind kind) const {
  for (std::size_t n = std::min(names_of(kind).longest, name.size()); n > 0; --n)
    if (const NameMatch match = whole(name.substr(0, n), kind)) return match;
  return {};
}

NameMatch WordingTable::tail(std::u32string_view name, NameKind kind) const {
  for (std::size_t n = std::min(names_of(kind).longest, name.size()); n > 0; --n)
    if (const NameMatch match = whole(name.substr(name.size() - n), kind)) return match;
  return {};
}

bool WordingTable::contains(std::u32string_view name, NameKind kind) const {
  const std::vector<std::u32string>& words = words_of(kind);
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return name.find(word) != std::u32string_view::npos;
  });
}

const std::vector<std::u32string>& WordingTable::words_of(NameKind kind) const {
  return names_of(kind).words;
}

WordingTable::Match WordingTable::longest(std::u32string_view text) const {
  if (text.empty()) return {};
  const auto limit = longest_from_.find(text.front());
  if (limit == longest_from_.end()) return {};
  std::u32string key(text.substr(0, limit->second));
  for (; !key.empty(); key.pop_back()) {
    const auto found = words_.find(key);
    if (found != words_.end()) return {key.size(), found->second};
  }
  return {};
}

bool WordingTable::is(std::u32string_view text, WordKind kind) const {
  const auto found = words_.find(std::u32string(text));
  return found != words_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [kind](const Word& word) { return word.kind == kind; });
}

bool WordingTable::ends_with(std::u32string_view text, WordKind kind) const {
  constexpr std::size_t kLongest = 8;
  for (std::size_t n = std::min(kLongest, text.size()); n > 0; --n)
    if (is(text.substr(text.size() - n), kind)) return true;
  return false;
}

std::vector<std::string> WordingTable::words_of(WordKind kind) const {
  std::vector<std::string> result;
  for (const auto& [text, meanings] : words_)
    for (const Word& word : meanings)
      if (word.kind == kind) result.push_back(to_utf8(text));
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace zs
