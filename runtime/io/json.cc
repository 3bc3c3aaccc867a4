#include "runtime/io/json.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/io/blanks.h"
#include "runtime/io/encoding.h"
#include "runtime/io/json_problems.h"
#include "runtime/io/place.h"
#include "runtime/io/sparse_table.h"

namespace zs {
namespace {

// The library turns every number into a floating one and refuses what is too large for it. We
// want the digits only: this type takes the result of strtod and forgets it.
struct UnusedNumber {
  double ignored;
  UnusedNumber() = default;
  constexpr UnusedNumber(double value) : ignored(value) {}  // NOLINT: the library converts
  operator double&() { return ignored; }                    // NOLINT: the library converts
  constexpr operator double() const { return 0; }           // NOLINT: the library converts
};

using Json = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                  std::uint64_t, UnusedNumber>;

// Walks the text for the library and shows us how far it came.
class TrackedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator(const char* at, const char*& reached) : at_(at), reached_(&reached) {}
  const char& operator*() const { return *at_; }
  TrackedIterator& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  friend bool operator==(const TrackedIterator& a, const TrackedIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  const char** reached_;
};

bool is_json_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool belongs_to_number(char byte) {
  return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == '.' || byte == 'e' ||
         byte == 'E';
}

// Turns the library's events into units. One for each JSON text; `places` and `units` are shared
// by the lines of a file.
class UnitReader {
 public:
  UnitReader(const std::string& file, std::string_view whole, PlaceCounter& places,
             SparseTable& units, DiagnosticSink& sink)
      : file_(file), whole_(whole), places_(places), units_(units), sink_(sink) {}

  // Reads bytes [begin, end) of the whole text as one JSON text.
  void read(std::size_t begin, std::size_t end) {
    token_end_ = reached_ = whole_.data() + begin;
    end_ = whole_.data() + end;
    const bool complete =
        Json::sax_parse(TrackedIterator(reached_, reached_), TrackedIterator(end_, reached_), this);
    if (!complete && in_unit()) units_.drop_unit();
  }

  // What follows is called by the library; false would stop it.
  bool null() { return value("", reached_); }
  bool boolean(bool is_true) { return value(is_true ? "是" : "否", reached_); }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(UnusedNumber, const std::string&) { return number(); }
  bool string(const std::string& text) { return value(trimmed(text), reached_); }
  bool binary(const Json::binary_t&) { return true; }
  bool key(const std::string& name);
  bool start_object(std::size_t);
  bool start_array(std::size_t);
  bool end_object() { return end_container(); }
  bool end_array() { return end_container(); }
  bool parse_error(std::size_t, const std::string&, const std::exception& complaint);

 private:
  bool in_unit() const { return unit_depth_ > 0; }
  bool directly_in_unit() const { return in_unit() && depth_ == unit_depth_; }
  bool where_units_stand() const { return !in_unit() && depth_ <= 1; }

  bool value(std::string_view text, const char* token_end);
  bool number();
  void report_nested_value();
  bool end_container();
  void report_not_a_unit(const char* at);

  const char* token_begin() const;
  void finish_token(const char* token_end, char separator);
  Place place(const char* at) { return places_.at(static_cast<std::size_t>(at - whole_.data())); }

  const std::string& file_;
  std::string_view whole_;
  PlaceCounter& places_;
  SparseTable& units_;
  DiagnosticSink& sink_;

  const char* reached_ = nullptr;    // behind the last byte that the library took
  const char* token_end_ = nullptr;  // behind the last token that it told us of
  const char* end_ = nullptr;
  char separator_ = 0;  // what may stand before the next token: ':' ',' or nothing

  std::size_t depth_ = 0;              // open brackets
  std::size_t unit_depth_ = 0;         // the same just inside the current unit; 0 outside
  std::string name_;                   // of the value to come
  std::optional<std::size_t> column_;  // where it belongs; nowhere after a duplicate name
};

// The library reports values and brackets, not separators; those we step over ourselves.
const char* UnitReader::token_begin() const {
  const char* at = token_end_;
  while (at < end_ && is_json_blank(*at)) ++at;
  if (at < end_ && separator_ != 0 && *at == separator_) ++at;
  while (at < end_ && is_json_blank(*at)) ++at;
  return at;
}

void UnitReader::finish_token(const char* token_end, char separator) {
  token_end_ = token_end;
  separator_ = separator;
}

bool UnitReader::key(const std::string& name) {
  if (directly_in_unit()) {
    name_ = trimmed(name);
    column_ = units_.name(name_, place(token_begin()));
  }
  finish_token(reached_, ':');
  return true;
}

bool UnitReader::value(std::string_view text, const char* token_end) {
  if (directly_in_unit() && column_)
    units_.put(*column_, std::string(text), place(token_begin()));
  else if (where_units_stand())
    report_not_a_unit(token_begin());
  finish_token(token_end, depth_ > 0 ? ',' : '\0');
  return true;
}

bool UnitReader::number() {
  const char* begin = token_begin();
  const char* limit = reached_ == end_ ? end_ : reached_ - 1;  // it has looked at one byte more
  const char* end = begin;
  while (end < limit && belongs_to_number(*end)) ++end;
  return value({begin, static_cast<std::size_t>(end - begin)}, end);
}

bool UnitReader::start_object(std::size_t) {
  if (directly_in_unit()) report_nested_value();
  const bool is_unit = where_units_stand();
  if (is_unit) units_.begin_unit(place(token_begin()));
  ++depth_;
  if (is_unit) unit_depth_ = depth_;
  finish_token(reached_, 0);
  return true;
}

bool UnitReader::start_array(std::size_t) {
  if (directly_in_unit())
    report_nested_value();
  else if (depth_ == 1 && where_units_stand())
    report_not_a_unit(token_begin());
  ++depth_;
  finish_token(reached_, 0);
  return true;
}

void UnitReader::report_nested_value() {
  if (!column_) return;
  const Place here = place(token_begin());
  sink_.report(DiagnosticKind::NestedValue, location_of(file_, here), {name_});
  units_.put(*column_, "", here);
}

bool UnitReader::end_container() {
  if (directly_in_unit()) unit_depth_ = 0;
  --depth_;
  finish_token(reached_, depth_ > 0 ? ',' : '\0');
  return true;
}

void UnitReader::report_not_a_unit(const char* at) {
  sink_.report(DiagnosticKind::JsonSyntax, location_of(file_, place(at)),
               {Words("一个单位的数据,写成{\"单位\": \"甲县\", …}",
                      "the data of one unit, written as {\"单位\": \"甲县\", …}")});
}

bool UnitReader::parse_error(std::size_t, const std::string&, const std::exception& complaint) {
  const JsonProblem problem = json_problem(complaint.what());
  const bool at_last_byte = problem.at == JsonMistakeAt::LastByteRead && reached_ > token_end_;
  const char* at = at_last_byte ? reached_ - 1 : token_begin();
  sink_.report(DiagnosticKind::JsonSyntax, location_of(file_, place(at)), {problem.expected});
  return false;
}

std::size_t end_of_line(std::string_view text, std::size_t from) {
  return std::min(text.find_first_of("\r\n", from), text.size());
}

// `one_text`: all of the file is one JSON text; else every line is.
Table read_units(std::string file_name, std::string_view bytes, bool one_text,
                 DiagnosticSink& sink) {
  const std::size_t reported_before = sink.all().size();
  std::string converted;
  const std::optional<std::string_view> text = data_text(file_name, bytes, converted, sink);
  if (!text) return {.file = std::move(file_name), .header = {}, .rows = {}};
  SparseTable units(file_name, sink);
  PlaceCounter places(*text);
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = one_text ? text->size() : end_of_line(*text, begin);
    if (!trimmed(text->substr(begin, end - begin)).empty())
      UnitReader(file_name, *text, places, units, sink).read(begin, end);
    begin = end + 1;
  }
  Table table = units.take();
  if (table.rows.empty() && sink.all().size() == reported_before)
    sink.report(DiagnosticKind::NoData, location_of(file_name, {}));
  return table;
}

}  // namespace

Table read_json(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  return read_units(std::move(file_name), bytes, true, sink);
}

Table read_jsonl(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  return read_units(std::move(file_name), bytes, false, sink);
}

}  // namespace zs
