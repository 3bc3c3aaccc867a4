#include "analysis/findings/find_direction.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/check/terms.h"
#include "compiler/lower/tiers.h"
#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

// What the clauses say about a quantity.
struct Said {
  const CheckedClause* up = nullptr;    // more is better: 80%以上的得3分, 每低…扣…
  const CheckedClause* down = nullptr;  // less is better
  bool band = false;                    // best in between: ±3%, 每相差
  int bands = 0;                        // cases with two ends: 40%—60%
  bool clash = false;                   // points are taken on the very side on which an award holds
};

bool about(const TermPtr& term, InputId input) {
  return term && term->kind == Term::Kind::Input && term->input == input;
}

void note(Said& said, bool up, const CheckedClause& clause) {
  const CheckedClause*& into = up ? said.up : said.down;
  if (!into) into = &clause;
}

void note_award(Said& said, const CheckedClause& clause, InputId input) {
  std::vector<TestPtr> compares;
  collect_compares(clause.when, compares);
  bool low = false, high = false;
  for (const TestPtr& one : compares) {
    if (one->left && one->left->kind == Term::Kind::Absolute && about(one->left->left, input))
      said.band = true;
    if (!about(one->left, input)) continue;
    low = low || one->relation == Relation::AtLeast || one->relation == Relation::More;
    high = high || one->relation == Relation::AtMost || one->relation == Relation::Less;
    if (one->relation == Relation::Equal) low = high = true;
  }
  if (low && high && (clause.role == ClauseRole::Award || clause.role == ClauseRole::Add))
    ++said.bands;
  const bool zero = clause.amount && clause.amount->kind == Term::Kind::Constant &&
                    clause.amount->value.is_zero();
  if (low == high) return;
  const bool gives = (clause.role == ClauseRole::Award || clause.role == ClauseRole::Add) && !zero;
  const bool takes = clause.role == ClauseRole::Nil || clause.role == ClauseRole::Deduct || zero;
  if (clause.rate || !(gives || takes)) return;
  note(said, gives ? low : high, clause);
}

void note_rate(Said& said, const CheckedClause& clause, InputId input) {
  if (!clause.rate || !about(clause.rate->quantity, input)) return;
  const bool takes = clause.role == ClauseRole::Deduct;
  if (!takes && clause.role != ClauseRole::Add && clause.role != ClauseRole::Award) return;
  if (clause.rate->direction == Direction::Either && clause.rate->base) {
    said.band = true;
    return;
  }
  const bool more = clause.rate->direction == Direction::Up || !clause.rate->base;
  note(said, more != takes, clause);
}

// 80%以上的得3分,每高1个百分点扣0.1分
bool clash(const Scope& scope, InputId input) {
  for (const CheckedClause& rate : scope.rules.clauses) {
    if (!rate.rate || !rate.rate->base || rate.role != ClauseRole::Deduct ||
        !about(rate.rate->quantity, input) || rate.rate->direction == Direction::Either)
      continue;
    const bool up = rate.rate->direction == Direction::Up;
    for (const CheckedClause& award : scope.rules.clauses) {
      if (award.role != ClauseRole::Award) continue;
      std::vector<TestPtr> compares;
      collect_compares(award.when, compares);
      for (const TestPtr& one : compares) {
        const bool above = one->relation == Relation::AtLeast || one->relation == Relation::More;
        const bool same_side = above == up && one->relation != Relation::Equal;
        if (about(one->left, input) && same(one->right, rate.rate->base) && same_side) return true;
      }
    }
  }
  return false;
}

Said said_about(const Scope& scope, PlanInputId input) {
  Said said;
  const InputId id{input.index};
  for (const CheckedClause& clause : scope.rules.clauses) {
    note_award(said, clause, id);
    note_rate(said, clause, id);
  }
  said.clash = clash(scope, id);
  return said;
}

// What the name itself says: 1 more is better, -1 less is better, 0 nothing.
int named_direction(const std::string& name) {
  static constexpr std::array<std::string_view, 20> kWorse = {
      "不良", "投诉", "事故", "违规", "违法", "逾期", "差错", "瞒报", "漏报", "迟报",
      "拖欠", "流失", "失信", "污染", "死亡", "通报", "上访", "欠",   "风险", "空置"};
  static constexpr std::array<std::string_view, 22> kBetter = {
      "满意",   "覆盖",   "执结",   "兑现",   "合格",   "达标",   "知晓",   "普及",
      "及时率", "回收率", "参保",   "优良",   "完成率", "办结率", "准确率", "正确率",
      "就业率", "入学率", "通过率", "收缴率", "有效率", "完好率"};
  const auto has = [&](const auto& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string::npos; });
  };
  // 死亡人数下降率, 欠税清缴率: less of what is bad.
  static constexpr std::array<std::string_view, 10> kTurns = {
      "下降", "降低", "减少", "清缴", "清收", "化解", "压降", "整改", "治理", "处置"};
  if (has(kTurns)) return 0;
  const bool worse = has(kWorse), better = has(kBetter);
  return worse == better ? 0 : worse ? -1 : 1;
}

struct Pair {
  DataRow lower, higher;  // by the quantity
  Rational change;        // of the score, from the lower to the higher
};

class Follower {
 public:
  Follower(Scope& scope, PlanInputId input)
      : scope_(scope), input_(input), place_(scope.place_of(input)) {}

  void run() {
    const PlanInput& input = scope_.all.plan.inputs[input_.index];
    const PlanInputId own[] = {input_};
    CaseSearch& search = scope_.search();
    search.separate(1, own);
    const Linear x = Linear::one(search.number_of(0, input_));
    const Linear further = Linear::one(search.number_of(1, input_)) - x;
    whole_ = search.ranges(0)[input_.index].whole;
    hair_ = whole_ ? Rational(1) : cell_unit(input) * Rational::fraction(1, 1000000000);
    const Row rows[] = {{further, true}, {Linear(hair_) - further, false}};
    const Goal goals[] = {scope_.goal(scope_.made.score), scope_.goal(scope_.made.score, 1)};
    const Outcome outcome = search.visit_cases({}, rows, goals, [&](const CaseSearch::Case& one) {
      see(one);
      return true;
    });
    search.separate(1, {});
    if (outcome == Outcome::OutOfBound) open_ = true;
    report(input);
  }

 private:
  void see(const CaseSearch::Case& one) {
    const Linear change = one.goals[1]->number - one.goals[0]->number;
    if (change.is_constant() && change.constant.is_zero()) return;
    const Extent extent = one.region.extent(change);
    if (extent.empty) return;
    const Rational zero = 0;
    const bool rises = !extent.high || *extent.high > zero;
    const bool falls = !extent.low || *extent.low < zero;
    if (rises) consider(one, change, false, rise_);
    if (falls) consider(one, change, true, fall_);
  }
  // Keeps the pair with the largest jump.
  void consider(const CaseSearch::Case& one, const Linear& change, bool falls,
                std::optional<Pair>& kept) {
    const Extent extent = one.region.extent(change);
    const auto& edge = falls ? extent.low : extent.high;
    const Rational size = edge ? edge->absolute() : scope_.made.points;
    if (kept && size <= kept->change.absolute()) return;
    const std::size_t mark = one.region.mark();
    Linear larger = falls ? -change : change;
    // Nearly the largest change of this case, so that the pair shows it.
    bool some = one.region.assume({larger - size * Rational::fraction(9, 10), false});
    if (!some) {
      one.region.undo(mark);
      some = one.region.assume({larger, true});
    }
    const std::optional<Pair> pair = some ? pair_in(falls) : std::nullopt;
    one.region.undo(mark);
    if (pair)
      kept = pair;
    else if (some && !kept)
      (falls ? unsure_fall_ : unsure_rise_) = true;
  }
  std::optional<Pair> pair_in(bool falls) {
    const auto row = scope_.sample();
    if (!row) return std::nullopt;
    const Rational& at = std::get<Rational>((*row)[place_]);
    const PlanInput& input = scope_.all.plan.inputs[input_.index];
    const Rational unit = whole_ ? Rational(1) : cell_unit(input);
    Rational step = whole_ ? unit : unit * 100;
    std::optional<Pair> found;
    for (int i = 0; i < (whole_ ? 1 : 7); ++i, step = step.divided_by(10)) {
      const Rational grid = whole_ ? unit : unit * Rational::fraction(1, 10000);
      const Rational edge = (at.divided_by(grid) + Rational::fraction(1, 2)).floor() * grid;
      for (const Rational& lower : {edge - step, edge}) {
        Pair pair{*row, *row, 0};
        pair.lower[place_] = lower;
        pair.higher[place_] = lower + step;
        if (!scope_.can_be_written(pair.lower) || !scope_.can_be_written(pair.higher)) continue;
        const auto a = scope_.score_of(pair.lower), b = scope_.score_of(pair.higher);
        if (!a || !b) continue;
        pair.change = *b - *a;
        const bool shows = falls ? pair.change < Rational(0) : pair.change > Rational(0);
        // The widest step first; a jump is kept as it stands when closer figures show it too.
        if (shows && (!found || step <= unit)) {
          found = pair;
          if (step <= unit) return found;
        }
      }
    }
    return found;
  }

  void show(Diagnostic& diagnostic, const Pair& pair) const {
    diagnostic.witnesses.push_back(scope_.witness(pair.lower));
    diagnostic.witnesses.push_back(scope_.witness(pair.higher));
  }
  Span first_span() const {
    for (const CheckedClause& clause : scope_.rules.clauses) {
      std::set<InputId> inputs;
      collect_inputs(clause.when, inputs);
      if (inputs.count(InputId{input_.index})) return clause.span;
      if (clause.rate && about(clause.rate->quantity, InputId{input_.index})) return clause.span;
    }
    return scope_.whole();
  }

  void report(const PlanInput& input) {
    const Said said = said_about(scope_, input_);
    report_jumps(input);
    if (open_) {
      scope_.leave_open({input.name + "的得分方向", "how the score follows " + input.name});
      return;
    }
    const bool one_way = !said.up != !said.down;
    if (said.band || (said.bands == 1 && !one_way)) return;
    if (said.clash && said.up && said.down) {
      const bool award_up = said.up->role == ClauseRole::Award;
      const std::optional<Pair>& pair = award_up ? fall_ : rise_;
      if (pair) {
        against(award_up ? *said.up : *said.down, *pair, input, award_up);
        return;
      }
    }
    if (said.up && !said.down && fall_) {
      against(*said.up, *fall_, input, true);
    } else if (said.down && !said.up && rise_) {
      against(*said.down, *rise_, input, false);
    } else if (rise_ && fall_) {
      Diagnostic& found = scope_.report(DiagnosticKind::ScoreTurnsBack, first_span(), {input.name});
      show(found, *fall_);
    } else if ((said.up && !said.down && unsure_fall_) || (said.down && !said.up && unsure_rise_)) {
      if (!rounded())
        scope_.leave_open({input.name + "的得分方向", "how the score follows " + input.name});
    } else {
      const int named = named_direction(input.name);
      const std::optional<Pair>& wrong = named > 0 ? fall_ : rise_;
      if (named != 0 && wrong) {
        Diagnostic& found =
            scope_.report(DiagnosticKind::WorseScoresMore, first_span(),
                          {input.name, named > 0 ? Words("越低", "lower") : Words("越高", "higher"),
                           named > 0 ? Words("越低", "lower") : Words("越高", "higher")});
        show(found, *wrong);
      }
    }
  }
  void against(const CheckedClause& clause, const Pair& pair, const PlanInput& input, bool up) {
    Diagnostic& found = scope_.report(DiagnosticKind::ScoreFallsWhenBetter, clause.span,
                                      {scope_.words_of(clause.span), input.name,
                                       up ? Words("高", "higher") : Words("低", "lower")});
    show(found, pair);
  }
  void report_jumps(const PlanInput& input) {
    if (whole_ || scope_.made.points.is_zero()) return;
    const Rational limit = scope_.made.points * scope_.all.cliff.divided_by(100);
    const std::optional<Pair>* largest = nullptr;
    for (const std::optional<Pair>* pair : {&rise_, &fall_})
      if (*pair && (!largest || (*pair)->change.absolute() > (*largest)->change.absolute()))
        largest = pair;
    if (!largest || (*largest)->change.absolute() <= limit) return;
    const Pair& pair = **largest;
    const auto edge = jump_in(pair);
    if (!edge) return;
    Diagnostic& found =
        scope_.report(DiagnosticKind::Cliff, first_span(),
                      {input.name, cell_text(input, *edge), decimal_text(pair.change.absolute()),
                       decimal_text(scope_.all.cliff)});
    show(found, pair);
  }
  // Where more than the limit happens within a hair; nothing when the change is spread.
  std::optional<Rational> jump_in(const Pair& pair) const {
    DataRow low = pair.lower, high = pair.higher;
    const Rational half = Rational::fraction(1, 2);
    for (int i = 0; i < 30; ++i) {
      DataRow middle = low;
      const Rational& a = std::get<Rational>(low[place_]);
      const Rational& b = std::get<Rational>(high[place_]);
      middle[place_] = (a + b) * half;
      const auto lower = scope_.score_of(low), between = scope_.score_of(middle);
      if (!lower || !between) return std::nullopt;
      const auto higher = scope_.score_of(high);
      const bool first = (*between - *lower).absolute() > (*higher - *between).absolute();
      (first ? high : low) = middle;
    }
    const auto lower = scope_.score_of(low), higher = scope_.score_of(high);
    const Rational limit = scope_.made.points * scope_.all.cliff.divided_by(100);
    if (!lower || !higher || (*higher - *lower).absolute() <= limit) return std::nullopt;
    const Rational grid = cell_unit(scope_.all.plan.inputs[input_.index]).divided_by(10000);
    return (std::get<Rational>(low[place_]).divided_by(grid) + half).floor() * grid;
  }
  bool rounded() const {
    return std::any_of(scope_.made.steps.begin(), scope_.made.steps.end(),
                       [](const PlanStep& step) { return step.kind == StepKind::Rounded; });
  }

  Scope& scope_;
  PlanInputId input_;
  std::size_t place_;
  bool whole_ = false, open_ = false, unsure_rise_ = false, unsure_fall_ = false;
  Rational hair_;
  std::optional<Pair> rise_, fall_;
};

}  // namespace

void find_direction(Scope& scope) {
  for (PlanInputId input : scope.inputs) {
    const PlanInput& one = scope.all.plan.inputs[input.index];
    const bool followed = is_numeric(one.dimension) && one.role == InputRole::Quantity &&
                          one.dimension != Dimension::Rank;
    if (followed) Follower(scope, input).run();
  }
}

}  // namespace zs
