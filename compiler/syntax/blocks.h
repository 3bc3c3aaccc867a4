// The blocks below a script: 数据, 定义, 示例 (等级, 否决, 目标: scheme_sentences.h).
#pragma once

#include "compiler/syntax/outline.h"

namespace zs {

// Adds what the blocks say to `tree`. Reports: lines that are not understood (ZS1013–ZS1016); they
// are left out.
// First 数据 and 定义, whose names the rule texts use, …
void read_names(const std::vector<Block>& blocks, SyntaxTree& tree, const SourceText& source,
                const WordingTable& wording, DiagnosticSink& issues);
// … then 等级, 否决, 目标 and 示例.
void read_scheme(const std::vector<Block>& blocks, SyntaxTree& tree, const SourceText& source,
                 const WordingTable& wording, DiagnosticSink& issues);

}  // namespace zs
