#include "compiler/reader/assembler.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "compiler/reader/assembler_words.h"

namespace zs {
namespace {

// What it costs to leave a requirement without a price.
constexpr Cost kUnpriced = 250;
// A requirement that looks like one.
constexpr Cost kPlain = 330;
// What a remark may lose.
constexpr Cost kWeighty = 150;
// Stands for the effect of a bare price until the whole text is known.
constexpr char32_t kBarePrice = U'\uE002';

}  // namespace

Reading Assembler::assemble(const WholeReading& whole) {
  reading_ = {};
  reading_.cost = whole.cost;
  whole_ = &whole;
  look_ahead(whole);
  // A list of one is none: its mark says nothing.
  const auto marked = std::count_if(whole.statements.begin(), whole.statements.end(),
                                    [](const auto& one) { return !one.mark.empty(); });
  char32_t stop = 0;
  for (const WholeReading::Statement& statement : whole.statements) {
    if (stop != U',') in_sentence_ = 0;
    add(statement, stop, marked > 1);
    stop = statement.stop;
  }
  finish();
  return std::move(reading_);
}

// 达到目标值的得10分;没有完成的,利润总额每少3%扣1.5分, under the title 企业利润: one quantity.
void Assembler::look_ahead(const WholeReading& whole) {
  ahead_.clear();
  for (const WholeReading::Statement& statement : whole.statements) {
    const std::u32string& words = statement.wording.words;
    const std::size_t begin = words.find(kNameBegins);
    const std::size_t end = words.find(kNameEnds);
    if (begin == std::u32string::npos || end == std::u32string::npos || end < begin) continue;
    const std::u32string name = words.substr(begin + 1, end - begin - 1);
    if (end + 1 >= words.size() || words[end + 1] != U'每') return;
    if (name == title_) return;
    for (std::size_t i = 0; i + 2 <= name.size(); ++i)
      if (title_.find(name.substr(i, 2)) != std::u32string_view::npos) ahead_ = name;
    return;
  }
}

// 未发生事故的得5分;发生事故的得-3分: who gets the negative price gets no award.
void Assembler::end_awards() {
  const auto says = [](const Piece& piece, std::u32string_view words) {
    return piece.text.chars.find(words) != std::u32string::npos;
  };
  const auto last = std::find_if(pieces_.rbegin(), pieces_.rend(), [&](const Piece& piece) {
    return says(piece, U",得") && !says(piece, U"基本分");
  });
  const bool otherwise = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return says(piece, U"否则") || says(piece, U"基本分");
  });
  if (otherwise) return;
  if (last == pieces_.rend()) return lose();
  Piece none;
  for (char32_t c : std::u32string_view(U"否则不得分")) {
    none.text.chars.push_back(c);
    none.text.spans.push_back(last->text.spans.back());
  }
  pieces_.insert(last.base(), std::move(none));
}

void Assembler::finish() {
  lift_nils();
  if (needs_award_) end_awards();
  for (Piece& piece : pieces_) {
    if (reading_.text.size() > 0) put(piece.comma ? U"," : U";", piece.text.spans.front());
    put(piece.mark, piece.text.spans.front());
    reading_.text.append(piece.text);
  }
  pieces_.clear();
  if (!weights_.empty()) {
    std::u32string formula = U"得分=";
    for (const auto& [name, share] : weights_) {
      if (formula.size() > 3) formula += U'+';
      formula += named(name) + U"×" + share + U"%";
    }
    if (reading_.text.size() > 0) put(U";", place(0));
    put(formula, place(0));
  }
  // A requirement that nothing prices is a remark, if it looks like one.
  for (const auto& [requirement, where] : requirements_) {
    reading_.cost += kUnpriced;
    const bool plain = price_of_name(data_, bare(requirement), title_) <= kPlain;
    (plain ? reading_.remarks : reading_.lost).push_back({to_utf8(bare(requirement)), where});
  }
  if (standard_open_) leave_standard();
  if (reading_.text.size() > 0) put(U"。", reading_.text.spans.back());
  // Names out of the text into their list.
  NormalText plain;
  std::size_t begin = std::u32string::npos;
  for (std::size_t i = 0; i < reading_.text.size(); ++i) {
    const char32_t c = reading_.text.chars[i];
    if (c == kNameBegins) {
      if (begin == std::u32string::npos) begin = plain.size();
    } else if (c == kNameEnds) {
      // A name that goes on at once is one name with what follows.
      if (i + 1 < reading_.text.size() && reading_.text.chars[i + 1] == kNameBegins) continue;
      std::u32string name = plain.chars.substr(std::min(begin, plain.size()));
      begin = std::u32string::npos;
      if (name.size() > 1 &&
          std::find(reading_.names.begin(), reading_.names.end(), name) == reading_.names.end())
        reading_.names.push_back(std::move(name));
    } else {
      plain.chars.push_back(c != kBarePrice ? c : deducting_ ? U'扣' : U'得');
      plain.spans.push_back(reading_.text.spans[i]);
    }
  }
  reading_.text = std::move(plain);
  tidy();
}

// What only the whole text shows.
void Assembler::tidy() {
  const auto replace = [&](std::u32string_view from, std::u32string_view to) {
    for (std::size_t at = 0; (at = reading_.text.chars.find(from, at)) != std::u32string::npos;
         at += to.size()) {
      const Span where = reading_.text.span(at, at + from.size());
      reading_.text.chars.replace(at, from.size(), to);
      auto& spans = reading_.text.spans;
      const auto begin = spans.begin() + static_cast<std::ptrdiff_t>(at);
      spans.erase(begin, begin + static_cast<std::ptrdiff_t>(from.size()));
      spans.insert(spans.begin() + static_cast<std::ptrdiff_t>(at), to.size(), where);
    }
  };
  const auto says = [&](std::u32string_view words) {
    return reading_.text.chars.find(words) != std::u32string::npos;
  };
  // Up and down by places, where no place has a price of its own.
  const auto place_priced = [&] {
    const std::u32string& text = reading_.text.chars;
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
      if ((text[i] == U'第' || (text[i] == U'前' && text[i + 1] != U'移')) && text[i + 1] >= U'0' &&
          text[i + 1] <= U'9')
        return true;
    return false;
  };
  if (!place_priced()) {
    replace(U"每前移", U"每提升");
    replace(U"每后移", U"每下降");
    // 引进博士每名: people, not places.
    for (std::u32string_view act : {U"得", U"扣", U"加"})
      replace(U"每名" + std::u32string(act), U"每人" + std::u32string(act));
  }
  if (says(U"最低得-")) {
    replace(U",可计负分", U"");
    replace(U";可计负分", U"");
  }
  if (measures_task_) {
    replace(U"未完成任务的,", U"任务完成率低于100%的,");
    replace(U"完成任务的,", U"任务完成率不低于100%的,");
  }
}

void Assembler::add(const WholeReading::Statement& statement, char32_t stop_before, bool marks) {
  current_ = &statement;
  const std::size_t remarks = reading_.remarks.size() + reading_.lost.size();
  NormalText said = resolved(statement);
  if (reading_.remarks.size() + reading_.lost.size() > remarks) after_remark_ = true;
  if (said.size() == 0) {
    if (!statement.mark.empty() && requirements_.empty()) pending_mark_ = statement.mark;
    return;
  }
  const bool joins = said.chars.front() == U',';
  if (joins) said = said.part(1, said.size());
  if (said.size() == 0) return;
  // A price of its own after a remark or in the middle of a list: its condition would be lost.
  if (joins && (after_remark_ || stop_before == U'、') &&
      std::u32string_view(U"得扣加另不").find(said.chars.front()) != std::u32string_view::npos)
    reading_.lost.push_back({to_utf8(said.chars), said.span(0, said.size())});
  after_remark_ = false;
  Piece piece;
  piece.mark = statement.mark.empty() ? pending_mark_ : statement.mark;
  pending_mark_.clear();
  if (!marks) piece.mark.clear();
  // A limit after several statements of one sentence is of all of them.
  const bool limit = said.chars.starts_with(U"最高") || said.chars.starts_with(U"最低");
  piece.comma = piece.mark.empty() && joins && stop_before == U',' && !(limit && in_sentence_ > 1);
  piece.text = std::move(said);
  pieces_.push_back(std::move(piece));
  ++in_sentence_;
}

// A numbered line that only says when nothing is given is of the whole indicator (language.md
// §14.8): it goes before the numbered lines.
void Assembler::lift_nils() {
  std::vector<Piece> lifted, rest;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const bool alone = i + 1 == pieces_.size() || !pieces_[i + 1].mark.empty();
    if (!pieces_[i].mark.empty() && alone && pieces_[i].text.chars.ends_with(U"的,不得分")) {
      pieces_[i].mark.clear();
      lifted.push_back(std::move(pieces_[i]));
    } else {
      rest.push_back(std::move(pieces_[i]));
    }
  }
  const bool parts =
      std::any_of(rest.begin(), rest.end(), [](const Piece& piece) { return !piece.mark.empty(); });
  if (!parts) {
    rest.insert(rest.end(), std::make_move_iterator(lifted.begin()),
                std::make_move_iterator(lifted.end()));
    pieces_ = std::move(rest);
    return;
  }
  lifted.insert(lifted.end(), std::make_move_iterator(rest.begin()),
                std::make_move_iterator(rest.end()));
  pieces_ = std::move(lifted);
}

void Assembler::put(std::u32string_view words, Span where) {
  for (char32_t c : words) {
    reading_.text.chars.push_back(c);
    reading_.text.spans.push_back(where);
  }
}

NormalText Assembler::resolved(const WholeReading::Statement& statement) {
  const Wording& wording = statement.wording;
  NormalText said;
  for (std::size_t i = 0; i < wording.words.size(); ++i) {
    if (wording.words[i] != U'«') {
      // A letter that stands for a name.
      if (wording.words[i] == kNameBegins && i + 2 < wording.words.size() &&
          wording.words[i + 2] == kNameEnds) {
        const auto letter = std::find_if(letters_.begin(), letters_.end(), [&](const auto& one) {
          return one.first.front() == wording.words[i + 1];
        });
        if (letter != letters_.end()) {
          for (char32_t c : named(letter->second)) {
            said.chars.push_back(c);
            said.spans.push_back(place(wording.from[i]));
          }
          i += 2;
          continue;
        }
      }
      said.chars.push_back(wording.words[i]);
      said.spans.push_back(place(wording.from[i]));
      continue;
    }
    const std::size_t end = closing(wording.words, i);
    if (end == std::u32string::npos) break;
    const std::u32string instead =
        carried(std::u32string_view(wording.words).substr(i + 1, end - i - 1));
    const Span where = join(place(wording.from[i]), place(wording.from[end]));
    for (char32_t c : instead) {
      said.chars.push_back(c);
      said.spans.push_back(where);
    }
    i = end;
  }
  return said;
}

std::u32string Assembler::carried(std::u32string_view what) {
  const std::size_t colon = what.find(U':');
  const bool sets = colon != std::u32string_view::npos;
  const std::u32string_view key = what.substr(0, colon);
  const std::u32string value = sets ? worked_off(what.substr(colon + 1)) : U"";
  if (key == U"新") {
    subject_.clear();
    standard_.clear();
    if (standard_open_) leave_standard();
  } else if (key == U"标准") {
    standard_ = value;
    standard_open_ = true;
  } else if (key.starts_with(U"标准自")) {
    std::u32string_view bound = key.substr(3);
    for (std::u32string_view relation : {U"不低于", U"不高于", U"高于", U"低于"}) {
      if (!bound.starts_with(relation)) continue;
      bound.remove_prefix(relation.size());
      break;
    }
    standard_ = bound;
    standard_open_ = true;
  } else if (key == U"标准值") {
    standard_open_ = false;
    return standard_;
  } else if (key == U"末量") {
    return bounds_.empty() ? named(title_) : named(bounds_.back().first);
  } else if (key == U"任务率") {
    measures_task_ = true;
  } else if (key == U"完成率") {
    if (subject_.ends_with(std::u32string(U"完成率") + kNameEnds)) return subject_;
    measures_task_ = true;
    return U"任务完成率";
  } else if (key == U"同") {
    const std::vector<std::u32string> parts = split(value, U'=');
    if (parts.size() == 2 && !parts[1].empty() && bare(parts[0]) != bare(parts[1])) lose();
  } else if (key == U"分值") {
    const auto said =
        Rational::from_decimal(to_utf8(std::u32string_view(value).substr(0, value.find(U'分'))));
    if (!said || points_ == nullptr || !(*said == *points_)) lose();
  } else if (key == U"合计") {
    const auto whole =
        Rational::from_decimal(to_utf8(std::u32string_view(value).substr(0, value.find(U'分'))));
    if (!whole || !(*whole == listed_)) lose();
  } else if (key == U"顺") {
    return places(value);
  } else if (key == U"于标准") {
    standard_open_ = false;
    return standard_.empty() ? U"" : U"于" + standard_;
  } else if (key == U"主") {
    if (!sets && subject_.empty() && !ahead_.empty()) return named(ahead_);
    if (!sets) return subject_.empty() && !standard_.empty() ? named(title_) : subject_;
    subject_ = value;
  } else if (key == U"须主") {
    if (subject_.empty()) lose();
    return subject_;
  } else if (key == U"主题") {
    return subject_.empty() ? named(title_) : subject_;
  } else if (key == U"名次") {
    const std::u32string name = bare(value);
    const bool rank = name.ends_with(U"排名") || name.ends_with(U"名次") || name.ends_with(U"位次");
    subject_ = named(rank ? name : name + (counts_places() ? U"位次" : U"排名"));
  } else if (key == U"求") {
    // In the middle of a list it would be torn from its price.
    if (current_->stop == U'、') reading_.lost.push_back({to_utf8(bare(value)), place(0)});
    requirements_.emplace_back(value, text_.text.span(current_->begin, current_->end));
  } else if (key == U"求全") {
    return all_requirements();
  } else if (key == U"事") {
    if (!sets) return event_;
    event_ = value;
  } else if (key == U"代") {
    const std::vector<std::u32string> parts = split(value, U'=');
    if (parts.size() == 2 && !parts[0].empty())
      letters_.emplace_back(bare(parts[0]), bare(parts[1]));
  } else if (key == U"变") {
    const auto letter = std::find_if(letters_.begin(), letters_.end(),
                                     [&](const auto& one) { return one.first == value; });
    if (letter != letters_.end()) return named(letter->second);
    reading_.cost += kUnpriced;
    return named(value);
  } else if (key == U"权") {
    const std::vector<std::u32string> parts = split(value, U'=');
    if (parts.size() == 2) weights_.emplace_back(bare(parts[0]), parts[1]);
  } else if (key == U"选") {
    return choice(value);
  } else if (key == U"级") {
    return classes(value);
  } else if (key == U"列价") {
    return priced_list(value);
  } else if (key == U"量") {
    const std::vector<std::u32string> parts = split(value, U'=');
    std::u32string_view bound = parts.back();
    for (std::u32string_view relation : {U"不低于", U"不高于", U"高于", U"低于"}) {
      if (parts.size() != 2 || !bound.starts_with(relation)) continue;
      bounds_.emplace_back(bare(parts[0]), std::u32string(bound.substr(relation.size())));
      break;
    }
  } else if (key == U"各") {
    return rate_for_each(value);
  } else if (key == U"每项" || key == U"对项") {
    return one_by_one(value);
  } else if (key == U"各自") {
    return parts_one_by_one(value);
  } else if (key == U"差") {
    return off_standard(value);
  } else if (key == U"率分") {
    return in_proportion(value);
  } else if (key == U"须得") {
    needs_award_ = true;
  } else if (key == U"分差") {
    const std::vector<std::u32string> parts = split(value, U'-');
    const auto points_of = [](std::u32string_view text) {
      return Rational::from_decimal(to_utf8(text.substr(0, text.find(U'分'))));
    };
    const auto more = points_of(parts.front()), less = points_of(parts.back());
    if (parts.size() != 2 || !more || !less || *more <= *less ||
        !(*more - *less).decimal_places()) {
      lose();
      return {};
    }
    const Rational apart = *more - *less;
    return to_characters(apart.fixed_text(*apart.decimal_places())) + U"分";
  } else if (key == U"裸") {
    return std::u32string(1, kBarePrice);
  } else if (key == U"扣项") {
    deducting_ = true;
  } else if (key == U"定") {
    const std::size_t equals = value.find(U'=');
    if (equals != std::u32string::npos)
      reading_.defined.push_back({{to_utf8(bare(std::u32string_view(value).substr(0, equals))),
                                   text_.text.span(current_->begin, current_->end)},
                                  bare(std::u32string_view(value).substr(equals + 1))});
  } else if (key == U"配") {
    return paired(value);
  } else if (key == U"括注") {
    if (!value.empty())
      reading_.remarks.push_back(
          {to_utf8(bare(value)), text_.text.span(current_->begin, current_->end)});
  } else if (key == U"说明") {
    const Phrase remark{
        to_utf8(text_.text.chars.substr(current_->begin, current_->end - current_->begin)),
        text_.text.span(current_->begin, current_->end)};
    const bool weighty = sets && names_.weight_of(current_->begin, current_->end) >= kWeighty;
    (weighty ? reading_.lost : reading_.remarks).push_back(remark);
  }
  return {};
}

// 前五位, 第3位: the text speaks of 位, not of 名.
bool Assembler::counts_places() const {
  const std::u32string_view text = text_.text.chars;
  static constexpr std::u32string_view kNumerals = U"0123456789一二三四五六七八九十每";
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] == U'位' && kNumerals.find(text[i - 1]) != std::u32string_view::npos &&
        !(i + 1 < text.size() && text[i + 1] == U'次'))
      return true;
  return text.find(U"位次") != std::u32string_view::npos;
}

// A standard that nothing is measured against: a condition that would be lost.
void Assembler::leave_standard() {
  standard_open_ = false;
  reading_.cost += kUnpriced;
  reading_.lost.push_back({to_utf8(standard_), place(0)});
}

// The «…» inside the value of another.
std::u32string Assembler::worked_off(std::u32string_view words) {
  std::u32string plain;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != U'«') {
      plain += words[i];
      continue;
    }
    const std::size_t end = closing(words, i);
    if (end == std::u32string_view::npos) break;
    plain += carried(words.substr(i + 1, end - i - 1));
    i = end;
  }
  return plain;
}

// The statement at hand says something that this reading would drop.
void Assembler::lose() {
  reading_.lost.push_back(
      {to_utf8(text_.text.chars.substr(current_->begin, current_->end - current_->begin)),
       text_.text.span(current_->begin, current_->end)});
}

// A,B,且C的,得满分;
std::u32string Assembler::all_requirements() {
  if (requirements_.empty()) return {};
  std::u32string all;
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    if (i > 0) all += i + 1 == requirements_.size() ? U",且" : U",";
    all += requirements_[i].first;
  }
  requirements_.clear();
  return all + U"的,得满分;";
}

}  // namespace zs
