#include "compiler/syntax/unfold.h"

#include <algorithm>
#include <utility>

#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

// A class of units and the standard that it has to reach.
struct Standard {
  std::string members;  // 主城区
  Compare compare;      // 完成加装12部
  Span span;
};

class Unfolder {
 public:
  explicit Unfolder(const WordingTable& wording) : wording_(wording) {}

  std::vector<Clause> run(std::vector<Clause> clauses) {
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      Clause& clause = clauses[i];
      grade_points(clause);
      if (!split(clause)) add(std::move(clause));
    }
    return pair_up(std::move(made_));
  }

 private:
  void add(Clause clause) { made_.push_back(std::move(clause)); }

  // 90分以上为优,得10分
  void grade_points(Clause& clause) const {
    const auto* award = std::get_if<Award>(&clause.says);
    const bool gives = award || std::holds_alternative<Nil>(clause.says);
    if (!gives || !clause.when.empty() || clause.per || clause.otherwise || made_.empty()) return;
    const Clause& grade = made_.back();
    if (std::holds_alternative<GradeIs>(grade.says) && grade.sentence == clause.sentence)
      clause.when = grade.when;
  }

  // The class that a subject begins with: 主城区 of 主城区完成加装; empty when there is none.
  std::u32string class_of(const std::u32string& subject, std::size_t tail) const {
    const std::u32string head = subject.substr(0, subject.size() - tail);
    return head.size() > 1 && wording_.ends_with(head, WordKind::ClassNoun) ? head
                                                                            : std::u32string();
  }

  static std::size_t common_tail(const std::u32string& a, const std::u32string& b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    return n;
  }

  // Whether a unit is one or the other of them: 其他…, 一类乡镇 and 二类乡镇; in one clause also
  // 平原村 and 山区村, but not 城区 and 农村, which a county has both of.
  static bool tells_apart(const std::vector<std::u32string>& subjects, std::size_t tail,
                          bool across) {
    bool others = false;
    bool kinds = true;
    bool both = false;
    for (const std::u32string& subject : subjects) {
      const std::u32string head = subject.substr(0, subject.size() - tail);
      others |= head.starts_with(U"其他") || head.starts_with(U"其它") || head.starts_with(U"其余");
      kinds = kinds && head.find(U'类') != std::u32string::npos;
      for (std::u32string_view part :
           {U"城区", U"农村", U"乡村", U"城镇", U"城市", U"全市", U"全县"})
        both |= head == part;
    }
    return others || kinds || (!across && !both);
  }

  // The standards of a clause whose conditions are comparisons of one quantity for each class.
  std::vector<Standard> standards(const Clause& clause, bool across) const {
    std::vector<Standard> result;
    std::vector<std::u32string> subjects;
    for (const Condition& condition : clause.when) {
      const auto* compare = std::get_if<Compare>(&condition.says);
      if (!compare || compare->bounds.size() != 1 || !compare->bounds.front().quantity ||
          compare->subject.empty() || !compare->respective.empty())
        return {};
      subjects.push_back(to_characters(compare->subject.text));
      result.push_back({{}, *compare, condition.span});
    }
    if (subjects.size() < 2) return {};
    std::size_t tail = subjects.front().size();
    for (const std::u32string& subject : subjects)
      tail = std::min(tail, common_tail(subjects.front(), subject));
    // What classes share (乡镇, of 一类乡镇 and 二类乡镇) is no part of the quantity.
    bool found = false;
    for (std::size_t n = tail + 1; n-- > 0 && !found;) {
      found = std::all_of(subjects.begin(), subjects.end(), [&](const std::u32string& subject) {
        return !class_of(subject, n).empty();
      });
      if (found) tail = n;
    }
    if (!found || !tells_apart(subjects, tail, across)) return {};
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      result[i].members = to_utf8(class_of(subjects[i], tail));
      result[i].compare.subject.text = to_utf8(subjects[i].substr(subjects[i].size() - tail));
    }
    return result;
  }

  static Condition of_class(const std::vector<Standard>& all, std::size_t i) {
    const bool others = i > 0 && all.size() == 2 &&
                        (all[i].members.starts_with("其他") || all[i].members.starts_with("其它") ||
                         all[i].members.starts_with("其余"));
    const std::string words = others ? "不属于" + all[0].members : all[i].members;
    return {Fact{{words, all[i].span}}, all[i].span};
  }

  bool split(const Clause& clause) {
    const bool scores = std::holds_alternative<Award>(clause.says) ||
                        std::holds_alternative<Nil>(clause.says) ||
                        std::holds_alternative<Deduct>(clause.says) ||
                        std::holds_alternative<Statement>(clause.says);
    std::vector<Standard> found =
        scores && !clause.per ? standards(clause, false) : std::vector<Standard>();
    if (!found.empty()) {
      open_ = std::move(found);
      if (std::holds_alternative<Statement>(clause.says)) return true;
      for (std::size_t i = 0; i < open_.size(); ++i) {
        Clause one = clause;
        Compare compare = open_[i].compare;
        if (compare.plain) {
          compare.plain = false;
          compare.bounds.front().relation = Relation::AtLeast;
        }
        one.when = {of_class(open_, i), {compare, open_[i].span}};
        add(std::move(one));
      }
      return true;
    }
    const bool continues = !open_.empty() && clause.per && clause.per->direction &&
                           clause.per->subject.empty() && clause.per->reference.empty() &&
                           !clause.per->from && clause.when.empty();
    if (!continues) {
      // Another standard: what is charged after it is measured against that one.
      if (std::any_of(clause.when.begin(), clause.when.end(), [](const Condition& condition) {
            return std::holds_alternative<Compare>(condition.says);
          }))
        open_.clear();
      return false;
    }
    for (std::size_t i = 0; i < open_.size(); ++i) {
      Clause one = clause;
      one.when = {of_class(open_, i)};
      one.per->from = open_[i].compare.bounds.front().quantity;
      one.per->subject = open_[i].compare.subject;
      add(std::move(one));
    }
    return true;
  }

  // 主城区达到90%得5分,其他区县达到80%得5分: one clause for each class.
  std::vector<Clause> pair_up(std::vector<Clause> clauses) const {
    for (std::size_t i = 0; i + 1 < clauses.size(); ++i) {
      Clause both;
      both.when = clauses[i].when;
      if (clauses[i].when.size() != 1 || clauses[i + 1].when.size() != 1 || clauses[i].per ||
          clauses[i + 1].per || clauses[i].says.index() != clauses[i + 1].says.index())
        continue;
      both.when.push_back(clauses[i + 1].when.front());
      const std::vector<Standard> found = standards(both, true);
      if (found.size() != 2) continue;
      for (std::size_t k = 0; k < 2; ++k)
        clauses[i + k].when = {of_class(found, k), {found[k].compare, found[k].span}};
    }
    return clauses;
  }

  const WordingTable& wording_;
  std::vector<Clause> made_;
  std::vector<Standard> open_;
};

}  // namespace

std::vector<Clause> unfold(std::vector<Clause> clauses, const WordingTable& wording) {
  return Unfolder(wording).run(std::move(clauses));
}

}  // namespace zs
