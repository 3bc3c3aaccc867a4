// Wordings as data: what may be written, with slots, and the canonical wording that it stands for.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/wording/normal_text.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// A category of wordings (名, 条件, 效果 …): index into Constructions.
using Category = std::uint16_t;

// Costs are whole numbers; a plain construction costs 0 to 100, a doubtful name several hundred.
using Cost = std::int32_t;

// One item of a pattern: one of some words, or anything of a category.
struct PatternItem {
  std::vector<std::u32string> words;  // longest first; empty: a category
  Category category = 0;
  int slot = -1;  // where the template finds what was matched; -1: nowhere
  bool optional = false;
};

// A piece of the canonical wording: words as they are, or what a slot holds.
struct TemplatePiece {
  std::u32string words;
  int slot = -1;
};

struct Construction {
  Cost cost = 0;
  std::vector<PatternItem> items;
  std::vector<TemplatePiece> means;
  // Words of which one must stand in the text for the construction to be tried; empty: always.
  std::vector<std::u32string> needs;
  Span where;  // in its file
};

// A word that may be written for a category, and the canonical word.
struct CategoryWord {
  std::u32string word, canonical;
};

// What makes a name doubtful (名价 lines): a word in it, at its head or at its end, unless one of
// the given words follows; or a remark (说明): what would be lost with it. `#` stands for a digit.
struct NameDoubt {
  enum class Where { Anywhere, Head, Tail, Whole, Remark } where = Where::Anywhere;
  Cost cost = 0;
  std::u32string word;
  std::vector<std::u32string> unless;
};

// An example of a construction: what is written, and how it must be read; or, with `not_so`, a
// wording that no construction of that category may take.
struct ConstructionExample {
  Category category = 0;
  std::u32string written, canonical;
  bool not_so = false;
  Span where;
};

// At most so many slots in one construction.
constexpr int kMostSlots = 14;

class Constructions {
 public:
  // Lines of a construction file: 词, 句, 例, 反例, 名价; `#` starts a comment line. Returns
  // whether the line is of one of these kinds and well formed; a line of another kind changes
  // nothing.
  bool add_line(std::u32string_view line, Span where);
  // Whether the line begins like one of a construction file.
  static bool is_line(std::u32string_view line);

  // The category of this name, made when it is new.
  Category category(std::u32string_view name);
  // The category of this name, or `categories()` when no line speaks of it.
  Category find(std::u32string_view name) const;
  std::size_t categories() const { return names_.size(); }

  const std::vector<Construction>& of(Category category) const { return rules_[category]; }
  const std::unordered_map<char32_t, std::vector<CategoryWord>>& words_of(Category category) const {
    return words_[category];
  }
  // The doubts that begin with this character, or with a digit when it is one.
  const std::vector<const NameDoubt*>* doubts_from(char32_t c) const;
  const std::vector<ConstructionExample>& examples() const { return examples_; }
  std::size_t size() const;

  // One more word of a category that is named by its canonical word.
  void add_word(std::u32string_view category_name, std::u32string_view word);

  // Works out what every construction needs; call once after the last line.
  void finish();

 private:
  bool add_words(std::u32string_view rest);
  bool add_construction(std::u32string_view rest, Span where);
  bool add_example(std::u32string_view rest, bool not_so, Span where);
  bool add_doubt(std::u32string_view rest);

  std::unordered_map<std::u32string, Category> index_;
  std::vector<std::u32string> names_;
  std::vector<std::vector<Construction>> rules_;
  std::vector<std::unordered_map<char32_t, std::vector<CategoryWord>>> words_;
  std::vector<NameDoubt> doubts_;
  std::unordered_map<char32_t, std::vector<const NameDoubt*>> doubts_from_;
  std::vector<ConstructionExample> examples_;
  Category last_ = 0;  // of the construction that 例 and 反例 lines belong to
};

}  // namespace zs
