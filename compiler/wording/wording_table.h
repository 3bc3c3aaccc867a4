// The words that mean something in a rule, as data: which texts, of which kind, for which meaning.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/wording/constructions.h"
#include "compiler/wording/normal_text.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// The kinds of wording.def; each line of a wording file begins with the Chinese name of one.
enum class WordKind {
#define ZS_WORD(name, zh) name,
#include "compiler/wording/wording.def"
#undef ZS_WORD
};

// The kinds of name_words.def, which are looked for inside names and take no part in scanning.
enum class NameKind {
#define ZS_NAME_WORD(name, zh) name,
#include "compiler/wording/name_words.def"
#undef ZS_NAME_WORD
  Count
};

// A word of a name: how many characters of the text it is, and the canonical word that it stands
// for; length 0 when there is none. Lives as long as the table.
struct NameMatch {
  std::size_t length = 0;
  std::u32string_view canonical;
  explicit operator bool() const { return length > 0; }
};

// One meaning of a text: its kind and the canonical word that it stands for (得 for 计).
struct Word {
  WordKind kind;
  std::u32string canonical;
};

// Immutable once filled; shared by all compilations.
class WordingTable {
 public:
  // Lines `种类 规范词:同义词 同义词 …`, of either sort of kind; `#` starts a comment. A line that
  // is not of this form is reported and skipped. Lines of constructions (constructions.h) may
  // stand in the same file.
  void add(const SourceText& file, DiagnosticSink& issues);

  // The constructions of all files, ready for use.
  const Constructions& constructions() const { return *constructions_; }

  // A declared name: no word inside it is a keyword.
  void protect(std::u32string_view name) { add_word(name, WordKind::Protected, name); }

  // Whether a file holds such lines, by its first line that is no comment.
  static bool is_wording(const SourceText& file);

  // The longest word that `text` begins with, and all its meanings; length 0 when there is none.
  struct Match {
    std::size_t length = 0;
    std::span<const Word> meanings;
  };
  Match longest(std::u32string_view text) const;

  // Whether the whole text is a word of this kind.
  bool is(std::u32string_view text, WordKind kind) const;
  // Whether the text ends with a word of this kind.
  bool ends_with(std::u32string_view text, WordKind kind) const;
  std::vector<std::string> words_of(WordKind kind) const;

  // The longest word of this kind that a name begins with, ends with, is.
  NameMatch head(std::u32string_view name, NameKind kind) const;
  NameMatch tail(std::u32string_view name, NameKind kind) const;
  NameMatch whole(std::u32string_view name, NameKind kind) const;
  // Whether a word of this kind stands anywhere in the name.
  bool contains(std::u32string_view name, NameKind kind) const;
  // All words of this kind, in the order of the files.
  const std::vector<std::u32string>& words_of(NameKind kind) const;

 private:
  struct NameWords {
    std::vector<std::u32string> words;
    std::unordered_map<std::u32string, std::u32string> canonical;
    std::size_t longest = 0;
  };
  const NameWords& names_of(NameKind kind) const { return names_[static_cast<std::size_t>(kind)]; }
  void add_name_word(std::u32string_view text, NameKind kind, std::u32string_view canonical);
  void add_word(std::u32string_view text, WordKind kind, std::u32string_view canonical);

  std::shared_ptr<const Constructions> constructions_ = std::make_shared<Constructions>();
  std::unordered_map<std::u32string, std::vector<Word>> words_;
  std::unordered_map<char32_t, std::size_t> longest_from_;  // by first character
  std::array<NameWords, static_cast<std::size_t>(NameKind::Count)> names_;
};

}  // namespace zs
