// The lines of a script: title, sections, indicators, attributes, and the rule text in between.
#pragma once

#include <vector>

#include "compiler/syntax/tree.h"
#include "compiler/wording/normal_text.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// 数据, 定义, 等级, 否决, 目标, 示例: a line of its own, and the lines below it.
enum class BlockKind { Data, Definitions, Grades, Vetoes, Goals, Example };
struct Block {
  BlockKind kind = BlockKind::Data;
  Phrase argument;  // 示例 创建经费落实: the title
  std::vector<NormalText> lines;
};

// A script before its rule texts and blocks are read: rules[i] belongs to tree.indicators[i].
struct Outline {
  SyntaxTree tree;
  std::vector<NormalText> rules;
  std::vector<Block> blocks;
};

// In:      the whole normalised script.
// Out:     its structure (language.md §1); a rule line outside any indicator makes one without
//          heading, so a single statement is a script.
// Reports: headings without points, dates that do not exist, lines that belong nowhere.
// Cost:    linear.
Outline read_outline(const NormalText& text, const SourceText& source, const WordingTable& wording,
                     DiagnosticSink& issues);

}  // namespace zs
