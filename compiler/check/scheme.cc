#include "compiler/check/scheme.h"

#include <algorithm>
#include <map>

#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

using Kind = SchemeSentence::Kind;

class SchemeChecker {
 public:
  SchemeChecker(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
                const WordingTable& wording, DiagnosticSink& issues)
      : syntax_(syntax), names_(names), source_(source), wording_(wording), issues_(issues) {}

  CheckedScheme run() {
    out_.unread = syntax_.unread_grading;
    if (syntax_.grades.empty() && syntax_.vetoes.empty() && syntax_.goals.empty())
      return std::move(out_);
    bind_total();
    note_grades();
    check(syntax_.grades, out_.grading);
    check(syntax_.vetoes, out_.vetoes);
    for (const SchemeSentence& goal : syntax_.goals) check_goal(goal);
    return std::move(out_);
  }

 private:
  void bind_total() {
    const TermPtr total = score_term({ScoreName::Of::Total, 0, false});
    const TermPtr share = score_term({ScoreName::Of::Total, 0, true});
    for (const char* words : {"总分", "总得分", "考核总分", "得分", "总分值", "综合得分",
                              "考核得分", "评价总分", "最终得分", "考评总分", "总成绩"})
      names_.bind(words, {total});
    for (const char* words : {"总分得分率", "总得分率", "得分率"}) names_.bind(words, {share});
  }

  void note_grades() {
    for (const SchemeSentence& one : syntax_.grades)
      if (one.kind == Kind::Grade &&
          std::find(out_.grades.begin(), out_.grades.end(), one.name.text) == out_.grades.end())
        out_.grades.push_back(one.name.text);
    put_best_first();
    for (std::size_t i = 0; i < out_.grades.size(); ++i) bind_grade(i);
  }
  // A list that rises (60分以上的为合格;80分以上的为优秀) is turned round.
  void put_best_first() {
    std::map<std::string, Rational> floors;
    std::vector<Rational> in_order;
    for (const SchemeSentence& one : syntax_.grades) {
      const auto* compare =
          one.when.size() == 1 ? std::get_if<Compare>(&one.when.front().says) : nullptr;
      const bool floor = one.kind == Kind::Grade && compare && compare->bounds[0].quantity &&
                         (compare->bounds[0].relation == Relation::AtLeast ||
                          compare->bounds[0].relation == Relation::More);
      if (floor && floors.emplace(one.name.text, compare->bounds[0].quantity->value).second)
        in_order.push_back(compare->bounds[0].quantity->value);
    }
    const bool rises = in_order.size() > 1 && in_order.front() < in_order.back() &&
                       std::is_sorted(in_order.begin(), in_order.end());
    if (!rises) return;
    std::stable_sort(out_.grades.begin(), out_.grades.end(),
                     [&](const std::string& a, const std::string& b) {
                       const bool has_a = floors.count(a) > 0, has_b = floors.count(b) > 0;
                       return has_a != has_b ? has_a : has_a && floors.at(b) < floors.at(a);
                     });
    issues_.report(DiagnosticKind::GradesRise, source_, syntax_.grades.front().words.span,
                   {out_.grades.front(), out_.grades.back()});
  }

  // 上年度达标单位 · 达标单位: a grade that the unit had, or has now, or a better one.
  void bind_grade(std::size_t grade) {
    const std::string& name = out_.grades[grade];
    const TermPtr now = score_term({ScoreName::Of::Grade, 0, false});
    const TermPtr place = constant_term(static_cast<std::int64_t>(grade), Dimension::Choice);
    for (const char* tail : {"单位", "县", "等级", "以上单位", "及以上单位", "以上", "及以上",
                             "以上等级", "及以上等级", ""})
      for (const char* lead : {"", "为", "是", "评为", "达到"}) {
        if (*tail == 0 && *lead == 0) continue;
        names_.bind(lead + name + tail, compare_test(now, Relation::AtMost, place, {}));
      }
    const InputId last = last_grade();
    const TermPtr before = input_term(last, Dimension::Choice, "");
    const TestPtr had = compare_test(before, Relation::AtMost, place, {});
    for (const char* when : {"上年度", "上年", "上一年度", "上一年", "去年"})
      for (const char* lead : {"", "被评为", "评为", "获评", "为", "是", "已", "达到"})
        for (const char* tail :
             {"单位", "县", "等级", "的单位", "以上单位", "及以上单位", "以上的单位",
              "及以上的单位", "以上", "及以上", "以上等级", "及以上等级", ""})
          names_.bind(std::string(when) + lead + name + tail, had);
  }
  InputId last_grade() {
    if (!out_.last_grade) {
      out_.last_grade = names_.input("上年度等级", Role::Baseline,
                                     syntax_.grades.front().words.span, syntax_.indicators.size());
      Input& input = names_[*out_.last_grade];
      input.dimension = Dimension::Choice;
      input.choices = out_.grades;
      input.cohort = Cohort{CohortKind::LastGrade, nullptr, false};
    }
    return *out_.last_grade;
  }

  std::optional<std::size_t> grade_of(const Phrase& name) const {
    const auto found = std::find(out_.grades.begin(), out_.grades.end(), name.text);
    if (found == out_.grades.end()) return std::nullopt;
    return static_cast<std::size_t>(found - out_.grades.begin());
  }

  // 90分以上的为良好: points without a name are those of the whole.
  static void name_total(std::vector<Condition>& when) {
    for (Condition& condition : when) {
      if (auto* group = std::get_if<Group>(&condition.says)) name_total(group->parts);
      auto* compare = std::get_if<Compare>(&condition.says);
      if (!compare || !compare->subject.empty()) continue;
      const std::optional<Quantity>& edge = compare->bounds.front().quantity;
      if (edge && edge->unit == "分") compare->subject = {"总分", condition.span};
    }
  }

  // The sentences are read like the clauses of one indicator, each giving a grade.
  void check(const std::vector<SchemeSentence>& sentences, std::vector<CheckedSentence>& into) {
    IndicatorText text;
    for (const SchemeSentence& one : sentences) {
      Clause& clause = text.clauses.emplace_back();
      clause.when = one.when;
      name_total(clause.when);
      clause.says = GradeIs{one.name};
      clause.closed = true;
      clause.span = one.words.span;
      clause.sentence = static_cast<int>(text.clauses.size());
    }
    if (text.clauses.empty()) return;
    text.points = Rational(0);
    const CheckedIndicator read =
        IndicatorChecker(text, syntax_.indicators.size(), names_, source_, wording_, issues_).run();
    out_.unread |= read.unread;
    for (const CheckedClause& clause : read.clauses) {
      if (clause.role != ClauseRole::Grade) continue;
      const SchemeSentence& said = sentences[clause.source];
      CheckedSentence made;
      made.kind = said.kind;
      made.when = clause.when;
      made.words = said.words;
      if (said.points) made.points = *said.points;
      if (needs_grade(said.kind)) {
        const auto grade = grade_of(said.name);
        if (!grade) {
          report(said);
          continue;
        }
        made.grade = *grade;
      }
      if (said.kind == Kind::PartZero) {
        const auto part = part_of(said.name.text);
        if (!part) {
          report(said);
          continue;
        }
        made.part = *part;
      }
      if (!made.when && !said.otherwise) continue;
      into.push_back(std::move(made));
    }
  }
  static bool needs_grade(Kind kind) {
    return kind == Kind::Grade || kind == Kind::Requirement || kind == Kind::Barred ||
           kind == Kind::GradeSet || kind == Kind::GradeAtMost;
  }
  void report(const SchemeSentence& said) {
    Words known;
    const auto list = [&](const std::string& name) {
      if (name.empty()) return;
      known.zh += (known.zh.empty() ? "" : "、") + name;
      known.en += (known.en.empty() ? "" : ", ") + name;
    };
    if (said.kind == Kind::PartZero) {
      for (const SectionText& section : syntax_.sections) list(section.title.text);
      for (const IndicatorText& indicator : syntax_.indicators) list(indicator.title.text);
    } else {
      for (const std::string& grade : out_.grades) list(grade);
    }
    out_.unread = true;
    issues_.report(DiagnosticKind::SchemeNameUnknown, source_, said.name.span,
                   {said.name.text, known});
  }
  std::optional<ScoreName> part_of(std::string name) const {
    for (std::string_view tail : {"部分", "指标", "项", "部分得分"})
      if (const auto* bound = names_.bound_quantity(name + "得分");
          !bound && name.ends_with(tail) && name.size() > tail.size())
        if (const auto* found =
                names_.bound_quantity(name.substr(0, name.size() - tail.size()) + "得分"))
          return found->front()->score;
    if (const auto* bound = names_.bound_quantity(name + "得分");
        bound && bound->front()->kind == Term::Kind::Score)
      return bound->front()->score;
    if (syntax_.indicators.size() == 1 && syntax_.indicators.front().title.text == name)
      return ScoreName{ScoreName::Of::Indicator, 0, false};
    return std::nullopt;
  }

  void check_goal(const SchemeSentence& said) {
    const auto* compare = std::get_if<Compare>(&said.when.front().says);
    const bool figure = compare && compare->bounds.size() == 1 && compare->bounds[0].quantity &&
                        compare->bounds[0].reference.empty();
    if (!figure) {
      issues_.report(DiagnosticKind::GoalWithoutFigure, source_, said.words.span,
                     {said.words.text});
      return;
    }
    const Bound& bound = compare->bounds.front();
    CheckedGoal made;
    made.year = said.year;
    made.words = said.words;
    made.relation = bound.relation == Relation::Equal ? Relation::AtLeast : bound.relation;
    made.edge = bound.quantity->value;
    made.dimension = bound.quantity->dimension;
    made.unit = bound.quantity->unit;
    if (share_of_units(compare->subject.text, made)) {
      made.exactly = denies(out_.grades[*made.grade]);
    } else {
      const std::size_t before = names_.size();
      IndicatorText none;
      IndicatorChecker checker(none, syntax_.indicators.size(), names_, source_, wording_, issues_);
      made.figure = checker.measured(*compare);
      if (!made.figure || names_.size() > before + 1) return;
    }
    out_.goals.push_back(std::move(made));
  }

  // 未达标, 不合格: nobody means those who are better.
  static bool denies(const std::string& grade) {
    return grade.starts_with("未") || grade.starts_with("不") || grade.starts_with("非");
  }
  // 达标面 · 优良率 · 上年度达标单位中良好占
  bool share_of_units(std::string words, CheckedGoal& goal) const {
    if (const std::size_t among = words.find("单位中"); among != std::string::npos) {
      const std::string whole = words.substr(0, among);
      for (std::size_t i = 0; i < out_.grades.size(); ++i)
        if (whole.ends_with(out_.grades[i]))
          goal.among = CheckedGoal::Among{i, whole.find("上年") != std::string::npos ||
                                                 whole.find("上一年") != std::string::npos ||
                                                 whole.find("去年") != std::string::npos};
      if (!goal.among) return false;
      words = words.substr(among + std::string_view("单位中").size());
      for (std::string_view tail : {"占比", "占", "的比例", "比例", "单位", "的"})
        if (words.ends_with(tail)) words.resize(words.size() - tail.size());
      if (words.starts_with("的")) words.erase(0, std::string_view("的").size());
      goal.grade = grade_of({words, {}});
      return goal.grade.has_value();
    }
    std::optional<std::size_t> longest;
    for (std::string_view tail : {"面", "率", "比例", "占比", "比重", "单位占比", "单位比例"}) {
      if (!words.ends_with(tail)) continue;
      const std::string of = words.substr(0, words.size() - tail.size());
      for (std::size_t i = 0; i < out_.grades.size(); ++i)
        if (of.ends_with(out_.grades[i]) &&
            (!longest || out_.grades[i].size() > out_.grades[*longest].size()))
          longest = i;
      if (!longest && of.ends_with("优良"))
        for (std::size_t i = 0; i < out_.grades.size(); ++i)
          if (out_.grades[i].find("优") != std::string::npos ||
              out_.grades[i].find("良") != std::string::npos)
            longest = i;
    }
    goal.grade = longest;
    return longest.has_value();
  }

  const SyntaxTree& syntax_;
  NameTable& names_;
  const SourceText& source_;
  const WordingTable& wording_;
  DiagnosticSink& issues_;
  CheckedScheme out_;
};

}  // namespace

CheckedScheme check_scheme(const SyntaxTree& syntax, NameTable& names, const SourceText& source,
                           const WordingTable& wording, DiagnosticSink& issues) {
  return SchemeChecker(syntax, names, source, wording, issues).run();
}

}  // namespace zs
