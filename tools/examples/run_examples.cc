#include "tools/examples/run_examples.h"

#include <algorithm>
#include <set>

#include "runtime/cohort/fill_cohorts.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/explain/explanation.h"
#include "runtime/number/decimal_text.h"
#include "runtime/scalar/score_unit.h"

namespace zs {
namespace {

std::optional<Rational> points_in(std::string text) {
  for (std::string_view lead : {"总分", "得"})
    if (text.starts_with(lead)) text.erase(0, lead.size());
  if (text.ends_with("分")) text.resize(text.size() - std::string_view("分").size());
  return Rational::from_decimal(text);
}

class ExampleRunner {
 public:
  ExampleRunner(const CompileResult& rules, const SourceText& source,
                const std::vector<std::vector<Value>>& units, DiagnosticSink& issues)
      : plan_(rules.plan),
        tree_(rules.rules.syntax),
        source_(source),
        issues_(issues),
        coverage_(rules.plan) {
    for (const std::vector<Value>& unit : units) coverage_.add(unit);
  }

  ExampleReport run() {
    for (const ExampleText& example : tree_.examples) {
      std::optional<std::size_t> indicator;
      if (!example.of.empty()) {
        indicator = find(example.of.text);
        if (!indicator) {
          issues_.report(DiagnosticKind::ExampleOfNothing, source_, example.of.span,
                         {example.of.text});
          continue;
        }
      }
      for (const ExampleLine& line : example.lines) run_line(line, indicator);
    }
    find_unreached();
    return std::move(report_);
  }

 private:
  std::optional<std::size_t> find(const std::string& title) const {
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i)
      if (plan_.indicators[i].title == title || plan_.indicators[i].number == title) return i;
    return std::nullopt;
  }

  // The example as a table of one row. That the other inputs are lacking is no finding here.
  BoundUnit bind(const ExampleLine& line) {
    Table table;
    table.file = source_.name();
    std::vector<Cell> row;
    const auto cell = [&](const Phrase& phrase) {
      return Cell{phrase.text, source_.line_of(phrase.span.begin),
                  source_.column_of(phrase.span.begin)};
    };
    table.header.push_back({"单位", 0, 0});
    row.push_back({"示例", 0, 0});
    for (const ExampleLine::Given& given : line.given) {
      table.header.push_back(cell(given.name));
      row.push_back(cell(given.value));
    }
    table.rows.push_back(std::move(row));
    DiagnosticSink found;
    BoundTable bound = bind_inputs(table, plan_, "单位", found);
    for (const Diagnostic& one : found.take_sorted())
      if (one.kind != DiagnosticKind::NoColumn && one.kind != DiagnosticKind::NoGroupColumn)
        issues_.report(one.kind, one.where, one.arguments) = one;
    return std::move(bound.units.front());
  }

  void run_line(const ExampleLine& line, std::optional<std::size_t> indicator) {
    const BoundUnit unit = bind(line);
    Evaluation evaluation(plan_, unit.values);
    UnitResult result =
        score_unit(plan_, evaluation, {unit.values, unit.bad, unit.known, plan_.missing_is_zero});
    ExampleOutcome& made = report_.outcomes.emplace_back();
    made.given = std::string(source_.slice(line.span));
    made.expected = line.expected.text;
    made.line = source_.line_of(line.span.begin);
    if (indicator) {
      made.title = plan_.indicators[*indicator].title;
      judge_indicator(*indicator, result.indicators[*indicator], evaluation, made);
    } else {
      judge_whole(result, made);
    }
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      if (!result.indicators[i].score || (indicator && *indicator != i)) continue;
      seen_.insert(i);
    }
    coverage_.add(unit.values);
  }
  void judge_indicator(std::size_t index, const IndicatorResult& result, Evaluation& evaluation,
                       ExampleOutcome& made) {
    const auto points = points_in(made.expected);
    switch (result.status) {
      case Status::Scored:
        made.got = decimal_text(*result.score) + "分";
        if (result.grade) made.got = *result.grade;
        made.right =
            points ? *points == *result.score : result.grade && *result.grade == made.expected;
        made.why = explain(plan_, evaluation, plan_.indicators[index], *result.score);
        return;
      case Status::MissingData:
        made.got = {"待报", "pending: data"};
        made.right = made.expected == "待报";
        break;
      case Status::NeedsJudgement:
        made.got = {"待评", "pending: review"};
        made.right = made.expected == "待评";
        break;
      case Status::BadData:
        made.got = {"数据有误", "bad data"};
        break;
      case Status::NotUnderstood:
        made.got = {"规则未读懂", "rule not understood"};
        break;
    }
    std::string lacking;
    for (std::size_t input : result.missing)
      lacking += (lacking.empty() ? "" : "、") + plan_.inputs[input].name;
    if (lacking.empty()) return;
    made.got.zh += "(缺" + lacking + ")";
    made.got.en += " (" + lacking + ")";
  }
  void judge_whole(const UnitResult& result, ExampleOutcome& made) const {
    if (const auto points = points_in(made.expected)) {
      made.right = result.score && *result.score == *points;
      made.got = result.score
                     ? decimal_text(*result.score) + "分"
                     : "[" + decimal_text(result.least) + ", " + decimal_text(result.most) + "]";
      return;
    }
    const bool known = result.grade && result.grade->certain();
    const bool named = known && result.grade->best < plan_.grades.size();
    made.got = named   ? Words(plan_.grades[result.grade->best])
               : known ? Words("无等级", "no grade")
                       : Words("等级待定", "grade open");
    made.right = named ? plan_.grades[result.grade->best] == made.expected
                       : known && (made.expected == "无等级" || made.expected == "无");
  }

  void find_unreached() {
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      const PlanIndicator& indicator = plan_.indicators[i];
      if (!indicator.understood) continue;
      if (!seen_.count(i)) {
        report_.without_examples.push_back(indicator.title);
        continue;
      }
      const NeverReached never = coverage_.of(i);
      for (const auto& [line, column] : never.clauses)
        report_.unreached.push_back({indicator.number, indicator.title, line, column});
      if (!never.edges.empty() || never.full || never.nothing)
        report_.sides.push_back({i, never.edges, never.full, never.nothing});
    }
  }

  const Plan& plan_;
  const SyntaxTree& tree_;
  const SourceText& source_;
  DiagnosticSink& issues_;
  ExampleReport report_;
  Coverage coverage_;
  std::set<std::size_t> seen_;
};

}  // namespace

std::size_t ExampleReport::wrong() const {
  return static_cast<std::size_t>(std::count_if(
      outcomes.begin(), outcomes.end(), [](const ExampleOutcome& one) { return !one.right; }));
}

ExampleReport run_examples(const CompileResult& rules, const SourceText& source,
                           const std::vector<std::vector<Value>>& units, DiagnosticSink& issues) {
  return ExampleRunner(rules, source, units, issues).run();
}

}  // namespace zs
