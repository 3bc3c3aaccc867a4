#include "compiler/check/expand_list.h"

#include <algorithm>

#include "compiler/wording/normal_text.h"

namespace zs {
namespace {

void set_amount(Effect& effect, const Amount& amount) {
  if (auto* award = std::get_if<Award>(&effect)) award->amounts = {amount};
  if (auto* deduct = std::get_if<Deduct>(&effect)) deduct->amounts = {amount};
  if (auto* add = std::get_if<Add>(&effect)) add->amounts = {amount};
}

// 国家级, 省级: how much of the text after the last 、 is its last member.
std::size_t member_length(std::u32string_view rest, std::size_t usual) {
  std::size_t n = std::min(usual, rest.size());
  if (n < rest.size() && rest[n] == U'级') ++n;
  // 优秀、良好、合格、不合格: a denied word is one longer than the others.
  const bool denied = usual > 1 && (rest.starts_with(U"不") || rest.starts_with(U"未"));
  if (denied && n < rest.size()) ++n;
  return n;
}

// 年度评估等次为优秀: where the first member begins; the size of the text when 为 is not close.
std::size_t after_is(std::u32string_view front, std::size_t usual) {
  const std::size_t at = front.rfind(U'为');
  const bool close = at != std::u32string_view::npos && at > 1 && at + 1 < front.size() &&
                     front.size() - at - 1 <= usual + 2 && front[at - 1] != U'行';
  return close ? at + 1 : front.size();
}

}  // namespace

std::vector<std::string> members_of(const std::string& phrase, std::size_t count,
                                    const WordingTable& wording) {
  const std::u32string text = to_characters(phrase);
  std::vector<std::u32string> pieces(1);
  for (char32_t c : text) {
    if (c == U'、' || c == U'/')
      pieces.emplace_back();
    else
      pieces.back() += c;
  }
  if (pieces.size() == count - 1) {  // A、B和C
    for (std::size_t i = 1; i + 1 < pieces.back().size(); ++i)
      if (pieces.back()[i] == U'和' || pieces.back()[i] == U'及' || pieces.back()[i] == U'或') {
        const std::u32string last = pieces.back().substr(i + 1);
        pieces.back().resize(i);
        pieces.push_back(last);
        break;
      }
  }
  if (pieces.size() != count || count < 2) return {};
  std::size_t usual = pieces[count == 2 ? 0 : 1].size();
  if (count == 2) usual = std::min<std::size_t>(usual, 2);
  std::u32string before, after;
  std::size_t first = std::min(usual, pieces.front().size());
  if (const NameMatch level = wording.tail(pieces.front(), NameKind::Level))
    first = std::max(level.length, first);
  if (pieces.front().size() > first && pieces.front().size() <= usual + 1 && count > 2)
    first = pieces.front().size();
  if (const std::size_t at = after_is(pieces.front(), usual); at < pieces.front().size())
    first = pieces.front().size() - at;
  before = pieces.front().substr(0, pieces.front().size() - std::min(first, pieces.front().size()));
  if (before.size() == 1 && before != U"被" && before != U"获") {
    first = pieces.front().size();
    before.clear();
  }
  const std::size_t last = member_length(pieces.back(), usual);
  after = pieces.back().substr(last);
  // 三级, 各级: belong to none of the members.
  const std::size_t closing = wording.head(after, NameKind::ListEnd).length;
  after.erase(0, closing);
  std::vector<std::string> members;
  for (std::size_t i = 0; i < count; ++i) {
    std::u32string member = i == 0           ? pieces[0].substr(before.size())
                            : i + 1 == count ? pieces[i].substr(0, last)
                                             : pieces[i];
    const bool levelled = pieces.back().substr(0, last).ends_with(U"级");
    if (levelled && !member.ends_with(U"级")) member += U"级";
    members.push_back(to_utf8(before + member + after));
  }
  return members;
}

std::vector<Clause> expand_list(const Clause& clause, const std::vector<Amount>& amounts,
                                const WordingTable& wording) {
  std::vector<Clause> result;
  const std::size_t count = amounts.size();
  for (std::size_t i = 0; i < clause.when.size(); ++i) {
    if (const auto* places = std::get_if<Compare>(&clause.when[i].says)) {
      // 第一、第二、第三的分别计… · 满2年、4年、6年的分别得…
      if (places->respective.size() + 1 == count && places->bounds.size() == 1) {
        for (std::size_t k = 0; k < count; ++k) {
          Clause one = clause;
          auto& compare = std::get<Compare>(one.when[i].says);
          if (k > 0) compare.bounds.front().quantity = places->respective[k - 1];
          if (places->last_open) compare.plain = false;
          if (places->last_open && k + 1 == count)
            compare.bounds.front().relation = Relation::AtLeast;
          compare.last_open = false;
          compare.respective.clear();
          set_amount(one.says, amounts[k]);
          result.push_back(std::move(one));
        }
        return result;
      }
      if (!places->top_ranks ||
          !(places->bounds.front().quantity->value == Rational(static_cast<std::int64_t>(count))))
        continue;
      for (std::size_t place = 0; place < count; ++place) {
        Clause one = clause;
        auto& compare = std::get<Compare>(one.when[i].says);
        compare.top_ranks = false;
        compare.bounds.front().relation = Relation::Equal;
        compare.bounds.front().quantity->value = Rational(static_cast<std::int64_t>(place + 1));
        set_amount(one.says, amounts[place]);
        result.push_back(std::move(one));
      }
      return result;
    }
    const auto* fact = std::get_if<Fact>(&clause.when[i].says);
    if (!fact) continue;
    const std::vector<std::string> members = members_of(fact->phrase.text, count, wording);
    for (std::size_t k = 0; k < members.size(); ++k) {
      Clause one = clause;
      std::get<Fact>(one.when[i].says).phrase.text = members[k];
      set_amount(one.says, amounts[k]);
      result.push_back(std::move(one));
    }
    if (!result.empty()) return result;
  }
  if (!clause.per) return result;
  for (Phrase Per::*part : {&Per::object, &Per::subject, &Per::event}) {
    const std::vector<std::string> members = members_of(((*clause.per).*part).text, count, wording);
    for (std::size_t k = 0; k < members.size(); ++k) {
      Clause one = clause;
      ((*one.per).*part).text = members[k];
      set_amount(one.says, amounts[k]);
      result.push_back(std::move(one));
    }
    if (!result.empty()) return result;
  }
  return result;
}

}  // namespace zs
