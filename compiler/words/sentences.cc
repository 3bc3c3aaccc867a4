#include "compiler/words/sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/syntax/parse.h"
#include "compiler/syntax/tree_text.h"
#include "compiler/wording/normal_text.h"
#include "compiler/wording/normalise.h"
#include "compiler/words/style.h"

namespace zs {
namespace {

constexpr std::array kManners = {
    Manner{false, false, false, false}, Manner{true, false, false, false},
    Manner{false, true, false, false},  Manner{true, true, false, false},
    Manner{false, false, true, false},  Manner{true, false, true, false},
    Manner{false, true, true, false},   Manner{true, true, true, false}};

// What has to stay the same, whether or not 每 was written and wherever the sentence stands.
std::string meaning(std::vector<Clause> clauses, bool as_written) {
  for (Clause& clause : clauses) {
    clause.part = 0;
    clause.closed = clause.closed && std::holds_alternative<Statement>(clause.says);
    if (!clause.per) continue;
    clause.per->elliptical = false;
    if (!as_written) clause.per->way = {};
  }
  return clauses_text(clauses);
}

// These say of themselves what they rest on; it reads better after a comma.
bool takes_comma(const Effect& effect) {
  const auto* judged = std::get_if<Judged>(&effect);
  return (judged && !judged->basis.empty()) || std::holds_alternative<Proportional>(effect) ||
         std::holds_alternative<Formula>(effect) || std::holds_alternative<GradeIs>(effect);
}

// (1) ① 1. in front of a sub-rule, and what is left of its sentence.
std::u32string_view without_mark(std::u32string_view text) {
  if (text.empty()) return text;
  if (text.front() >= U'①' && text.front() <= U'⑳') return text.substr(1);
  const std::size_t end = text.find_first_of(text.front() == U'(' ? U")" : U".、");
  return end == std::u32string_view::npos ? text : text.substr(end + 1);
}

// A clause ends before the bracket that it stands in.
void close_brackets(std::u32string& text) {
  const auto open = std::count(text.begin(), text.end(), U'(');
  const auto close = std::count(text.begin(), text.end(), U')');
  for (auto lacking = open - close; lacking > 0; --lacking) text += U')';
}

class SentencePrinter {
 public:
  SentencePrinter(const IndicatorText& indicator, const std::vector<Clause>& named, Freedom freedom,
                  const SourceText& source, const WordingTable& wording)
      : indicator_(indicator),
        named_(named),
        freedom_(freedom),
        source_(source),
        wording_(wording) {}

  std::vector<Sentence> run() {
    const std::vector<Clause>& clauses = indicator_.clauses;
    int part = 0;
    for (std::size_t begin = 0; begin < clauses.size();) {
      std::size_t end = begin + 1;
      const bool unread = is_unread(clauses[begin]);
      while (!unread && end < clauses.size() && !is_unread(clauses[end]) &&
             clauses[end].sentence == clauses[begin].sentence)
        ++end;
      if (unread) {
        result_.push_back({original(clauses[begin].span), true});
      } else {
        marked_ = clauses[begin].part != part;
        part = clauses[begin].part;
        has_heading_ = clauses[begin].part_points.has_value();
        const std::string head =
            marked_ ? fmt::format("({}){}", part, sub_heading(clauses[begin])) : "";
        result_.push_back({head + sentence(begin, end), false});
        note_steps(begin, end);
      }
      begin = end;
    }
    return std::move(result_);
  }

 private:
  static bool is_unread(const Clause& clause) {
    return std::holds_alternative<Unread>(clause.says);
  }

  std::string sentence(std::size_t begin, std::size_t end) {
    const auto part_of = [&](const std::vector<Clause>& all) {
      return std::vector<Clause>(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                 all.begin() + static_cast<std::ptrdiff_t>(end));
    };
    const std::vector<Clause> written = part_of(indicator_.clauses);
    if (freedom_ == Freedom::FullNames)
      if (auto text = canonical(part_of(named_))) return *text;
    if (freedom_ != Freedom::AuthorsWords)
      if (auto text = canonical(written)) return *text;
    Span span = written.front().span;
    for (const Clause& clause : written) span = join(span, clause.span);
    return author(span);
  }

  std::optional<std::string> canonical(const std::vector<Clause>& clauses) {
    const bool as_written = freedom_ == Freedom::AsWritten;
    const std::string wanted = meaning(clauses, as_written);
    for (Manner manner : kManners) {
      manner.as_written = as_written;
      std::string text = words(clauses, manner);
      if (reads_back(text, wanted)) return text;
    }
    return std::nullopt;
  }

  bool reads_back(const std::string& text, const std::string& wanted) const {
    const SourceText source("", text);
    DiagnosticSink unheard;
    return meaning(
               parse_rule_text(normalise(source), indicator_.title.text, source, wording_, unheard),
               freedom_ == Freedom::AsWritten) == wanted;
  }

  // 宣传栏更新(3分): in front of a sub-rule with points of its own.
  std::string sub_heading(const Clause& clause) const {
    if (!clause.part_points) return "";
    const SourceText slice("", std::string(source_.slice(clause.span)));
    const std::u32string text = without_blanks(normalise(slice)).chars;
    const std::u32string_view rest = without_mark(text);
    const std::size_t colon = rest.find(U':');
    return colon == std::u32string_view::npos ? "" : to_utf8(rest.substr(0, colon + 1));
  }

  std::string original(Span span) const {
    std::string text(source_.slice(span));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  // On one line; a colon is a comma to the parser, but would begin an attribute here.
  std::string author(Span span) const {
    const SourceText slice("", std::string(source_.slice(span)));
    std::u32string text = without_blanks(normalise(slice)).chars;
    if (marked_) text = without_mark(text);
    if (marked_ && has_heading_) text.erase(0, text.find(U':') + 1);
    close_brackets(text);
    std::replace(text.begin(), text.end(), U':', U',');
    return to_utf8(text);
  }

  std::string words(const std::vector<Clause>& clauses, const Manner& manner) const {
    const auto conditional =
        std::count_if(clauses.begin(), clauses.end(), [](const Clause& clause) {
          return !clause.when.empty() && !std::holds_alternative<Statement>(clause.says);
        });
    Quantity step = step_;
    std::vector<std::string> parts;
    for (const Clause& clause : clauses) {
      parts.insert(parts.begin() + place_of(clause, clauses),
                   clause_words(clause, manner, conditional == 1, step));
      if (clause.per) step = clause.per->step;
    }
    return fmt::format("{}", fmt::join(parts, ","));
  }

  // 同一事项,不重复加分: what is left over of a sentence comes last in the tree, but may have been
  // written before limits and notes.
  static std::ptrdiff_t place_of(const Clause& clause, const std::vector<Clause>& clauses) {
    const bool left_over =
        &clause == &clauses.back() && std::holds_alternative<Statement>(clause.says);
    const auto later = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& other) {
      return &other == &clause || (left_over && other.span.begin >= clause.span.begin);
    });
    return later - clauses.begin();
  }

  static std::string clause_words(const Clause& clause, const Manner& manner, bool alone,
                                  const Quantity& step) {
    std::string text = clause.among ? "其中," : "";
    if (clause.otherwise) text += clause.when.empty() && !clause.per ? "否则" : "否则,";
    for (const Condition& condition : clause.when) {
      const bool first = &condition == &clause.when.front();
      const bool last = &condition == &clause.when.back();
      text += (first ? "" : last ? ",且" : ",") + condition_words(condition, manner);
    }
    if (!clause.when.empty()) text += after_conditions(clause, manner, alone);
    if (clause.per) {
      text += per_words(*clause.per, manner);
      if (takes_comma(clause.says)) text += ",";
    }
    return text + effect_words(clause.says, step);
  }

  // 的 makes a case of the conditions; a mere requirement goes without.
  static std::string after_conditions(const Clause& clause, const Manner& manner, bool alone) {
    const bool remark = !clause.per && std::holds_alternative<Statement>(clause.says);
    if ((remark && !clause.closed) || std::holds_alternative<Interpolated>(clause.says)) return "";
    const bool comma =
        !remark && (clause.per || takes_comma(clause.says) || (alone && !manner.joined));
    return std::string(clause.marginal ? "的部分" : "的") + (comma ? "," : "");
  }

  // The step that a later 不足1个百分点的… speaks of.
  void note_steps(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (indicator_.clauses[i].per) step_ = indicator_.clauses[i].per->step;
  }

  const IndicatorText& indicator_;
  const std::vector<Clause>& named_;
  Freedom freedom_;
  const SourceText& source_;
  const WordingTable& wording_;
  Quantity step_{
      .value = 1, .dimension = Dimension::Count, .unit = "个", .either_side = false, .span = {}};
  bool marked_ = false;       // the sentence begins a sub-rule
  bool has_heading_ = false;  // … that has points of its own
  std::vector<Sentence> result_;
};

}  // namespace

std::vector<Sentence> sentences_of(const IndicatorText& indicator, const std::vector<Clause>& named,
                                   Freedom freedom, const SourceText& source,
                                   const WordingTable& wording) {
  return SentencePrinter(indicator, named, freedom, source, wording).run();
}

}  // namespace zs
