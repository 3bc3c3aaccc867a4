// For tests: rules compiled with the wording that ships, and data given by name.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/compile.h"
#include "runtime/base/render_text.h"
#include "runtime/data/parse_cell.h"
#include "runtime/number/decimal_text.h"
#include "runtime/scalar/score_unit.h"
#include "tools/cli/run.h"
#include "tools/cli/wording.h"

namespace zs::test {

using Given = std::map<std::string, std::string>;

class CompiledRules {
 public:
  // One rule text of an indicator with `points`.
  static CompiledRules of_rule(std::string text, std::string_view points,
                               std::string_view title = "") {
    DiagnosticSink issues;
    CompiledRules rules;
    rules.result_ = compile_rule(SourceText("规则", std::move(text)), title,
                                 Rational::from_decimal(points), cli::shipped_wording(), issues);
    rules.errors_ = errors_in(issues);
    return rules;
  }
  static CompiledRules of_script(std::string text) {
    DiagnosticSink issues;
    CompiledRules rules;
    rules.result_ = compile(SourceText("规则", std::move(text)), cli::shipped_wording(), issues);
    rules.errors_ = errors_in(issues);
    return rules;
  }

  const Plan& plan() const { return result_.plan; }
  // What keeps something from being scored, for people; empty when all is well.
  const std::string& errors() const { return errors_; }

  // One value per input of the plan, Missing for what is not given. A name that no input has or a
  // cell that does not fit fails the test.
  std::vector<Value> values(const Given& given) const {
    std::vector<Value> result(plan().inputs.size());
    for (const auto& [name, cell] : given) {
      const std::optional<std::size_t> input = find(name);
      if (!input) {
        ADD_FAILURE() << "no input is called " << name << "; there are: " << input_names();
        continue;
      }
      const ParsedCell parsed = parse_cell(cell, plan().inputs[*input], plan().measures);
      EXPECT_EQ(static_cast<int>(parsed.problem), 0) << name << " = " << cell;
      result[*input] = parsed.value;
    }
    return result;
  }
  UnitResult score(const std::vector<Value>& data) const {
    Evaluation evaluation(plan(), data);
    const std::vector<char> bad(data.size(), 0);
    return score_unit(plan(), evaluation, {data, bad});
  }
  UnitResult score(const Given& given) const { return score(values(given)); }

  std::optional<std::size_t> find(const std::string& name) const {
    for (std::size_t i = 0; i < plan().inputs.size(); ++i)
      if (plan().inputs[i].name == name) return i;
    return std::nullopt;
  }
  std::string input_names() const {
    std::string names;
    for (const PlanInput& input : plan().inputs) names += (names.empty() ? "" : "、") + input.name;
    return names;
  }

 private:
  static std::string errors_in(DiagnosticSink& issues) {
    std::string text;
    for (const Diagnostic& one : issues.take_sorted())
      if (one.severity == Severity::Error) text += render_text(one, Language::Chinese);
    return text;
  }

  CompileResult result_;
  std::string errors_;
};

// The decimal text of a score, or "-" when there is none.
inline std::string text_of(const std::optional<Rational>& score) {
  return score ? decimal_text(*score) : "-";
}

// The bytes of a file of the source tree.
inline std::string source_file(const std::string& name) {
  std::ifstream file(std::string(ZS_SOURCE_DIR) + "/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name << " cannot be read";
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Files of a test, in memory; the disk is never touched.
class MemoryFiles : public cli::Files {
 public:
  explicit MemoryFiles(Given files = {}) : files_(std::move(files)) {}
  std::optional<std::string> read(const std::string& name, std::string& why) override {
    const auto found = files_.find(name);
    if (found != files_.end()) return found->second;
    why = "no such file";
    return std::nullopt;
  }
  bool write(const std::string& name, const std::string& bytes, std::string&) override {
    files_[name] = bytes;
    return true;
  }

 private:
  Given files_;
};

}  // namespace zs::test
