// Sentences of 等级, 否决 and 目标 (language.md §9): what follows is recognised by its words, the
// condition before it is read like that of any rule.
#pragma once

#include "compiler/syntax/outline.h"

namespace zs {

class SchemeReader {
 public:
  // All must outlive the reader.
  SchemeReader(SyntaxTree& tree, const SourceText& source, const WordingTable& wording,
               DiagnosticSink& issues)
      : tree_(tree), source_(source), wording_(wording), issues_(issues) {}

  // The names of all grades are known only after every 等级 block was read once.
  void note_grades(const Block& block);
  void read(const Block& block);

 private:
  struct Effect;
  void read_sentence(NormalText text, BlockKind kind);
  void read_goal(NormalText text);
  bool read_requirement(const NormalText& text);
  bool read_rest(const NormalText& text);
  bool read_veto(const NormalText& text);
  bool read_tiers(const NormalText& text);
  std::optional<Effect> effect_of(const NormalText& text) const;
  // The conditions that the words mean; none when they are not understood (reported).
  std::optional<std::vector<Condition>> conditions(NormalText words) const;
  Phrase phrase(const NormalText& text) const;
  bool is_grade(std::u32string_view name) const;
  void add(SchemeSentence sentence, BlockKind kind);
  void unread(const NormalText& text) const;

  SyntaxTree& tree_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
  std::vector<std::u32string> grades_;
  std::optional<int> year_;  // of the goals that follow
  BlockKind kind_ = BlockKind::Grades;
};

}  // namespace zs
