// The blocks below a script: 数据, 定义, 示例 (等级, 否决, 目标: scheme_sentences.h).
#pragma once

#include "compiler/syntax/outline.h"

namespace zs {

// Adds what the blocks say to `tree`. Reports: lines that are not understood (ZS1013–ZS1016); they
// are left out.
void read_blocks(const std::vector<Block>& blocks, SyntaxTree& tree, const SourceText& source,
                 const WordingTable& wording, DiagnosticSink& issues);

}  // namespace zs
