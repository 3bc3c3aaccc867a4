#include "compiler/syntax/blocks.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/numbers.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/scheme_sentences.h"
#include "compiler/wording/normalise.h"

namespace zs {
namespace {

constexpr auto npos = std::u32string_view::npos;

class BlockReader {
 public:
  BlockReader(SyntaxTree& tree, const SourceText& source, const WordingTable& wording,
              DiagnosticSink& issues)
      : tree_(tree), source_(source), wording_(wording), issues_(issues) {}

  void declaration(const NormalText& line) {
    const NormalText text = without_blanks(line);
    const std::size_t colon = text.chars.find(U':');
    if (colon == npos || colon == 0) return unread(DiagnosticKind::DeclarationUnread, text);
    Declaration made;
    made.name = phrase(text, 0, colon);
    bool typed = false;
    bool named = false;  // the last piece was 又名“…”: more names may follow
    for (const auto& [begin, end] : pieces(text, colon + 1)) {
      const std::u32string_view piece = std::u32string_view(text.chars).substr(begin, end - begin);
      const bool names = piece.starts_with(U"又名") || piece.starts_with(U"简称");
      const bool another = named && (piece.front() == U'“' || piece.front() == U'"');
      named = names || another;
      if (named) {
        for (std::u32string_view name : quoted(piece.substr(names ? 2 : 0)))
          made.aliases.push_back(to_utf8(name));
      } else if (piece.starts_with(U"来源")) {
        const auto sources = quoted(piece.substr(2));
        if (!sources.empty()) made.from = to_utf8(sources.front());
      } else if (!read_type(piece, made, typed) && !read_range(piece, made)) {
        return unread(DiagnosticKind::DeclarationUnread, text.part(begin, end));
      }
    }
    tree_.declarations.push_back(std::move(made));
  }

  void definition(const NormalText& line) {
    const NormalText text = without_blanks(line);
    const std::vector<Clause> clauses = parse_rule_text(text, "", source_, wording_, issues_);
    for (const Clause& clause : clauses) {
      const auto* formula = std::get_if<Formula>(&clause.says);
      if (std::holds_alternative<Unread>(clause.says)) continue;
      if (!formula || formula->target.empty() || !clause.when.empty())
        unread(DiagnosticKind::DefinitionUnread, text);
      else
        tree_.definitions.push_back({formula->target, formula->value});
    }
  }

  // 拨出专项经费=是,满意度=76% → 2.6分
  void example(const NormalText& line) {
    const NormalText text = without_blanks(line);
    const std::u32string_view chars = text.chars;
    std::size_t arrow = npos;
    std::size_t after = 0;
    for (std::u32string_view mark : {U"→", U"->", U"=>", U"⇒"})
      if (const std::size_t at = chars.find(mark); at != npos) {
        arrow = at;
        after = at + mark.size();
      }
    if (arrow == npos || after == chars.size()) return unread(DiagnosticKind::ExampleUnread, text);
    ExampleLine made;
    made.expected = phrase(text, after, text.size());
    made.span = text.span(0, text.size());
    std::size_t name = npos;  // 抵押登记、过户收费偏高=是: a name with a mark that parts others
    for (const auto& [piece, end] : pieces(text.part(0, arrow), 0)) {
      const std::size_t begin = name == npos ? piece : name;
      const std::size_t equals = chars.find(U'=', begin);
      name = npos;
      if ((equals == npos || equals >= end) && chars[end] == U'、') {
        name = begin;
        continue;
      }
      if (equals == npos || equals >= end || equals == begin)
        return unread(DiagnosticKind::ExampleUnread, text.part(begin, end));
      made.given.push_back({phrase(text, begin, equals), phrase(text, equals + 1, end)});
    }
    tree_.examples.back().lines.push_back(std::move(made));
  }

 private:
  static std::vector<std::pair<std::size_t, std::size_t>> pieces(const NormalText& text,
                                                                 std::size_t from) {
    std::vector<std::pair<std::size_t, std::size_t>> result;
    int open = 0;
    std::size_t begin = from;
    for (std::size_t i = from; i <= text.size(); ++i) {
      const char32_t c = i < text.size() ? text.chars[i] : U',';
      if (c == U'(' || c == U'“') ++open;
      if (c == U')' || c == U'”') --open;
      const bool stop =
          i == text.size() || (open <= 0 && (c == U',' || c == U';' || c == U'。' || c == U'、'));
      if (!stop) continue;
      if (i > begin) result.emplace_back(begin, i);
      begin = i + 1;
    }
    return result;
  }
  static std::vector<std::u32string_view> quoted(std::u32string_view text) {
    std::vector<std::u32string_view> names;
    while (!text.empty()) {
      const std::size_t begin = text.find_first_not_of(U"“”\"、为:");
      if (begin == npos) break;
      const std::size_t end = std::min(text.find_first_of(U"“”\"、", begin), text.size());
      names.push_back(text.substr(begin, end - begin));
      text.remove_prefix(end);
    }
    return names;
  }

  bool read_type(std::u32string_view piece, Declaration& made, bool& typed) const {
    struct Type {
      std::u32string_view words;
      Dimension dimension;
    };
    static constexpr std::array<Type, 16> kTypes = {{{U"百分比", Dimension::Percent},
                                                     {U"比率", Dimension::Percent},
                                                     {U"数值", Dimension::Number},
                                                     {U"金额", Dimension::Money},
                                                     {U"次数", Dimension::Count},
                                                     {U"数量", Dimension::Count},
                                                     {U"个数", Dimension::Count},
                                                     {U"名次", Dimension::Rank},
                                                     {U"排名", Dimension::Rank},
                                                     {U"时长", Dimension::Days},
                                                     {U"天数", Dimension::Days},
                                                     {U"日期", Dimension::Date},
                                                     {U"是否", Dimension::Fact},
                                                     {U"是/否", Dimension::Fact},
                                                     {U"选项", Dimension::Choice},
                                                     {U"文本", Dimension::Text}}};
    if (typed) return false;
    for (const Type& type : kTypes) {
      if (!piece.starts_with(type.words)) continue;
      std::u32string_view inside = piece.substr(type.words.size());
      if (inside.starts_with(U"(") && inside.ends_with(U")"))
        inside = inside.substr(1, inside.size() - 2);
      else if (!inside.empty())
        continue;
      made.dimension = type.dimension;
      typed = true;
      if (type.dimension == Dimension::Choice) {
        while (!inside.empty()) {
          const std::size_t end = std::min(inside.find_first_of(U"/、,"), inside.size());
          if (end > 0) made.choices.push_back(to_utf8(inside.substr(0, end)));
          inside.remove_prefix(std::min(end + 1, inside.size()));
        }
        return made.choices.size() > 1;
      }
      if (!inside.empty()) {
        const UnitMatch unit = scan_unit(inside, wording_);
        if (unit.length != inside.size()) return false;
        made.unit = to_utf8(inside);
        if (type.dimension == Dimension::Days) made.dimension = unit.unit.dimension;
      }
      return true;
    }
    return false;
  }

  // 0%至100% · -5至40 · 不超过12
  bool read_range(std::u32string_view piece, Declaration& made) const {
    const auto value = [&](std::u32string_view text) -> std::optional<Rational> {
      const bool negative = text.starts_with(U"-");
      if (negative) text.remove_prefix(1);
      auto number = scan_numeral(text, wording_);
      if (!number || number->length != text.size()) return std::nullopt;
      if (negative) number->value = -number->value;
      if (number->kind != NumeralKind::Bare) return number->value;
      if (made.dimension == Dimension::Percent) return number->value.divided_by(Rational(100));
      return number->value * scan_unit(to_characters(made.unit), wording_).unit.factor;
    };
    for (std::u32string_view joint : {U"至", U"-", U"到"}) {
      const std::size_t at = piece.find(joint, 1);  // behind a sign
      if (at == npos) continue;
      const auto low = value(piece.substr(0, at));
      const auto high = value(piece.substr(at + joint.size()));
      if (!low || !high || *low > *high) continue;
      made.low = low;
      made.high = high;
      return true;
    }
    for (std::u32string_view words : {U"不小于", U"不低于", U"至少"})
      if (piece.starts_with(words)) {
        made.low = value(piece.substr(words.size()));
        return made.low.has_value();
      }
    for (std::u32string_view words : {U"不大于", U"不超过", U"不高于", U"至多"})
      if (piece.starts_with(words)) {
        made.high = value(piece.substr(words.size()));
        return made.high.has_value();
      }
    return false;
  }

  static Phrase phrase(const NormalText& text, std::size_t begin, std::size_t end) {
    return {to_utf8(std::u32string_view(text.chars).substr(begin, end - begin)),
            text.span(begin, end)};
  }
  void unread(DiagnosticKind kind, const NormalText& text) const {
    tree_.unread.push_back(phrase(text, 0, text.size()));
    issues_.report(kind, source_, text.span(0, text.size()), {to_utf8(text.chars)});
  }

  SyntaxTree& tree_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
};

}  // namespace

void read_names(const std::vector<Block>& blocks, SyntaxTree& tree, const SourceText& source,
                const WordingTable& wording, DiagnosticSink& issues) {
  BlockReader reader(tree, source, wording, issues);
  for (const Block& block : blocks)
    for (const NormalText& line : block.lines) {
      if (block.kind == BlockKind::Data) reader.declaration(line);
      if (block.kind == BlockKind::Definitions) reader.definition(line);
    }
}

void read_scheme(const std::vector<Block>& blocks, SyntaxTree& tree, const SourceText& source,
                 const WordingTable& wording, DiagnosticSink& issues) {
  BlockReader reader(tree, source, wording, issues);
  SchemeReader scheme(tree, source, wording, issues);
  for (const Block& block : blocks)
    if (block.kind == BlockKind::Grades) scheme.note_grades(block);
  for (const Block& block : blocks) {
    switch (block.kind) {
      case BlockKind::Data:
      case BlockKind::Definitions:
        break;
      case BlockKind::Example:
        tree.examples.push_back({block.argument, {}});
        for (const NormalText& line : block.lines) reader.example(line);
        break;
      case BlockKind::Grades:
      case BlockKind::Vetoes:
      case BlockKind::Goals:
        scheme.read(block);
        break;
    }
  }
}

}  // namespace zs
