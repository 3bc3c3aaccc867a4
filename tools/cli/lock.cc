#include "tools/cli/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "compiler/check/conventions.h"
#include "compiler/wording/normalise.h"
#include "compiler/words/block_words.h"
#include "compiler/words/canonical.h"
#include "compiler/words/checked_text.h"
#include "runtime/number/decimal_text.h"

namespace zs::cli {
namespace {

constexpr std::string_view kIndent = "   ";
constexpr std::string_view kText = "原文:";
constexpr std::string_view kPoints = "分值:";
constexpr std::string_view kSays = "读作:";
constexpr std::string_view kAssumes = "假定:";
constexpr std::string_view kInputs = "数据项:";
constexpr std::string_view kConventions = "约定";
constexpr std::string_view kNameless = "规则";
constexpr std::string_view kTotal = "总分";
// Readings that are no indicators: their words are compared as they stand.
constexpr std::array<std::string_view, 7> kBlocks = {kConventions, kTotal, "数据", "定义",
                                                     "等级",       "否决", "目标"};

bool is_block(const std::string& key) {
  return std::find(kBlocks.begin(), kBlocks.end(), key) != kBlocks.end();
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

bool says(const std::string& line) { return line.starts_with(kSays); }

std::string words_of(const Reading& reading) {
  std::vector<std::string> words;
  for (const std::string& line : reading.lines)
    if (says(line)) words.push_back(line.substr(kSays.size()));
  return joined(words, "");
}

// ---- how rules are read ---------------------------------------------------------------------

std::string key_of(const IndicatorText& indicator) {
  if (indicator.number.empty())
    return indicator.title.empty() ? std::string(kNameless) : indicator.title.text;
  return indicator.number.text + ". " + indicator.title.text;
}

std::string ties_words(Ties ties) {
  switch (ties) {
    case Ties::AwayFromZero:
      return "四舍五入";
    case Ties::ToEven:
      return "四舍六入五成双";
    case Ties::Down:
      return "舍去";
    case Ties::Up:
      return "进一";
  }
  return "";
}

std::string step_words(StepRule rule) {
  switch (rule) {
    case StepRule::Linear:
      return "不足一个单位的按比例计";
    case StepRule::Whole:
      return "不足一个单位的不计";
    case StepRule::Ceiling:
      return "不足一个单位的按一个单位计";
  }
  return "";
}

std::optional<Reading> conventions_of(const CheckedRules& rules) {
  const std::vector<Attribute>& written = rules.syntax.conventions;
  if (written.empty()) return std::nullopt;
  Reading reading{std::string(kConventions), "", {}, written.front().text.span};
  std::vector<std::string> texts;
  for (const Attribute& line : written) texts.push_back(line.text.text);
  reading.text = joined(texts, ";");
  if (rules.rounding)
    reading.lines.push_back(fmt::format("{}得分保留{}位小数,{}", kSays, rules.rounding->places,
                                        ties_words(rules.rounding->ties)));
  if (rules.step_rule) reading.lines.push_back(std::string(kSays) + step_words(*rules.step_rule));
  for (const std::string& text : texts) {
    const bool said = rounding_of(text) || text.find("不足一") != std::string::npos ||
                      text.find("不足1") != std::string::npos ||
                      text.find("修约") != std::string::npos;
    if (!said) reading.lines.push_back(std::string(kSays) + normalised_name(text));
  }
  return reading;
}

std::string points_words(const std::optional<Rational>& points,
                         const std::optional<Rational>& weight) {
  std::string text = points ? decimal_text(*points) + "分" : "";
  if (weight) text += (points ? ",权重" : "权重") + decimal_text(*weight * Rational(100)) + "%";
  return text;
}

// The total and the parts, with what they are worth.
std::optional<Reading> total_of(const SyntaxTree& syntax) {
  Reading reading{std::string(kTotal), "", {}, syntax.total_span};
  if (syntax.total_points)
    reading.lines.push_back(fmt::format("{}总分{}分", kSays, decimal_text(*syntax.total_points)));
  for (const SectionText& section : syntax.sections) {
    const std::string worth = points_words(section.points, section.weight);
    reading.lines.push_back(fmt::format("{}{}、{}{}", kSays, section.number.text,
                                        section.title.text,
                                        worth.empty() ? "" : "(" + worth + ")"));
    if (!syntax.total_points && reading.lines.size() == 1) reading.where = section.span;
  }
  if (reading.lines.empty()) return std::nullopt;
  reading.text = words_of(reading);
  return reading;
}

// 数据, 定义, 等级, 否决 and 目标, each as one reading.
std::vector<Reading> blocks_of(const CheckedRules& rules, const SourceText& source) {
  const SyntaxTree& syntax = rules.syntax;
  std::vector<Reading> readings;
  const Span nowhere = syntax.indicators.empty() ? Span{} : syntax.indicators.front().span;
  for (const std::string& line : lines_of(block_words(syntax, source, "# 没有读懂:"))) {
    if (!line.starts_with(' ')) {
      if (readings.empty() || readings.back().key != line)
        readings.push_back({line, "", {}, nowhere});
      for (const auto& [key, sentences] :
           {std::pair("等级", &syntax.grades), std::pair("否决", &syntax.vetoes),
            std::pair("目标", &syntax.goals)})
        if (line == key && !sentences->empty())
          readings.back().where = sentences->front().words.span;
    } else if (!readings.empty()) {
      readings.back().lines.push_back(std::string(kSays) +
                                      line.substr(line.find_first_not_of(' ')));
    }
  }
  for (Reading& one : readings) one.text = words_of(one);
  return readings;
}

// What was assumed about the rule between two lines of the source.
void add_assumptions(int first, int last, const std::string& file,
                     const std::vector<const Diagnostic*>& notes, std::vector<std::string>& lines) {
  const auto begin =
      std::lower_bound(notes.begin(), notes.end(), first,
                       [](const Diagnostic* note, int line) { return note->where.line < line; });
  for (auto at = begin; at != notes.end() && (*at)->where.line <= last; ++at)
    if ((*at)->where.file == file)
      lines.push_back(std::string(kAssumes) + message_of(**at, Language::Chinese));
}

std::string inputs_words(const Plan& plan, const PlanIndicator& indicator) {
  std::vector<std::string> names;
  for (PlanInputId id : indicator.inputs) {
    const PlanInput& input = plan.inputs[id.index];
    names.push_back(fmt::format("{}({})", input.name, words_for(input.dimension).zh));
  }
  std::sort(names.begin(), names.end());
  return joined(names, "、");
}

// ---- comparing --------------------------------------------------------------------------------

// What stands in `lines` and not in `others`, for people.
Words only_in(const std::vector<std::string>& lines, std::vector<std::string> others) {
  std::string text;
  for (const std::string& line : lines) {
    const auto found = std::find(others.begin(), others.end(), line);
    if (found != others.end())
      others.erase(found);
    else
      text += says(line) ? line.substr(kSays.size()) : "(" + line + ")";
  }
  for (const std::string_view stop : {";", "。"})
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  return text.empty() ? Words("没有这一条", "nothing of the kind") : Words(text);
}

std::vector<std::string> all_but_words(const Reading& reading) {
  std::vector<std::string> lines;
  for (const std::string& line : reading.lines)
    if (!says(line)) lines.push_back(line);
  return lines;
}

// 分值:3分,权重60%, of the heading.
std::string points_line(const Reading& reading) {
  for (const std::string& line : reading.lines)
    if (line.starts_with(kPoints)) return line;
  return "";
}

// Without its number.
std::string title_of(const std::string& key) {
  const std::size_t dot = key.find(". ");
  return dot == std::string::npos ? key : key.substr(dot + 2);
}

// The meaning of confirmed words, reading by reading, as they are understood now.
std::vector<std::string> meanings_of(const std::vector<Reading>& readings,
                                     const WordingTable& wording) {
  std::string script;
  for (const Reading& one : readings) {
    const bool conventions = one.key == kConventions;
    if (!conventions && is_block(one.key)) continue;
    std::string points = "(0分)";
    for (const std::string& line : one.lines)
      if (line.starts_with(kPoints)) points = "(" + line.substr(kPoints.size()) + ")";
    script += conventions ? "约定\n" : "1. " + title_of(one.key) + points + "\n";
    for (const std::string& line : one.lines)
      if (says(line)) script += line.substr(kSays.size()) + "\n";
  }
  const SourceText source("", std::move(script));
  DiagnosticSink unheard;
  const CompileResult result = compile(source, wording, unheard);
  std::vector<std::string> meanings;
  std::size_t at = 0;
  for (const Reading& one : readings) {
    std::string meaning = words_of(one);
    if (!is_block(one.key) && at < result.rules.indicators.size()) {
      const std::string checked = checked_text(result.rules, result.rules.indicators[at++]);
      // Its first line is the heading. What is not understood means its own words.
      if (!result.rules.indicators[at - 1].unread) meaning = checked.substr(checked.find('\n'));
    }
    meanings.push_back(std::move(meaning));
  }
  return meanings;
}

class Comparison {
 public:
  Comparison(const std::vector<Reading>& locked, const std::vector<Reading>& present,
             const SourceText& file, const SourceText& source, const WordingTable& wording,
             DiagnosticSink& issues)
      : locked_(locked),
        present_(present),
        file_(file),
        source_(source),
        wording_(wording),
        issues_(issues),
        partner_(locked.size()),
        taken_(present.size(), 0) {}

  void run() {
    pair_by([](const std::string& key) { return key; });
    pair_by(title_of);
    for (std::size_t i = 0; i < locked_.size(); ++i)
      if (!partner_[i])
        issues_.report(DiagnosticKind::ReadingRemoved, file_, locked_[i].where, {locked_[i].key});
      else if (!is_same(i, *partner_[i]))
        report_change(locked_[i], present_[*partner_[i]]);
    for (std::size_t i = 0; i < present_.size(); ++i)
      if (!taken_[i])
        issues_.report(DiagnosticKind::ReadingAdded, source_, present_[i].where,
                       {present_[i].key, only_in(present_[i].lines, {})});
  }

 private:
  // Readings of the same name belong together, in their order; later, those renumbered too.
  template <typename Name>
  void pair_by(Name name_of) {
    std::map<std::string, std::vector<std::size_t>> open;
    for (std::size_t i = present_.size(); i-- > 0;)
      if (!taken_[i]) open[name_of(present_[i].key)].push_back(i);
    for (std::size_t i = 0; i < locked_.size(); ++i) {
      const auto found = open.find(name_of(locked_[i].key));
      if (partner_[i] || found == open.end() || found->second.empty()) continue;
      partner_[i] = found->second.back();
      taken_[found->second.back()] = 1;
      found->second.pop_back();
    }
  }

  bool is_same(std::size_t locked, std::size_t present) {
    if (locked_[locked].lines == present_[present].lines) return true;
    if (all_but_words(locked_[locked]) != all_but_words(present_[present])) return false;
    if (locked_meanings_.empty()) {
      locked_meanings_ = meanings_of(locked_, wording_);
      present_meanings_ = meanings_of(present_, wording_);
    }
    return locked_meanings_[locked] == present_meanings_[present];
  }

  void report_change(const Reading& locked, const Reading& present) {
    const bool edited = locked.text != present.text || points_line(locked) != points_line(present);
    issues_
        .report(edited ? DiagnosticKind::ReadingEdited : DiagnosticKind::ReadingChanged, source_,
                present.where,
                {present.key, only_in(locked.lines, present.lines),
                 only_in(present.lines, locked.lines)})
        .related.push_back({file_.locate(locked.where), {"确认在这里", "confirmed here"}});
  }

  const std::vector<Reading>& locked_;
  const std::vector<Reading>& present_;
  const SourceText& file_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
  std::vector<std::optional<std::size_t>> partner_;
  std::vector<char> taken_;
  std::vector<std::string> locked_meanings_, present_meanings_;
};

}  // namespace

std::vector<Reading> readings_of(const CompileResult& result, const SourceText& source,
                                 const WordingTable& wording,
                                 const std::vector<Diagnostic>& found) {
  std::vector<const Diagnostic*> notes;
  for (const Diagnostic& one : found)
    if (severity_of(one.kind) == Severity::Note) notes.push_back(&one);
  std::stable_sort(notes.begin(), notes.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tie(a->where.line, a->where.column) < std::tie(b->where.line, b->where.column);
  });
  std::vector<Reading> readings;
  if (auto conventions = conventions_of(result.rules)) readings.push_back(std::move(*conventions));
  if (auto total = total_of(result.rules.syntax)) readings.push_back(std::move(*total));
  const std::vector<std::string> words = canonical_rules(result.rules, source, wording);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const IndicatorText& text = result.rules.syntax.indicators[i];
    Reading reading{key_of(text), normalised_name(source.slice(text.rule_span)), {}, text.span};
    const PlanIndicator& plan = result.plan.indicators[i];
    reading.lines.push_back(std::string(kPoints) + points_words(plan.points, text.weight));
    for (const std::string& line : lines_of(words[i]))
      reading.lines.push_back(std::string(kSays) + line);
    add_assumptions(source.line_of(text.rule_span.begin), source.line_of(text.rule_span.end),
                    source.name(), notes, reading.lines);
    const std::string inputs = inputs_words(result.plan, plan);
    if (!inputs.empty()) reading.lines.push_back(std::string(kInputs) + inputs);
    readings.push_back(std::move(reading));
  }
  for (Reading& block : blocks_of(result.rules, source)) readings.push_back(std::move(block));
  return readings;
}

std::string lock_text(const std::vector<Reading>& readings) {
  std::string text =
      "# 逐项确认过的读法,由 zhunsheng read --lock 写成。"
      "读法改了的,核对以后用 --update 重新确认。\n";
  for (const Reading& one : readings) {
    text += fmt::format("\n{}\n{}{}{}\n", one.key, kIndent, kText, one.text);
    for (const std::string& line : one.lines) text += std::string(kIndent) + line + "\n";
  }
  return text;
}

std::vector<Reading> read_lock(const SourceText& file, DiagnosticSink& issues) {
  std::vector<Reading> readings;
  const std::string_view bytes = file.bytes();
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const Span where{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + line.size())};
    at = end + 1;
    if (line.empty() || line.front() == '#') continue;
    if (!line.starts_with(' ')) {
      readings.push_back({std::string(line), "", {}, where});
      continue;
    }
    line.remove_prefix(line.find_first_not_of(' '));
    const bool known = line.starts_with(kText) || line.starts_with(kPoints) ||
                       line.starts_with(kSays) || line.starts_with(kAssumes) ||
                       line.starts_with(kInputs);
    if (!known || readings.empty())
      issues.report(DiagnosticKind::LockNotRead, file, where);
    else if (line.starts_with(kText))
      readings.back().text = line.substr(kText.size());
    else
      readings.back().lines.emplace_back(line);
  }
  return readings;
}

void compare_readings(const std::vector<Reading>& locked, const std::vector<Reading>& present,
                      const SourceText& file, const SourceText& source, const WordingTable& wording,
                      DiagnosticSink& issues) {
  Comparison(locked, present, file, source, wording, issues).run();
}

}  // namespace zs::cli
