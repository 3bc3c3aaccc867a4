// The chart: every stretch of a text against every construction, the cheapest few kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/reader/laid_text.h"
#include "compiler/reader/plausibility.h"
#include "compiler/wording/constructions.h"

namespace zs {

// In a wording, what stands between these is one name. Of the private use area: no text has them.
constexpr char32_t kNameBegins = U'\uE000', kNameEnds = U'\uE001';

// Canonical words, each with the character of the text that it stands for.
struct Wording {
  std::u32string words;
  std::vector<std::uint32_t> from;
};

// One reading of the text as statements, cheapest first in a list of them.
struct WholeReading {
  struct Statement {
    Wording wording;
    std::size_t begin = 0, end = 0;  // characters of the text
    std::u32string mark;             // "(1)", "①" before it
    char32_t stop = 0;               // what ends it: ',' ';' or 0 for the layout
  };
  Cost cost = 0;
  std::vector<Statement> statements;
};

class Chart {
 public:
  // All three must outlive the chart.
  Chart(const Constructions& data, const LaidText& text, const Plausibility& names);

  // The cheapest readings of the whole text as statements of the category `top`, at most `most`.
  std::vector<WholeReading> wholes(Category top, std::size_t most);

 private:
  struct Entry {
    std::uint32_t end;
    Cost cost;
    std::int32_t value;
  };
  struct State {
    std::uint32_t at;
    Cost cost;
    std::array<std::int32_t, kMostSlots> slots;
  };
  enum class Builtin {
    None,
    Quantity,
    Fact,
    Item,
    Count,
    Number,
    Percent,
    Stop,
    Formula,
    Remark,
    Plain
  };

  const std::vector<Entry>& match(Category category, std::size_t at);
  void match_builtin(Builtin builtin, std::size_t at, std::vector<Entry>& out);
  void match_formula(std::size_t at, std::vector<Entry>& out);
  void match_words(Category category, std::size_t at, std::vector<Entry>& out);
  void match_construction(const Construction& construction, std::size_t at,
                          std::vector<Entry>& out);
  void step(const PatternItem& item, const std::vector<State>& states, std::vector<State>& next);
  bool needed_words_stand(const Construction& construction) const;
  const std::vector<const Construction*>& candidates(Category category);
  std::int32_t make(Wording wording);
  std::int32_t copy(std::size_t begin, std::size_t end);
  std::int32_t name_of(std::size_t begin, std::size_t end);
  std::int32_t build(const Construction& construction, const State& state, std::size_t begin);
  void keep_cheapest(std::vector<Entry>& entries) const;
  // 1、 (1) ① ●: how many characters, and the canonical mark.
  std::pair<std::size_t, std::u32string> mark_at(std::size_t at) const;

  const Constructions& data_;
  const LaidText& text_;
  const Plausibility& names_;
  std::u32string_view chars_;
  std::vector<Builtin> builtins_;                      // by category
  std::vector<std::vector<std::vector<Entry>>> memo_;  // by category, position
  std::vector<std::vector<char>> state_;               // 0 new, 1 being matched, 2 known
  std::vector<Wording> values_;
  // By category: the constructions whose words stand in the text; worked out when first asked for.
  std::vector<std::optional<std::vector<const Construction*>>> candidates_;
  std::vector<bool> present_;  // characters of the text, by their lowest bits
};

}  // namespace zs
