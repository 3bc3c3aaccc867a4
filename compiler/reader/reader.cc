#include "compiler/reader/reader.h"

#include <algorithm>

#include "compiler/reader/assembler.h"
#include "compiler/reader/chart.h"

namespace zs {
namespace {

// Nobody writes an indicator of more characters; a longer one is read as canonical text only.
constexpr std::size_t kLongestText = 1500;

}  // namespace

std::vector<Reading> read_wording(const NormalText& rule, std::string_view title,
                                  const Rational* points, const Constructions& constructions,
                                  std::size_t most) {
  std::vector<Reading> readings;
  const LaidText text = lay(rule);
  if (text.size() == 0 || text.size() > kLongestText) return readings;
  const Category top = constructions.find(U"全句");
  if (top == constructions.categories()) return readings;
  const std::u32string name = to_characters(title);
  const Plausibility names(constructions, text, name);
  Chart chart(constructions, text, names);
  for (const WholeReading& whole : chart.wholes(top, most)) {
    Reading reading = Assembler(constructions, text, names, name, points).assemble(whole);
    const bool known = std::any_of(readings.begin(), readings.end(), [&](const Reading& one) {
      return one.text.chars == reading.text.chars;
    });
    if (!known && reading.text.size() > 0) readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace zs
