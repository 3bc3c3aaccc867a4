#include "tools/cli/json_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "runtime/explain/speak.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {

constexpr int kMostPlaces = 18;
constexpr std::int64_t kMostDigits = std::int64_t{1} << 62;

// As the inside of a JSON string.
std::string inside(const std::string& text) {
  std::string quoted =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}
std::string quoted(const std::string& text) { return "\"" + inside(text) + "\""; }

void translate(Words& words, Language language) {
  const std::string text = inside(words.in(language));
  words.zh = words.en = text;
}
void translate(Fragments& phrase, Language language) {
  for (Fragment& fragment : phrase) {
    translate(fragment.text, language);
    translate(fragment.before, language);
    translate(fragment.after, language);
    for (Words& choice : fragment.choices) translate(choice, language);
  }
}
void translate(Saying& saying, Language language) {
  translate(saying.yes, language);
  translate(saying.no, language);
  for (Saying& part : saying.parts) translate(part, language);
}

void append_string(std::string& to, std::string_view text) {
  const bool plain = std::none_of(text.begin(), text.end(), [](char byte) {
    return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
  });
  if (plain)
    (to += '"').append(text) += '"';
  else
    to += quoted(std::string(text));
}

// So many bytes more than are needed are written after a short text.
constexpr std::size_t kSlack = 48;
// No number of 64 bits with a point is longer.
constexpr std::size_t kLongestNumber = 24;
// Scores whose text is kept.
constexpr std::int64_t kMostHeads = 1024;

std::size_t size_of(const Words& words) { return std::max(words.zh.size(), words.en.size()); }
std::size_t size_of(const Fragments& phrase) {
  std::size_t size = 0;
  for (const Fragment& fragment : phrase) {
    size += size_of(fragment.text) + size_of(fragment.before) + size_of(fragment.after) +
            kLongestNumber + kSlack;
    for (const Words& choice : fragment.choices) size += size_of(choice);
  }
  return size;
}
std::size_t size_of(const Saying& saying) {
  std::size_t size = size_of(saying.yes) + size_of(saying.no);
  for (const Saying& part : saying.parts) size += size_of(part);
  return size;
}

}  // namespace

JsonRows::JsonRows(const Plan& plan, const Options& options)
    : plan_(plan),
      language_(options.language),
      explain_(options.explain),
      root_of_node_(plan.nodes.size(), -1),
      total_end_("\",\"points\":\"" + decimal_text(plan.points) + "\"}") {
  for (const PlanVeto& veto : plan.vetoes) vetoes_.push_back(ask(veto.fires));
  for (const PlanSection& section : plan.sections) {
    sections_.push_back(ask(section.score));
    section_begins_.push_back("{\"title\":" + quoted(section.title) + ",\"score\":\"");
    section_ends_.push_back("\",\"points\":\"" + decimal_text(section.points) + "\"}");
  }
  for (const PlanIndicator& indicator : plan.indicators) {
    Text& text = texts_.emplace_back();
    text.begin = "{\"no\":" + quoted(indicator.number) + ",\"title\":" + quoted(indicator.title) +
                 ",\"points\":\"" + decimal_text(indicator.points) +
                 "\",\"status\":\"scored\",\"score\":\"";
    for (const PlanGrade& grade : indicator.grades) ask(grade.fires);
    if (!explain_) continue;
    text.sayings = sayings_of(plan, indicator);
    for (PlanId node : asked_for(indicator, text.sayings)) ask(node);
    need(indicator.score, 1);
    for (const PlanStep& step : indicator.steps) {
      need(step.amount, 1);
      text.endings.push_back(fmt::format("\",\"line\":{},\"column\":{}}}", step.line, step.column));
    }
    for (StepSaying& saying : text.sayings) {
      need_all(saying.when);
      need_all(saying.rate);
      translate(saying.when, language_);
      translate(saying.rate, language_);
    }
  }
}

std::size_t JsonRows::ask(PlanId node) {
  std::int32_t& root = root_of_node_[node.index];
  if (root < 0) {
    root = static_cast<std::int32_t>(roots_.size());
    roots_.push_back(node);
    known_.emplace_back();
  }
  return static_cast<std::size_t>(root);
}

void JsonRows::need(PlanId node, const Rational& times) {
  std::vector<Form>& forms = known_[ask(node)].forms;
  const bool there = std::any_of(forms.begin(), forms.end(),
                                 [&](const Form& form) { return form.times == times; });
  if (!there) forms.push_back({times, 0, 0});
}
void JsonRows::need_all(const Fragments& phrase) {
  for (const Fragment& fragment : phrase)
    if (fragment.kind == Fragment::Kind::Figure)
      need(fragment.node, fragment.times);
    else if (fragment.kind == Fragment::Kind::Choice)
      choices_.push_back(ask(fragment.node));
}
void JsonRows::need_all(const Saying& saying) {
  need_all(saying.yes);
  need_all(saying.no);
  for (const Saying& part : saying.parts) need_all(part);
}

bool JsonRows::add_forms(std::size_t root, const batch::Output& output) {
  for (Form& form : known_[root].forms) {
    const Rational one = form.times * Rational::fraction(1, output.scale);
    const std::optional<int> places = one.decimal_places();
    if (!places || *places > kMostPlaces) return false;
    Rational factor = one;
    for (int i = 0; i < *places; ++i) factor = factor * Rational(10);
    const Rational most = factor.absolute() * std::max(Rational(output.low).absolute(),
                                                       Rational(output.high).absolute());
    const auto whole = factor.small();
    if (!whole || most > Rational(kMostDigits)) return false;
    form.factor = whole->numerator;
    form.places = *places;
    for (int i = 0; i < *places; ++i) form.power *= 10;
  }
  return true;
}

bool JsonRows::prepare(std::span<const batch::Output> scores,
                       std::span<const batch::Output> outputs) {
  for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
    // What has no end as a decimal is marked as rounded, the long way.
    if (!Rational::fraction(1, scores[i].scale).decimal_places()) return false;
  }
  if (!plan_.grades.empty() && scores.back().scale != 1) return false;
  for (std::size_t choice : choices_)
    if (outputs[choice].scale != 1) return false;
  for (std::size_t root = 0; root < roots_.size(); ++root)
    if (!outputs[root].computed || !add_forms(root, outputs[root])) return false;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Text& text = texts_[i];
    const batch::Output& score = scores[i];
    std::size_t grades = 0;
    for (const PlanGrade& grade : plan_.indicators[i].grades) grades += inside(grade.name).size();
    most_of_.push_back(most_bytes(text) + grades + 4 * kSlack);
    row_.resize(std::max(row_.size(), most_of_.back()));
    if (score.high - score.low >= kMostHeads) continue;
    text.low = score.low;
    text.scale = score.scale;
    text.heads.resize(static_cast<std::size_t>(score.high - score.low) + 1);
  }
  return true;
}

// Where the next bytes of a row go; there is room for all of them.
class JsonRows::Bytes {
 public:
  explicit Bytes(char* at) : begin_(at), at_(at) {}
  std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }

  void add(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  // A text of up to 15 bytes stands within the string itself and is copied whole.
  void add(const std::string& text) {
    constexpr std::size_t kWithin = 15;
    if (text.size() > kWithin) return add(std::string_view(text));
    std::memcpy(at_, text.data(), kWithin + 1);
    at_ += text.size();
  }
  template <std::size_t N>
  void add(const char (&text)[N]) {
    std::memcpy(at_, text, N - 1);
    at_ += N - 1;
  }
  void add(char byte) { *at_++ = byte; }

  // The shortest decimal of digits / power, which is 10^places.
  void add_decimal(std::int64_t digits, std::int64_t power, int places) {
    if (digits < 0) add('-');
    auto rest = static_cast<std::uint64_t>(digits < 0 ? -digits : digits);
    std::uint64_t part = 0;
    if (places > 0) {
      part = rest % static_cast<std::uint64_t>(power);
      rest /= static_cast<std::uint64_t>(power);
    }
    add_whole(rest);
    if (part == 0) return;
    while (part % 10 == 0) {
      part /= 10;
      --places;
    }
    *at_ = '.';
    for (char* to = at_ + places; to != at_; part /= 10) *to-- = static_cast<char>('0' + part % 10);
    at_ += places + 1;
  }

 private:
  void add_whole(std::uint64_t number) {
    char text[kLongestNumber];
    char* const end = text + sizeof text;
    char* first = end;
    do {
      *--first = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number > 0);
    add(std::string_view(first, static_cast<std::size_t>(end - first)));
  }

  char* begin_;
  char* at_;
};

// The figures of one unit, and the words as JSON.
class JsonRows::Page {
 public:
  Page(const JsonRows& rows, Bytes& to, std::size_t row, std::span<const batch::Result> results)
      : rows_(rows), to_(to), row_(row), results_(results) {}

  void begin(std::size_t indicator) {
    indicator_ = indicator;
    first_ = true;
  }
  std::optional<bool> truth(PlanId node) const {
    const batch::Result& result = of(node);
    if (!result.has(row_)) return std::nullopt;
    return result.lane(row_) != 0;
  }
  std::optional<int> sign(PlanId node) const {
    const batch::Result& result = of(node);
    if (!result.has(row_)) return std::nullopt;
    const std::int64_t lane = result.lane(row_);
    return lane == 0 ? 0 : lane < 0 ? -1 : 1;
  }
  std::size_t place(PlanId node) const { return static_cast<std::size_t>(of(node).lane(row_)); }
  void begin_line() {
    if (!first_) to_.add(',');
    first_ = false;
    to_.add("{\"text\":\"");
    start_ = to_.size();
  }
  bool line_is_empty() const { return to_.size() == start_; }
  void end_line(const PlanStep& step) {
    const PlanIndicator& indicator = rows_.plan_.indicators[indicator_];
    end_line(step.amount, static_cast<std::size_t>(&step - indicator.steps.data()));
  }
  void end_line(PlanId amount, std::size_t step) {
    to_.add("\",\"amount\":\"");
    write_number(amount, kOne, false);
    const std::vector<std::string>& endings = rows_.texts_[indicator_].endings;
    if (step < endings.size())
      to_.add(endings[step]);
    else
      to_.add("\",\"line\":0,\"column\":0}");
  }
  void write(const Words& words) { to_.add(words.in(rows_.language_)); }
  void write_number(PlanId node, const Rational& times, bool without_sign) {
    const std::vector<Form>& forms = rows_.known_[root(node)].forms;
    const Form* form = &forms.front();
    while (forms.size() > 1 && !(form->times == times)) ++form;
    std::int64_t digits = of(node).lane(row_) * form->factor;
    if (without_sign && digits < 0) digits = -digits;
    to_.add_decimal(digits, form->power, form->places);
  }

 private:
  static inline const Rational kOne = 1;
  std::size_t root(PlanId node) const {
    return static_cast<std::size_t>(rows_.root_of_node_[node.index]);
  }
  const batch::Result& of(PlanId node) const { return results_[root(node)]; }

  const JsonRows& rows_;
  Bytes& to_;
  std::size_t row_;
  std::span<const batch::Result> results_;
  std::size_t indicator_ = 0;
  std::size_t start_ = 0;
  bool first_ = true;
};

// Of the explanation and what is around it, without the head.
std::size_t JsonRows::most_bytes(const Text& text) const {
  constexpr std::size_t kAroundALine = 160;  // words of the step, two amounts, keys
  std::size_t size = 2 * kAroundALine;
  for (const StepSaying& saying : text.sayings)
    size += size_of(saying.when) + size_of(saying.rate) + kAroundALine;
  for (const std::string& ending : text.endings) size += ending.size();
  return size;
}

void JsonRows::write_head(std::string& to, std::size_t indicator, const batch::Result& score,
                          std::size_t row, const LaneTexts& texts) const {
  to += texts_[indicator].begin;
  texts.append(to, indicator, score, row);
  to += "\",\"least\":\"";
  texts.append(to, indicator, score, row);
  to += "\",\"most\":\"";
  texts.append(to, indicator, score, row);
}

std::string_view JsonRows::head(std::size_t indicator, const batch::Result& score, std::size_t row,
                                const LaneTexts& texts, std::string& longer) {
  Text& text = texts_[indicator];
  const auto at = static_cast<std::uint64_t>(score.lane(row) - text.low);
  if (at < text.heads.size() && score.scale == text.scale) {
    std::string& kept = text.heads[at];
    if (kept.empty()) write_head(kept, indicator, score, row, texts);
    return kept;
  }
  longer.clear();
  write_head(longer, indicator, score, row, texts);
  return longer;
}

bool JsonRows::append(std::string& to, std::string_view unit, std::string_view year,
                      std::size_t row, std::span<const batch::Result> scores,
                      std::span<const batch::Result> results, const LaneTexts& texts) {
  for (std::size_t veto : vetoes_)
    if (!results[veto].has(row)) return false;
  for (std::size_t section : sections_)
    if (!results[section].has(row)) return false;
  to += "{\"unit\":";
  append_string(to, unit);
  if (!year.empty()) to += ",\"year\":" + json_year(std::string(year)).dump();
  const std::size_t indicators = plan_.indicators.size();
  const auto score = [&](std::size_t root) {
    texts.append(to, root, scores[root], row);
    to += "\",\"least\":\"";
    texts.append(to, root, scores[root], row);
    to += "\",\"most\":\"";
    texts.append(to, root, scores[root], row);
  };
  to += ",\"total\":{\"score\":\"";
  score(indicators);
  to += total_end_;
  if (!plan_.grades.empty()) {
    const auto place = static_cast<std::size_t>(scores[indicators + 1].lane(row));
    const std::string name = place < plan_.grades.size() ? quoted(plan_.grades[place]) : "null";
    ((((to += ",\"grade\":") += name) += ",\"grades\":[") += name) += ']';
  }
  if (!vetoes_.empty()) {
    to += ",\"vetoes\":[";
    bool first = true;
    for (std::size_t i = 0; i < vetoes_.size(); ++i) {
      if (results[vetoes_[i]].lane(row) == 0) continue;
      to += fmt::format("{}{{\"text\":{},\"line\":{}}}", first ? "" : ",",
                        quoted(plan_.vetoes[i].text), plan_.vetoes[i].line);
      first = false;
    }
    to += ']';
  }
  if (!sections_.empty()) {
    to += ",\"sections\":[";
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      const std::string text = score_text(plan_, results[sections_[i]].number(row));
      if (i > 0) to += ',';
      ((to += section_begins_[i]) += text) += "\",\"least\":\"";
      ((to += text) += "\",\"most\":\"") += text;
      to += section_ends_[i];
    }
    to += ']';
  }
  to += ",\"indicators\":[";
  std::string longer;
  for (std::size_t i = 0; i < indicators; ++i) {
    const std::string_view begin = head(i, scores[i], row, texts, longer);
    if (begin.size() + most_of_[i] > row_.size()) row_.resize(begin.size() + most_of_[i]);
    Bytes bytes(row_.data());
    if (i > 0) bytes.add(',');
    bytes.add(begin);
    Page page(*this, bytes, row, results);
    const PlanIndicator& indicator = plan_.indicators[i];
    for (const PlanGrade& grade : indicator.grades) {
      const std::optional<bool> fires = page.truth(grade.fires);
      if (fires == false) continue;
      if (fires) {
        bytes.add("\",\"grade\":\"");
        bytes.add(std::string_view(inside(grade.name)));
      }
      break;
    }
    bytes.add("\",\"explanation\":[");
    page.begin(i);
    if (explain_ && !Speaker(indicator, texts_[i].sayings, page).run()) {
      static const Words kNone("没有得分的情形,得", "nothing earns points: ");
      page.begin_line();
      page.write(kNone);
      page.write_number(indicator.score, 1, false);
      page.write(step_words::kPoints);
      page.end_line(indicator.score, 0);
    }
    bytes.add("],\"missing\":[]}");
    to.append(row_.data(), bytes.size());
  }
  to += "]}\n";
  return true;
}

}  // namespace zs::cli
