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
  static constexpr std::u32string_view kTails = U"均都也的且并应须以";
  while (text.size() > 1 && kTails.find(text.back()) != std::u32string_view::npos &&
         !text.ends_with(U"平均"))
    text.pop_back();
  static constexpr std::array<std::u32string_view, 7> kLeads = {U"其", U"该", U"若", U"如",
                                                                U"但", U"且", U"以"};
  for (std::u32string_view lead : kLeads)
    if (text.size() > lead.size() + 1 && text.starts_with(lead)) text.erase(0, lead.size());
  return text;
}

}  // namespace

void IndicatorChecker::use_as(InputId id, Dimension usage, const std::string& unit, Span where) {
  Input& input = names_[id];
  const bool number = usage == Dimension::Number || usage == Dimension::Unknown;
  const bool open = input.dimension == Dimension::Unknown || input.dimension == Dimension::Number;
  if (number) {
    if (input.dimension == Dimension::Unknown && looks_like_rate(to_characters(input.name)))
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
  static constexpr std::array<std::u32string_view, 9> kAfter = {
      U"此后",     U"之后",     U"以后",         U"其后", U"在此基础上",
      U"超过部分", U"超出部分", U"在此基础上的", U"后"};
  if (std::find(kAfter.begin(), kAfter.end(), name) != kAfter.end()) name.clear();
  TermPtr found;
  if (const auto* bound = name.empty() ? nullptr : names_.bound_quantity(to_utf8(name));
      bound && bound->size() == 1 && !is_own_score(*bound->front())) {
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
      if (head_or_tail) candidates.push_back(&known);
    }
    if (candidates.size() > 1) {
      Words list;
      for (const Subject* one : candidates) {
        const std::string sep = list.zh.empty() ? "" : "、";
        list.zh += sep + to_utf8(one->name);
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
    if (!name.empty()) check_left_over(subject, true);
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
  static constexpr std::array<std::u32string_view, 44> kWords = {
      U"上年度", U"上年", U"去年", U"同期",   U"全市",   U"全省",   U"全国", U"全县", U"全区",
      U"平均",   U"水平", U"增长", U"目标值", U"目标",   U"计划",   U"任务", U"年度", U"本年度",
      U"年初",   U"基准", U"标准", U"基数",   U"均值",   U"值",     U"数",   U"控制", U"指标",
      U"上季度", U"上月", U"的",   U"全行业", U"行业",   U"全旗",   U"全盟", U"当年", U"上级",
      U"下达",   U"规定", U"考核", U"总体",   U"近三年", U"前三年", U"各县", U"同类"};
  while (!text.empty()) {
    std::size_t longest = 0;
    for (std::u32string_view word : kWords)
      if (text.starts_with(word)) longest = std::max(longest, word.size());
    if (longest == 0) return false;
    text.remove_prefix(longest);
  }
  return true;
}

TermPtr IndicatorChecker::reference(const Phrase& phrase, const TermPtr& quantity) {
  std::u32string text = trimmed_subject(phrase);
  std::string name = to_utf8(text);
  if (is_generic_reference(text) && quantity->kind == Term::Kind::Input)
    name = names_[quantity->input].name + name;
  const InputId input = names_.input(name, Role::Baseline, phrase.span, index_);
  if (quantity->kind == Term::Kind::Input) {
    const Input& of = names_[quantity->input];
    if (of.dimension != Dimension::Unknown) use_as(input, of.dimension, of.unit, phrase.span);
  }
  return input_term(input, quantity->dimension, quantity->unit);
}

// A keyword left inside a name was probably meant as a keyword: never misread in silence.
void IndicatorChecker::check_left_over(const Phrase& phrase, bool quantity) {
  const std::u32string text = to_characters(phrase.text);
  if (text.find_first_of(U"%=<>") != std::u32string::npos || text == U"第" || text.ends_with(U"第"))
    return unread(
        DiagnosticKind::LeftOverWord, phrase.span,
        {to_utf8(text.substr(std::min(text.find_first_of(U"%=<>第"), text.size() - 1), 1)),
         phrase.text});
  const std::vector<Piece> pieces = scan(text, wording_, {});
  if (!pieces.empty()) {
    // A comparison at the end of a name has lost its number.
    const Piece& last = pieces.back();
    const auto words = std::u32string_view(text).substr(last.begin, last.end - last.begin);
    const bool compares =
        last.as(WordKind::Relation) || last.as(WordKind::UpDown) || last.as(WordKind::NotReached) ||
        (last.as(WordKind::Reached) && text.size() > words.size() && words.size() > 1) ||
        (quantity && (words == U"不" || words == U"在"));
    if (compares && !last.as(WordKind::Protected) && !(words == U"内" || words == U"后"))
      return unread(DiagnosticKind::LeftOverWord, phrase.span, {to_utf8(words), phrase.text});
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const auto words = std::u32string_view(text).substr(piece.begin, piece.end - piece.begin);
    if (piece.as(WordKind::Protected) && piece.numeral == std::nullopt) continue;
    const bool points = piece.numeral && piece.numeral->kind == NumeralKind::Points;
    const bool percent = piece.numeral && piece.numeral->dimension == Dimension::Percent &&
                         piece.numeral->kind == NumeralKind::Measured;
    const bool rank = piece.numeral && (piece.numeral->kind == NumeralKind::Rank ||
                                        piece.numeral->kind == NumeralKind::TopRank);
    const bool number = quantity && piece.numeral && piece.numeral->kind == NumeralKind::Measured &&
                        words.front() >= U'0' && words.front() <= U'9';
    bool keyword = number;
    for (WordKind kind :
         {WordKind::Zero, WordKind::Full, WordKind::Discretion, WordKind::Exhausted,
          WordKind::Proportional, WordKind::Doubled, WordKind::Per, WordKind::NoDeduction,
          WordKind::Veto, WordKind::BareAction, WordKind::Interpolated, WordKind::AndSoOn})
      keyword |= piece.as(kind) != nullptr && (words.size() > 1 || kind == WordKind::Per);
    keyword |=
        words == U"扣" || (piece.as(WordKind::Otherwise) && words == U"否则") || words == U"分别";
    if (words == U"满分" || words == U"计算" || words == U"评分" || words == U"适当" ||
        words == U"视")
      keyword = false;
    if (!(points || percent || rank || keyword)) continue;
    unread(DiagnosticKind::LeftOverWord, phrase.span, {to_utf8(words), phrase.text});
    return;
  }
}

TestPtr IndicatorChecker::said_of_quantity(const Phrase& phrase) {
  std::u32string text = to_characters(phrase.text);
  // 清收额达到计划数: compared with a figure, not a mere fact.
  if (const std::size_t at = text.find(U"达到");
      at != std::u32string::npos && at + 2 < text.size()) {
    const std::u32string level = text.substr(at + 2);
    for (std::u32string_view tail : {U"目标值", U"计划数", U"任务数", U"目标数", U"平均水平",
                                     U"平均值", U"基准值", U"控制数", U"定额"})
      if (level.ends_with(tail)) {
        const TermPtr left = quantity({to_utf8(text.substr(0, at)), phrase.span},
                                      Dimension::Unknown, "", phrase.span);
        const TermPtr base = reference({to_utf8(level), phrase.span}, left);
        return compare_test(left, Relation::AtLeast, base, phrase.span);
      }
  }
  static constexpr std::array<std::u32string_view, 12> kReached = {
      U"达到",   U"达标",     U"达到标准",   U"达到要求", U"达到目标",     U"达到基准",
      U"达到的", U"符合标准", U"达到基准值", U"达到规定", U"达到上述标准", U"达到该标准"};
  static constexpr std::array<std::u32string_view, 6> kNegative = {
      U"为负数", U"为负值", U"为负", U"出现负增长", U"负增长", U"为负增长"};
  if (std::find(kReached.begin(), kReached.end(), text) != kReached.end() && !thresholds_.empty()) {
    const Threshold& last = thresholds_.back();
    last_quantity_ = last.quantity;
    return compare_test(last.quantity, Relation::AtLeast, last.value, phrase.span);
  }
  if ((text == U"全部完成" || text == U"全面完成" || text == U"百分之百完成") && last_quantity_ &&
      last_quantity_->kind == Term::Kind::Input) {
    const Input& done = names_[last_quantity_->input];
    const bool completion =
        done.dimension == Dimension::Percent && done.name.find("完成") != std::string::npos;
    if (completion)
      return compare_test(last_quantity_, Relation::AtLeast,
                          constant_term(1, Dimension::Percent, "%"), phrase.span);
  }
  for (std::u32string_view tail : kNegative) {
    if (!text.ends_with(tail)) continue;
    const std::u32string subject = text.substr(0, text.size() - tail.size());
    const TermPtr left =
        quantity({to_utf8(subject), phrase.span}, Dimension::Unknown, "", phrase.span);
    return compare_test(left, Relation::Less, constant_term(0, left->dimension), phrase.span);
  }
  return nullptr;
}

TestPtr IndicatorChecker::said_of_list(const Phrase& phrase) {
  if (listed_.size() < 2) return nullptr;
  const std::u32string text = to_characters(phrase.text);
  const auto has = [&](std::u32string_view words) {
    return text.find(words) != std::u32string::npos;
  };
  std::vector<TestPtr> listed;
  for (const TestPtr& one : listed_)
    listed.push_back(one->kind == Test::Kind::Not ? one->parts.front() : one);
  const bool counted = has(U"项") || has(U"者") || has(U"个");
  if (counted &&
      (has(U"均未") || has(U"都未") || has(U"均没有") || has(U"都没有") || has(U"均无"))) {
    std::vector<TestPtr> none;
    for (const TestPtr& one : listed) none.push_back(not_test(one));
    return all_test(std::move(none));
  }
  const bool one =
      has(U"其中一项") || has(U"其中1项") || has(U"其中之一") ||
      ((text.starts_with(U"只") || text.starts_with(U"仅")) && (has(U"一项") || has(U"1项")));
  if (one) {
    const bool lacks = has(U"未") || has(U"没有") || has(U"缺");
    const auto wanted = static_cast<std::int64_t>(lacks ? 1 : listed.size() - 1);
    return compare_test(count_false_term(listed), Relation::Equal,
                        constant_term(wanted, Dimension::Count, "项"), phrase.span);
  }
  if (counted && (has(U"均") || has(U"都") || has(U"全部")) && !has(U"未")) return all_test(listed);
  return nullptr;
}

bool IndicatorChecker::is_own_score(const Term& term) const {
  return term.kind == Term::Kind::Score && term.score.of == ScoreName::Of::Indicator &&
         term.score.index == index_;
}

TestPtr IndicatorChecker::fact(const Phrase& phrase, bool each) {
  if (const TestPtr bound = names_.bound_fact(phrase.text)) return bound;
  if (const TestPtr listed = said_of_list(phrase)) return listed;
  if (const TestPtr measured = said_of_quantity(phrase)) return measured;
  if (const TestPtr quota = quota_test(phrase)) return quota;
  if (const TestPtr completed = completion_test(to_characters(phrase.text), phrase.span))
    return completed;
  std::vector<TestPtr> parts;
  for (const Phrase& part : split_fact(phrase, each || lists_split_, wording_)) {
    if (const TestPtr bound = names_.bound_fact(part.text)) {
      parts.push_back(bound);
      continue;
    }
    check_left_over(part);
    parts.push_back(facts_.resolve(stem_of(part)));
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
      const bool population = text.ends_with(U"户数") || text.ends_with(U"人数") ||
                              text.ends_with(U"总数") || text.ends_with(U"总量") ||
                              text.ends_with(U"总额");
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
      if (!(text.ends_with(U"户数") || text.ends_with(U"人数") || text.ends_with(U"总数") ||
            text.ends_with(U"总量") || text.ends_with(U"总额")))
        return compare_test(left, bound.relation, edge, span);
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
  if (said.dimension == Dimension::Number && dimension == Dimension::Percent)
    value = value.divided_by(Rational(100));
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
  const std::vector<std::string> members = members_of(compare.subject.text, edges.size());
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
  } else {
    left = quantity(subject, usage, unit, span);
  }
  std::vector<TestPtr> parts;
  Compare read = compare;
  if (read.bounds.size() == 2 && read.dash && read.bounds[0].quantity && read.bounds[1].quantity &&
      read.bounds[0].quantity->value > read.bounds[1].quantity->value)
    unread(DiagnosticKind::NotSupported, span, {std::string(source_.slice(span))});
  if (read.bounds.size() == 2 && closes_range(read, left))
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
    for (const Phrase& part : split_fact(one->phrase, each || lists_split_, wording_))
      if (!names_.bound_fact(part.text)) facts_.note(stem_of(part));
  } else if (const auto* group = std::get_if<Group>(&condition.says)) {
    for (const Condition& part : group->parts) note_condition(part, each);
  }
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
