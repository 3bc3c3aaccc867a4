// 约定: what a script settles for all its indicators (language.md §11).
#pragma once

#include "compiler/check/checked_rules.h"
#include "runtime/base/diagnostic.h"

namespace zs {

// Reads 得分保留2位小数, 扣分四舍五入保留2位小数, 不足一个单位的按一个单位计 … into the rules.
void read_conventions(const SyntaxTree& syntax, const SourceText& source, CheckedRules& rules,
                      DiagnosticSink& issues);

// Steps that the text leaves open follow the convention, else they are linear and reported.
void apply_step_convention(CheckedRules& rules, const SyntaxTree& syntax, const SourceText& source,
                           DiagnosticSink& issues);

}  // namespace zs
