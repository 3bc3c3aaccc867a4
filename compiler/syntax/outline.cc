#include "compiler/syntax/outline.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/numbers.h"
#include "compiler/wording/normalise.h"

namespace zs {
namespace {

constexpr std::size_t kLongestAttributeName = 10;
constexpr std::size_t kLongestTitle = 60;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// A line without the blanks around it: [begin, end) of the script.
struct Line {
  std::size_t begin;
  std::size_t end;
};

enum class MarkLevel { None, Section, Subsection, Indicator };
struct LineMark {
  MarkLevel level = MarkLevel::None;
  std::size_t length = 0;
};

LineMark mark_of(std::u32string_view line) {
  const auto chinese = [](std::u32string_view text) {
    std::size_t n = 0;
    while (n < text.size() && std::u32string_view(U"一二三四五六七八九十百").find(text[n]) !=
                                  std::u32string_view::npos)
      ++n;
    return n;
  };
  if (line.starts_with(U"(")) {
    const std::size_t n = chinese(line.substr(1));
    return n > 0 && n + 1 < line.size() && line[n + 1] == U')'
               ? LineMark{MarkLevel::Subsection, n + 2}
               : LineMark{};
  }
  const std::size_t n = chinese(line);
  if (n > 0)
    return n < line.size() && (line[n] == U'、' || line[n] == U'.')
               ? LineMark{MarkLevel::Section, n + 1}
               : LineMark{};
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  if (digits == 0 || digits > 4 || digits + 1 >= line.size()) return {};
  if (line[digits] != U'.' && line[digits] != U'、') return {};
  return is_digit(line[digits + 1]) ? LineMark{} : LineMark{MarkLevel::Indicator, digits + 1};
}

// (3分) · 【3分】 · 3分 · (满分3分) at the end of a heading.
struct HeadingPoints {
  std::optional<Rational> points;
  std::size_t begin = std::u32string_view::npos;  // where the title ends
};

HeadingPoints points_of(std::u32string_view heading) {
  std::u32string_view text = heading;
  const auto drop = [&](std::u32string_view set) {
    while (!text.empty() && set.find(text.back()) != std::u32string_view::npos)
      text.remove_suffix(1);
  };
  drop(U")】] ");
  if (!text.ends_with(U"分")) return {};
  text.remove_suffix(1);
  std::size_t n = 0;
  while (n < text.size() &&
         (is_digit(text[text.size() - 1 - n]) || text[text.size() - 1 - n] == U'.'))
    ++n;
  if (n == 0) return {};
  const auto points = Rational::from_decimal(to_utf8(text.substr(text.size() - n)));
  if (!points) return {};
  text.remove_suffix(n);
  static constexpr std::array<std::u32string_view, 6> kLeads = {U"满分", U"分值", U"共",
                                                                U"最高", U"计",   U"基本分"};
  drop(U" :");
  for (std::u32string_view lead : kLeads)
    if (text.ends_with(lead)) {
      text.remove_suffix(lead.size());
      break;
    }
  drop(U"([【 :(,");
  return {points, text.size()};
}

class OutlineReader {
 public:
  OutlineReader(const NormalText& text, const SourceText& source, const WordingTable& wording,
                DiagnosticSink& issues)
      : text_(text), source_(source), wording_(wording), issues_(issues) {}

  Outline run() {
    std::size_t at = 0;
    while (at <= text_.size()) {
      const std::size_t end = std::min(text_.chars.find(U'\n', at), text_.size());
      Line line{at, end};
      while (line.begin < line.end && text_.chars[line.begin] == U' ') ++line.begin;
      while (line.end > line.begin && text_.chars[line.end - 1] == U' ') --line.end;
      if (line.begin < line.end) read(line);
      at = end + 1;
    }
    return std::move(outline_);
  }

 private:
  std::u32string_view chars(Line line) const {
    return std::u32string_view(text_.chars).substr(line.begin, line.end - line.begin);
  }
  Phrase phrase(std::size_t begin, std::size_t end) const {
    while (begin < end && text_.chars[begin] == U' ') ++begin;
    while (end > begin && text_.chars[end - 1] == U' ') --end;
    return {to_utf8(without_blanks(text_.part(begin, end)).chars), text_.span(begin, end)};
  }

  void read(Line line) {
    const std::u32string_view words = chars(line);
    if (words.front() == U'#' || words.starts_with(U"//")) return;
    if (read_block(line)) return;
    const LineMark mark = mark_of(words);
    if (mark.level != MarkLevel::None && read_heading(line, mark)) return;
    if (read_attribute(line)) return;
    if (in_conventions_) {
      outline_.tree.conventions.push_back({{}, phrase(line.begin, line.end)});
      return;
    }
    rule_line(line);
  }

  // 方案 …, 年度 …, 总分 …, 约定
  bool read_block(Line line) {
    const std::u32string_view words = chars(line);
    static constexpr std::array<std::u32string_view, 4> kBlocks = {U"方案", U"年度", U"总分",
                                                                   U"约定"};
    static constexpr std::array<std::u32string_view, 7> kLater = {
        U"数据", U"定义", U"等级", U"否决", U"目标", U"示例", U"引用"};
    for (std::u32string_view block : {U"加分项", U"减分项"}) {
      const bool heading = words.starts_with(block) && words.size() < 20 &&
                           (words.size() == block.size() || words[block.size()] == U'(' ||
                            words[block.size()] == U':');
      if (!heading) continue;
      issues_.report(DiagnosticKind::BlockNotKnown, source_, text_.span(line.begin, line.end),
                     {to_utf8(block)});
      skipping_ = true;
      open_ = in_conventions_ = false;
      return true;
    }
    for (std::u32string_view block : kLater) {
      const bool alone = words.starts_with(block) &&
                         (words.size() == block.size() ||
                          (words[block.size()] == U' ' && (block == U"示例" || block == U"引用")) ||
                          (words.size() == block.size() + 1 && words.back() == U':'));
      if (!alone) continue;
      issues_.report(DiagnosticKind::BlockNotKnown, source_, text_.span(line.begin, line.end),
                     {to_utf8(block)});
      skipping_ = true;
      in_conventions_ = false;
      return true;
    }
    for (std::u32string_view block : kBlocks) {
      if (!words.starts_with(block)) continue;
      const std::u32string_view rest = words.substr(block.size());
      const bool separated = rest.empty() || rest.front() == U' ' || rest.front() == U':';
      if (!separated) continue;
      if (block == U"约定") {
        if (rest.size() > 1) return false;
        in_conventions_ = true;
        skipping_ = false;
        return true;
      }
      std::size_t from = line.begin + block.size();
      while (from < line.end && (text_.chars[from] == U' ' || text_.chars[from] == U':')) ++from;
      if (from == line.end) return false;
      return block_value(block, {from, line.end});
    }
    return false;
  }
  bool block_value(std::u32string_view block, Line value) {
    SyntaxTree& tree = outline_.tree;
    const Phrase said = phrase(value.begin, value.end);
    if (block == U"方案") {
      tree.title = said;
      return true;
    }
    const PlainNumber number = scan_plain_number(chars(value));
    if (block == U"年度") {
      if (number.length == 0 || !number.value.is_whole() || number.value < Rational(1900) ||
          number.value > Rational(2200)) {
        issues_.report(DiagnosticKind::YearUnread, source_, said.span, {said.text});
        return true;
      }
      tree.year = std::stoi(number.value.fixed_text(0));
      return true;
    }
    if (number.length == 0) return false;
    tree.total_points = number.value;
    tree.total_span = said.span;
    return true;
  }

  bool read_heading(Line line, LineMark mark) {
    const std::size_t begin = line.begin + mark.length;
    const std::u32string_view words = chars({begin, line.end});
    const HeadingPoints points = points_of(words);
    const bool sentence =
        words.find_first_of(U";。") != std::u32string_view::npos ||
        (!points.points && (words.find(U',') != std::u32string_view::npos || has_points(words)));
    const bool scores = points.points && gives_points(words, points.begin);
    if (mark.level == MarkLevel::Indicator && (sentence || scores)) return false;
    const std::size_t end = points.points ? begin + points.begin : line.end;
    if (end - begin > kLongestTitle) return false;
    in_conventions_ = skipping_ = false;
    const Phrase number = phrase(line.begin, begin);
    const Phrase title = phrase(begin, end);
    const Span span = text_.span(line.begin, line.end);
    if (mark.level != MarkLevel::Indicator) {
      outline_.tree.sections.push_back(
          {number, title, points.points, mark.level == MarkLevel::Section ? 1 : 2, span});
      open_ = false;
      return true;
    }
    begin_indicator(number, title, points.points, span);
    if (!points.points) {
      issues_.report(DiagnosticKind::HeadingWithoutPoints, source_, title.span, {title.text})
          .suggestion = Words(to_utf8(chars(line)) + "(3分)");
    }
    return true;
  }
  // …得3分: points that a clause gives, not the heading.
  static bool gives_points(std::u32string_view words, std::size_t end) {
    const std::u32string_view title = words.substr(0, end);
    if (end < words.size() && (words[end] == U'(' || words[end] == U'【' || words[end] == U'['))
      return false;
    return title.ends_with(U"得") || title.ends_with(U"扣") || title.ends_with(U"加") ||
           title.ends_with(U"计") || title.ends_with(U"记");
  }
  static bool has_points(std::u32string_view words) {
    for (std::size_t i = 1; i < words.size(); ++i)
      if (words[i] == U'分' && is_digit(words[i - 1])) return true;
    return false;
  }

  IndicatorText& begin_indicator(Phrase number, Phrase title, std::optional<Rational> points,
                                 Span span) {
    IndicatorText& indicator = outline_.tree.indicators.emplace_back();
    number.text.erase(
        std::remove_if(number.text.begin(), number.text.end(), [](char c) { return c == '.'; }),
        number.text.end());
    if (number.text.ends_with("、")) number.text.resize(number.text.size() - 3);
    indicator.number = std::move(number);
    indicator.title = std::move(title);
    indicator.points = std::move(points);
    indicator.section = static_cast<int>(outline_.tree.sections.size()) - 1;
    indicator.span = span;
    outline_.rules.emplace_back();
    open_ = true;
    return indicator;
  }

  // 责任部门:创建办
  bool read_attribute(Line line) {
    const std::u32string_view words = chars(line);
    const std::size_t colon = words.find(U':');
    if (colon == std::u32string_view::npos || colon == 0 || colon > kLongestAttributeName)
      return false;
    const std::u32string_view name = words.substr(0, colon);
    const bool known = wording_.is(name, WordKind::Attribute);
    const std::u32string_view rest = words.substr(colon + 1);
    if (!known) {
      const bool plain = open_ && name.find_first_of(U",;。()=><") == std::u32string_view::npos &&
                         !has_points(rest) &&
                         rest.find_first_of(U"=×÷") == std::u32string_view::npos && !scores(rest);
      if (!plain || outline_.rules.back().size() == 0) return read_titled_statement(line, colon);
    }
    const std::size_t end = next_attribute({line.begin + colon + 1, line.end});
    const Phrase said = phrase(line.begin + colon + 1, end);
    check_dates({line.begin + colon + 1, end});
    if (open_) {
      outline_.tree.indicators.back().attributes.push_back(
          {phrase(line.begin, line.begin + colon), said});
    }
    return end == line.end || read_attribute({end, line.end});
  }
  // 责任部门:创建办 时间要求:2月底前 — where the next attribute of the line begins, or its end.
  std::size_t next_attribute(Line line) const {
    for (std::size_t at = line.begin; at + 1 < line.end; ++at) {
      if (text_.chars[at] != U' ' || text_.chars[at + 1] == U' ') continue;
      const std::u32string_view rest = chars({at + 1, line.end});
      const std::size_t colon = rest.substr(0, kLongestAttributeName + 1).find(U':');
      if (colon != std::u32string_view::npos &&
          wording_.is(rest.substr(0, colon), WordKind::Attribute))
        return at + 1;
    }
    return line.end;
  }
  bool scores(std::u32string_view words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const WordingTable::Match match = wording_.longest(words.substr(i));
      for (const Word& word : match.meanings)
        if (word.kind == WordKind::Full || word.kind == WordKind::Zero ||
            word.kind == WordKind::Discretion)
          return true;
    }
    return false;
  }
  // GDP增长率: 高于上年平均水平的得满分 — a statement with its title, outside any indicator.
  bool read_titled_statement(Line line, std::size_t colon) {
    if (open_ || !(has_points(chars(line)) || scores(chars(line)))) return false;
    const Phrase title = phrase(line.begin, line.begin + colon);
    begin_indicator({}, title, std::nullopt, title.span);
    rule_line({line.begin + colon + 1, line.end});
    return true;
  }

  // 2月30日 does not exist.
  void check_dates(Line line) {
    const std::u32string_view words = chars(line);
    for (std::size_t month_at = words.find(U'月'); month_at != std::u32string_view::npos;
         month_at = words.find(U'月', month_at + 1)) {
      std::size_t from = month_at;
      while (from > 0 && is_digit(words[from - 1])) --from;
      const auto month = Rational::from_decimal(to_utf8(words.substr(from, month_at - from)));
      std::size_t to = month_at + 1;
      while (to < words.size() && is_digit(words[to])) ++to;
      const auto day =
          Rational::from_decimal(to_utf8(words.substr(month_at + 1, to - month_at - 1)));
      const bool dated = day && to < words.size() && (words[to] == U'日' || words[to] == U'号');
      if (!month) continue;
      static constexpr std::array<int, 13> kDays = {0,  31, 29, 31, 30, 31, 30,
                                                    31, 31, 30, 31, 30, 31};
      const bool month_ok = *month >= Rational(1) && *month <= Rational(12) && month->is_whole();
      const bool day_ok =
          !dated ||
          (month_ok && *day >= Rational(1) &&
           *day <= Rational(kDays[static_cast<std::size_t>(std::stoi(month->fixed_text(0)))]));
      if (month_ok && day_ok) continue;
      const std::size_t end = dated ? to + 1 : month_at + 1;
      issues_.report(DiagnosticKind::NoSuchDate, source_,
                     text_.span(line.begin + from, line.begin + end),
                     {to_utf8(words.substr(from, end - from))});
    }
  }

  void rule_line(Line line) {
    if (skipping_) return;
    if (!open_) {
      const bool scheme = !outline_.tree.title.empty() || !outline_.tree.sections.empty();
      if (scheme && !has_points(chars(line)) && !scores(chars(line))) {
        issues_.report(DiagnosticKind::LineBelongsNowhere, source_,
                       text_.span(line.begin, line.end));
        return;
      }
      begin_indicator({}, {}, std::nullopt, text_.span(line.begin, line.begin));
    }
    NormalText& rule = outline_.rules.back();
    if (rule.size() > 0 && needs_stop(line)) {
      rule.chars.push_back(U';');
      const std::uint32_t here = rule.spans.back().end;
      rule.spans.push_back({here, here});
    }
    rule.append(text_.part(line.begin, line.end));
    outline_.tree.indicators.back().rule_span =
        join(outline_.tree.indicators.back().rule_span, text_.span(line.begin, line.end));
  }
  // A numbered sub-rule begins a new sentence even when the line before has no full stop.
  bool needs_stop(Line line) const {
    const std::u32string_view words = chars(line);
    const bool numbered =
        (words.front() >= U'①' && words.front() <= U'⑳') ||
        mark_of(words).level != MarkLevel::None ||
        (words.front() == U'(' && words.size() > 2 && is_digit(words[1]) && words.find(U')') < 4);
    const char32_t last = outline_.rules.back().chars.back();
    return numbered && last != U';' && last != U'。' && last != U':';
  }

  const NormalText& text_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
  Outline outline_;
  bool open_ = false;            // an indicator is open: rule lines belong to it
  bool in_conventions_ = false;  // after 约定
  bool skipping_ = false;        // inside a block that this version does not know
};

}  // namespace

Outline read_outline(const NormalText& text, const SourceText& source, const WordingTable& wording,
                     DiagnosticSink& issues) {
  return OutlineReader(text, source, wording, issues).run();
}

}  // namespace zs
