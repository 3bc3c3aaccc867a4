// 评估等次为优秀、合格、不合格的,分别得5分、2分、0分: the words are the values of one input.
#include <algorithm>

#include "compiler/check/expand_list.h"
#include "compiler/check/indicator_checker.h"
#include "compiler/check/terms.h"
#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

std::size_t amounts_of(const Effect& effect) {
  if (const auto* award = std::get_if<Award>(&effect)) return award->amounts.size();
  if (const auto* deduct = std::get_if<Deduct>(&effect)) return deduct->amounts.size();
  if (const auto* add = std::get_if<Add>(&effect)) return add->amounts.size();
  return 0;
}

// How much of the members, all alike, says what is judged, with the 为 behind it; 0 when they do
// not begin alike.
std::size_t common_lead(const std::vector<std::string>& members) {
  const std::u32string first = to_characters(members.front());
  const std::size_t is = first.rfind(U'为');
  if (is == std::u32string::npos || is < 2 || is + 1 >= first.size()) return 0;
  const std::u32string lead = first.substr(0, is + 1);
  const bool alike = std::all_of(members.begin(), members.end(), [&](const std::string& member) {
    const std::u32string text = to_characters(member);
    return text.starts_with(lead) && text.size() > lead.size();
  });
  return alike ? is + 1 : 0;
}

}  // namespace

void IndicatorChecker::bind_word_bands() {
  for (const Clause& clause : text_.clauses) {
    const std::size_t count = amounts_of(clause.says);
    if (count < 2) continue;
    for (const Condition& condition : clause.when) {
      const auto* fact = std::get_if<Fact>(&condition.says);
      if (!fact) continue;
      const std::vector<std::string> members = members_of(fact->phrase.text, count, wording_);
      const std::size_t lead = members.empty() ? 0 : common_lead(members);
      if (lead == 0) continue;
      const std::string name = to_utf8(to_characters(members.front()).substr(0, lead - 1));
      const auto known = names_.find(name);
      if (known && names_[*known].dimension != Dimension::Choice) continue;
      const InputId id = names_.input(name, Role::Quantity, fact->phrase.span, index_);
      names_[id].dimension = Dimension::Choice;
      for (const std::string& member : members) {
        std::u32string word = to_characters(member).substr(lead);
        for (std::u32string_view tail : {U"等次", U"等级", U"档次"})
          if (word.ends_with(tail) && word.size() > tail.size())
            word.resize(word.size() - tail.size());
        std::vector<std::string>& choices = names_[id].choices;
        const std::string choice = to_utf8(word);
        const auto at = std::find(choices.begin(), choices.end(), choice);
        const auto place = static_cast<std::int64_t>(at - choices.begin());
        if (at == choices.end()) choices.push_back(choice);
        names_.bind(member,
                    compare_test(input_term(id, Dimension::Choice, ""), Relation::Equal,
                                 constant_term(place, Dimension::Choice), fact->phrase.span));
      }
    }
  }
}

}  // namespace zs
