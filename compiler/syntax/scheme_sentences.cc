#include "compiler/syntax/scheme_sentences.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/numbers.h"
#include "compiler/syntax/parse.h"
#include "compiler/wording/normalise.h"

namespace zs {
namespace {

using Kind = SchemeSentence::Kind;
constexpr std::size_t kLongestGrade = 10;
constexpr auto npos = std::u32string_view::npos;

std::vector<NormalText> sentences_of(const NormalText& line) {
  const NormalText text = without_blanks(line);
  std::vector<NormalText> result;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool stop = i == text.size() || text.chars[i] == U';' || text.chars[i] == U'。';
    if (!stop) continue;
    if (i > begin) result.push_back(text.part(begin, i));
    begin = i + 1;
  }
  return result;
}

// “良好”单位 → 良好
std::u32string grade_name(std::u32string_view words) {
  static constexpr std::u32string_view kAround = U"“”\"「」『』,的";
  const auto strip = [&] {
    while (!words.empty() && kAround.find(words.front()) != npos) words.remove_prefix(1);
    while (!words.empty() && kAround.find(words.back()) != npos) words.remove_suffix(1);
  };
  strip();
  for (std::u32string_view tail : {U"单位", U"等次", U"等级", U"档次"})
    if (words.size() > tail.size() && words.ends_with(tail)) words.remove_suffix(tail.size());
  strip();
  return std::u32string(words);
}

// What the words after the last 为 of a piece name, where they can be a grade.
std::u32string_view named_grade(std::u32string_view piece) {
  const std::size_t at = piece.rfind(U'为');
  if (at == npos || at + 1 == piece.size()) return {};
  return piece.substr(at + 1);
}

bool ends_with_any(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::u32string_view word) { return text.ends_with(word); });
}

}  // namespace

// The words that say what follows: [begin, end of the text), and what they name.
struct SchemeReader::Effect {
  Kind kind;
  std::size_t begin;
  std::u32string name;
  std::optional<Rational> points;
};

bool SchemeReader::is_grade(std::u32string_view name) const {
  return std::find(grades_.begin(), grades_.end(), name) != grades_.end();
}

Phrase SchemeReader::phrase(const NormalText& text) const {
  return {to_utf8(text.chars), text.span(0, text.size())};
}

void SchemeReader::unread(const NormalText& text) const {
  static const std::array<Words, 3> kLikely = {
      {{"总分80分以上的为达标;良好须为上年度达标单位",
        "总分80分以上的为达标;良好须为上年度达标单位"},
       {"发生重大风险事件的,取消评定资格", "发生重大风险事件的,取消评定资格"},
       {"2009年:达标面在70%以上", "2009年:达标面在70%以上"}}};
  const std::size_t which = kind_ == BlockKind::Grades ? 0 : kind_ == BlockKind::Vetoes ? 1 : 2;
  issues_.report(DiagnosticKind::SchemeSentenceUnread, source_, text.span(0, text.size()),
                 {to_utf8(text.chars), kLikely[which]});
}

void SchemeReader::note_grades(const Block& block) {
  for (const NormalText& line : block.lines)
    for (const NormalText& sentence : sentences_of(line)) {
      std::u32string_view rest = sentence.chars;
      while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(U','), rest.size());
        const std::u32string name = grade_name(named_grade(rest.substr(0, comma)));
        const bool requires_more = rest.find(U'须') != npos;
        if (!name.empty() && name.size() <= kLongestGrade && !requires_more && !is_grade(name))
          grades_.push_back(name);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    }
}

void SchemeReader::read(const Block& block) {
  kind_ = block.kind;
  year_.reset();
  for (const NormalText& line : block.lines)
    for (NormalText& sentence : sentences_of(line))
      block.kind == BlockKind::Goals ? read_goal(std::move(sentence))
                                     : read_sentence(std::move(sentence), block.kind);
}

void SchemeReader::add(SchemeSentence sentence, BlockKind kind) {
  (kind == BlockKind::Goals    ? tree_.goals
   : kind == BlockKind::Vetoes ? tree_.vetoes
                               : tree_.grades)
      .push_back(std::move(sentence));
}

void SchemeReader::read_sentence(NormalText text, BlockKind kind) {
  if (kind == BlockKind::Grades && (read_requirement(text) || read_rest(text))) return;
  if (read_veto(text)) return;
  if (kind == BlockKind::Grades && read_tiers(text)) return;
  unread(text);
}

std::optional<std::vector<Condition>> SchemeReader::conditions(NormalText words) const {
  const std::u32string_view chars = words.chars;
  std::size_t begin = 0;
  std::size_t end = words.size();
  for (bool again = true; again;) {
    again = false;
    for (std::u32string_view lead : {U"凡", U"对于", U"对", U"如果", U"如", U"若", U",", U"单位"})
      if (chars.substr(begin, end - begin).starts_with(lead)) {
        begin += lead.size();
        again = true;
      }
  }
  while (end > begin && (chars[end - 1] == U',' || chars[end - 1] == U'的')) --end;
  if (begin == end) return std::nullopt;
  NormalText rule = words.part(begin, end);
  const std::uint32_t after = rule.spans.back().end;
  for (char32_t c : std::u32string_view(U"的为达成")) {
    rule.chars.push_back(c);
    rule.spans.push_back({after, after});
  }
  const std::vector<Clause> clauses = parse_rule_text(rule, "", source_, wording_, issues_);
  if (clauses.size() == 1 && std::holds_alternative<GradeIs>(clauses.front().says) &&
      !clauses.front().per && !clauses.front().when.empty())
    return clauses.front().when;
  const bool reported = std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
    return std::holds_alternative<Unread>(clause.says);
  });
  if (!reported) unread(words);
  return std::nullopt;
}

// 良好须为上年度达标单位,且各部分得分率均不低于60% · 良好必须从达标单位中产生
bool SchemeReader::read_requirement(const NormalText& text) {
  const std::u32string_view chars = text.chars;
  std::size_t must = chars.find(U'须');
  if (must == npos) return false;
  const std::u32string_view before = chars.substr(0, must);
  const std::u32string* of = nullptr;
  for (const std::u32string& grade : grades_)
    if (before.starts_with(grade) || before.starts_with(U"“" + grade) ||
        before.starts_with(U"\"" + grade))
      if (!of || grade.size() > of->size()) of = &grade;
  if (!of) return false;
  std::size_t begin = must + 1;
  std::size_t end = text.size();
  for (bool again = true; again;) {
    again = false;
    for (std::u32string_view lead :
         {U"同时", U"满足", U"符合", U"具备", U"是", U"为", U"从", U"在", U"以下条件", U":"})
      if (chars.substr(begin).starts_with(lead)) {
        begin += lead.size();
        again = true;
      }
  }
  for (std::u32string_view tail : {U"中产生", U"中评选", U"中选出", U"中择优产生", U"中评定"})
    if (chars.substr(begin).ends_with(tail)) end -= tail.size();
  SchemeSentence made;
  made.kind = Kind::Requirement;
  made.name = {to_utf8(*of), text.span(0, must)};
  made.words = phrase(text);
  if (auto when = conditions(text.part(begin, std::max(begin, end)))) {
    made.when = std::move(*when);
    add(std::move(made), kind_);
  }
  return true;
}

// 其余为未达标
bool SchemeReader::read_rest(const NormalText& text) {
  const std::u32string_view chars = text.chars;
  const bool rest = chars.starts_with(U"其余") || chars.starts_with(U"其他") ||
                    chars.starts_with(U"其它") || chars.starts_with(U"否则");
  const std::u32string name = grade_name(named_grade(chars));
  if (!rest || !is_grade(name)) return false;
  SchemeSentence made;
  made.name = {to_utf8(name), text.span(0, text.size())};
  made.otherwise = true;
  made.words = phrase(text);
  add(std::move(made), kind_);
  return true;
}

std::optional<SchemeReader::Effect> SchemeReader::effect_of(const NormalText& text) const {
  const std::u32string_view chars = text.chars;
  const auto from = [&](std::u32string_view words) { return chars.rfind(words); };
  if (const std::size_t at = from(U"取消"); at != npos && chars.ends_with(U"资格")) {
    const std::u32string what = grade_name(chars.substr(at + 2, chars.size() - at - 4));
    if (is_grade(what)) return Effect{Kind::Barred, at, what, {}};
    return Effect{Kind::Ineligible, at, {}, {}};
  }
  for (std::u32string_view words :
       {U"实行一票否决", U"予以一票否决", U"一票否决", U"不予评定", U"不予认定", U"不得参评",
        U"不得参加评定", U"不参加评定", U"不参与评定", U"不评定等级", U"不予评定等级"})
    if (chars.ends_with(words))
      return Effect{Kind::Ineligible, chars.size() - words.size(), {}, {}};
  for (std::u32string_view words : {U"降一个等级", U"降低一个等级", U"下调一个等级", U"降1个等级",
                                    U"降一级", U"降一档", U"降低一级", U"下调一级"})
    if (chars.ends_with(words))
      return Effect{Kind::GradeLowered, chars.size() - words.size(), {}, {}};
  for (std::u32string_view words : {U"不得评定为", U"不能评定为", U"不得评为", U"不能评为",
                                    U"不评为", U"不得认定为", U"不得确定为", U"不能认定为"})
    if (const std::size_t at = from(words); at != npos) {
      std::u32string name = grade_name(chars.substr(at + words.size()));
      for (std::u32string_view tail : {U"及以上", U"以上"})
        if (name.ends_with(tail)) name = grade_name(name.substr(0, name.size() - tail.size()));
      if (is_grade(name)) return Effect{Kind::Barred, at, name, {}};
    }
  for (std::u32string_view words : {U"最高只能评为", U"最高评为", U"最高评定为", U"等级最高为",
                                    U"等级不得高于", U"等级不高于", U"不得高于"})
    if (const std::size_t at = from(words); at != npos) {
      const std::u32string name = grade_name(chars.substr(at + words.size()));
      if (is_grade(name)) return Effect{Kind::GradeAtMost, at, name, {}};
    }
  const std::size_t edge = chars.find_last_of(U",的");
  const std::size_t tail_at = edge == npos ? 0 : edge + 1;
  const std::u32string_view tail = chars.substr(tail_at);
  const bool zero = ends_with_any(tail, {U"不得分", U"不计分", U"为零", U"为0", U"零分", U"为0分",
                                         U"得0分", U"计0分", U"记0分"});
  if (tail.find(U"总分") != npos || tail.find(U"总得分") != npos) {
    if (zero) return Effect{Kind::TotalZero, tail_at, {}, {}};
    std::size_t digit = tail.find_first_of(U"0123456789");
    if (digit != npos && tail.ends_with(U"分")) {
      const PlainNumber number = scan_plain_number(tail.substr(digit));
      const std::u32string_view lead = tail.substr(0, digit);
      if (lead.find(U'扣') != npos || lead.find(U'减') != npos)
        return Effect{Kind::TotalTaken, tail_at, {}, number.value};
      if (lead.find(U"不超过") != npos || lead.find(U"不得超过") != npos ||
          lead.find(U"最高") != npos || lead.find(U"不高于") != npos)
        return Effect{Kind::TotalAtMost, tail_at, {}, number.value};
    }
    return std::nullopt;
  }
  if (zero) {
    std::size_t words = tail.size();
    for (std::u32string_view said : {U"不得分", U"不计分", U"为零分", U"为0分", U"得0分", U"计0分",
                                     U"记0分", U"得零分", U"计零分", U"记零分"})
      if (tail.ends_with(said)) words = tail.size() - said.size();
    std::u32string name = grade_name(tail.substr(0, words));
    return Effect{Kind::PartZero, tail_at, name, {}};
  }
  for (std::u32string_view words : {U"直接评定为", U"直接评为", U"直接定为", U"评定为", U"认定为",
                                    U"等级为", U"评为", U"定为", U"列为", U"确定为", U"视为"})
    if (const std::size_t at = from(words); at != npos) {
      const std::u32string name = grade_name(chars.substr(at + words.size()));
      if (!is_grade(name)) continue;
      std::size_t begin = at;
      for (std::u32string_view lead : {U"一律", U"直接", U"均", U"等级"})
        if (chars.substr(0, begin).ends_with(lead)) begin -= lead.size();
      return Effect{kind_ == BlockKind::Grades ? Kind::Grade : Kind::GradeSet, begin, name, {}};
    }
  return std::nullopt;
}

// 发生重大金融风险事件且处置不及时的,取消评定资格
bool SchemeReader::read_veto(const NormalText& text) {
  const auto effect = effect_of(text);
  if (!effect || effect->kind == Kind::Grade) return false;
  SchemeSentence made;
  made.kind = effect->kind;
  made.name = {to_utf8(effect->name), text.span(effect->begin, text.size())};
  made.points = effect->points;
  made.words = phrase(text);
  if (effect->begin == 0) return false;
  if (auto when = conditions(text.part(0, effect->begin))) {
    made.when = std::move(*when);
    add(std::move(made), kind_);
  }
  return true;
}

// 总分90分以上的为良好,80分以上的为达标
bool SchemeReader::read_tiers(const NormalText& text) {
  DiagnosticSink found;
  const std::vector<Clause> clauses = parse_rule_text(text, "", source_, wording_, found);
  const bool grades =
      !clauses.empty() && std::all_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
        return std::holds_alternative<GradeIs>(clause.says) && !clause.per &&
               (clause.otherwise || !clause.when.empty());
      });
  if (!grades) return false;
  for (const Clause& clause : clauses) {
    SchemeSentence made;
    const Phrase& grade = std::get<GradeIs>(clause.says).grade;
    made.name = {to_utf8(grade_name(to_characters(grade.text))), grade.span};
    made.when = clause.when;
    made.otherwise = clause.otherwise;
    made.words = {std::string(source_.slice(clause.span)), clause.span};
    add(std::move(made), kind_);
  }
  return true;
}

// 2009年:达标面在70%以上,上年度达标单位中良好占60%以上
void SchemeReader::read_goal(NormalText text) {
  std::size_t digits = 0;
  while (digits < text.size() && text.chars[digits] >= U'0' && text.chars[digits] <= U'9') ++digits;
  if (digits == 4 && text.size() > 5 && text.chars[4] == U'年') {
    year_ = std::stoi(to_utf8(text.chars.substr(0, 4)));
    std::size_t from = 5;
    while (from < text.size() && std::u32string_view(U"度末底:,").find(text.chars[from]) != npos)
      ++from;
    text = text.part(from, text.size());
  }
  if (text.size() == 0) return;
  auto when = conditions(text);
  if (!when) return;
  for (Condition& condition : *when) {
    SchemeSentence made;
    made.kind = Kind::Goal;
    made.year = year_;
    made.words = {std::string(source_.slice(condition.span)), condition.span};
    made.when.push_back(std::move(condition));
    add(std::move(made), kind_);
  }
}

}  // namespace zs
