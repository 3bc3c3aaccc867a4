#include "compiler/lower/scheme_lowering.h"

#include "compiler/lower/indicator_lowering.h"
#include "compiler/lower/lower_terms.h"

namespace zs {
namespace {

using Kind = SchemeSentence::Kind;

PartKind part_kind(SectionKind kind) {
  switch (kind) {
    case SectionKind::Scored:
      return PartKind::Scored;
    case SectionKind::Bonus:
      return PartKind::Bonus;
    case SectionKind::Malus:
      return PartKind::Malus;
  }
  return PartKind::Scored;
}

class SchemeLowering {
 public:
  SchemeLowering(Plan& plan, const CheckedRules& rules, PlanBuilder& builder,
                 const SourceText& source, DiagnosticSink& issues)
      : plan_(plan), rules_(rules), builder_(builder), source_(source), issues_(issues) {
    builder_.set_scores([this](const ScoreName& name) { return score(name); });
  }
  ~SchemeLowering() { builder_.set_scores(nullptr); }
  SchemeLowering(const SchemeLowering&) = delete;
  SchemeLowering& operator=(const SchemeLowering&) = delete;

  void run() {
    plan_.indicators.resize(rules_.indicators.size());
    indicators_.resize(rules_.indicators.size());
    sections_.resize(rules_.syntax.sections.size());
    inside_.resize(rules_.syntax.sections.size());
    for (std::size_t k = 0; k < rules_.indicators.size(); ++k)
      if (rules_.indicators[k].section >= 0)
        inside_[static_cast<std::size_t>(rules_.indicators[k].section)].push_back(k);
    make_sections();
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) indicator(i);
    for (std::size_t i = 0; i < rules_.syntax.sections.size(); ++i)
      plan_.sections[i].score = section(i);
    plan_.points = rules_.syntax.total_points.value_or(points_of_all());
    plan_.total = total();
    if (plan_.sections.empty() && plan_.indicators.size() < 2) {
      // one score: it needs no other name
    } else {
      plan_.names.emplace_back(plan_.total, "总分");
    }
    plan_.grades = rules_.scheme.grades;
    plan_.grade = grade();
    for (const CheckedSentence& veto : rules_.scheme.vetoes) add_veto(veto);
    for (const CheckedGoal& goal : rules_.scheme.goals) add_goal(goal);
  }

 private:
  enum class State { Open, Busy, Done };
  struct Made {
    State state = State::Open;
    PlanId node;
  };

  TermLowering terms() { return {builder_, Rational(0)}; }
  PlanId zero() { return builder_.constant(0); }

  // Runs `make` once; a score that needs itself is reported and counts as 0.
  template <typename Make>
  PlanId once(Made& made, const std::string& name, Span where, Make make) {
    if (made.state == State::Busy) {
      ++circles_;
      issues_.report(DiagnosticKind::ScoresInCircle, source_, where, {name});
      return zero();
    }
    if (made.state == State::Done) return made.node;
    made.state = State::Busy;
    const PlanId node = make();
    made.node = node;
    made.state = State::Done;
    return node;
  }

  // ---- parts ----
  void make_sections() {
    for (const SectionText& section : rules_.syntax.sections)
      plan_.sections.push_back({section.number.text,
                                section.title.text,
                                section.level,
                                part_kind(section.kind),
                                Rational(0),
                                {}});
    for (std::size_t i = plan_.sections.size(); i-- > 0;) {
      const SectionText& said = rules_.syntax.sections[i];
      PlanSection& made = plan_.sections[i];
      for (std::size_t k : inside_[i]) made.points = made.points + worth(rules_.indicators[k]);
      for (std::size_t k = i + 1; k < plan_.sections.size() && plan_.sections[k].level > made.level;
           ++k)
        if (plan_.sections[k].level == made.level + 1 && plan_.sections[k].kind == made.kind)
          made.points = made.points + plan_.sections[k].points;
      if (said.points) made.points = *said.points;
      if (said.weight) made.points = made.points * *said.weight;
    }
  }
  Rational weight(const CheckedIndicator& indicator) const {
    return rules_.syntax.indicators[indicator.source].weight.value_or(Rational(1));
  }
  Rational worth(const CheckedIndicator& indicator) const {
    return indicator.kind == SectionKind::Scored ? indicator.points * weight(indicator)
                                                 : Rational(0);
  }
  Rational points_of_all() const {
    Rational sum = 0;
    for (std::size_t i = 0; i < plan_.sections.size(); ++i)
      if (plan_.sections[i].level == 1 && plan_.sections[i].kind == PartKind::Scored)
        sum = sum + plan_.sections[i].points;
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i)
      if (plan_.indicators[i].section < 0)
        sum = sum + plan_.indicators[i].points * weight(rules_.indicators[i]);
    return sum;
  }

  PlanId indicator(std::size_t i) {
    const CheckedIndicator& from = rules_.indicators[i];
    return once(indicators_[i], from.title, rules_.syntax.indicators[from.source].span, [&] {
      const std::size_t circles = circles_;
      PlanIndicator made = lower_indicator(from, rules_, builder_, source_, issues_);
      if (circles_ != circles) made.understood = false;
      made.section = from.section;
      for (const CheckedSentence& veto : rules_.scheme.vetoes)
        if (veto.kind == Kind::PartZero && veto.part.of == ScoreName::Of::Indicator &&
            veto.part.index == i)
          zero_indicator(made, veto);
      if (made.understood) excuse(made, from);
      made.counted = made.understood ? made.score : unknown_score(made);
      const Rational share = weight(from);
      if (!(share == Rational(1)))
        made.counted = builder_.binary(Op::Multiply, made.counted, builder_.constant(share));
      plan_.indicators[i] = std::move(made);
      return plan_.indicators[i].score;
    });
  }
  void zero_indicator(PlanIndicator& made, const CheckedSentence& veto) {
    const PlanId fires = terms().test(veto.when);
    PlanStep step;
    step.kind = StepKind::Nil;
    step.fires = step.when = fires;
    step.amount = zero();
    step.line = source_.line_of(veto.words.span.begin);
    step.column = source_.column_of(veto.words.span.begin);
    made.steps.insert(made.steps.begin(), std::move(step));
    made.nil = builder_.either(made.nil, fires);
    made.score = builder_.choose(fires, zero(), made.score);
  }
  // 缺项按满分计: a unit to which the indicator does not apply. What stands beside the points that
  // are shared out (加分、减分) is then neither added nor taken, whatever the convention.
  void excuse(PlanIndicator& made, const CheckedIndicator& from) {
    using How = Conventions::NotApplicable;
    const How how = rules_.conventions.not_applicable;
    if (how == How::Pending) return;
    const PlanId applies = builder_.hidden_fact(made.title + "适用");
    made.applies = PlanInputId{plan_[applies].index};
    PlanId instead = zero();
    const bool scored = from.kind == SectionKind::Scored;
    if (how == How::Full && scored) instead = builder_.constant(made.points);
    if (how == How::Mean && scored) {
      PlanInput mean;
      mean.name = made.title + "平均得分";
      mean.dimension = Dimension::Number;
      mean.low = 0;
      mean.high = made.points;
      mean.hidden = true;
      mean.cohort = PlanCohort{CohortKind::Mean, made.score, false, false, applies};
      plan_.inputs.push_back(std::move(mean));
      instead = builder_.input(plan_.inputs.size() - 1);
      if (const auto& rounding = from.rounding ? from.rounding : rules_.rounding)
        instead = builder_.round(instead, rounding->places, rounding->ties);
    }
    PlanStep step;
    step.kind = StepKind::Excused;
    step.fires = builder_.negate(applies);
    step.when = builder_.truth(true);
    step.amount = instead;
    step.line = made.steps.empty() ? 0 : made.steps.front().line;
    step.column = made.steps.empty() ? 0 : made.steps.front().column;
    made.steps.insert(made.steps.begin(), step);
    made.nil = builder_.either(step.fires, made.nil);
    made.score = builder_.choose(applies, made.score, instead);
  }
  // 按比例折算: what is left of the points stands for all of them, each with its weights.
  struct Applying {
    Rational all = 0;  // the points of all
    PlanId left;       // of those that apply
    bool varies = false;
  };
  // Of the scored indicators in this section, with its own weight; in the whole script without one.
  Applying applying(std::optional<std::size_t> within) {
    Applying made;
    made.left = zero();
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      if (rules_.indicators[i].kind != SectionKind::Scored) continue;
      const std::optional<Rational> share = weight_in(i, within);
      if (!share) continue;
      const Rational points = plan_.indicators[i].points * *share;
      const std::optional<PlanInputId> applies = plan_.indicators[i].applies;
      made.all = made.all + points;
      PlanId counts = builder_.constant(points);
      if (applies) counts = builder_.choose(builder_.given(applies->index), counts, zero());
      made.left = builder_.add(made.left, counts);
      made.varies = made.varies || applies;
    }
    return made;
  }
  // The weights that an indicator's points go through on the way up; nothing: it lies elsewhere.
  std::optional<Rational> weight_in(std::size_t i, std::optional<std::size_t> within) const {
    Rational share = weight(rules_.indicators[i]);
    const auto& sections = rules_.syntax.sections;
    int level = 3;
    for (int at = rules_.indicators[i].section; at >= 0 && level > 1; --at) {
      const auto place = static_cast<std::size_t>(at);
      if (sections[place].level >= level) continue;  // beside the one that holds it
      level = sections[place].level;
      share = share * sections[place].weight.value_or(Rational(1));
      if (within == place) return share;
    }
    return within ? std::nullopt : std::optional(share);
  }
  bool scales() const {
    return rules_.conventions.not_applicable == Conventions::NotApplicable::Scale;
  }
  PlanId scaled_up(PlanId sum) {
    if (!scales()) return sum;
    const Applying points = applying(std::nullopt);
    if (!points.varies) return sum;
    plan_.plain_total = false;
    const PlanId share = builder_.binary(Op::Divide, builder_.constant(points.all), points.left);
    return builder_.binary(Op::Multiply, sum, share);
  }
  // 得分率: of the points that apply; all of them where none do.
  PlanId scaled_rate(PlanId rate, const ScoreName& name) {
    if (!scales() || name.of == ScoreName::Of::Total) return rate;
    if (name.of == ScoreName::Of::Indicator) {
      const std::optional<PlanInputId> applies = plan_.indicators[name.index].applies;
      if (!applies || rules_.indicators[name.index].kind != SectionKind::Scored) return rate;
      return builder_.choose(builder_.given(applies->index), rate, builder_.constant(1));
    }
    const Applying points = applying(name.index);
    if (!points.varies) return rate;
    const PlanId share = builder_.binary(Op::Divide, builder_.constant(points.all), points.left);
    return builder_.choose(builder_.binary(Op::Equal, points.left, zero()), builder_.constant(1),
                           builder_.binary(Op::Multiply, rate, share));
  }
  // An indicator that was not read has some score between 0 and its points.
  PlanId unknown_score(const PlanIndicator& made) {
    return unknown(made.title + "得分", made.points);
  }
  // Some figure between 0 and `most`.
  PlanId unknown(const std::string& name, const Rational& most) {
    PlanInput input;
    input.name = name;
    input.dimension = Dimension::Number;
    input.hidden = input.optional = true;
    input.low = 0;
    input.high = most;
    plan_.inputs.push_back(std::move(input));
    return builder_.input(plan_.inputs.size() - 1);
  }

  PlanId section(std::size_t i) {
    const SectionText& said = rules_.syntax.sections[i];
    return once(sections_[i], said.title.text, said.span, [&] {
      PlanId sum = zero();
      for (std::size_t k : inside_[i]) {
        indicator(k);
        sum = builder_.add(sum, plan_.indicators[k].counted);
      }
      for (std::size_t k = i + 1;
           k < rules_.syntax.sections.size() && rules_.syntax.sections[k].level > said.level; ++k)
        if (rules_.syntax.sections[k].level == said.level + 1) sum = builder_.add(sum, section(k));
      if (said.weight) {
        sum = builder_.binary(Op::Multiply, sum, builder_.constant(*said.weight));
        plan_.plain_total = false;
      }
      if (said.points && said.kind == SectionKind::Bonus) {
        sum = builder_.binary(Op::Minimum, sum, builder_.constant(*said.points));
        plan_.plain_total = false;
      }
      if (said.points && said.kind == SectionKind::Malus) {
        sum = builder_.binary(Op::Maximum, sum, builder_.constant(Rational(0) - *said.points));
        plan_.plain_total = false;
      }
      for (const CheckedSentence& veto : rules_.scheme.vetoes)
        if (veto.kind == Kind::PartZero && veto.part.of == ScoreName::Of::Section &&
            veto.part.index == i) {
          sum = builder_.choose(terms().test(veto.when), zero(), sum);
          plan_.plain_total = false;
        }
      return sum;
    });
  }

  PlanId total() {
    return once(total_, "总分", rules_.syntax.total_span, [&] {
      PlanId sum = zero();
      for (std::size_t i = 0; i < rules_.indicators.size(); ++i)
        if (rules_.indicators[i].section < 0) {
          indicator(i);
          sum = builder_.add(sum, plan_.indicators[i].counted);
        }
      PlanId extra = zero();  // 加分、减分 stand beside the points that are shared out
      for (std::size_t i = 0; i < rules_.syntax.sections.size(); ++i) {
        if (rules_.syntax.sections[i].level != 1) continue;
        PlanId& to = rules_.syntax.sections[i].kind == SectionKind::Scored ? sum : extra;
        to = builder_.add(to, section(i));
      }
      for (std::size_t i = 0; i < rules_.indicators.size(); ++i)
        if (!(weight(rules_.indicators[i]) == Rational(1))) plan_.plain_total = false;
      sum = builder_.add(scaled_up(sum), extra);
      if (rules_.conventions.most) {
        sum = builder_.binary(Op::Minimum, sum, builder_.constant(*rules_.conventions.most));
        plan_.plain_total = false;
      }
      for (const CheckedSentence& veto : rules_.scheme.vetoes) {
        if (veto.kind != Kind::TotalTaken && veto.kind != Kind::TotalAtMost) continue;
        const PlanId points = builder_.constant(veto.points);
        const PlanId changed =
            veto.kind == Kind::TotalTaken
                ? builder_.binary(Op::Maximum, builder_.subtract(sum, points), zero())
                : builder_.binary(Op::Minimum, sum, points);
        sum = builder_.choose(terms().test(veto.when), changed, sum);
        plan_.plain_total = false;
      }
      for (const CheckedSentence& veto : rules_.scheme.vetoes)
        if (veto.kind == Kind::TotalZero) {
          sum = builder_.choose(terms().test(veto.when), zero(), sum);
          plan_.plain_total = false;
        }
      return sum;
    });
  }

  // ---- grades ----
  PlanId place(std::size_t grade) { return builder_.constant(static_cast<std::int64_t>(grade)); }
  // The best grade whose conditions all hold, changed by what bars, lowers or sets it.
  PlanId grade() {
    return once(grade_, "等级", rules_.syntax.total_span, [&] {
      const CheckedScheme& scheme = rules_.scheme;
      const std::size_t count = scheme.grades.size();
      if (scheme.unread) return unknown("等级", Rational(static_cast<std::int64_t>(count)));
      std::vector<CheckedSentence> all = scheme.grading;
      all.insert(all.end(), scheme.vetoes.begin(), scheme.vetoes.end());
      PlanId rank = place(count);
      for (std::size_t g = count; g-- > 0;) {
        PlanId fires = builder_.truth(false);
        PlanId allowed = builder_.truth(true);
        for (const CheckedSentence& one : all) {
          if (one.kind == Kind::Grade && one.grade == g)
            fires = builder_.either(fires, terms().test(one.when));
          if (one.kind == Kind::Requirement && one.grade == g)
            allowed = builder_.both(allowed, terms().test(one.when));
          if (one.kind == Kind::Barred && one.grade >= g)
            allowed = builder_.both(allowed, builder_.negate(terms().test(one.when)));
        }
        rank = builder_.choose(builder_.both(fires, allowed), place(g), rank);
      }
      for (const CheckedSentence& one : all) {
        const PlanId fires = one.when ? terms().test(one.when) : builder_.truth(true);
        const PlanId last = place(count == 0 ? 0 : count - 1);
        if (one.kind == Kind::GradeSet) rank = builder_.choose(fires, place(one.grade), rank);
        if (one.kind == Kind::GradeAtMost)
          rank = builder_.choose(fires, builder_.binary(Op::Maximum, rank, place(one.grade)), rank);
        if (one.kind == Kind::GradeLowered)
          rank = builder_.choose(
              fires,
              builder_.binary(Op::Maximum, rank,
                              builder_.binary(Op::Minimum, builder_.add(rank, place(1)), last)),
              rank);
      }
      for (const CheckedSentence& one : all)
        if (one.kind == Kind::Ineligible)
          rank = builder_.choose(terms().test(one.when), place(count), rank);
      return rank;
    });
  }

  void add_veto(const CheckedSentence& veto) {
    PlanVeto made;
    made.fires = terms().test(veto.when);
    made.text = veto.words.text;
    made.line = source_.line_of(veto.words.span.begin);
    made.column = source_.column_of(veto.words.span.begin);
    plan_.vetoes.push_back(std::move(made));
  }

  void add_goal(const CheckedGoal& goal) {
    PlanGoal made;
    made.year = goal.year;
    made.text = goal.words.text;
    made.grade = goal.grade;
    made.exactly = goal.exactly;
    if (goal.among) {
      made.among = goal.among->grade;
      made.among_last_year = goal.among->last_year;
    }
    made.edge = goal.edge;
    made.dimension = goal.dimension;
    made.unit = goal.unit;
    made.line = source_.line_of(goal.words.span.begin);
    made.column = source_.column_of(goal.words.span.begin);
    switch (goal.relation) {
      case Relation::Less:
        made.relation = GoalRelation::Less;
        break;
      case Relation::AtMost:
        made.relation = GoalRelation::AtMost;
        break;
      case Relation::Equal:
      case Relation::AtLeast:
        made.relation = GoalRelation::AtLeast;
        break;
      case Relation::More:
        made.relation = GoalRelation::More;
        break;
    }
    made.figure = made.numerator = made.denominator = zero();
    if (goal.figure) {
      made.figure = terms().term(goal.figure);
      const TermPtr& defined =
          goal.figure->kind == Term::Kind::FirstGiven ? goal.figure->right : goal.figure;
      if (defined->kind == Term::Kind::Divide) {
        made.ratio = true;
        made.numerator = terms().term(defined->left);
        made.denominator = terms().term(defined->right);
      }
    }
    plan_.goals.push_back(std::move(made));
  }

  // ---- what rules speak of ----
  PlanId score(const ScoreName& name) {
    PlanId node = zero();
    Rational points = 0;
    std::string title;
    switch (name.of) {
      case ScoreName::Of::Total:
        node = total();
        points = rules_.syntax.total_points.value_or(points_of_all());
        title = "总分";
        break;
      case ScoreName::Of::Section:
        node = section(name.index);
        points = plan_.sections[name.index].points;
        title = plan_.sections[name.index].title + "得分";
        break;
      case ScoreName::Of::Indicator: {
        indicator(name.index);
        const PlanIndicator& one = plan_.indicators[name.index];
        node = one.understood ? one.score : one.counted;
        points = one.points;
        title = one.title + "得分";
        break;
      }
      case ScoreName::Of::Grade:
        return grade();
    }
    if (name.share) {
      if (points.is_zero()) return zero();
      node = scaled_rate(builder_.binary(Op::Divide, node, builder_.constant(points)), name);
      title += "率";
    }
    plan_.names.emplace_back(node, title);
    return node;
  }

  Plan& plan_;
  const CheckedRules& rules_;
  PlanBuilder& builder_;
  const SourceText& source_;
  DiagnosticSink& issues_;
  std::vector<Made> indicators_, sections_;
  std::vector<std::vector<std::size_t>> inside_;  // the indicators right below each section
  Made total_, grade_;
  std::size_t circles_ = 0;  // scores found to need themselves
};

}  // namespace

void lower_scheme(Plan& plan, const CheckedRules& rules, PlanBuilder& builder,
                  const SourceText& source, DiagnosticSink& issues) {
  SchemeLowering(plan, rules, builder, source, issues).run();
}

std::vector<PlanId> scheme_roots(const Plan& plan) {
  std::vector<PlanId> roots{plan.total};
  if (!plan.grades.empty()) roots.push_back(plan.grade);
  for (const PlanVeto& veto : plan.vetoes) roots.push_back(veto.fires);
  for (const PlanGoal& goal : plan.goals)
    if (!goal.grade) {
      roots.push_back(goal.figure);
      if (goal.ratio) {
        roots.push_back(goal.numerator);
        roots.push_back(goal.denominator);
      }
    }
  return roots;
}

}  // namespace zs
