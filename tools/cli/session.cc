#include "tools/cli/session.h"

#include <istream>
#include <iterator>
#include <ostream>

#include "runtime/base/render_text.h"
#include "runtime/io/encoding.h"
#include "runtime/io/json.h"
#include "runtime/io/read_table.h"
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
  if (name == "-") return std::string(std::istreambuf_iterator<char>(streams.in), {});
  std::string why;
  auto bytes = files.read(name, why);
  if (!bytes) issues.report(DiagnosticKind::FileUnreadable, file_only(name), {why});
  return bytes;
}

const WordingTable& Session::wording() {
  if (options.wordings.empty()) return shipped_wording();
  if (!own_wording_) {
    own_wording_ = shipped_wording();
    for (const std::string& name : options.wordings)
      if (auto bytes = load(name)) own_wording_->add(SourceText(name, std::move(*bytes)), issues);
  }
  return *own_wording_;
}

std::optional<CompileResult> Session::load_rules() {
  if (options.text) {
    source.emplace("规则", *options.text);
    std::optional<Rational> points;
    if (options.points) points = Rational::from_decimal(*options.points);
    rules_sha = sha256_hex(*options.text);
    return compile_rule(*source, options.title, points, wording(), issues);
  }
  return load_rules(options.rules);
}

std::optional<CompileResult> Session::load_rules(const std::string& name) {
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
  source.emplace(name == "-" ? "标准输入" : name, std::move(*text));
  return compile(*source, wording(), issues);
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
  std::string why;
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
