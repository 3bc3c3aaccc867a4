#include "compiler/reader/reader.h"

#include <algorithm>
#include <array>

#include "compiler/reader/chart.h"

namespace zs {
namespace {

// Statements into one text: what one statement leaves for those after it is carried here.
class Assembler {
 public:
  Assembler(const LaidText& text, std::u32string_view title) : text_(text), title_(title) {}

  Reading assemble(const WholeReading& whole) {
    reading_ = {};
    reading_.cost = whole.cost;
    // A list of one is none: its mark says nothing.
    const auto marked = std::count_if(whole.statements.begin(), whole.statements.end(),
                                      [](const auto& one) { return !one.mark.empty(); });
    char32_t stop = 0;
    for (const WholeReading::Statement& statement : whole.statements) {
      add(statement, stop, marked > 1);
      stop = statement.stop;
    }
    if (reading_.text.size() > 0) put(U"。", last_place());
    return std::move(reading_);
  }

 private:
  void add(const WholeReading::Statement& statement, char32_t stop_before, bool marks) {
    current_ = &statement;
    NormalText said = resolved(statement);
    if (said.size() == 0) {
      if (!statement.mark.empty()) pending_mark_ = statement.mark;
      return;
    }
    const bool joins = said.chars.front() == U',';
    if (joins) said = said.part(1, said.size());
    std::u32string mark = statement.mark.empty() ? pending_mark_ : statement.mark;
    pending_mark_.clear();
    if (!marks) mark.clear();
    if (reading_.text.size() > 0 && said.size() > 0) {
      const bool comma = mark.empty() && joins && stop_before == U',';
      put(comma ? U"," : U";", said.spans.front());
    }
    if (!mark.empty() && said.size() > 0) put(mark, said.spans.front());
    reading_.text.append(said);
  }

  Span place(std::uint32_t from) const { return text_.text.spans[from]; }
  Span last_place() const { return reading_.text.spans.back(); }
  void put(std::u32string_view words, Span where) {
    for (char32_t c : words) {
      reading_.text.chars.push_back(c);
      reading_.text.spans.push_back(where);
    }
  }

  // The wording with its «…» worked off.
  NormalText resolved(const WholeReading::Statement& statement) {
    const Wording& wording = statement.wording;
    NormalText said;
    for (std::size_t i = 0; i < wording.words.size(); ++i) {
      if (wording.words[i] != U'«') {
        said.chars.push_back(wording.words[i]);
        said.spans.push_back(place(wording.from[i]));
        continue;
      }
      const std::size_t end = wording.words.find(U'»', i);
      if (end == std::u32string::npos) break;
      const std::u32string instead =
          carried(std::u32string_view(wording.words).substr(i + 1, end - i - 1));
      for (char32_t c : instead) {
        said.chars.push_back(c);
        said.spans.push_back(place(wording.from[i]));
      }
      i = end;
    }
    return said;
  }

  // What a «…» stands for here; most only leave something for later.
  std::u32string carried(std::u32string_view what) {
    const std::size_t colon = what.find(U':');
    const std::u32string_view key = what.substr(0, colon);
    const std::u32string value(colon == std::u32string_view::npos ? U"" : what.substr(colon + 1));
    if (key == U"新") {
      subject_.clear();
      standard_.clear();
    } else if (key == U"标准") {
      standard_ = value;
    } else if (key.starts_with(U"标准自")) {
      std::u32string_view bound = key.substr(3);
      for (std::u32string_view relation : {U"不低于", U"不高于", U"高于", U"低于"}) {
        if (!bound.starts_with(relation)) continue;
        bound.remove_prefix(relation.size());
        break;
      }
      standard_ = bound;
    } else if (key == U"于标准") {
      return standard_.empty() ? U"" : U"于" + standard_;
    } else if (key == U"主") {
      if (colon != std::u32string_view::npos) {
        subject_ = value;
        return {};
      }
      return subject_.empty() && !standard_.empty() ? std::u32string(title_) : subject_;
    } else if (key == U"名次") {
      subject_ = value;
      const bool named = value.ends_with(U"排名") || value.ends_with(U"名次") || value.ends_with(U"位次");
      if (!named) subject_ += U"排名";
    } else if (key == U"选") {
      declare_choice(value);
    } else if (key == U"说明") {
      reading_.remarks.push_back({to_utf8(text_.text.chars.substr(current_->begin, current_->end - current_->begin)),
                                  text_.text.span(current_->begin, current_->end)});
    }
    return {};
  }

  // 名称/一等/二等
  void declare_choice(const std::u32string& value) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= value.size()) {
      const std::size_t end = std::min(value.find(U'/', begin), value.size());
      parts.push_back(to_utf8(std::u32string_view(value).substr(begin, end - begin)));
      begin = end + 1;
    }
    if (parts.size() < 2) return;
    const std::string name = parts.front().empty() ? to_utf8(title_) : parts.front();
    auto known = std::find_if(reading_.declared.begin(), reading_.declared.end(),
                              [&](const Declaration& one) { return one.name.text == name; });
    if (known == reading_.declared.end()) {
      Declaration fresh;
      fresh.name = {name, text_.text.span(current_->begin, current_->end)};
      fresh.dimension = Dimension::Choice;
      reading_.declared.push_back(std::move(fresh));
      known = reading_.declared.end() - 1;
    }
    for (std::size_t i = 1; i < parts.size(); ++i)
      if (std::find(known->choices.begin(), known->choices.end(), parts[i]) == known->choices.end())
        known->choices.push_back(parts[i]);
  }

  const LaidText& text_;
  std::u32string_view title_;
  const WholeReading::Statement* current_ = nullptr;
  Reading reading_;
  std::u32string subject_, standard_, pending_mark_;
};

}  // namespace

std::vector<Reading> read_wording(const NormalText& rule, std::string_view title,
                                  const Constructions& constructions, std::size_t most) {
  std::vector<Reading> readings;
  const LaidText text = lay(rule);
  if (text.size() == 0) return readings;
  const Category top = constructions.find(U"规则");
  if (top == constructions.categories()) return readings;
  const std::u32string name = to_characters(title);
  const Plausibility names(constructions, text, name);
  Chart chart(constructions, text, names);
  for (const WholeReading& whole : chart.wholes(top, most)) {
    Reading reading = Assembler(text, name).assemble(whole);
    const bool known = std::any_of(readings.begin(), readings.end(), [&](const Reading& one) {
      return one.text.chars == reading.text.chars;
    });
    if (!known && reading.text.size() > 0) readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace zs
