#include "runtime/stream/block.h"

#include <cstring>

#include "runtime/io/blanks.h"
#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"

namespace zs::stream {
namespace {

std::size_t breaks_in(std::string_view text) {
  return static_cast<std::size_t>(PlaceCounter(text).at(text.size()).line) - 1;
}

constexpr char kYes[] = "是";
constexpr char kNo[] = "否";

bool is_ascii(std::string_view text) {
  for (char byte : text)
    if (static_cast<unsigned char>(byte) >= 0x80 || byte == 0) return false;
  return true;
}

}  // namespace

Block::Block(const DataColumns& columns, const Plan& plan,
             const std::vector<batch::Layout>& layouts, std::vector<char> asked,
             std::vector<std::size_t> given, std::size_t most_rows)
    : columns_(columns),
      plan_(plan),
      layouts_(layouts),
      asked_(std::move(asked)),
      given_(std::move(given)),
      most_rows_(most_rows) {
  sources_.resize(columns.count);
  columns_of_inputs_.resize(plan.inputs.size());
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) prepare(i);
  if (columns.binding.unit) sources_[*columns.binding.unit].kind = Source::Kind::Unit;
  if (columns.binding.year) sources_[*columns.binding.year].kind = Source::Kind::Year;
  if (columns.binding.group) sources_[*columns.binding.group].kind = Source::Kind::Group;
  // An indicator does not apply where a cell says so: such rows are taken the careful way.
  for (const PlanIndicator& indicator : plan.indicators) {
    if (!indicator.applies) continue;
    const Target always = target_of(indicator.applies->index);
    for (std::size_t row = 0; row < most_rows_; ++row) always.put(row, -1);
    std::fill_n(always.there, most_rows_, -1);
    asked_[indicator.applies->index] = 0;
  }
  // These miss only where leave() says so.
  std::erase_if(given_, [&](std::size_t input) {
    if (columns.binding.inputs[input].column) return true;
    asked_[input] = 0;
    return false;
  });
  for (const char stop : {columns.separator, '\r', '\n', '\0'})
    stops_[static_cast<unsigned char>(stop)] = true;
}

void Block::prepare(std::size_t input) {
  lanes_.push_back(std::make_unique<std::int64_t[]>(most_rows_));
  there_.push_back(std::make_unique<std::int32_t[]>(most_rows_));
  std::fill_n(there_.back().get(), most_rows_, -1);
  columns_of_inputs_[input] = {lanes_.back().get(), there_.back().get()};
  const InputColumn& from = columns_.binding.inputs[input];
  const batch::Layout& layout = layouts_[input];
  if (!from.column) {
    std::fill_n(there_.back().get(), most_rows_, 0);  // in no row
    return;
  }
  Source& source = sources_[*from.column];
  source.inputs.push_back(input);
  const Target target = target_of(input);
  source.only = target;
  source.targets.push_back(target);
  if (plan_.inputs[input].dimension == Dimension::Choice) {
    source.kind = Source::Kind::Choice;
  } else if (layout.fact) {
    source.kind = Source::Kind::Fact;
  } else {
    source.kind = Source::Kind::Number;
    source.low = layout.low;
    source.high = layout.high;
    const PlanInput& about = plan_.inputs[input];
    source.percent = about.dimension == Dimension::Percent && from.unit.empty();
    const std::optional<Rational> factor = plain_factor(about, from.unit, plan_.measures);
    Rational unit = factor.value_or(Rational(0)) * Rational(layout.scale);
    for (std::int64_t& times : source.times) {
      const auto parts = unit.small();
      const bool whole_only = about.dimension == Dimension::Count && &times != source.times;
      times = parts && parts->denominator == 1 && layout.usable && !whole_only &&
                      parts->numerator < (std::int64_t{1} << 30)
                  ? parts->numerator
                  : 0;
      unit = unit.divided_by(Rational(10));
    }
    for (const auto& [limit, is_low] : {std::pair(about.low, true), std::pair(about.high, false)}) {
      if (!limit) continue;
      // Beyond what is possible: reported the careful way.
      const Rational scaled = *limit * Rational(layout.scale);
      const auto lane = (is_low ? scaled.ceiling() : scaled.floor()).small();
      if (!lane) continue;
      if (is_low) source.low = std::max(source.low, lane->numerator);
      if (!is_low) source.high = std::min(source.high, lane->numerator);
    }
  }
}

Block::Target Block::target_of(std::size_t input) const {
  Target target;
  target.there = there_[input].get();
  target.denied = columns_.binding.inputs[input].denied;
  if (layouts_[input].wide())
    target.wide = lanes_[input].get();
  else
    target.narrow = reinterpret_cast<std::int32_t*>(lanes_[input].get());
  return target;
}

bool Block::give(std::size_t input, std::size_t row, const Rational& value) {
  const auto lane = layouts_[input].usable ? layouts_[input].lane_of(value) : std::nullopt;
  if (!lane) return false;
  const Target target = target_of(input);
  target.put(row, *lane);
  target.there[row] = -1;
  return true;
}

void Block::set_name(const Source& source, std::string_view text) {
  if (source.kind == Source::Kind::Unit) row_.unit = text;
  if (source.kind == Source::Kind::Year) row_.year = text;
  if (source.kind == Source::Kind::Group) row_.group = text;
}

void Block::put_missing(const Target& target, std::size_t row) {
  target.put(row, 0);
  target.there[row] = 0;
  gaps_.push_back(&target.there[row]);
  row_misses_ = true;
}

void Block::put_value(const Source& source, std::string_view text, std::size_t row) {
  for (std::size_t i = 0; i < source.inputs.size(); ++i) {
    const std::size_t input = source.inputs[i];
    const Target& target = source.targets[i];
    const ParsedCell parsed =
        read_cell(columns_.binding.inputs[input], text, plan_.inputs[input], plan_.measures);
    if (parsed.problem != CellProblem::None) {
      row_.kind = RowKind::Exact;
    } else if (const auto* number = std::get_if<Rational>(&parsed.value)) {
      const auto lane = layouts_[input].usable ? layouts_[input].lane_of(*number) : std::nullopt;
      if (!lane) {
        row_.kind = RowKind::Exact;
        ++misfits_;
      }
      target.put(row, lane.value_or(0));
    } else if (const auto* yes = std::get_if<bool>(&parsed.value)) {
      target.put(row, *yes ? -1 : 0);
    } else if (is_missing(parsed.value)) {
      put_missing(target, row);
    } else {
      row_.kind = RowKind::Exact;  // a text
    }
  }
}

// A cell in quotes, with blanks around it, or in any other form than the plainest.
const char* Block::careful_cell(const char* p, Source& source, std::size_t row) {
  const char separator = columns_.separator;
  const auto at_end = [&](const char* at) {
    return at == end_ || *at == separator || is_line_end(*at);
  };
  while (!at_end(p)) {
    const std::size_t blank = blank_length({p, static_cast<std::size_t>(end_ - p)});
    if (blank == 0) break;
    p += blank;
  }
  std::string_view text;
  if (p != end_ && *p == '"') {
    has_quotes_ = true;
    const char* begin = p + 1;
    const char* quote =
        static_cast<const char*>(std::memchr(begin, '"', static_cast<std::size_t>(end_ - begin)));
    if (quote == nullptr || !at_end(quote + 1)) {
      row_.kind = RowKind::Exact;  // a quote inside the cell, or without partner
      return nullptr;
    }
    text = trimmed({begin, static_cast<std::size_t>(quote - begin)});
    p = quote + 1;
  } else {
    const char* begin = p;
    while (!at_end(p)) ++p;
    text = trimmed({begin, static_cast<std::size_t>(p - begin)});
  }
  if (!text.empty()) has_text_ = source.seen = true;
  if (!is_ascii(text) && !is_plain_text(text)) row_.kind = RowKind::Exact;
  set_name(source, text);
  if (row_.kind == RowKind::InColumns) put_value(source, text, row);
  return p;
}

// One cell; returns where its separator or line end is, or null when only the careful way can tell.
// The plainest forms only; null for all others.
[[gnu::always_inline]] inline const char* Block::number_cell(const char* p, const Source& source,
                                                             std::size_t row) const {
  const bool negative = *p == '-';
  p += negative ? 1 : 0;
  const char* const first = p;
  std::uint64_t digits = 0;  // wraps where there are too many, which is seen below
  for (unsigned digit; (digit = static_cast<unsigned>(*p) - '0') <= 9; ++p)
    digits = digits * 10 + digit;
  if (p == first) return nullptr;
  std::size_t places = 0;
  if (*p == '.') {
    const char* const point = ++p;
    for (unsigned digit; (digit = static_cast<unsigned>(*p) - '0') <= 9; ++p)
      digits = digits * 10 + digit;
    places = static_cast<std::size_t>(p - point);
  }
  constexpr std::ptrdiff_t kMostDigits = 17;
  if (p - first > kMostDigits + 1 || places >= kMostPlaces) return nullptr;
  if (source.percent && *p == '%') ++p;
  const std::int64_t times = source.times[places];
  if (!stops(p) || times == 0) return nullptr;
  std::int64_t lane = 0;
  const auto number = static_cast<std::int64_t>(digits);
  if (__builtin_mul_overflow(negative ? -number : number, times, &lane) || lane < source.low ||
      lane > source.high)
    return nullptr;
  source.only.put(row, lane);
  return p;
}

[[gnu::always_inline]] inline const char* Block::fact_cell(const char* p, const Source& source,
                                                           std::size_t row) const {
  if (end_ - p < 3 || !stops(p + 3)) return nullptr;
  const bool yes = std::memcmp(p, kYes, 3) == 0;
  if (!yes && std::memcmp(p, kNo, 3) != 0) return nullptr;
  for (const Target& target : source.targets) target.put(row, yes != target.denied ? -1 : 0);
  return p + 3;
}

const char* Block::cell(const char* p, Source& source, std::size_t row) {
  switch (source.kind) {
    case Source::Kind::Number:
    case Source::Kind::Fact:
      break;
    case Source::Kind::Choice: {
      const char* at = p;
      while (!stops(at)) ++at;
      const std::string_view text(p, static_cast<std::size_t>(at - p));
      const std::vector<std::string>& choices = plan_.inputs[source.inputs.front()].choices;
      std::size_t place = 0;
      while (place < choices.size() && choices[place] != text) ++place;
      if (place == choices.size()) break;
      source.targets.front().put(row, static_cast<std::int64_t>(place));
      has_text_ = true;
      return at;
    }
    case Source::Kind::Unit:
    case Source::Kind::Year:
    case Source::Kind::Group:
    case Source::Kind::Ignored: {
      if (blank_length({p, static_cast<std::size_t>(end_ - p)}) > 0 || *p == '"') break;
      const char* at = p;
      bool ascii = true;
      while (!stops(at)) {
        ascii = ascii && static_cast<unsigned char>(*at) < 0x80 && *at != 0;
        ++at;
      }
      std::string_view text(p, static_cast<std::size_t>(at - p));
      if (!ascii || text.back() == ' ' || text.back() == '\t') {
        text = trimmed(text);
        if (!is_plain_text(text)) row_.kind = RowKind::Exact;
      }
      has_text_ = source.seen = true;
      set_name(source, text);
      return at;
    }
  }
  return careful_cell(p, source, row);
}

std::size_t Block::read(std::string_view chunk, std::size_t from) {
  rows_.clear();
  misfits_ = lines_ = 0;
  misses_ = false;
  for (std::int32_t* gap : gaps_) *gap = -1;
  gaps_.clear();
  for (std::size_t input : given_) std::fill_n(there_[input].get(), most_rows_, 0);
  for (std::size_t i = 0; i < asked_.size(); ++i)
    misses_ = misses_ || (asked_[i] && !columns_.binding.inputs[i].column);
  const char* const begin = chunk.data();
  end_ = begin + chunk.size();
  const char* p = begin + from;
  while (p != end_ && rows_.size() < most_rows_) {
    const char* const row_begin = p;
    const std::size_t row = rows_.size();
    row_ = {};
    row_misses_ = has_text_ = has_quotes_ = false;
    std::size_t cells = 0;
    for (; p != nullptr; ++p) {
      if (cells == columns_.count) {
        p = nullptr;
        break;
      }
      Source& source = sources_[cells++];
      const char* after = nullptr;
      if (stops(p)) {
        after = p;
        for (const Target& target : source.targets) put_missing(target, row);
      } else {
        if (source.kind == Source::Kind::Number) after = number_cell(p, source, row);
        if (source.kind == Source::Kind::Fact) after = fact_cell(p, source, row);
        if (after == nullptr)
          after = cell(p, source, row);
        else
          has_text_ = true;
      }
      p = after;
      if (p == nullptr || p == end_ || *p != columns_.separator) break;
    }
    row_.begin = static_cast<std::size_t>(row_begin - begin);
    if (p == nullptr || cells != columns_.count) {
      row_.kind = RowKind::Exact;
      p = begin + *end_of_row(chunk, row_.begin, columns_.separator, true);
      has_text_ = has_quotes_ = true;  // perhaps: the careful way will see
    } else if (p != end_) {
      p += *p == '\r' && p + 1 != end_ && p[1] == '\n' ? 2 : 1;
    }
    row_.end = static_cast<std::size_t>(p - begin);
    if (has_quotes_)
      lines_ += breaks_in(chunk.substr(row_.begin, row_.end - row_.begin));
    else if (is_line_end(p[-1]))
      ++lines_;
    if (!has_text_) continue;
    if (row_.kind == RowKind::InColumns && row_misses_) misses_ = true;
    rows_.push_back(row_);
  }
  return static_cast<std::size_t>(p - begin);
}

}  // namespace zs::stream
