// zhunsheng format: the rules in canonical layout, the words untouched.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/syntax/layout.h"
#include "compiler/syntax/outline.h"
#include "compiler/wording/normalise.h"
#include "runtime/base/render_text.h"
#include "tools/cli/json_problems.h"
#include "tools/cli/session.h"

namespace zs::cli {
namespace {

// Where the author's lines and the laid ones differ, one diagnostic a line.
class LayoutCheck {
 public:
  LayoutCheck(const SourceText& source, const std::vector<LaidLine>& laid, DiagnosticSink& issues)
      : source_(source), laid_(laid), issues_(issues) {}

  // `laid_bytes` is the whole file that the lines make.
  void run(const std::string& laid_bytes) {
    bool blank = false;
    for (std::size_t i = 0; i < laid_.size();) {
      if (laid_[i].text.empty()) {
        blank = true;
        ++i;
        continue;
      }
      const Span from = laid_[i].from;
      std::string text = laid_[i].text;
      for (++i; i < laid_.size() && !laid_[i].text.empty() && laid_[i].from == from; ++i)
        text += "\n" + laid_[i].text;
      compare(from, text, blank);
      blank = false;
    }
    if (issues_.all().empty() && laid_bytes != source_.bytes()) {
      Location where;
      where.file = source_.name();
      issues_.report(DiagnosticKind::LayoutEnds, where);
    }
  }

 private:
  void compare(Span from, const std::string& text, bool blank) {
    const std::string_view bytes = source_.bytes();
    std::size_t begin = from.begin;
    while (begin > last_ && !is_end(bytes[begin - 1])) --begin;
    std::size_t end = from.end;
    while (end < bytes.size() && !is_end(bytes[end])) ++end;
    std::string_view line = bytes.substr(begin, end - begin);
    if (begin == 0 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line != text) issues_.report(DiagnosticKind::LayoutLine, source_, from).suggestion = text;
    const int lines = source_.line_of(from.begin) - last_line_ - 1;
    if (lines != (blank ? 1 : 0))
      issues_.report(
          DiagnosticKind::LayoutBlankLines, source_, from,
          {blank ? Words("应有一个空行", "one blank line") : Words("不应有空行", "no blank line")});
    last_ = end;
    last_line_ = source_.line_of(from.begin);
  }
  static bool is_end(char c) { return c == '\n' || c == '\r'; }

  const SourceText& source_;
  const std::vector<LaidLine>& laid_;
  DiagnosticSink& issues_;
  std::size_t last_ = 0;  // the byte where the line before ends
  int last_line_ = 0;
};

}  // namespace

Status run_format(Session& session) {
  const auto source = session.load_source(false);
  if (!source) {
    session.print_issues();
    return Status::DoesNotCompile;
  }
  const NormalText text = normalise(*source);
  DiagnosticSink unheard;  // what is wrong with the rules is for `check`
  const Outline outline = read_outline(text, *source, session.wording(), unheard);
  const std::vector<LaidLine> lines = lay_out(outline, text, *source);
  const std::string laid = laid_text(lines);
  if (!session.options.check) return session.put(laid, Status::Done);

  DiagnosticSink found;
  LayoutCheck(*source, lines, found).run(laid);
  const std::vector<Diagnostic> all = found.take_sorted();
  const Status status = all.empty() ? Status::Done : Status::Findings;
  if (session.options.format == Format::Json)
    return session.put(json_problems(all, session.options.language).dump(2) + "\n", status);
  return session.put(render_all(all, session.options.language, {}, all.size()), status);
}

}  // namespace zs::cli
