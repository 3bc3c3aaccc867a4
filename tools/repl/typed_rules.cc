#include "tools/repl/typed_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/syntax/parse.h"
#include "compiler/wording/normalise.h"
#include "runtime/io/blanks.h"
#include "runtime/number/decimal_text.h"

namespace zs::repl {
namespace {

constexpr std::array<std::string_view, 8> kBlocks = {"数据", "定义", "等级", "否决",
                                                     "目标", "示例", "约定", "方案"};

std::string_view first_line(std::string_view text) {
  return trimmed(text.substr(0, text.find('\n')));
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t found = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return found == std::string_view::npos ? 0 : found + 1;
}

// The byte behind the line that holds the byte before `at`.
std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t found = text.find('\n', at > 0 ? at - 1 : 0);
  return found == std::string_view::npos ? text.size() : found + 1;
}

std::size_t end_of(const IndicatorText& one, std::string_view text, bool attributes) {
  std::size_t end = std::max(one.span.end, one.rule_span.end);
  if (attributes)
    for (const Attribute& attribute : one.attributes)
      end = std::max<std::size_t>(end, attribute.text.span.end);
  return line_end(text, end);
}

// A rule without heading is named after the first thing that it measures.
std::string title_for(const Plan& plan, std::size_t number) {
  if (!plan.indicators.empty())
    for (const bool quantity : {true, false})
      for (PlanInputId input : plan.indicators.front().inputs) {
        const PlanInput& one = plan.inputs[input.index];
        if ((one.role == InputRole::Quantity) == quantity && one.role != InputRole::Judgement)
          return one.name;
      }
  return "规则" + std::to_string(number);
}

// One indicator as it stands in a script.
struct Entry {
  std::string number, title, text;  // text: whole lines, the heading included
  bool has_attributes = false;
  std::size_t typed_line = 0;   // of the typed text, from 0, where the entry's lines come from
  std::size_t extra_lines = 0;  // lines of `text` before those
  std::size_t extra_bytes = 0;  // on the first of them
};

class RuleAdder {
 public:
  RuleAdder(const Rules& rules, const std::string& typed) : rules_(rules), typed_(typed) {}

  RuleChange run() {
    if (begins_block(typed_)) return with_block();
    DiagnosticSink issues;
    const SourceText source("", typed_);
    const CompileResult alone = compile(source, rules_.wording(), issues);
    alone_ = issues.take_sorted();
    const SyntaxTree& tree = alone.rules.syntax;
    if (tree.indicators.empty()) {
      change_.problems = alone_;
      return std::move(change_);
    }
    for (std::size_t i = 0; i < tree.indicators.size() && i < alone.plan.indicators.size(); ++i)
      if (tree.indicators[i].title.empty() && alone.plan.indicators[i].understood &&
          alone.plan.indicators[i].points.is_zero()) {
        change_.lacks_points = true;
        return std::move(change_);
      }
    text_ = std::string(rules_.source.bytes());
    if (!text_.empty() && !text_.ends_with('\n')) text_ += "\n";
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < tree.indicators.size(); ++i)
      entries.push_back(entry_of(alone, i, source.bytes()));
    for (const Entry& entry : entries) place(entry);
    change_.rules = make_rules(rules_.file, text_, rules_.own_wording);
    settle(entries);
    return std::move(change_);
  }

 private:
  std::size_t next_number() const {
    std::size_t most = 0;
    for (const PlanIndicator& one : rules_.plan().indicators)
      if (const auto number = Rational::from_decimal(one.number); number && number->is_whole())
        most = std::max<std::size_t>(most, std::stoul("0" + number->fixed_text(0)));
    return most + 1 + placed_;
  }

  Entry entry_of(const CompileResult& alone, std::size_t i, std::string_view text) const {
    const IndicatorText& one = alone.rules.syntax.indicators[i];
    Entry entry;
    if (one.title.text.empty()) {
      const PlanIndicator& made = alone.plan.indicators[i];
      entry.title = title_for(alone.plan, next_number());
      entry.number = std::to_string(next_number());
      entry.text = fmt::format("{}. {}", entry.number, entry.title);
      if (!made.points.is_zero()) entry.text += fmt::format("({}分)", decimal_text(made.points));
      entry.text += "\n   ";
      for (char c : std::string_view(trimmed(text)))
        entry.text += c == '\n' ? std::string("\n   ") : std::string(1, c);
      entry.text += "\n";
      entry.extra_lines = 1;
      entry.extra_bytes = 3;
      return entry;
    }
    entry.number = one.number.text;
    entry.title = one.title.text;
    entry.has_attributes = !one.attributes.empty();
    const std::size_t begin = line_begin(text, one.span.begin);
    std::size_t end = text.size();
    if (i + 1 < alone.rules.syntax.indicators.size())
      end = line_begin(text, alone.rules.syntax.indicators[i + 1].span.begin);
    entry.text = std::string(text.substr(begin, end - begin));
    while (entry.text.ends_with("\n") || entry.text.ends_with(" ")) entry.text.pop_back();
    entry.text += "\n";
    entry.typed_line = static_cast<std::size_t>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    if (entry.number.empty()) {
      entry.number = std::to_string(next_number());
      entry.extra_bytes = entry.number.size() + 2;
      entry.text = entry.number + ". " + std::string(trimmed(entry.text)) + "\n";
    }
    return entry;
  }

  // Into text_: over the indicator of that title or number, else behind the last one.
  void place(const Entry& entry) {
    SyntaxTree parsed;
    if (changed_) {
      DiagnosticSink unseen;
      const SourceText source("", text_);
      parsed = parse(normalise(source), source, rules_.wording(), unseen);
    }
    const SyntaxTree& tree = changed_ ? parsed : rules_.compiled.rules.syntax;
    changed_ = true;
    const IndicatorText* same = nullptr;
    for (const IndicatorText& one : tree.indicators)
      if (one.title.text == entry.title) same = &one;
    for (const IndicatorText& one : tree.indicators)
      if (!same && entry.extra_lines == 0 && !one.number.empty() && one.number.text == entry.number)
        same = &one;
    if (same) {
      const std::size_t begin = line_begin(text_, same->span.begin);
      std::string kept = entry.text;
      if (entry.extra_lines == 1 || entry.extra_bytes > 0) {  // keeps its number
        const std::size_t dot = kept.find(". ");
        if (!same->number.empty()) kept = same->number.text + kept.substr(dot);
      }
      text_.replace(begin, end_of(*same, text_, entry.has_attributes) - begin, kept);
      change_.replaced = true;
      return;
    }
    ++placed_;
    const IndicatorText* last = nullptr;
    for (const IndicatorText& one : tree.indicators)
      if (one.section < 0 ||
          tree.sections[static_cast<std::size_t>(one.section)].kind == SectionKind::Scored)
        last = &one;
    if (!last) {
      text_ += (text_.empty() ? "" : "\n") + entry.text;
      return;
    }
    text_.insert(end_of(*last, text_, true), "\n" + entry.text);
  }

  // Which indicators came of it, and what is to be said about them.
  void settle(const std::vector<Entry>& entries) {
    const Rules& made = *change_.rules;
    const SyntaxTree& tree = made.compiled.rules.syntax;
    bool broken = false;
    for (const Entry& entry : entries) {
      for (std::size_t i = 0; i < made.plan().indicators.size(); ++i) {
        const IndicatorText& text = tree.indicators[made.compiled.rules.indicators[i].source];
        if (text.title.text != entry.title) continue;
        change_.indicators.push_back(i);
        broken = broken || !made.plan().indicators[i].understood;
        add_problems(entry, text);
        break;
      }
    }
    const bool errors =
        std::any_of(change_.problems.begin(), change_.problems.end(),
                    [](const Diagnostic& one) { return one.severity == Severity::Error; });
    if (!broken && !errors) return;
    // The same, told by the typed text alone, is easier to read.
    if (std::any_of(alone_.begin(), alone_.end(),
                    [](const Diagnostic& one) { return one.severity == Severity::Error; }))
      change_.problems = alone_;
    change_.rules = nullptr;
  }

  void add_problems(const Entry& entry, const IndicatorText& text) {
    const Rules& made = *change_.rules;
    const std::string_view bytes = made.source.bytes();
    const int first =
        made.source.line_of(static_cast<std::uint32_t>(line_begin(bytes, text.span.begin)));
    const int last =
        first + static_cast<int>(std::count(entry.text.begin(), entry.text.end(), '\n'));
    for (const Diagnostic& one : made.issues) {
      if (one.where.line < first || one.where.line >= last) continue;
      Diagnostic shown = one;
      const auto moved = [&](Location& where) {
        where.line +=
            static_cast<int>(entry.typed_line) - static_cast<int>(entry.extra_lines) - first + 1;
        where.file.clear();
      };
      moved(shown.where);
      if (shown.where.line < 1) continue;  // about the heading that was made here
      for (Label& label : shown.related) moved(label.where);
      change_.problems.push_back(std::move(shown));
    }
  }

  // 等级 and the like go to the end, or into the place of the block of that name.
  RuleChange with_block() {
    std::string text(rules_.source.bytes());
    if (!text.empty() && !text.ends_with('\n')) text += "\n";
    const int before = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    text += (text.empty() ? "" : "\n") + std::string(trimmed(typed_)) + "\n";
    auto made = make_rules(rules_.file, std::move(text), rules_.own_wording);
    bool errors = false;
    for (const Diagnostic& one : made->issues) {
      if (one.where.line <= before) continue;
      errors = errors || one.severity == Severity::Error;
      Diagnostic shown = one;
      shown.where.file.clear();
      shown.where.line = std::max(1, shown.where.line - before - (before > 0 ? 1 : 0));
      change_.problems.push_back(std::move(shown));
    }
    if (!errors) change_.rules = std::move(made);
    return std::move(change_);
  }

  const Rules& rules_;
  const std::string& typed_;
  std::string text_;
  std::vector<Diagnostic> alone_;
  std::size_t placed_ = 0;
  bool changed_ = false;  // text_ is no longer that of rules_
  RuleChange change_;
};

}  // namespace

bool looks_like_rule(std::string_view text) {
  for (std::string_view word : {"按比例", "内插", "排名"})
    if (text.find(word) != std::string_view::npos) return true;
  const std::size_t points = text.rfind("分");
  if (points == std::string_view::npos) return false;
  const std::string_view before = text.substr(0, points);
  for (std::string_view verb : {"得", "扣", "加", "减", "记", "计", "给", "酌情", "满", "不"})
    if (before.find(verb) != std::string_view::npos) return true;
  for (std::size_t at = text.find("分"); at != std::string_view::npos; at = text.find("分", at + 3))
    if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') return true;
  return false;
}

bool begins_block(std::string_view text) {
  const std::string_view line = first_line(text);
  return std::any_of(kBlocks.begin(), kBlocks.end(), [&](std::string_view word) {
    return line == word || (line.starts_with(word) && blank_length(line.substr(word.size())) > 0 &&
                            (word == "示例" || word == "方案"));
  });
}

RuleChange add_rules(const Rules& rules, const std::string& typed) {
  return RuleAdder(rules, typed).run();
}

}  // namespace zs::repl
