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
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.chars.find(U'\n', at), text.size());
    const std::u32string_view line = std::u32string_view(text.chars).substr(at, end - at);
    const std::size_t begin = at;
    at = end + 1;
    const std::vector<std::u32string_view> words = split(line);
    if (words.empty() || words[0].front() == U'#') continue;
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), to_utf8(words[0]));
    const std::size_t colon = words.size() > 1 ? words[1].find(U':') : std::u32string_view::npos;
    if (kind == kKindNames.end() || colon == std::u32string_view::npos || colon == 0) {
      issues.report(DiagnosticKind::WordingLineUnread, file, text.span(begin, end),
                    {to_utf8(words[0])});
      continue;
    }
    const auto which = static_cast<WordKind>(kind - kKindNames.begin());
    const std::u32string_view canonical = words[1].substr(0, colon);
    add_word(canonical, which, canonical);
    if (colon + 1 < words[1].size()) add_word(words[1].substr(colon + 1), which, canonical);
    for (std::size_t i = 2; i < words.size(); ++i) add_word(words[i], which, canonical);
  }
}

bool WordingTable::is_wording(const SourceText& file) {
  const NormalText text = normalise(file);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.chars.find(U'\n', at), text.size());
    const auto words = split(std::u32string_view(text.chars).substr(at, end - at));
    at = end + 1;
    if (words.empty() || words[0].front() == U'#') continue;
    return words.size() > 1 && words[1].find(U':') != std::u32string_view::npos &&
           std::find(kKindNames.begin(), kKindNames.end(), to_utf8(words[0])) != kKindNames.end();
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
