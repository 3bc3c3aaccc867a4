// Confirmed readings: what the office agreed that each indicator means, kept in a file, so that
// neither an edit nor another version of the program changes it unseen.
#pragma once

#include <string>
#include <vector>

#include "compiler/compile.h"

namespace zs::cli {

// How one indicator is read, in lines that people confirm.
struct Reading {
  std::string key;  // "3. 创建经费落实", or a block: 约定 总分 数据 定义 等级 否决 目标
  std::string text;                // the author's words, blanks and widths made one
  std::vector<std::string> lines;  // 分值:… 读作:… 假定:… 数据项:…
  Span where;                      // of the heading, in the rules or in the file
};

// In:  rules that were compiled from `source`, and what was found then: the assumptions among it
//      belong to the reading.
std::vector<Reading> readings_of(const CompileResult& rules, const SourceText& source,
                                 const WordingTable& wording, const std::vector<Diagnostic>& found);

// The readings as a file, and back; a line of another form is reported.
std::string lock_text(const std::vector<Reading>& readings);
std::vector<Reading> read_lock(const SourceText& file, DiagnosticSink& issues);

// Reports every indicator that is read differently, is new or is gone. Confirmed words that say
// in other words what is read now count as the same: they are compiled for that.
void compare_readings(const std::vector<Reading>& locked, const std::vector<Reading>& present,
                      const SourceText& file, const SourceText& source, const WordingTable& wording,
                      DiagnosticSink& issues);

}  // namespace zs::cli
