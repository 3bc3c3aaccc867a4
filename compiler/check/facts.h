// Facts and their negations: which yes-or-no input a phrase speaks of (language.md §3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/name_table.h"
#include "compiler/syntax/tree.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// One fact phrase taken apart: 未建立奖励机制 is the negation of 建立奖励机制.
struct FactStem {
  std::u32string whole;  // trimmed, as written
  std::u32string stem;   // without 已, 均 … and without the negation
  bool negated = false;
  bool refers = false;  // 已列入, 虽…: speaks of something said before
  Span span;
};
FactStem stem_of(const Phrase& phrase, const WordingTable& wording);

// The phrases that one fact condition holds: `A、B` where each part has a negation or a predicate
// of its own, or where the clause says each.
std::vector<Phrase> split_fact(const Phrase& phrase, bool each, const WordingTable& wording);

// Known facts of one indicator. First every phrase is noted, then each is resolved.
class FactTable {
 public:
  FactTable(NameTable& names, std::size_t indicator, const SourceText& source,
            const WordingTable& wording, DiagnosticSink& issues)
      : names_(names), indicator_(indicator), source_(source), wording_(wording), issues_(issues) {}

  void note(const FactStem& fact);
  // After the last note: 没有及时处置造成影响 affirms what another phrase only denies.
  void settle();
  // Counts of the indicator (新发生逃废债): 无新发生逃废债行为 then means that the count is zero.
  void note_count(InputId count, std::u32string name) {
    counts_.push_back({count, std::move(name)});
  }

  // The test that a phrase means. Reports what was taken as a negation or a shortened fact.
  TestPtr resolve(const FactStem& fact);

 private:
  struct Known {
    std::u32string stem;
    std::u32string whole;
    bool affirmed = false;  // somewhere written without negation
    Span span;
  };
  const Known* match(const FactStem& fact) const;
  TestPtr named(const Known& known);
  TestPtr by_count(const FactStem& fact);
  TestPtr word_denied(const FactStem& fact);
  TestPtr compound(const FactStem& fact);
  const Known* exactly(std::u32string_view stem) const;
  bool is_event(std::u32string_view stem) const;

  NameTable& names_;
  std::size_t indicator_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
  std::vector<Known> known_;
  std::vector<FactStem> referring_;  // 已备案: of a fact said elsewhere, or one of its own
  struct Count {
    InputId input;
    std::u32string name;
  };
  std::vector<Count> counts_;
};

}  // namespace zs
