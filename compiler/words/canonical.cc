#include "compiler/words/canonical.h"

#include <fmt/format.h>

#include "compiler/check/check.h"
#include "compiler/syntax/parse.h"
#include "compiler/wording/normalise.h"
#include "compiler/words/block_words.h"
#include "compiler/words/checked_text.h"
#include "compiler/words/full_names.h"
#include "compiler/words/sentences.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

constexpr std::string_view kIndent = "   ";
constexpr std::string_view kUnread = "# 未读懂:";

// (100分,权重60%)
std::string points_words(const std::optional<Rational>& points,
                         const std::optional<Rational>& weight) {
  std::string text = points ? decimal_text(*points) + "分" : std::string();
  if (weight) text += (points ? ",权重" : "权重") + decimal_text(*weight * Rational(100)) + "%";
  return text.empty() ? text : "(" + text + ")";
}

Freedom nearer(Freedom freedom) {
  switch (freedom) {
    case Freedom::FullNames:
      return Freedom::Canonical;
    case Freedom::Canonical:
      return Freedom::AsWritten;
    case Freedom::AsWritten:
    case Freedom::AuthorsWords:
      return Freedom::AuthorsWords;
  }
  return freedom;
}

class ScriptPrinter {
 public:
  ScriptPrinter(const CheckedRules& rules, const SourceText& source, const WordingTable& wording)
      : rules_(rules),
        tree_(rules.syntax),
        source_(source),
        wording_(wording),
        freedom_(rules.indicators.size(), Freedom::FullNames) {}

  // Prints, reads back, and prints again nearer to the author's words what came out different.
  std::string run() {
    std::string text = script();
    while (tighten(read(text))) text = script();
    return text;
  }

  std::vector<std::string> run_rules() {
    run();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) texts.push_back(rule(i, "\n"));
    return texts;
  }

  std::string run_rule(std::size_t indicator) {
    std::string text = rule(indicator, "\n");
    while (tighten(read_rule(text, indicator))) text = rule(indicator, "\n");
    return text;
  }

 private:
  // ---- the script ---------------------------------------------------------------------------
  std::string script() const {
    std::string text;
    if (!tree_.title.empty()) text += "方案 " + tree_.title.text + "\n";
    if (tree_.year) text += fmt::format("年度 {}", *tree_.year);
    if (tree_.last_year && tree_.last_year != tree_.year)
      text += fmt::format("-{}", *tree_.last_year);
    if (tree_.year) text += "\n";
    if (tree_.total_points) text += "总分 " + decimal_text(*tree_.total_points) + "分\n";
    // Below 约定 or a block everything up to the next heading belongs to it.
    const bool heading_first =
        !tree_.sections.empty() || (!tree_.indicators.empty() && has_heading(0));
    const std::string blocks = conventions() + block_words(tree_, source_, kUnread);
    const auto put_blocks = [&] {
      text += text.empty() && !blocks.empty() ? blocks.substr(1) : blocks;
    };
    if (heading_first) put_blocks();
    int section = -1;
    for (std::size_t i = 0; i < tree_.indicators.size(); ++i) {
      while (section < tree_.indicators[i].section)
        text += heading(text, tree_.sections[static_cast<std::size_t>(++section)]);
      const bool below = is_rule_of_section(tree_.indicators[i]);
      text += (text.empty() || below ? "" : "\n") + indicator(i);
    }
    while (section + 1 < static_cast<int>(tree_.sections.size()))
      text += heading(text, tree_.sections[static_cast<std::size_t>(++section)]);
    if (!heading_first) put_blocks();
    text += example_words(tree_);
    return text;
  }

  std::string conventions() const {
    if (tree_.conventions.empty()) return "";
    std::string text = "\n约定\n";
    for (const Attribute& line : tree_.conventions)
      text += fmt::format("{}{}\n", kIndent, line.text.text);
    return text;
  }

  static std::string heading(const std::string& before, const SectionText& section) {
    return fmt::format("{}{}{}{}\n", before.empty() ? "" : "\n", section.number.text,
                       section.title.text, points_words(section.points, section.weight));
  }

  // 加分项 with its rule directly below: the heading of the section is printed already.
  bool is_rule_of_section(const IndicatorText& indicator) const {
    return indicator.number.empty() && indicator.section >= 0 &&
           tree_.sections[static_cast<std::size_t>(indicator.section)].kind != SectionKind::Scored;
  }
  bool has_heading(std::size_t i) const { return tree_.indicators[i].headed; }

  std::string indicator(std::size_t i) const {
    const IndicatorText& indicator = tree_.indicators[i];
    std::string text;
    if (has_heading(i)) {
      const std::string number = indicator.number.empty() ? "" : indicator.number.text + ". ";
      text = fmt::format("{}{}{}\n", number, indicator.title.text,
                         points_words(indicator.points, indicator.weight));
      text += rule(i, "\n", kIndent);
    } else if (is_rule_of_section(indicator)) {
      text += rule(i, "\n", kIndent);
    } else {
      // The title of a statement stands before it, on the same line.
      text = (indicator.title.empty() ? "" : indicator.title.text + ":") + rule(i, "");
    }
    for (const Attribute& attribute : indicator.attributes)
      text += fmt::format("{}{}:{}\n", kIndent, attribute.name.text, attribute.text.text);
    return text;
  }

  // ---- one rule text ------------------------------------------------------------------------
  std::string rule(std::size_t i, std::string_view between, std::string_view indent = "") const {
    const IndicatorText& indicator = tree_.indicators[i];
    const std::vector<Clause> named = freedom_[i] == Freedom::FullNames
                                          ? with_full_names(rules_, rules_.indicators[i])
                                          : indicator.clauses;
    const std::vector<Sentence> sentences =
        sentences_of(indicator, named, freedom_[i], source_, wording_);
    std::size_t left = 0;
    for (const Sentence& sentence : sentences) left += !sentence.unread;
    std::string text;
    std::string remarks;  // comments need lines of their own
    for (const Sentence& sentence : sentences) {
      if (sentence.unread) {
        (between.empty() ? remarks : text) +=
            fmt::format("{}{}{}\n", indent, kUnread, sentence.text);
        continue;
      }
      --left;
      text += fmt::format("{}{}{}{}", indent, sentence.text, left > 0 ? ";" : "。",
                          left > 0 ? between : "\n");
    }
    return text + remarks;
  }

  // ---- reading back -------------------------------------------------------------------------
  CheckedRules read(const std::string& text) const {
    const SourceText source("", text);
    DiagnosticSink unheard;
    return check(parse(normalise(source), source, wording_, unheard), source, wording_, unheard);
  }

  CheckedRules read_rule(const std::string& text, std::size_t indicator) const {
    const SourceText source("", text);
    DiagnosticSink unheard;
    SyntaxTree tree = tree_;
    IndicatorText& read = tree.indicators[indicator];
    read.clauses = parse_rule_text(normalise(source), read.title.text, source, wording_, unheard);
    return check(std::move(tree), source, wording_, unheard);
  }

  // Less freedom for every indicator that reads back as something else; false when none is left
  // to be printed again.
  bool tighten(const CheckedRules& again) {
    bool changed = false;
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) {
      const bool same =
          again.indicators.size() == rules_.indicators.size() &&
          checked_text(again, again.indicators[i]) == checked_text(rules_, rules_.indicators[i]);
      if (same || rules_.indicators[i].unread || freedom_[i] == Freedom::AuthorsWords) continue;
      freedom_[i] = nearer(freedom_[i]);
      changed = true;
    }
    return changed;
  }

  const CheckedRules& rules_;
  const SyntaxTree& tree_;
  const SourceText& source_;
  const WordingTable& wording_;
  std::vector<Freedom> freedom_;
};

}  // namespace

std::string canonical_words(const CheckedRules& rules, const SourceText& source,
                            const WordingTable& wording) {
  return ScriptPrinter(rules, source, wording).run();
}

std::vector<std::string> canonical_rules(const CheckedRules& rules, const SourceText& source,
                                         const WordingTable& wording) {
  return ScriptPrinter(rules, source, wording).run_rules();
}

std::string canonical_rule(const CheckedRules& rules, std::size_t indicator,
                           const SourceText& source, const WordingTable& wording) {
  return ScriptPrinter(rules, source, wording).run_rule(indicator);
}

}  // namespace zs
