#include "tools/cli/session.h"

#include <istream>
#include <iterator>
#include <ostream>
#include <utility>

#include "runtime/base/render_text.h"
#include "runtime/io/encoding.h"
#include "runtime/io/json.h"
#include "runtime/io/read_table.h"
#include "tools/cli/includes.h"
#include "tools/cli/lock.h"
#include "tools/cli/sha256.h"
#include "tools/cli/wording.h"

namespace zs::cli {
namespace {

Location file_only(const std::string& name) {
  Location where;
  where.file = name;
  return where;
}

}  // namespace

std::optional<std::string> Session::load(const std::string& name) {
  if (name == "-") {
    std::string bytes = std::exchange(standard_input, {});
    return bytes.append(std::istreambuf_iterator<char>(streams.in), {});
  }
  Words why;
  auto bytes = files.read(name, why);
  if (!bytes) issues.report(DiagnosticKind::FileUnreadable, file_only(name), {why});
  return bytes;
}

const WordingTable& Session::wording() {
  return options.wordings.empty() && !own_wording_ ? shipped_wording() : own_wording();
}

WordingTable& Session::own_wording() {
  if (!own_wording_) {
    own_wording_ = shipped_wording();
    for (const std::string& name : options.wordings)
      if (auto bytes = load(name)) own_wording_->add(SourceText(name, std::move(*bytes)), issues);
  }
  return *own_wording_;
}

// What 引用 names: text in UTF-8, or why not.
std::optional<std::string> Session::read_included(const std::string& name, Words& why) {
  const auto bytes = files.read(name, why);
  if (!bytes) return std::nullopt;
  std::size_t bad = 0;
  auto text = to_utf8(*bytes, &bad);
  if (!text) why = {"不是UTF-8编码", "not UTF-8"};
  return text;
}

std::optional<SourceText> Session::load_source(bool follow) {
  if (options.text) {
    rules_sha = sha256_hex(*options.text);
    return SourceText("规则", *options.text);
  }
  return load_script(options.rules, follow);
}

std::optional<SourceText> Session::load_script(const std::string& name, bool follow) {
  auto bytes = load(name);
  if (!bytes) return std::nullopt;
  rules_sha = sha256_hex(*bytes);
  std::size_t bad = 0;
  auto text = to_utf8(*bytes, &bad);
  if (!text || text->find('\0') != std::string::npos) {
    issues.report(DiagnosticKind::RulesNotUtf8, file_only(name),
                  {std::to_string(text ? text->find('\0') + 1 : bad)});
    return std::nullopt;
  }
  const SourceText main(name == "-" ? "标准输入" : name, std::move(*text));
  if (!follow) return main;
  return follow_includes(
      main, [this](const std::string& file, Words& why) { return read_included(file, why); },
      [this](const SourceText& file) { own_wording().add(file, issues); }, issues);
}

CompileResult Session::compiled(const SourceText& script, std::string* readings) {
  if (!options.text) return compile(script, wording(), issues, readings);
  std::optional<Rational> points;
  if (options.points) points = Rational::from_decimal(*options.points);
  return compile_rule(script, options.title, points, wording(), issues, readings);
}

std::optional<CompileResult> Session::load_rules() {
  source = load_source();
  if (!source) return std::nullopt;
  CompileResult result = compiled(*source);
  if (!options.lock.empty() && !check_lock(result, *source, issues)) result.runs = false;
  return result;
}

std::optional<CompileResult> Session::load_rules(const std::string& name) {
  source = load_script(name, true);
  if (!source) return std::nullopt;
  return compile(*source, wording(), issues);
}

bool Session::check_lock(const CompileResult& rules, const SourceText& script,
                         DiagnosticSink& differences) {
  const auto bytes = load(options.lock);
  if (!bytes) return false;
  const std::vector<Reading> present = readings_of(rules, script, wording(), issues.all());
  const std::size_t errors = differences.error_count();
  const SourceText file(options.lock, *bytes);
  const std::vector<Reading> locked = read_lock(file, differences);
  if (differences.error_count() == errors)
    compare_readings(locked, present, file, script, wording(), differences);
  return differences.error_count() == errors;
}

std::optional<Table> Session::load_table() {
  if (options.inline_data) return read_json("数据", *options.inline_data, issues);
  const auto bytes = load(options.data);
  if (!bytes) return std::nullopt;
  return read_table(options.data == "-" ? "标准输入" : options.data, *bytes, issues);
}

Status Session::put(const std::string& text, Status status) {
  if (options.output.empty()) {
    streams.out << text << std::flush;
    return streams.out ? status : Status::Findings;
  }
  Words why;
  if (files.write(options.output, text, why)) return status;
  issues.report(DiagnosticKind::FileUnwritable, file_only(options.output), {why});
  print_issues();
  return Status::Findings;
}

std::vector<Diagnostic> Session::print_issues() {
  if (options.strict) issues.make_strict();
  std::vector<Diagnostic> all = issues.take_sorted();
  streams.err << render_all(all, options.language) << std::flush;
  return all;
}

}  // namespace zs::cli
