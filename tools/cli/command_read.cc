// zhunsheng read: every indicator back in canonical words, or a stage of the compiler as text.
#include "compiler/syntax/tree_text.h"
#include "compiler/words/canonical.h"
#include "runtime/io/encoding.h"
#include "runtime/plan/plan_text.h"
#include "tools/cli/session.h"

namespace zs::cli {
namespace {

// Canonical words need the author's text as well as the rules, so it is kept here.
std::optional<SourceText> source_of(Session& session) {
  const Options& options = session.options;
  if (options.text) return SourceText("规则", *options.text);
  auto bytes = session.load(options.rules);
  if (!bytes) return std::nullopt;
  std::size_t bad = 0;
  auto text = to_utf8(*bytes, &bad);
  if (!text || text->find('\0') != std::string::npos) {
    Location where;
    where.file = options.rules;
    session.issues.report(DiagnosticKind::RulesNotUtf8, where,
                          {std::to_string(text ? text->find('\0') + 1 : bad)});
    return std::nullopt;
  }
  return SourceText(options.rules == "-" ? "标准输入" : options.rules, std::move(*text));
}

CompileResult compiled(const SourceText& source, Session& session) {
  const Options& options = session.options;
  if (!options.text) return compile(source, session.wording(), session.issues);
  std::optional<Rational> points;
  if (options.points) points = Rational::from_decimal(*options.points);
  return compile_rule(source, options.title, points, session.wording(), session.issues);
}

std::string stage_text(const CompileResult& result, const SourceText& source, Session& session) {
  const Options& options = session.options;
  if (options.stage == "plan") return plan_text(result.plan);
  if (options.stage == "tree") return tree_text(result.rules.syntax);
  if (options.text) return canonical_rule(result.rules, 0, source, session.wording());
  return canonical_words(result.rules, source, session.wording());
}

}  // namespace

Status run_read(Session& session) {
  const auto source = source_of(session);
  if (!source) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const CompileResult result = compiled(*source, session);
  const bool errors = session.issues.has_errors();
  session.print_issues();
  const Status status = !result.runs ? Status::DoesNotCompile
                        : errors     ? Status::Findings
                                     : Status::Done;
  return session.put(stage_text(result, *source, session), status);
}

}  // namespace zs::cli
