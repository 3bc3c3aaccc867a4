// How much a stretch of text looks like the name of something: the price of a name.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/reader/laid_text.h"
#include "compiler/wording/constructions.h"

namespace zs {

// Prices of names in one text. The doubts are data (名价 lines).
class Plausibility {
 public:
  enum class Use { Quantity, Fact, Count };

  Plausibility(const Constructions& data, const LaidText& text, std::u32string title);

  struct Priced {
    std::size_t end;
    Cost cost;
  };
  // All names that begin at `begin`, shortest first, those dearer than `limit` left out.
  std::vector<Priced> names_from(std::size_t begin, Use use, Cost limit) const;
  // What would be lost if the characters [begin, end) were a mere remark.
  Cost weight_of(std::size_t begin, std::size_t end) const;

 private:
  bool lists_quantities(std::u32string_view name) const;

  struct Hit {
    std::size_t begin;
    Cost cost;
  };
  const Constructions& data_;
  const LaidText& text_;
  std::u32string title_;
  // By the character after their end: what was found inside, and what would be bad as an end.
  std::vector<std::vector<Hit>> inside_, tails_, weights_;
};

// The price of a name on its own, as it would stand in a column header; `title` makes it cheaper.
Cost price_of_name(const Constructions& data, std::u32string_view name, std::u32string_view title,
                   Plausibility::Use use = Plausibility::Use::Quantity);

}  // namespace zs
