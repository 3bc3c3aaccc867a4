#include "analysis/findings/find_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/check/terms.h"

namespace zs {
namespace {

constexpr std::array<std::string_view, 26> kGood = {
    "成立", "设立", "建立", "制定", "制订", "出台", "落实", "配备", "明确",
    "完善", "健全", "按时", "按期", "及时", "规范", "公开", "达标", "合格",
    "完成", "到位", "兑现", "通过", "获得", "纳入", "召开", "开展"};
constexpr std::array<std::string_view, 20> kBad = {
    "发生", "违反", "违规", "违法", "迟报", "漏报", "瞒报", "虚报", "弄虚作假", "造假",
    "逾期", "拖欠", "恶化", "通报", "失信", "流失", "事故", "投诉", "超标",     "挪用"};
constexpr std::array<std::string_view, 4> kDenials = {"未", "不", "无", "没有"};

// 1: what the words name is done or there, -1: it is denied, 0: they do not occur.
int says(const std::string& name, const auto& words) {
  int sign = 0;
  for (std::string_view word : words)
    for (std::size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
      const std::string_view before = std::string_view(name).substr(0, at);
      const bool denied = std::any_of(kDenials.begin(), kDenials.end(),
                                      [&](std::string_view no) { return before.ends_with(no); });
      const int found = denied ? -1 : 1;
      if (sign != 0 && sign != found) return 0;
      sign = found;
    }
  return sign;
}

// 1 good, -1 bad, 0 not said.
int polarity(const std::string& name) {
  const int good = says(name, kGood), bad = -says(name, kBad);
  return good * bad < 0 ? 0 : good + bad > 0 ? 1 : good + bad < 0 ? -1 : 0;
}

class Watch {
 public:
  Watch(Scope& scope, PlanInputId fact) : scope_(scope), fact_(fact) {}

  // Goes through all data twice at once, with the fact and without it.
  void run(bool good) {
    CaseSearch& search = scope_.search();
    const PlanInputId own[] = {fact_};
    search.separate(1, own);
    search.fix(0, fact_, true);
    search.fix(1, fact_, false);
    const Goal goals[] = {scope_.goal(scope_.made.score), scope_.goal(scope_.made.score, 1)};
    const Outcome outcome = search.visit_cases(
        {}, {}, goals, [&](const CaseSearch::Case& one) { return see(one, good); });
    search.release();
    search.separate(1, {});
    if (outcome == Outcome::Finished && against_) report(good);
  }

 private:
  bool see(const CaseSearch::Case& one, bool good) {
    const Linear gain = one.goals[0]->number - one.goals[1]->number;
    const Linear expected = good ? gain : -gain;
    const std::size_t mark = one.region.mark();
    const bool as_expected = one.region.assume({expected, true}) && scope_.sample();
    one.region.undo(mark);
    if (as_expected) return false;
    // 按期整改的得4分,逾期整改的得2分: better than neither, and still not what is wanted.
    const Linear best = one.goals[good ? 1 : 0]->number;
    if (against_ || !one.region.assume({-expected, true}) ||
        !one.region.assume({best - scope_.made.points, false}))
      return true;
    auto row = scope_.sample();
    if (!row || !scope_.can_be_written(*row)) return true;
    DataRow with = *row, without = *row;
    with[scope_.place_of(fact_)] = true;
    without[scope_.place_of(fact_)] = false;
    const auto a = scope_.score_of(with), b = scope_.score_of(without);
    if (a && b && (good ? *a < *b : *a > *b)) against_ = {{with, without}};
    return true;
  }

  void report(bool good) const {
    Span span = scope_.whole();
    for (const CheckedClause& clause : scope_.rules.clauses)
      if (inputs_of(clause.when).count(InputId{fact_.index})) {
        span = clause.span;
        break;
      }
    Diagnostic& found = scope_.report(DiagnosticKind::FactWorksAgainst, span,
                                      {scope_.all.plan.inputs[fact_.index].name,
                                       good ? Words("低", "lower") : Words("高", "higher")});
    for (const DataRow& row : *against_) found.witnesses.push_back(scope_.witness(row));
  }

  Scope& scope_;
  PlanInputId fact_;
  std::optional<std::array<DataRow, 2>> against_;
};

}  // namespace

void find_facts(Scope& scope) {
  for (PlanInputId input : scope.inputs) {
    const PlanInput& one = scope.all.plan.inputs[input.index];
    if (one.dimension != Dimension::Fact) continue;
    const int sign = polarity(one.name);
    if (sign != 0) Watch(scope, input).run(sign > 0);
  }
}

}  // namespace zs
