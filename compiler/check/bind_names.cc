#include <algorithm>
#include <map>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/scheme.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

Role role_of(Dimension dimension) {
  return dimension == Dimension::Fact ? Role::Fact : Role::Quantity;
}

// 处置情况:选项(及时/不及时): 处置情况不及时, 处置不及时 and 不及时 all mean that choice.
void bind_choices(const SyntaxTree& syntax, const Declaration& declared, InputId id,
                  NameTable& names) {
  const TermPtr input = input_term(id, Dimension::Choice, "");
  for (std::size_t i = 0; i < declared.choices.size(); ++i) {
    const std::string& choice = declared.choices[i];
    const TestPtr test = compare_test(
        input, Relation::Equal, constant_term(static_cast<std::int64_t>(i), Dimension::Choice),
        declared.name.span);
    const bool shared = std::any_of(
        syntax.declarations.begin(), syntax.declarations.end(), [&](const Declaration& other) {
          return &other != &declared && std::find(other.choices.begin(), other.choices.end(),
                                                  choice) != other.choices.end();
        });
    std::vector<std::string> names_of{declared.name.text};
    for (std::string_view tail : {"情况", "情形", "程度", "结果", "等级"})
      if (declared.name.text.ends_with(tail) && declared.name.text.size() > tail.size())
        names_of.push_back(declared.name.text.substr(0, declared.name.text.size() - tail.size()));
    for (const std::string& name : names_of)
      for (std::string_view joint : {"", "为", "是", "属于"})
        names.bind(name + std::string(joint) + choice, test);
    if (!shared) names.bind(choice, test);
  }
}

bool alike(const Declaration& a, const Declaration& b) {
  return a.dimension == b.dimension && a.unit == b.unit && a.low == b.low && a.high == b.high &&
         a.choices == b.choices;
}

void declare(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
             DiagnosticSink& issues) {
  std::map<std::string, const Declaration*> known;
  for (const Declaration& declared : syntax.declarations) {
    const auto [earlier, is_new] = known.try_emplace(declared.name.text, &declared);
    if (!is_new && !alike(declared, *earlier->second)) {
      issues.report(DiagnosticKind::DeclaredTwice, source, declared.name.span, {declared.name.text})
          .related.push_back({source.locate(earlier->second->name.span),
                              {"前面的声明在这里", "the earlier one is here"}});
      continue;
    }
    const InputId id =
        names.input(declared.name.text, role_of(declared.dimension), declared.name.span, 0);
    Input& input = names[id];
    input.dimension = declared.dimension;
    input.unit = declared.unit;
    if (declared.dimension == Dimension::Percent && input.unit.empty()) input.unit = "%";
    input.low = declared.low;
    input.high = declared.high;
    input.choices = declared.choices;
    input.from = declared.from;
    input.declared = true;
    for (const std::string& alias : declared.aliases) names.add_alias(id, alias);
    if (!declared.choices.empty()) bind_choices(syntax, declared, id, names);
  }
}

// Definitions may use earlier ones. The data may still give the figure itself.
void define(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
            const WordingTable& wording, DiagnosticSink& issues) {
  for (const Definition& definition : syntax.definitions) {
    IndicatorText none;
    IndicatorChecker checker(none, 0, names, source, wording, issues);
    const TermPtr value = checker.definition(definition.value);
    const InputId id = names.input(definition.name.text, Role::Quantity, definition.name.span, 0);
    std::set<InputId> used;
    collect_inputs(value, used);
    if (used.count(id)) {
      issues.report(DiagnosticKind::DefinedInCircle, source, definition.name.span,
                    {definition.name.text});
      continue;
    }
    Input& input = names[id];
    if (input.dimension == Dimension::Unknown &&
        looks_like_rate(to_characters(definition.name.text), wording)) {
      input.dimension = Dimension::Percent;
      input.unit = "%";
    }
    TermPtr given = input_term(id, input.dimension, input.unit);
    names.bind(definition.name.text,
               {binary_term(Term::Kind::FirstGiven, std::move(given), value)});
  }
}

void bind_part(NameTable& names, const std::string& title, ScoreName score) {
  if (title.empty()) return;
  ScoreName share = score;
  share.share = true;
  for (std::string_view tail : {"得分", "实得分", "的得分"})
    names.bind(title + std::string(tail), {score_term(score)});
  for (std::string_view tail : {"得分率", "的得分率", "得分占比"})
    names.bind(title + std::string(tail), {score_term(share)});
}

void bind_scores(const SyntaxTree& syntax, NameTable& names) {
  for (std::size_t i = 0; i < syntax.indicators.size(); ++i)
    bind_part(names, syntax.indicators[i].title.text, {ScoreName::Of::Indicator, i, false});
  std::vector<TermPtr> sections;
  static const std::vector<std::string> kOrdinals = {"一", "二", "三", "四", "五",
                                                     "六", "七", "八", "九", "十"};
  std::size_t place = 0;
  for (std::size_t i = 0; i < syntax.sections.size(); ++i) {
    const SectionText& section = syntax.sections[i];
    const ScoreName score{ScoreName::Of::Section, i, false};
    bind_part(names, section.title.text, score);
    bind_part(names, section.title.text + "部分", score);
    if (section.level != 1 || section.kind != SectionKind::Scored) continue;
    if (place < kOrdinals.size()) bind_part(names, "第" + kOrdinals[place] + "部分", score);
    ++place;
    sections.push_back(score_term({ScoreName::Of::Section, i, true}));
  }
  for (std::string_view each : {"各部分得分率", "各部分的得分率", "各部分得分", "每部分得分率",
                                "各大类得分率", "各项得分率", "各部分得分占比"})
    if (!sections.empty() && each.ends_with("率")) names.bind(std::string(each), sections);
  std::vector<TermPtr> indicators;
  for (std::size_t i = 0; i < syntax.indicators.size(); ++i)
    indicators.push_back(score_term({ScoreName::Of::Indicator, i, true}));
  for (std::string_view each :
       {"各指标得分率", "各项指标得分率", "每项指标得分率", "单项得分率", "单项指标得分率"})
    if (!indicators.empty()) names.bind(std::string(each), indicators);
}

}  // namespace

void bind_names(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
                const WordingTable& wording, DiagnosticSink& issues) {
  declare(syntax, names, source, issues);
  define(syntax, names, source, wording, issues);
  for (std::uint32_t i = 0; i < names.size(); ++i) names[InputId{i}].indicators.clear();
  if (syntax.indicators.size() > 1 || !syntax.sections.empty()) bind_scores(syntax, names);
}

}  // namespace zs
