#include "runtime/base/diagnostic.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace zs {
namespace {

struct Entry {
  int code;
  Severity severity;
  const char* zh;
  const char* en;
};

constexpr std::array kEntries = {
#define ZS_DIAGNOSTIC(code, severity, name, zh, en) Entry{code, Severity::severity, zh, en},
#include "runtime/base/diagnostic.def"
#undef ZS_DIAGNOSTIC
};

const Entry& entry(DiagnosticKind kind) { return kEntries[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string code_of(DiagnosticKind kind) { return fmt::format("ZS{:04}", entry(kind).code); }

Severity severity_of(DiagnosticKind kind) { return entry(kind).severity; }

std::vector<DiagnosticKind> all_diagnostic_kinds() {
  std::vector<DiagnosticKind> kinds;
  for (std::size_t i = 0; i < kEntries.size(); ++i) kinds.push_back(static_cast<DiagnosticKind>(i));
  return kinds;
}

std::string message_of(const Diagnostic& diagnostic, Language language) {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const Words& words : diagnostic.arguments) arguments.push_back(words.in(language));
  const Entry& words = entry(diagnostic.kind);
  return fmt::vformat(language == Language::Chinese ? words.zh : words.en, arguments);
}

Diagnostic& DiagnosticSink::report(DiagnosticKind kind, const SourceText& source, Span span,
                                   std::vector<Words> arguments) {
  return report(kind, source.locate(span), std::move(arguments));
}

Diagnostic& DiagnosticSink::report(DiagnosticKind kind, Location where,
                                   std::vector<Words> arguments) {
  return add({.kind = kind,
              .severity = severity_of(kind),
              .arguments = std::move(arguments),
              .where = std::move(where),
              .related = {},
              .suggestion = {},
              .indicator = {},
              .witnesses = {}});
}

Diagnostic& DiagnosticSink::add(Diagnostic known) {
  if (known.severity == Severity::Error) ++errors_;
  found_.push_back(std::move(known));
  return found_.back();
}

void DiagnosticSink::replace_without_witness() {
  std::vector<const Diagnostic*> shown;
  for (const Diagnostic& one : found_)
    if (!one.witnesses.empty()) shown.push_back(&one);
  std::vector<Diagnostic> kept;
  for (const Diagnostic& one : found_) {
    const bool better = one.witnesses.empty() &&
                        std::any_of(shown.begin(), shown.end(), [&](const Diagnostic* other) {
                          return other->kind == one.kind && other->where.line == one.where.line &&
                                 other->where.column == one.where.column;
                        });
    if (!better) kept.push_back(one);
  }
  found_ = std::move(kept);
  errors_ = static_cast<std::size_t>(
      std::count_if(found_.begin(), found_.end(),
                    [](const Diagnostic& one) { return one.severity == Severity::Error; }));
}

void DiagnosticSink::make_strict() {
  for (Diagnostic& diagnostic : found_) diagnostic.severity = Severity::Error;
  errors_ = found_.size();
}

std::vector<Diagnostic> DiagnosticSink::take_sorted() {
  std::unordered_map<std::string_view, std::size_t> files{{"", 0}};
  for (const Diagnostic& one : found_) files.try_emplace(one.where.file, files.size());
  std::vector<std::pair<std::size_t, std::size_t>> order;  // file, place in found_
  for (const Diagnostic& one : found_) order.push_back({files[one.where.file], order.size()});
  std::stable_sort(order.begin(), order.end(), [&](const auto& left, const auto& right) {
    const Diagnostic& a = found_[left.second];
    const Diagnostic& b = found_[right.second];
    return std::tie(left.first, a.where.line, a.where.column, a.kind) <
           std::tie(right.first, b.where.line, b.where.column, b.kind);
  });
  std::vector<Diagnostic> sorted;
  sorted.reserve(found_.size());
  for (const auto& [file, at] : order) sorted.push_back(std::move(found_[at]));
  found_ = std::move(sorted);
  // Two readings of one clause say the same only once.
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.kind == b.kind && a.where.file == b.where.file && a.where.line == b.where.line &&
           a.where.column == b.where.column &&
           message_of(a, Language::Chinese) == message_of(b, Language::Chinese);
  };
  found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
  errors_ = 0;
  return std::exchange(found_, {});
}

}  // namespace zs
