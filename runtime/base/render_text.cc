#include "runtime/base/render_text.h"

#include <fmt/format.h>

#include <map>

namespace zs {
namespace {

const char* severity_words(Severity severity, Language language) {
  const bool zh = language == Language::Chinese;
  switch (severity) {
    case Severity::Error:
      return zh ? "错误" : "error";
    case Severity::Warning:
      return zh ? "警告" : "warning";
    case Severity::Note:
      return zh ? "提示" : "note";
  }
  return "";
}

std::string place_text(const Location& where) {
  if (where.file.empty()) return "";
  if (where.line == 0) return where.file + ": ";
  return fmt::format("{}:{}:{}: ", where.file, where.line, where.column);
}

// The line and the marker under it; tabs become single blanks so that both line up.
std::string marked_line(const Location& where) {
  if (where.excerpt.empty()) return "";
  std::string line = where.excerpt;
  for (char& c : line)
    if (c == '\t') c = ' ';
  const std::string number = std::to_string(where.line);
  const std::string margin(number.size() + 1, ' ');
  const auto text = std::string_view(line);
  const int before = display_width(text.substr(0, where.mark_begin));
  const int width =
      std::max(1, display_width(text.substr(where.mark_begin, where.mark_end - where.mark_begin)));
  return fmt::format("{} | {}\n{}| {}{}\n", number, line, margin,
                     std::string(static_cast<std::size_t>(before), ' '),
                     std::string(static_cast<std::size_t>(width), '^'));
}

// 例如:满意度79%,建立奖励机制 是 → 2.9分
std::string witness_text(const Witness& witness, bool zh) {
  std::string text = zh ? "  例如:" : "  for instance: ";
  for (std::size_t i = 0; i < witness.cells.size(); ++i)
    text += fmt::format("{}{}={}",
                        i == 0 ? ""
                        : zh   ? ","
                               : ", ",
                        witness.cells[i].name, witness.cells[i].text);
  if (!witness.score.empty()) text += fmt::format(" → {}{}", witness.score, zh ? "分" : " points");
  return text + "\n";
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, Language language) {
  const bool zh = language == Language::Chinese;
  std::string text = fmt::format("{}{}[{}]: {}\n", place_text(diagnostic.where),
                                 severity_words(diagnostic.severity, language),
                                 code_of(diagnostic.kind), message_of(diagnostic, language));
  text += marked_line(diagnostic.where);
  for (const Label& label : diagnostic.related)
    text += fmt::format("{}{}\n{}", place_text(label.where), label.words.in(language),
                        marked_line(label.where));
  for (const Witness& witness : diagnostic.witnesses) text += witness_text(witness, zh);
  if (!diagnostic.suggestion.empty())
    text += fmt::format("  {}{}\n", zh ? "可写:" : "try: ", diagnostic.suggestion.in(language));
  return text;
}

std::string render_all(const std::vector<Diagnostic>& diagnostics, Language language,
                       const std::map<DiagnosticKind, std::size_t>& left_out, std::size_t most) {
  std::string text;
  std::map<DiagnosticKind, std::size_t> seen;
  for (const Diagnostic& diagnostic : diagnostics)
    if (++seen[diagnostic.kind] <= most) text += render_text(diagnostic, language);
  for (const auto& [kind, count] : left_out) seen[kind] += count;
  for (const auto& [kind, count] : seen) {
    if (count <= most) continue;
    text +=
        language == Language::Chinese
            ? fmt::format("[{}] 还有{}处同样的问题没有列出\n", code_of(kind), count - most)
            : fmt::format("[{}] {} more of the same are not shown\n", code_of(kind), count - most);
  }
  return text;
}

}  // namespace zs
