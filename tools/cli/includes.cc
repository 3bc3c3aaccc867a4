#include "tools/cli/includes.h"

#include <set>

namespace zs::cli {
namespace {

constexpr std::string_view kWord = "引用";

std::string folder_of(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? "" : name.substr(0, slash + 1);
}

// The name between quotes of any kind; empty when there is none.
std::string quoted_name(std::string_view line) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"},
                                    {"\"", "\""},
                                    {"「", "」"},
                                    {"《", "》"}}) {
    const std::size_t begin = line.find(open);
    if (begin == std::string_view::npos) continue;
    const std::size_t from = begin + open.size();
    const std::size_t end = line.find(close, from);
    if (end != std::string_view::npos && end > from)
      return std::string(line.substr(from, end - from));
  }
  return "";
}

bool is_include(std::string_view line) {
  if (!line.starts_with(kWord)) return false;
  const std::string_view rest = line.substr(kWord.size());
  for (std::string_view next : {" ", "\t", "　", "“", "\"", "「", "《", ":", ":"})
    if (rest.starts_with(next)) return true;
  return rest.empty();
}

class Includer {
 public:
  Includer(const ReadText& read, const std::function<void(const SourceText&)>& add_wording,
           DiagnosticSink& issues)
      : read_(read), add_wording_(add_wording), issues_(issues) {}

  SourceText run(const SourceText& main) {
    taken_.insert(main.name());
    const std::string_view bytes = main.bytes();
    if (bytes.find(kWord) == std::string_view::npos) return main;
    SourceText made(main.name(), "");
    take(main, made);
    return made;
  }

 private:
  void take(const SourceText& file, SourceText& into) {
    const std::string_view bytes = file.bytes();
    std::size_t begin = 0;  // of what is not yet taken
    int line = 1, first_line = 1;
    for (std::size_t at = 0; at < bytes.size(); ++line) {
      std::size_t end = bytes.find('\n', at);
      end = end == std::string_view::npos ? bytes.size() : end + 1;
      std::size_t from = at;
      while (from < end && (bytes[from] == ' ' || bytes[from] == '\t')) ++from;
      if (is_include(bytes.substr(from, end - from))) {
        // The line itself stays: the reader of the script steps over it.
        into.append(file.name(), bytes.substr(begin, end - begin), first_line);
        begin = end;
        first_line = line + 1;
        include(file, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)}, into);
      }
      at = end;
    }
    into.append(file.name(), bytes.substr(begin), first_line);
  }

  void include(const SourceText& file, Span line, SourceText& into) {
    Span shown = line;
    while (shown.end > shown.begin &&
           (file.bytes()[shown.end - 1] == '\n' || file.bytes()[shown.end - 1] == '\r'))
      --shown.end;
    const std::string name = quoted_name(file.slice(line));
    if (name.empty()) {
      issues_.report(DiagnosticKind::IncludeWithoutName, file, shown);
      return;
    }
    const std::string path = name.front() == '/' ? name : folder_of(file.name()) + name;
    if (!taken_.insert(path).second) {
      issues_.report(DiagnosticKind::IncludedTwice, file, shown, {name});
      return;
    }
    Words why;
    auto text = read_(path, why);
    if (!text) {
      issues_.report(DiagnosticKind::IncludeUnreadable, file, shown, {name, why});
      return;
    }
    const SourceText included(path, std::move(*text));
    if (WordingTable::is_wording(included))
      add_wording_(included);
    else
      take(included, into);
  }

  const ReadText& read_;
  const std::function<void(const SourceText&)>& add_wording_;
  DiagnosticSink& issues_;
  std::set<std::string> taken_;
};

}  // namespace

SourceText follow_includes(const SourceText& main, const ReadText& read,
                           const std::function<void(const SourceText&)>& add_wording,
                           DiagnosticSink& issues) {
  return Includer(read, add_wording, issues).run(main);
}

}  // namespace zs::cli
