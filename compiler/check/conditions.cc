// Conditions of one indicator: which inputs they speak of, and what has to hold.
#include <algorithm>
#include <array>

#include "compiler/check/expand_list.h"
#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/syntax/scan.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

std::u32string trimmed_subject(const Phrase& phrase) {
  std::u32string text = to_characters(phrase.text);
  if (text == U"x" || text == U"X") return {};
  static constexpr std::u32string_view kTails = U"均都也的且并应须以";
  while (text.size() > 1 && kTails.find(text.back()) != std::u32string_view::npos &&
         !text.ends_with(U"平均"))
    text.pop_back();
  static constexpr std::array<std::u32string_view, 7> kLeads = {U"其", U"该", U"若", U"如",
                                                                U"但", U"且", U"以"};
  for (std::u32string_view lead : kLeads)
    if (text.size() > lead.size() + 1 && text.starts_with(lead) && !text.starts_with(U"其他") &&
        !text.starts_with(U"其它") && !text.starts_with(U"其余"))
      text.erase(0, lead.size());
  for (std::u32string_view others :
       {U"其余银行", U"其他银行", U"其余单位", U"其他单位", U"仅", U"只"})
    if (text.size() > others.size() + 1 && text.starts_with(others)) text.erase(0, others.size());
  return text;
}

// 水质类别为Ⅱ类或Ⅲ类: one of several choices of one input, its name said once.
TestPtr any_choice(const std::string& words, const NameTable& names) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < words.size();) {
    std::size_t joint = 0;
    for (std::string_view word : {"或者", "或", "、"})
      if (joint == 0 && std::string_view(words).substr(i).starts_with(word)) joint = word.size();
    if (joint > 0)
      parts.emplace_back();
    else
      parts.back() += words[i];
    i += joint > 0 ? joint : 1;
  }
  const auto choice = [&](const std::string& name) {
    const TestPtr test = names.bound_fact(name);
    return test && test->kind == Test::Kind::Compare && test->relation == Relation::Equal &&
                   test->left->kind == Term::Kind::Input
               ? test
               : nullptr;
  };
  const TestPtr first = choice(parts.front());
  if (parts.size() < 2 || !first) return nullptr;
  std::vector<TestPtr> tests{first};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    TestPtr found;
    for (std::size_t head = 0; head < parts.front().size() && !found; ++head) {
      const TestPtr one = choice(parts.front().substr(0, head) + parts[i]);
      if (one && same(one->left, first->left)) found = one;
    }
    if (!found) return nullptr;
    tests.push_back(std::move(found));
  }
  return any_test(std::move(tests));
}

}  // namespace

void IndicatorChecker::use_as(InputId id, Dimension usage, const std::string& unit, Span where) {
  Input& input = names_[id];
  const bool number = usage == Dimension::Number || usage == Dimension::Unknown;
  const bool open = input.dimension == Dimension::Unknown || input.dimension == Dimension::Number;
  if (number) {
    if (input.dimension == Dimension::Unknown &&
        looks_like_rate(to_characters(input.name), wording_))
      input.dimension = Dimension::Percent;
    else if (input.dimension == Dimension::Unknown && usage == Dimension::Number)
      input.dimension = usage;
    return;
  }
  if (open) {
    input.dimension = usage;
    input.unit = unit;
    return;
  }
  if (input.dimension == usage) {
    if (input.unit.empty()) input.unit = unit;
    return;
  }
  const bool counted = input.dimension == Dimension::Count || usage == Dimension::Count;
  const bool placed = input.dimension == Dimension::Rank || usage == Dimension::Rank;
  if (counted && placed) return;
  unread(DiagnosticKind::MixedDimensions, where,
         {input.name, words_for(input.dimension), words_for(usage)});
}

TermPtr IndicatorChecker::quantity(const Phrase& subject, Dimension usage, const std::string& unit,
                                   Span where) {
  std::u32string name = trimmed_subject(subject);
  // 延长至20个工作日: still the same quantity.
  for (std::u32string_view word :
       {U"延长至", U"提高到", U"提高至", U"下降到", U"下降至", U"降至", U"降到", U"增至", U"增加到",
        U"增加至", U"达到", U"低到", U"超至"})
    if (name == word && last_quantity_) name.clear();
  // 进入全市前10名: where, not what.
  if (usage == Dimension::Rank)
    for (std::u32string_view verb :
         {U"进入", U"位列", U"位居", U"列", U"居", U"跻身", U"在", U"排名"})
      if (name.starts_with(verb) && name.size() > verb.size() &&
          is_generic_reference(std::u32string_view(name).substr(verb.size())))
        name.clear();
  // 药占比控制在35%以内, where 药占比 is declared or defined: 控制 is no part of the name.
  for (std::u32string_view word : {U"控制", U"保持", U"稳定", U"维持"})
    if (name.size() > word.size() && name.ends_with(word)) {
      const std::string bare = to_utf8(name.substr(0, name.size() - word.size()));
      const auto whole = names_.find(to_utf8(name));
      const auto known = names_.find(bare);
      if ((names_.bound_quantity(bare) || (known && names_[*known].declared)) &&
          !(whole && names_[*whole].declared))
        name = to_characters(bare);
    }
  static constexpr std::array<std::u32string_view, 9> kAfter = {
      U"此后",     U"之后",     U"以后",         U"其后", U"在此基础上",
      U"超过部分", U"超出部分", U"在此基础上的", U"后"};
  if (std::find(kAfter.begin(), kAfter.end(), name) != kAfter.end()) name.clear();
  // 存款规模第一名: the place of it, which is another figure than the thing itself.
  if (usage == Dimension::Rank && !name.empty()) {
    bool placed = false;
    for (std::u32string_view word : {U"名", U"位", U"排", U"序", U"行", U"第"})
      placed |= name.find(word) != std::u32string::npos;
    for (std::u32string_view verb : {U"居", U"列", U"排", U"为", U"位"})
      if (name.size() > 2 && name.ends_with(verb)) name.resize(name.size() - verb.size());
    if (!placed) name += unit == "位" ? U"位次" : U"名次";
  }
  TermPtr found;
  if (const auto* bound = name.empty() ? nullptr : names_.bound_quantity(to_utf8(name));
      bound && bound->size() == 1 && !is_own_score(*bound->front())) {
    std::set<InputId> used;
    collect_inputs(bound->front(), used);
    names_.note_use(used, index_);
    last_quantity_ = bound->front();
    return bound->front();
  }
  if (name.empty()) {
    found = last_quantity_;
    if (found && found->kind == Term::Kind::Input) {
      const Dimension known = names_[found->input].dimension;
      const bool places = usage == Dimension::Count && known == Dimension::Rank;
      const bool clash = is_numeric(usage) && usage != Dimension::Number &&
                         usage != Dimension::Unknown && !places && known != Dimension::Unknown &&
                         known != Dimension::Number && known != usage;
      if (clash) found = nullptr;
    }
  } else {
    std::vector<const Subject*> candidates;
    for (const Subject& known : subjects_) {
      if (known.name == name) {
        candidates = {&known};
        break;
      }
      const bool head_or_tail = name.size() >= 2 && known.name.size() > name.size() &&
                                (known.name.ends_with(name) || known.name.starts_with(name));
      // 完成目标任务, after 完成年度目标任务
      const bool shortened = name.starts_with(U"完成") && known.name.starts_with(U"完成") &&
                             name.size() > 3 && known.name.size() > name.size() &&
                             known.name.back() == name.back() && is_subsequence(name, known.name);
      // 增幅 is not short for 增幅排名: a figure and its place are two things.
      const bool place_of_it = known.name.starts_with(name) && usage != Dimension::Rank &&
                               known.term->kind == Term::Kind::Input &&
                               names_[known.term->input].dimension == Dimension::Rank;
      if ((head_or_tail && !place_of_it) || shortened) candidates.push_back(&known);
    }
    if (candidates.size() > 1) {
      // 净增额, beside 年度计划净增额: the actual one.
      std::vector<const Subject*> actual;
      for (const Subject* one : candidates)
        if (!wording_.contains(one->name, NameKind::BaseFigure)) actual.push_back(one);
      if (actual.size() == 1) candidates = actual;
    }
    if (candidates.size() > 1) {
      Words list;
      for (const Subject* one : candidates) {
        list.zh += (list.zh.empty() ? "" : "、") + to_utf8(one->name);
        list.en += (list.en.empty() ? "" : ", ") + to_utf8(one->name);
      }
      unread(DiagnosticKind::AmbiguousName, subject.span, {subject.text, list});
    }
    if (!candidates.empty()) {
      found = candidates.back()->term;
      if (candidates.back()->name != name)
        issues_.report(DiagnosticKind::ShortenedName, source_, subject.span,
                       {subject.text, to_utf8(candidates.back()->name)});
    }
  }
  if (!found) {
    const auto known = names_.find(to_utf8(name));
    const bool declared = known && names_[*known].declared;
    if (!name.empty() && !declared) check_left_over(subject, !counting_);
    std::u32string own = name.empty() ? title_ : name;
    const bool about_places = title_.find(U"排名") != std::u32string::npos ||
                              title_.find(U"名次") != std::u32string::npos ||
                              title_.find(U"位次") != std::u32string::npos;
    if (usage == Dimension::Rank && name.empty() && !about_places)
      own = title_ + (unit == "位" ? U"位次" : U"名次");
    if (own.empty()) {
      unread(DiagnosticKind::NoSubject, where);
      return constant_term(0);
    }
    // 排名, of the indicator 全省排名: the same thing.
    const bool of_title =
        !name.empty() && name.size() >= 2 && title_.size() > name.size() && title_.ends_with(name);
    if (of_title) own = title_;
    const InputId input =
        names_.input(to_utf8(own), Role::Quantity, name.empty() ? where : subject.span, index_);
    found = input_term(input, Dimension::Unknown, unit);
    if (of_title) names_[input].aliases.push_back(to_utf8(name));
    if (name.empty() && unit == "分" && names_[input].aliases.empty())
      names_[input].aliases = {"得分", "总得分", "综合得分"};
    subjects_.push_back({own, found});
  }
  const bool place_words = name.ends_with(U"排名") || name.ends_with(U"名次") ||
                           name.ends_with(U"位次") || name.ends_with(U"排位");
  if (usage == Dimension::Count && place_words && (unit == "名" || unit == "位"))
    usage = Dimension::Rank;
  if (found->kind == Term::Kind::Input) use_as(found->input, usage, unit, where);
  last_quantity_ = found;
  return found;
}

bool IndicatorChecker::is_generic_reference(std::u32string_view text) const {
  while (!text.empty()) {
    const NameMatch word = wording_.head(text, NameKind::Generic);
    if (!word) return false;
    text.remove_prefix(word.length);
  }
  return true;
}

TermPtr IndicatorChecker::reference(const Phrase& phrase, const TermPtr& quantity) {
  std::u32string text = trimmed_subject(phrase);
  std::string name = to_utf8(text);
  const auto named = named_input(quantity);
  if (is_generic_reference(text) && named) name = names_[*named].name + name;
  // 去年, after 去年水平: the same figure.
  if (text == U"去年" || text == U"上年" || text == U"上年度")
    if (const auto level = names_.find(name + "水平"))
      return input_term(*level, quantity->dimension, quantity->unit);
  // LPR, after 同期LPR: the same figure.
  for (const Threshold& known : thresholds_) {
    if (known.value->kind != Term::Kind::Input || !same(known.quantity, quantity)) continue;
    if (name.size() > 2 && names_[known.value->input].name.ends_with(name)) return known.value;
  }
  const InputId input = names_.input(name, Role::Baseline, phrase.span, index_);
  if (named) {
    const Input of = names_[*named];
    if (of.dimension != Dimension::Unknown) use_as(input, of.dimension, of.unit, phrase.span);
  }
  return input_term(input, quantity->dimension, quantity->unit);
}

// 出现A、B、C情形之一: any of them. The names of its parts; empty when it is no such list.
std::vector<Phrase> IndicatorChecker::alternatives_of(const Phrase& phrase) const {
  std::u32string text = to_characters(phrase.text);
  if (text.find(U'、') == std::u32string::npos) return {};
  bool any = false;
  for (std::u32string_view tail :
       {U"等情形之一", U"情形之一", U"情况之一", U"行为之一", U"问题之一", U"现象之一", U"任一情形",
        U"任意一种情形", U"任何一种情形", U"任一情况", U"任意一项", U"任何一项", U"其中之一",
        U"之一", U"任一项", U"中任意一种", U"任意一种"})
    if (!any && text.ends_with(tail)) {
      text.resize(text.size() - tail.size());
      any = true;
    }
  if (!any) return {};
  for (std::u32string_view lead : {U"出现", U"存在", U"具有", U"发现", U"发生", U"有"})
    if (text.starts_with(lead) && text.size() > lead.size() + 1) {
      text.erase(0, lead.size());
      break;
    }
  std::vector<Phrase> parts;
  std::u32string part;
  for (char32_t c : text + U"、") {
    if (c != U'、') {
      part += c;
      continue;
    }
    if (part.size() > 1) parts.push_back({to_utf8(part), phrase.span});
    part.clear();
  }
  return parts;
}

bool IndicatorChecker::is_own_score(const Term& term) const {
  return term.kind == Term::Kind::Score && term.score.of == ScoreName::Of::Indicator &&
         term.score.index == index_;
}

TestPtr IndicatorChecker::bound_fact(const Phrase& phrase) {
  TestPtr bound = names_.bound_fact(phrase.text);
  if (!bound) bound = any_choice(phrase.text, names_);
  if (bound) names_.note_use(inputs_of(bound), index_);
  return bound;
}

TestPtr IndicatorChecker::fact(const Phrase& phrase, bool each) {
  if (const TestPtr bound = bound_fact(phrase)) return bound;
  if (const std::vector<Phrase> any = alternatives_of(phrase); any.size() > 1) {
    std::vector<TestPtr> tests;
    for (const Phrase& one : any) tests.push_back(facts_.resolve(stem_of(one, wording_)));
    return any_test(std::move(tests));
  }
  if (const TestPtr listed = said_of_list(phrase)) return listed;
  if (const TestPtr measured = said_of_quantity(phrase)) return measured;
  if (const TestPtr best = said_of_best(phrase)) return best;
  if (const TestPtr first = said_of_first(phrase)) return first;
  if (const TestPtr change = said_of_change(phrase)) return change;
  if (const TestPtr quota = quota_test(phrase)) return quota;
  if (const TestPtr completed = completion_test(to_characters(phrase.text), phrase.span))
    return completed;
  std::vector<TestPtr> parts;
  for (const Phrase& part : split_fact(phrase, each || lists_split_, wording_)) {
    if (const TestPtr bound = bound_fact(part)) {
      parts.push_back(bound);
      continue;
    }
    check_left_over(part);
    parts.push_back(facts_.resolve(stem_of(part, wording_)));
  }
  return all_test(std::move(parts));
}

bool IndicatorChecker::closes_range(const Compare& range, const TermPtr& of) const {
  const Bound& high = range.bounds[1];
  if (!range.dash || high.marked || high.relation != Relation::Less ||
      range.bounds[0].relation == Relation::Less)
    return false;
  if (of->kind == Term::Kind::Input) {
    const Dimension dimension = names_[of->input].dimension;
    if (dimension == Dimension::Count || dimension == Dimension::Rank) return true;
  }
  for (const Clause& clause : text_.clauses)
    for (const Condition& condition : clause.when)
      if (const auto* other = std::get_if<Compare>(&condition.says))
        for (const Bound& bound : other->bounds)
          if (&bound != &high && bound.quantity && high.quantity &&
              bound.quantity->value == high.quantity->value &&
              (bound.relation == Relation::AtLeast || bound.relation == Relation::More))
            return bound.relation == Relation::More;
  return true;
}

TestPtr IndicatorChecker::bound_test(const TermPtr& left, const Bound& bound,
                                     const Compare& compare, Span span) {
  const Input* input = left->kind == Term::Kind::Input ? &names_[left->input] : nullptr;
  const Dimension dimension = input ? input->dimension : left->dimension;
  if (!bound.reference.empty()) {
    const TermPtr base = reference(bound.reference, left);
    if (!bound.quantity) return compare_test(left, bound.relation, base, span);
    const std::u32string text = to_characters(bound.reference.text);
    const TermPtr offset =
        constant_term(bound.quantity->value, bound.quantity->dimension, bound.quantity->unit);
    const bool points = bound.quantity->unit.find("点") != std::string::npos;
    if (is_generic_reference(text) || wording_.ends_with(text, WordKind::Reference)) {
      const bool down =
          (bound.relation == Relation::Less || bound.relation == Relation::AtMost) != bound.within;
      const bool relative = bound.quantity->dimension == Dimension::Percent && !points &&
                            dimension != Dimension::Percent;
      const TermPtr by = relative ? binary_term(Term::Kind::Multiply, base, offset) : offset;
      const TermPtr edge = binary_term(down ? Term::Kind::Subtract : Term::Kind::Add, base, by);
      const bool population = static_cast<bool>(wording_.tail(text, NameKind::Population));
      if (relative && !down && !population && input) {
        // 用电量超定额5%: how far beyond, as reported or from the two figures.
        const InputId excess =
            names_.input(input->name + "超" + bound.reference.text, Role::Quantity, span, index_);
        names_[excess].dimension = Dimension::Percent;
        const TermPtr given = input_term(excess, Dimension::Percent, "%");
        const TermPtr derived =
            binary_term(Term::Kind::Divide, binary_term(Term::Kind::Subtract, left, base), base);
        last_quantity_ = left;
        return compare_test(binary_term(Term::Kind::FirstGiven, given, derived), bound.relation,
                            offset, span);
      }
      if (!population) return compare_test(left, bound.relation, edge, span);
    }
    // 超过常住户数2%: a share of the reference.
    const std::string share_name =
        (input ? input->name : std::string()) + "占" + bound.reference.text + "比例";
    const InputId share = names_.input(share_name, Role::Quantity, span, index_);
    names_[share].dimension = Dimension::Percent;
    const TermPtr given = input_term(share, Dimension::Percent, "%");
    const TermPtr derived = binary_term(Term::Kind::Divide, left, base);
    last_quantity_ = binary_term(Term::Kind::FirstGiven, given, derived);
    return compare_test(last_quantity_, bound.relation, offset, span);
  }
  if (bound.contradicts)
    unread(DiagnosticKind::NotSupported, span, {std::string(source_.slice(span))});
  const Quantity& said = *bound.quantity;
  Rational value = said.value;
  if (said.dimension == Dimension::Number && dimension == Dimension::Percent) {
    value = value.divided_by(Rational(100));
    // 满意度在0.8以上: 80%, by all likelihood.
    if (Rational(0) < said.value && said.value < Rational(1))
      issues_
          .report(DiagnosticKind::FractionOfPercent, source_, bound.span,
                  {input ? input->name : compare.subject.text,
                   quantity_text(said.value, Dimension::Number, ""),
                   quantity_text(said.value, Dimension::Percent, "%")})
          .indicator = out_.number;
  }
  const TermPtr edge =
      constant_term(value, dimension == Dimension::Unknown ? said.dimension : dimension, said.unit);
  const TermPtr measured = said.either_side ? unary_term(Term::Kind::Absolute, left) : left;
  Relation relation = bound.relation;
  if (compare.plain && relation == Relation::Equal && said.dimension == Dimension::Percent)
    relation = Relation::AtLeast;
  return compare_test(measured, relation, edge, span);
}

// 甲、乙、丙类项目分别不少于6个、3个、1个: a threshold for each member of the list.
void IndicatorChecker::state_respectively(const Compare& compare, Span span) {
  std::vector<Quantity> edges{*compare.bounds.front().quantity};
  edges.insert(edges.end(), compare.respective.begin(), compare.respective.end());
  const std::vector<std::string> members = members_of(compare.subject.text, edges.size(), wording_);
  if (members.empty())
    return unread(DiagnosticKind::ListNotMatched, span, {std::to_string(edges.size())});
  respective_.clear();
  for (std::size_t i = 0; i < members.size(); ++i) {
    Compare one = compare;
    one.respective.clear();
    one.subject.text = members[i];
    one.bounds.front().quantity = edges[i];
    last_quantity_ = nullptr;
    const InputId input = names_.input(members[i], Role::Quantity, span, index_);
    subjects_.push_back(
        {to_characters(members[i]), input_term(input, Dimension::Unknown, edges[i].unit)});
    keep_thresholds(this->compare(one, span), out_.clauses.size(), false);
    respective_.push_back(last_quantity_);
  }
}

TestPtr IndicatorChecker::compare(const Compare& compare, Span span) {
  if (!compare.respective.empty()) {
    unread(DiagnosticKind::ListNotMatched, span, {std::to_string(compare.respective.size() + 1)});
    return all_test({});
  }
  if (compare.top_ranks && compare.bounds.front().quantity->dimension == Dimension::Percent) {
    unread(DiagnosticKind::NotSupported, span, {std::string(source_.slice(span))});
    return all_test({});
  }
  Dimension usage = Dimension::Unknown;
  std::string unit;
  for (const Bound& bound : compare.bounds) {
    if (!bound.quantity || !bound.reference.empty()) continue;
    usage = compare.top_ranks ? Dimension::Rank : bound.quantity->dimension;
    unit = bound.quantity->unit;
  }
  Phrase subject = compare.subject;
  const std::u32string words = to_characters(subject.text);
  if (const auto* each = names_.bound_quantity(to_utf8(trimmed_subject(subject)));
      each && each->size() > 1) {
    std::vector<TestPtr> all;  // 各部分得分率均不低于60%
    for (const TermPtr& one : *each)
      for (const Bound& bound : compare.bounds)
        all.push_back(bound_test(one, bound, compare, span));
    return all_test(std::move(all));
  }
  // 季度考核有一次低于60分: two numbers of different kinds make a fact of it.
  if (compare.bounds.size() == 2 && compare.bounds[0].quantity && compare.bounds[1].quantity &&
      compare.bounds[0].quantity->dimension != compare.bounds[1].quantity->dimension &&
      compare.bounds[0].quantity->dimension != Dimension::Number && !compare.dash)
    return facts_.resolve(stem_of({normal_slice(span), span}, wording_));
  if (TestPtr all = compare_each(compare, span)) return all;
  if (const auto yearly = yearly_quota(compare)) return this->compare(*yearly, span);
  TermPtr left;
  if (measures_completion_ && !target_.empty() &&
      (words.starts_with(U"超额") || words == U"超过部分")) {
    left = binary_term(Term::Kind::Subtract, completion_rate(span),
                       constant_term(1, Dimension::Percent, "%"));
  } else if (words.empty() && usage == Dimension::Percent && !thresholds_.empty() &&
             thresholds_.back().quantity->kind == Term::Kind::Subtract) {
    left = thresholds_.back().quantity;  // 超额20个百分点以内…;20个百分点以上
  } else if (measures_completion_ && words.empty() && usage == Dimension::Percent &&
             !target_.empty() &&
             (!last_quantity_ || last_quantity_->kind == Term::Kind::FirstGiven)) {
    left = completion_rate(span);
  } else if (TermPtr apart = apart_term(compare, usage)) {
    left = apart;
  } else if (TermPtr reached = target_ratio(compare, usage)) {
    left = reached;
  } else {
    left = quantity(subject, usage, unit, span);
  }
  std::vector<TestPtr> parts;
  Compare read = compare;
  if (read.bounds.size() == 2 && read.dash && read.bounds[0].quantity && read.bounds[1].quantity &&
      read.bounds[0].quantity->value > read.bounds[1].quantity->value)
    unread(DiagnosticKind::NotSupported, span, {std::string(source_.slice(span))});
  if (read.bounds.size() == 2 && !close_gap(read) && closes_range(read, left))
    read.bounds[1].relation = Relation::AtMost;
  for (const Bound& bound : read.bounds) parts.push_back(bound_test(left, bound, read, span));
  return all_test(std::move(parts));
}

TestPtr IndicatorChecker::condition(const Condition& condition, bool each) {
  if (const auto* one = std::get_if<Fact>(&condition.says)) {
    const TestPtr all = fact(one->phrase, each);
    // 未A、未B的扣5分 is charged once for any of them; each one is, where the text says 各.
    const bool contrast = one->phrase.text.starts_with("只") ||
                          one->phrase.text.starts_with("既") || one->phrase.text.starts_with("仅");
    const bool denies = charging_ && !each && !contrast && all->kind == Test::Kind::All &&
                        one->phrase.text.find("、") != std::string::npos;
    return denies ? any_test(all->parts) : all;
  }
  if (const auto* number = std::get_if<Compare>(&condition.says))
    return compare(*number, condition.span);
  const Group& group = std::get<Group>(condition.says);
  std::vector<TestPtr> parts;
  for (const Condition& part : group.parts) {
    const auto* listed = std::get_if<Fact>(&part.says);
    TestPtr one = this->condition(part, each);
    // 未A、未B或未C: the list before 或 is of alternatives too.
    if (group.any && listed && one->kind == Test::Kind::All) one = any_test(one->parts);
    parts.push_back(std::move(one));
  }
  return group.any ? any_test(std::move(parts)) : all_test(std::move(parts));
}

void IndicatorChecker::note_condition(const Condition& condition, bool each) {
  if (const auto* one = std::get_if<Fact>(&condition.says)) {
    if (is_manner(one->phrase) || names_.bound_fact(one->phrase.text)) return;
    if (const std::vector<Phrase> any = alternatives_of(one->phrase); any.size() > 1) {
      for (const Phrase& part : any) facts_.note(stem_of(part, wording_));
      return;
    }
    for (const Phrase& part : split_fact(one->phrase, each || lists_split_, wording_))
      if (!names_.bound_fact(part.text)) facts_.note(stem_of(part, wording_));
  } else if (const auto* group = std::get_if<Group>(&condition.says)) {
    for (const Condition& part : group->parts) note_condition(part, each);
  } else if (const auto* compare = std::get_if<Compare>(&condition.says)) {
    note_event(*compare);
  }
}

// 发生3起以上事故: 未发生事故 is none of these.
void IndicatorChecker::note_event(const Compare& compare) {
  const std::string& name = compare.subject.text;
  const bool event = name.starts_with("发生") || name.starts_with("出现") ||
                     name.starts_with("被") || name.starts_with("受到");
  if (!event || compare.bounds.empty() || !compare.bounds.front().quantity ||
      compare.bounds.front().quantity->dimension != Dimension::Count)
    return;
  const InputId count = names_.input(name, Role::Quantity, compare.subject.span, index_);
  if (names_[count].dimension == Dimension::Unknown) {
    names_[count].dimension = Dimension::Count;
    names_[count].unit = compare.bounds.front().quantity->unit;
  }
  facts_.note_count(count, to_characters(name));
}

// Facts are matched with each other, so all of them are known before the first is resolved.
void IndicatorChecker::note_names() {
  for (const Clause& clause : text_.clauses) {
    lists_split_ |= clause.per && clause.per->shorter && clause.per->step.unit == "项";
    for (const Condition& condition : clause.when)
      if (const auto* one = std::get_if<Fact>(&condition.says)) {
        const std::string& words = one->phrase.text;
        lists_split_ |= words.find("其中一项") != std::string::npos ||
                        words.find("项均") != std::string::npos ||
                        words.find("项制度均") != std::string::npos ||
                        words.find("项都") != std::string::npos ||
                        words.find("其中之一") != std::string::npos;
      }
  }
  for (const Clause& clause : text_.clauses) {
    if (std::holds_alternative<Statement>(clause.says)) continue;
    const auto* deduct = std::get_if<Deduct>(&clause.says);
    const auto* award = std::get_if<Award>(&clause.says);
    const bool each = (deduct && (deduct->each || deduct->respectively)) || (award && award->each);
    std::vector<Condition> conditions = clause.when;
    Clause read = clause;
    if (read.per) count_facts_before(clause, conditions, *read.per);
    for (const Condition& condition : conditions) note_condition(condition, each);
    if (!read.per || read.per->direction) continue;
    const Phrase name = per_name(*read.per);
    if (to_characters(name.text).size() < 3) continue;
    const InputId count =
        names_.input(name.text, Role::Quantity, name.span.end ? name.span : read.per->span, index_);
    if (names_[count].dimension == Dimension::Unknown) {
      names_[count].dimension = read.per->step.dimension == Dimension::Number
                                    ? Dimension::Count
                                    : read.per->step.dimension;
      names_[count].unit = read.per->step.unit;
    }
    facts_.note_count(count, to_characters(name.text));
  }
  facts_.settle();
}

}  // namespace zs
