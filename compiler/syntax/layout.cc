#include "compiler/syntax/layout.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace zs {
namespace {

constexpr std::string_view kIndent = "   ";

// What stands on a line; the order says nothing.
enum class LineKind {
  Comment,
  Header,      // 方案 年度 总分
  Heading,     // 一、 (一) 1. 约定
  Body,        // rule text below a heading, attributes, conventions
  Statement,   // a rule without heading
  Unassigned,  // blocks that are not known, lines that belong nowhere
};

// A line without the blanks around it: characters [begin, end); `start` is where its blanks begin.
struct Line {
  std::size_t start;
  std::size_t begin;
  std::size_t end;
};

struct Heading {
  Span number;
  Span title;
};

// A line that waits for what follows.
struct Comment {
  std::string text;
  Span from;
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

class ScriptLayout {
 public:
  ScriptLayout(const Outline& outline, const NormalText& text, const SourceText& source)
      : text_(text), source_(source) {
    const SyntaxTree& tree = outline.tree;
    for (const SectionText& section : tree.sections) {
      headings_[section.span.begin] = {section.number.span, section.title.span};
      sections_.insert(section.span.begin);
    }
    for (const IndicatorText& indicator : tree.indicators) {
      if (indicator.headed)
        headings_[indicator.span.begin] = {indicator.number.span, indicator.title.span};
      else
        statements_.insert(indicator.span.begin);
      if (indicator.rule_span.end > indicator.rule_span.begin)
        rules_[indicator.rule_span.begin] = indicator.rule_span.end;
      for (const Attribute& attribute : indicator.attributes)
        attributes_[attribute.name.span.begin] = &attribute;
    }
    for (const Block& block : outline.blocks)
      for (const NormalText& line : block.lines)
        if (line.size() > 0) block_lines_.insert(line.spans.front().begin);
    for (const Attribute& line : tree.conventions) conventions_.insert(line.text.span.begin);
  }

  std::vector<LaidLine> run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t end = std::min(text_.chars.find(U'\n', at), text_.size());
      Line line{at, at, end};
      while (line.begin < line.end && text_.chars[line.begin] == U' ') ++line.begin;
      while (line.end > line.begin && text_.chars[line.end - 1] == U' ') --line.end;
      if (line.begin == line.end)
        blank_line();
      else
        add(line);
      at = end + 1;
    }
    detach_comments();
    return std::move(lines_);
  }

 private:
  // ---- the author's characters --------------------------------------------------------------
  Span span(std::size_t begin, std::size_t end) const { return text_.span(begin, end); }
  std::string raw(std::size_t begin, std::size_t end) const {
    return begin < end ? std::string(source_.slice(span(begin, end))) : std::string();
  }
  std::string raw(Line line) const { return raw(line.begin, line.end); }
  std::u32string_view chars(Line line) const {
    return std::u32string_view(text_.chars).substr(line.begin, line.end - line.begin);
  }
  // The first character of the line at or after a byte of the source.
  std::size_t character_at(Line line, std::uint32_t byte) const {
    std::size_t at = line.begin;
    while (at < line.end && text_.spans[at].begin < byte) ++at;
    return at;
  }
  // Punctuation of `narrow` in half width, everything else as typed.
  std::string narrowed(std::size_t begin, std::size_t end, std::u32string_view narrow) const {
    std::string result;
    for (std::size_t i = begin; i < end; ++i) {
      const char32_t c = text_.chars[i];
      const bool half = c < 0x80 && narrow.find(c) != std::u32string_view::npos;
      // An author's character that has become two is taken once.
      if (!half && i > begin && text_.spans[i] == text_.spans[i - 1]) continue;
      result += half ? std::string(1, static_cast<char>(c)) : raw(i, i + 1);
    }
    return result;
  }
  static constexpr std::u32string_view kBrackets = U"()[]:";
  static constexpr std::u32string_view kNumbering = U"()[]:.,0123456789";

  // ---- one line -----------------------------------------------------------------------------
  LineKind kind_of(Line line) const {
    const std::u32string_view words = chars(line);
    const std::uint32_t at = text_.spans[line.begin].begin;
    if (words.front() == U'#' || words.starts_with(U"//")) return LineKind::Comment;
    if (headings_.contains(at)) return LineKind::Heading;
    if (attributes_.contains(at) || conventions_.contains(at)) return LineKind::Body;
    if (statements_.contains(at)) return LineKind::Statement;
    if (words == U"约定" || words == U"约定:") return LineKind::Heading;
    const auto after = rules_.upper_bound(at);
    if (after == rules_.begin() || at >= std::prev(after)->second)
      return is_block_line(line)   ? LineKind::Body
             : header_word(words)  ? LineKind::Header
             : begins_block(words) ? LineKind::Heading
                                   : LineKind::Unassigned;
    return in_statement_ ? LineKind::Statement : LineKind::Body;
  }

  // Of 等级, 数据, …; a number may stand before what was kept of it.
  bool is_block_line(Line line) const {
    const Span whole = span(line.begin, line.end);
    const auto at = block_lines_.lower_bound(whole.begin);
    return at != block_lines_.end() && *at < whole.end;
  }

  // 等级 · 示例 创建经费落实
  static bool begins_block(std::u32string_view words) {
    for (std::u32string_view word :
         {U"数据项", U"数据", U"定义", U"评定等级", U"等级评定", U"等级", U"否决项", U"否决",
          U"一票否决", U"工作目标", U"总体目标", U"目标", U"示例"})
      if (words.starts_with(word) &&
          (words.size() == word.size() || words.substr(word.size()) == U":" ||
           (word == U"示例" && (words[word.size()] == U' ' || words[word.size()] == U':'))))
        return true;
    return false;
  }

  // 方案, 年度 or 总分 before a blank or a colon: its length.
  static std::optional<std::size_t> header_word(std::u32string_view words) {
    for (std::u32string_view word : {U"方案", U"年度", U"总分"})
      if (words.starts_with(word) && words.size() > word.size() &&
          (words[word.size()] == U' ' || words[word.size()] == U':'))
        return word.size();
    return std::nullopt;
  }

  void add(Line line) {
    const LineKind kind = kind_of(line);
    const Span from = span(line.begin, line.end);
    if (kind == LineKind::Comment) {
      comments_.push_back({raw(line), from});
      return;
    }
    if (kind == LineKind::Heading || kind == LineKind::Statement)
      in_statement_ = kind == LineKind::Statement;
    const std::string indent = indent_of(kind, line);
    before(kind);
    for (Comment& comment : comments_) lines_.push_back({indent + comment.text, comment.from});
    comments_.clear();
    if (kind == LineKind::Heading)
      lines_.push_back({heading_text(line), from});
    else if (kind == LineKind::Header)
      lines_.push_back({header_text(line), from});
    else if (attributes_.contains(from.begin))
      add_attributes(line);
    else
      lines_.push_back({indent + raw(line), from});
    last_ = kind;
    last_indent_ = kind == LineKind::Heading && !is_section(from) ? kIndent : indent;
    blank_ = after_detached_ = false;
  }

  bool is_section(Span heading) const { return sections_.contains(heading.begin); }

  std::string indent_of(LineKind kind, Line line) const {
    if (kind == LineKind::Body) return std::string(kIndent);
    return kind == LineKind::Unassigned ? raw(line.start, line.begin) : std::string();
  }

  std::string heading_text(Line line) const {
    const auto found = headings_.find(text_.spans[line.begin].begin);
    if (found == headings_.end()) return narrowed(line.begin, line.end, kBrackets);  // 约定
    const Heading& heading = found->second;
    const std::size_t number_end = heading.number.end > heading.number.begin
                                       ? character_at(line, heading.number.end)
                                       : line.begin;
    std::size_t title = number_end;
    while (title < line.end && text_.chars[title] == U' ') ++title;
    const std::size_t title_end = std::max(title, character_at(line, heading.title.end));
    std::string text = narrowed(line.begin, number_end, kNumbering);
    if (number_end > line.begin && title < line.end) {
      const char32_t mark = text_.chars[number_end - 1];
      const bool apart = mark == U'.' || is_digit(mark) || (mark == U'、' && is_digit(text_.chars[title]));
      if (apart) text += ' ';
    }
    return text + narrowed(title, title_end, kBrackets) + points_text({0, title_end, line.end});
  }

  // What stands behind the title: (3分), 【3分】, or 3分, which stays apart from the title.
  std::string points_text(Line points) const {
    std::size_t at = points.begin;
    while (at < points.end && text_.chars[at] == U' ') ++at;
    if (at == points.end) return "";
    constexpr std::u32string_view kOpening = U"([【:,";
    const bool apart =
        at > points.begin && kOpening.find(text_.chars[at]) == std::u32string_view::npos;
    std::string text = apart ? " " : "";
    for (; at < points.end; ++at)
      if (text_.chars[at] != U' ') text += narrowed(at, at + 1, kNumbering);
    return text;
  }

  std::string header_text(Line line) const {
    std::size_t at = line.begin + *header_word(chars(line));
    std::string text = raw(line.begin, at);
    std::string colons;
    for (; at < line.end && (text_.chars[at] == U' ' || text_.chars[at] == U':'); ++at)
      if (text_.chars[at] == U':') colons += ':';
    return text + (colons.empty() ? " " : colons) + raw(at, line.end);
  }

  // Each attribute of the line on one of its own.
  void add_attributes(Line line) {
    const Span whole = span(line.begin, line.end);
    auto next = attributes_.find(whole.begin);
    for (std::size_t begin = line.begin; begin < line.end;) {
      const Attribute& attribute = *next->second;
      ++next;
      const bool more = next != attributes_.end() && next->first < whole.end;
      const std::size_t end = more ? character_at(line, next->first) : line.end;
      std::size_t last = end;
      while (last > begin && text_.chars[last - 1] == U' ') --last;
      std::size_t said = character_at(line, attribute.name.span.end);
      std::string text = std::string(kIndent) + raw(begin, said);
      while (said < last && text_.chars[said] == U' ') ++said;
      text += ':';
      ++said;
      while (said < last && text_.chars[said] == U' ') ++said;
      lines_.push_back({text + raw(said, last), whole});
      begin = end;
    }
  }

  // ---- blank lines --------------------------------------------------------------------------
  void blank_line() {
    if (!comments_.empty()) detach_comments();
    blank_ = true;
  }

  // Comments with a blank line below belong to what stands above them.
  void detach_comments() {
    if (comments_.empty()) return;
    if (blank_ && last_) lines_.push_back({});
    for (Comment& comment : comments_)
      lines_.push_back({last_indent_ + comment.text, comment.from});
    comments_.clear();
    after_detached_ = true;
    if (!last_) last_ = LineKind::Comment;
  }

  void before(LineKind kind) {
    if (lines_.empty()) return;
    const bool block = kind == LineKind::Heading;
    const bool text = kind == LineKind::Body && last_ != LineKind::Unassigned && comments_.empty();
    const bool header = kind == LineKind::Header && last_ == LineKind::Header;
    const bool kept = blank_ && !text && !(header && comments_.empty());
    if (block || after_detached_ || kept) lines_.push_back({});
  }

  const NormalText& text_;
  const SourceText& source_;
  // By the byte where they begin.
  std::map<std::uint32_t, Heading> headings_;
  std::map<std::uint32_t, const Attribute*> attributes_;
  std::set<std::uint32_t> sections_;
  std::set<std::uint32_t> block_lines_;
  std::set<std::uint32_t> conventions_;
  std::set<std::uint32_t> statements_;
  std::map<std::uint32_t, std::uint32_t> rules_;  // to the byte where they end

  std::vector<LaidLine> lines_;
  std::vector<Comment> comments_;  // not laid yet
  std::optional<LineKind> last_;
  std::string last_indent_;
  bool in_statement_ = false;
  bool blank_ = false;           // the author left a line blank before this one
  bool after_detached_ = false;  // comments that belong above were just laid
};

}  // namespace

std::vector<LaidLine> lay_out(const Outline& outline, const NormalText& text,
                              const SourceText& source) {
  return ScriptLayout(outline, text, source).run();
}

std::string laid_text(const std::vector<LaidLine>& lines) {
  std::string text;
  for (const LaidLine& line : lines) text += line.text + "\n";
  return text;
}

}  // namespace zs
