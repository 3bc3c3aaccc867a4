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
    Manner{false, false, false}, Manner{true, false, false}, Manner{false, true, false},
    Manner{true, true, false},   Manner{false, false, true}, Manner{true, false, true},
    Manner{false, true, true},   Manner{true, true, true}};

// What has to stay the same, whether or not 每 was written and wherever the sentence stands.
std::string meaning(std::vector<Clause> clauses) {
  for (Clause& clause : clauses) {
    clause.part = 0;
    if (clause.per) clause.per->elliptical = false;
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

class SentencePrinter {
 public:
  SentencePrinter(const IndicatorText& indicator, const std::vector<Clause>& named, Freedom freedom,
                  const SourceText& source, const WordingTable& wording)
      : indicator_(indicator), named_(named), freedom_(freedom), source_(source), wording_(wording) {}

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
        result_.push_back({author(clauses[begin].span), true});
      } else {
        marked_ = clauses[begin].part != part;
        part = clauses[begin].part;
        result_.push_back({(marked_ ? fmt::format("({})", part) : "") + sentence(begin, end), false});
        note_steps(begin, end);
      }
      begin = end;
    }
    return std::move(result_);
  }

 private:
  static bool is_unread(const Clause& clause) { return std::holds_alternative<Unread>(clause.says); }

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
    const std::string wanted = meaning(clauses);
    for (const Manner& manner : kManners) {
      std::string text = words(clauses, manner);
      if (reads_back(text, wanted)) return text;
    }
    return std::nullopt;
  }

  bool reads_back(const std::string& text, const std::string& wanted) const {
    const SourceText source("", text);
    DiagnosticSink unheard;
    return meaning(parse_rule_text(normalise(source), indicator_.title.text, source, wording_, unheard)) == wanted;
  }

  // On one line; a colon is a comma to the parser, but would begin an attribute here.
  std::string author(Span span) const {
    const SourceText slice("", std::string(source_.slice(span)));
    std::u32string text = without_blanks(normalise(slice)).chars;
    if (marked_) text = without_mark(text);
    std::replace(text.begin(), text.end(), U':', U',');
    return to_utf8(text);
  }

  std::string words(const std::vector<Clause>& clauses, const Manner& manner) const {
    const auto conditional = std::count_if(clauses.begin(), clauses.end(), [](const Clause& clause) {
      return !clause.when.empty() && !std::holds_alternative<Statement>(clause.says);
    });
    Quantity step = step_;
    std::string text;
    for (const Clause& clause : clauses) {
      if (!text.empty()) text += ",";
      text += clause_words(clause, manner, conditional == 1, step);
      if (clause.per) step = clause.per->step;
    }
    return text;
  }

  static std::string clause_words(const Clause& clause, const Manner& manner, bool alone, const Quantity& step) {
    const bool statement = std::holds_alternative<Statement>(clause.says);
    std::string text = clause.among ? "其中" : "";
    if (clause.otherwise) text += clause.when.empty() && !clause.per ? "否则" : "否则,";
    for (const Condition& condition : clause.when) {
      const bool first = &condition == &clause.when.front();
      const bool last = &condition == &clause.when.back();
      text += (first ? "" : last ? ",且" : ",") + condition_words(condition, manner);
    }
    const bool comma = clause.per || takes_comma(clause.says) || (alone && !manner.joined);
    if (!clause.when.empty() && !(statement && !clause.per)) text += comma ? "的," : "的";
    if (clause.per) {
      text += per_words(*clause.per, manner);
      if (takes_comma(clause.says)) text += ",";
    }
    return text + effect_words(clause.says, step);
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
  Quantity step_{.value = 1, .dimension = Dimension::Count, .unit = "个", .either_side = false, .span = {}};
  bool marked_ = false;
  std::vector<Sentence> result_;
};

}  // namespace

std::vector<Sentence> sentences_of(const IndicatorText& indicator, const std::vector<Clause>& named,
                                   Freedom freedom, const SourceText& source, const WordingTable& wording) {
  return SentencePrinter(indicator, named, freedom, source, wording).run();
}

}  // namespace zs
