// The blocks 数据, 定义, 等级, 否决, 目标 and 示例 in words.
#pragma once

#include <string>
#include <string_view>

#include "compiler/syntax/tree.h"
#include "runtime/base/source.h"

namespace zs {

// Each block after an empty line, in the order above without 示例. Sentences of 等级, 否决 and 目标
// stand in the author's words, blanks and widths made one; what was not understood is a comment
// that begins with `unread`.
std::string block_words(const SyntaxTree& tree, const SourceText& source, std::string_view unread);

// 示例, which closes a script.
std::string example_words(const SyntaxTree& tree);

}  // namespace zs
