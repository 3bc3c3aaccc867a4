#include "compiler/words/block_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/wording/normal_text.h"
#include "compiler/wording/normalise.h"
#include "compiler/words/style.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

constexpr std::string_view kIndent = "   ";

std::string_view type_words(Dimension dimension) {
  switch (dimension) {
    case Dimension::Unknown:
      return "";
    case Dimension::Percent:
      return "百分比";
    case Dimension::Number:
      return "数值";
    case Dimension::Money:
      return "金额";
    case Dimension::Count:
      return "次数";
    case Dimension::Rank:
      return "名次";
    case Dimension::Months:
    case Dimension::Days:
      return "时长";
    case Dimension::Date:
      return "日期";
    case Dimension::Fact:
      return "是否";
    case Dimension::Choice:
      return "选项";
    case Dimension::Text:
      return "文本";
  }
  return "";
}

// A number without unit is in the declared one.
std::string limit_words(const Rational& limit, const Declaration& declared) {
  if (declared.dimension == Dimension::Percent) return decimal_text(limit * Rational(100)) + "%";
  const auto unit = find_unit(declared.unit);
  return decimal_text(unit ? limit.divided_by(unit->factor) : limit);
}

// 百分比,0%至100%,来源“问卷调查”,又名“满意度”
std::string declaration_words(const Declaration& declared) {
  std::vector<std::string> parts;
  std::string type(type_words(declared.dimension));
  if (!declared.choices.empty())
    type += fmt::format("({})", fmt::join(declared.choices, "/"));
  else if (!declared.unit.empty())
    type += "(" + declared.unit + ")";
  if (!type.empty()) parts.push_back(type);
  if (declared.low && declared.high)
    parts.push_back(limit_words(*declared.low, declared) + "至" +
                    limit_words(*declared.high, declared));
  else if (declared.low)
    parts.push_back("不小于" + limit_words(*declared.low, declared));
  else if (declared.high)
    parts.push_back("不大于" + limit_words(*declared.high, declared));
  if (!declared.from.empty()) parts.push_back("来源“" + declared.from + "”");
  for (const std::string& alias : declared.aliases) parts.push_back("又名“" + alias + "”");
  return fmt::format("{}:{}", declared.name.text, fmt::join(parts, ","));
}

// One line, blanks and widths made one, without a stop at the end.
std::string sentence_words(const SchemeSentence& sentence, const SourceText& source) {
  const SourceText slice("", std::string(source.slice(sentence.words.span)));
  std::u32string text = without_blanks(normalise(slice)).chars;
  while (!text.empty() && (text.back() == U',' || text.back() == U';' || text.back() == U'。'))
    text.pop_back();
  return to_utf8(text);
}

class BlockPrinter {
 public:
  BlockPrinter(const SyntaxTree& tree, const SourceText& source) : tree_(tree), source_(source) {}

  std::string run(std::string_view unread) {
    if (!tree_.declarations.empty()) header("数据");
    for (const Declaration& one : tree_.declarations) line(declaration_words(one));
    if (!tree_.definitions.empty()) header("定义");
    for (const Definition& one : tree_.definitions)
      line(one.name.text + "=" + formula_words(one.value));
    sentences("等级", tree_.grades);
    sentences("否决", tree_.vetoes);
    goals();
    for (const Phrase& one : tree_.unread) line(std::string(unread) + one.text);
    return std::move(text_);
  }

 private:
  void header(std::string_view words) { text_ += fmt::format("\n{}\n", words); }
  void line(const std::string& words) { text_ += fmt::format("{}{}\n", kIndent, words); }

  void sentences(std::string_view words, const std::vector<SchemeSentence>& all) {
    if (!all.empty()) header(words);
    for (const SchemeSentence& one : all) line(sentence_words(one, source_) + "。");
  }
  // A year is that of all goals after it, so one without a year begins a block of its own.
  void goals() {
    std::optional<int> year;
    for (const SchemeSentence& one : tree_.goals) {
      if (&one == &tree_.goals.front() || (year && !one.year)) header("目标");
      year = one.year;
      line((year ? fmt::format("{}年:", *year) : "") + sentence_words(one, source_) + "。");
    }
  }

  const SyntaxTree& tree_;
  const SourceText& source_;
  std::string text_;
};

}  // namespace

std::string block_words(const SyntaxTree& tree, const SourceText& source, std::string_view unread) {
  return BlockPrinter(tree, source).run(unread);
}

std::string example_words(const SyntaxTree& tree) {
  std::string text;
  for (const ExampleText& example : tree.examples) {
    text += "\n示例" + (example.of.empty() ? "" : " " + example.of.text) + "\n";
    for (const ExampleLine& line : example.lines) {
      text += kIndent;
      for (const ExampleLine::Given& given : line.given)
        text += fmt::format("{}{}={}", &given == &line.given.front() ? "" : ",", given.name.text,
                            given.value.text);
      text += fmt::format(" → {}\n", line.expected.text);
    }
  }
  return text;
}

}  // namespace zs
