#include "compiler/syntax/outline.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/heading.h"
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
      indent_ = line.begin - at;
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
    if (const auto bare = bare_heading(words); bare && read_heading(line, *bare)) return;
    if (in_block_) {
      const std::size_t begin = line.begin + mark.length;
      if (begin < line.end) outline_.blocks.back().lines.push_back(text_.part(begin, line.end));
      return;
    }
    if (read_attribute(line)) return;
    if (in_conventions_) {
      outline_.tree.conventions.push_back({{}, phrase(line.begin, line.end)});
      return;
    }
    rule_line(line);
  }

  // 方案 …, 年度 …, 总分 …, 约定, and the blocks
  bool read_block(Line line) {
    if (begin_block(line) || begin_extra_section(line)) return true;
    const std::u32string_view words = chars(line);
    static constexpr std::array<std::u32string_view, 4> kBlocks = {U"方案", U"年度", U"总分",
                                                                   U"约定"};
    for (std::u32string_view block : kBlocks) {
      if (!words.starts_with(block)) continue;
      const std::u32string_view rest = words.substr(block.size());
      const bool separated = rest.empty() || rest.front() == U' ' || rest.front() == U':';
      if (!separated) continue;
      if (block == U"约定") {
        if (rest.size() > 1) return false;
        in_conventions_ = true;
        in_block_ = false;
        return true;
      }
      if (in_block_) return false;
      std::size_t from = line.begin + block.size();
      while (from < line.end && (text_.chars[from] == U' ' || text_.chars[from] == U':')) ++from;
      if (from == line.end) return false;
      return block_value(block, {from, line.end});
    }
    return false;
  }
  // 等级 · 示例 创建经费落实: a line of its own. 引用 was followed before the script was read.
  bool begin_block(Line line) {
    const std::u32string_view words = chars(line);
    if (words.starts_with(U"引用") &&
        (words.size() == 2 ||
         std::u32string_view(U" \"“「《:").find(words[2]) != std::u32string_view::npos))
      return true;
    struct Header {
      std::u32string_view words;
      BlockKind kind;
    };
    static constexpr std::array<Header, 13> kHeaders = {{{U"数据", BlockKind::Data},
                                                         {U"数据项", BlockKind::Data},
                                                         {U"定义", BlockKind::Definitions},
                                                         {U"等级", BlockKind::Grades},
                                                         {U"评定等级", BlockKind::Grades},
                                                         {U"等级评定", BlockKind::Grades},
                                                         {U"否决", BlockKind::Vetoes},
                                                         {U"否决项", BlockKind::Vetoes},
                                                         {U"一票否决", BlockKind::Vetoes},
                                                         {U"目标", BlockKind::Goals},
                                                         {U"工作目标", BlockKind::Goals},
                                                         {U"总体目标", BlockKind::Goals},
                                                         {U"示例", BlockKind::Example}}};
    for (const Header& header : kHeaders) {
      if (!words.starts_with(header.words)) continue;
      std::size_t at = line.begin + header.words.size();
      const bool named = header.kind == BlockKind::Example && at < line.end &&
                         (text_.chars[at] == U' ' || text_.chars[at] == U':');
      if (!named && at < line.end && chars({at, line.end}) != U":") continue;
      while (at < line.end && (text_.chars[at] == U' ' || text_.chars[at] == U':')) ++at;
      outline_.blocks.push_back({header.kind, phrase(at, line.end), {}});
      in_block_ = true;
      open_ = in_conventions_ = false;
      return true;
    }
    return false;
  }
  // 加分项(最高5分): a section outside the points.
  bool begin_extra_section(Line line) {
    const std::u32string_view words = chars(line);
    const HeadingPoints points = points_of_heading(words);
    std::u32string_view title = words.substr(0, points.points ? points.begin : words.size());
    while (title.ends_with(U":")) title.remove_suffix(1);
    const SectionKind kind = kind_of(title);
    if (kind == SectionKind::Scored) return false;
    begin_section({}, phrase(line.begin, line.begin + title.size()), points, 1, kind,
                  text_.span(line.begin, line.end));
    return true;
  }
  static SectionKind kind_of(std::u32string_view title) {
    for (std::u32string_view words :
         {U"加分项", U"加分项目", U"加分指标", U"附加分", U"奖励加分", U"加分", U"奖励分"})
      if (title == words) return SectionKind::Bonus;
    for (std::u32string_view words :
         {U"减分项", U"减分项目", U"扣分项", U"扣分项目", U"减分指标", U"扣分指标", U"减分"})
      if (title == words) return SectionKind::Malus;
    return SectionKind::Scored;
  }
  void begin_section(Phrase number, Phrase title, const HeadingPoints& points, int level,
                     SectionKind kind, Span span) {
    outline_.tree.sections.push_back(
        {std::move(number), std::move(title), points.points, level, span, kind, points.weight});
    open_ = in_conventions_ = in_block_ = false;
  }
  bool in_extra_section() const {
    return !outline_.tree.sections.empty() &&
           outline_.tree.sections.back().kind != SectionKind::Scored;
  }
  bool block_value(std::u32string_view block, Line value) {
    SyntaxTree& tree = outline_.tree;
    const Phrase said = phrase(value.begin, value.end);
    if (block == U"方案") {
      tree.title = said;
      return true;
    }
    if (block == U"年度") {
      read_years(said);
      return true;
    }
    const PlainNumber number = scan_plain_number(chars(value));
    if (number.length == 0) return false;
    tree.total_points = number.value;
    tree.total_span = said.span;
    return true;
  }

  // 2023 · 2007-2010年
  void read_years(const Phrase& said) {
    const std::u32string words = to_characters(said.text);
    std::vector<int> years;
    for (std::size_t i = 0; i + 4 <= words.size(); ++i) {
      const bool four = is_digit(words[i]) && is_digit(words[i + 1]) && is_digit(words[i + 2]) &&
                        is_digit(words[i + 3]) &&
                        (i + 4 == words.size() || !is_digit(words[i + 4])) &&
                        (i == 0 || !is_digit(words[i - 1]));
      if (four) years.push_back(std::stoi(to_utf8(words.substr(i, 4))));
    }
    const bool read = (years.size() == 1 || (years.size() == 2 && years[0] <= years[1])) &&
                      words.find_first_not_of(U"0123456789年度-至到") == std::u32string::npos &&
                      years.front() >= 1900 && years.back() <= 2200;
    if (!read) {
      issues_.report(DiagnosticKind::YearUnread, source_, said.span, {said.text});
      return;
    }
    outline_.tree.year = years.front();
    outline_.tree.last_year = years.back();
  }

  // “3 台账(2分)”, and “台账(2分)” where it stands out before the rules of the indicator above.
  std::optional<LineMark> bare_heading(std::u32string_view words) const {
    if (in_block_ || in_conventions_ || !open_ ||
        (!words.ends_with(U")") && !words.ends_with(U"】")))
      return std::nullopt;
    LineMark mark{MarkLevel::Indicator, 0};
    while (mark.length < words.size() && is_digit(words[mark.length])) ++mark.length;
    if (mark.length > 0) {
      if (mark.length > 3 || mark.length == words.size() || words[mark.length] != U' ')
        return std::nullopt;
    } else if (indent_ > heading_indent_ || rule_indent_ <= indent_ || rule_indent_ == SIZE_MAX) {
      return std::nullopt;
    }
    const std::u32string_view title = words.substr(mark.length);
    const HeadingPoints points = points_of_heading(title);
    if (!points.points || points.begin >= title.size()) return std::nullopt;
    const std::u32string_view name = title.substr(0, points.begin);
    const bool plain = name.find_first_of(U",;。:=<>≥≤%每") == std::u32string_view::npos &&
                       name.find_first_of(U"0123456789") == std::u32string_view::npos &&
                       (title[points.begin] == U'(' || title[points.begin] == U'【');
    return plain ? std::optional(mark) : std::nullopt;
  }

  bool read_heading(Line line, LineMark mark) {
    const std::size_t begin = line.begin + mark.length;
    const std::u32string_view words = chars({begin, line.end});
    const HeadingPoints points = points_of_heading(words);
    const bool sentence = words.find_first_of(U";。") != std::u32string_view::npos ||
                          (!points.points && !points.weight &&
                           (words.find(U',') != std::u32string_view::npos || has_points(words)));
    const bool scores = points.points && gives_points(words, points.begin);
    if (mark.level == MarkLevel::Indicator && (sentence || scores)) return false;
    // (一)被责令整改的,每次扣2分; in an indicator is one of its sub-rules.
    if (mark.level == MarkLevel::Subsection && open_ && (sentence || scores)) return false;
    if (in_block_ && (sentence || (mark.level == MarkLevel::Indicator && !points.points)))
      return false;
    // In a bonus or malus a numbered line may be the rule itself.
    if (mark.level == MarkLevel::Indicator && in_extra_section() && !points.points &&
        scores_here(words))
      return false;
    const std::size_t end = points.points || points.weight ? begin + points.begin : line.end;
    if (end - begin > kLongestTitle) return false;
    in_conventions_ = in_block_ = false;
    const Phrase number = phrase(line.begin, begin);
    const Phrase title = phrase(begin, end);
    const Span span = text_.span(line.begin, line.end);
    if (mark.level != MarkLevel::Indicator) {
      const bool inner = mark.level == MarkLevel::Subsection;
      SectionKind kind = kind_of(to_characters(title.text));
      if (inner && in_extra_section()) kind = outline_.tree.sections.back().kind;
      begin_section(number, title, points, inner ? 2 : 1, kind, span);
      return true;
    }
    begin_indicator(number, title, points.points, span);
    outline_.tree.indicators.back().headed = true;
    outline_.tree.indicators.back().weight = points.weight;
    outline_.tree.indicators.back().lowest = points.lowest;
    // (0分), (-3分): an indicator is worth something.
    const bool nothing = !points.points || points.points->is_zero() ||
                         text_.chars.substr(end, line.end - end).find(U"-") != std::u32string::npos;
    if (nothing && !points.lowest && !in_extra_section()) {
      issues_.report(DiagnosticKind::HeadingWithoutPoints, source_, title.span, {title.text})
          .suggestion =
          Words(to_utf8(chars({line.begin, points.points ? end : line.end})) + "(3分)");
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
  bool scores_here(std::u32string_view words) const { return has_points(words) || scores(words); }
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
    heading_indent_ = indent_;
    rule_indent_ = SIZE_MAX;
    return indicator;
  }

  // 责任部门:创建办
  bool read_attribute(Line line) {
    const std::u32string_view words = chars(line);
    const std::size_t colon = words.find(U':');
    if (colon == std::u32string_view::npos || colon == 0 || colon > kLongestAttributeName)
      return false;
    const std::u32string_view name = words.substr(0, colon);
    if (read_points_column(name, words.substr(colon + 1))) return true;
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
  // 最低分:-4 · 分值:3分, below a heading: columns of a table.
  bool read_points_column(std::u32string_view name, std::u32string_view value) {
    if (!open_) return false;
    const bool lowest = name == U"最低分" || name == U"最低得分";
    const bool points =
        name == U"最高分" || name == U"分值" || name == U"满分" || name == U"标准分";
    if (!lowest && !points) return false;
    while (value.starts_with(U" ")) value.remove_prefix(1);
    const bool negative = value.starts_with(U"-");
    if (negative) value.remove_prefix(1);
    const PlainNumber number = scan_plain_number(value);
    const std::u32string_view rest = value.substr(number.length);
    if (number.length == 0 || !(rest.empty() || rest == U"分")) return false;
    IndicatorText& indicator = outline_.tree.indicators.back();
    if (lowest)
      indicator.lowest = negative ? Rational(0) - number.value : number.value;
    else
      indicator.points = number.value;
    return true;
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
    rule_indent_ = std::min(rule_indent_, indent_);
    if (!open_ && in_extra_section()) {
      const SectionText& section = outline_.tree.sections.back();
      begin_indicator({}, section.title, section.points, section.span);
    }
    if (!open_) {
      const bool scheme = !outline_.tree.title.empty() || !outline_.tree.sections.empty();
      if (scheme && !has_points(chars(line)) && !scores(chars(line))) {
        issues_.report(DiagnosticKind::LineBelongsNowhere, source_,
                       text_.span(line.begin, line.end));
        return;
      }
      begin_indicator({}, {}, std::nullopt, text_.span(line.begin, line.begin));
    }
    check_dates(line);
    NormalText& rule = outline_.rules.back();
    if (rule.size() > 0 && needs_stop(line)) {
      rule.chars.push_back(U';');
      const std::uint32_t here = rule.spans.back().end;
      rule.spans.push_back({here, here});
    }
    if (rule.size() > 0) {  // line ends mean something to the reader
      const std::uint32_t here = rule.spans.back().end;
      rule.chars.push_back(U'\n');
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
  // Blanks before the line, the heading of the open indicator, the leftmost of its rules.
  std::size_t indent_ = 0, heading_indent_ = 0, rule_indent_ = SIZE_MAX;
  bool open_ = false;            // an indicator is open: rule lines belong to it
  bool in_conventions_ = false;  // after 约定
  bool in_block_ = false;        // after 等级, 数据 …: the last of outline_.blocks
};

}  // namespace

Outline read_outline(const NormalText& text, const SourceText& source, const WordingTable& wording,
                     DiagnosticSink& issues) {
  return OutlineReader(text, source, wording, issues).run();
}

}  // namespace zs
