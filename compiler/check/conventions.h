// 约定: what a script settles for all its indicators (language.md §11).
#pragma once

#include "compiler/check/checked_rules.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Reads 得分保留2位小数, 扣分四舍五入保留2位小数, 不足一个单位的按一个单位计 … into the rules.
void read_conventions(const SyntaxTree& syntax, const SourceText& source, CheckedRules& rules,
                      DiagnosticSink& issues);

// 结果四舍五入保留两位小数, in a rule text: the rounding that it asks for, if it does.
std::optional<Rounding> rounding_of(const std::string& line);

// Steps that the text leaves open follow the convention, else they are linear and reported.
void apply_step_convention(CheckedRules& rules, const SyntaxTree& syntax, const SourceText& source,
                           DiagnosticSink& issues);

// 约定 以上、以下不含本数: of every bound that the text does not mark (含).
void exclude_bounds(SyntaxTree& syntax);

}  // namespace zs
