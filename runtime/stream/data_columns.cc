#include "runtime/stream/data_columns.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "runtime/io/csv_rows.h"

namespace zs::stream {
namespace {

constexpr std::size_t kSampleRows = 400;
constexpr std::int64_t kFinestScale = 100'000'000;
constexpr std::int64_t kSmallestRoom = 1 << 10;
constexpr std::int64_t kLargestRoom = std::int64_t{1} << 48;

bool has_text(const Cell& cell) { return !cell.text.empty(); }

// Of several columns with one name the first stays; `kept` maps what stays to the data's columns.
std::vector<Cell> named_columns(DataColumns& columns, std::vector<std::size_t>& kept,
                                DiagnosticSink& issues) {
  std::unordered_map<std::string_view, const Cell*> first_of_name;
  std::vector<Cell> named;
  for (std::size_t i = 0; i < columns.header.size(); ++i) {
    const Cell& name = columns.header[i];
    if (name.text.empty()) {
      columns.nameless.push_back(i);
      continue;
    }
    const auto [first, is_new] = first_of_name.try_emplace(name.text, &name);
    if (is_new) {
      named.push_back(name);
      kept.push_back(i);
      continue;
    }
    const Location there = location_of(columns.file, {first->second->line, first->second->column});
    issues
        .report(DiagnosticKind::DuplicateName, location_of(columns.file, {name.line, name.column}),
                {name.text})
        .related.push_back({there, Words("第一次写在这里", "first here")});
  }
  return named;
}

std::int64_t usual_scale(Dimension dimension) {
  switch (dimension) {
    case Dimension::Percent:
      return 10000;
    case Dimension::Money:
      return 100;
    case Dimension::Unknown:
    case Dimension::Number:
    case Dimension::Count:
    case Dimension::Rank:
    case Dimension::Months:
    case Dimension::Days:
    case Dimension::Date:
    case Dimension::Fact:
    case Dimension::Choice:
    case Dimension::Text:
      return 1;
  }
  return 1;
}

}  // namespace

DataColumns read_header(std::string file, std::string_view text, const Plan& plan,
                        const std::string& unit_column, const IsTextColumn& is_text,
                        std::size_t& end, DiagnosticSink& issues) {
  DataColumns columns;
  columns.file = std::move(file);
  columns.separator = separator_of(text);
  RowReader reader(columns.file, text, columns.separator, issues);
  while (!reader.at_end() && std::none_of(columns.header.begin(), columns.header.end(), has_text))
    columns.header = reader.next(0);
  if (std::none_of(columns.header.begin(), columns.header.end(), has_text)) columns.header.clear();
  end = reader.position();
  columns.count = columns.header.size();
  std::vector<std::size_t> kept;
  const std::vector<Cell> named = named_columns(columns, kept, issues);
  columns.binding = bind_columns(
      columns.file, named, plan, unit_column, [&](std::size_t i) { return is_text(kept[i]); },
      issues);
  const auto back = [&](std::optional<std::size_t>& column) {
    if (column) column = kept[*column];
  };
  back(columns.binding.unit);
  back(columns.binding.year);
  back(columns.binding.group);
  for (InputColumn& input : columns.binding.inputs) back(input.column);
  return columns;
}

std::vector<batch::Layout> layouts_for(const DataColumns& columns, const Plan& plan,
                                       std::string_view sample) {
  std::vector<batch::Layout> layouts(plan.inputs.size());
  std::vector<std::int64_t> most(plan.inputs.size(), 0);
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    const Dimension dimension = plan.inputs[i].dimension;
    layouts[i].fact = dimension == Dimension::Fact;
    const bool choice = dimension == Dimension::Choice;  // its place among the choices
    layouts[i].usable = layouts[i].fact || choice || is_numeric(dimension);
    layouts[i].scale = usual_scale(dimension);
  }
  DiagnosticSink unheard;
  RowReader reader(columns.file, sample, columns.separator, unheard);
  for (std::size_t row = 0; row < kSampleRows && !reader.at_end(); ++row) {
    const CsvRow cells = reader.next(columns.count);
    for (std::size_t i = 0; i < layouts.size(); ++i) {
      const InputColumn& from = columns.binding.inputs[i];
      batch::Layout& layout = layouts[i];
      if (layout.fact || !layout.usable || !from.column || *from.column >= cells.size()) continue;
      const ParsedCell parsed =
          read_cell(from, cells[*from.column].text, plan.inputs[i], plan.measures);
      const auto* number = std::get_if<Rational>(&parsed.value);
      const auto parts = number ? number->small() : std::nullopt;
      if (!parts) continue;
      const std::int64_t common = std::gcd(layout.scale, parts->denominator);
      const std::int64_t finer = layout.scale / common;
      if (parts->denominator > kFinestScale || finer > kFinestScale / parts->denominator) continue;
      most[i] *= parts->denominator / common;
      layout.scale = finer * parts->denominator;
      const auto lane = (*number * Rational(layout.scale)).absolute().small();
      if (lane && lane->numerator < kLargestRoom) most[i] = std::max(most[i], lane->numerator);
    }
  }
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    batch::Layout& layout = layouts[i];
    if (layout.fact) continue;
    layout.high = kSmallestRoom;
    while (layout.high < kLargestRoom && layout.high < 2 * most[i]) layout.high *= 2;
    layout.low = -layout.high;
    const PlanInput& input = plan.inputs[i];
    const auto limit = [&](const std::optional<Rational>& value, std::int64_t& bound, bool low) {
      if (!value) return;
      const Rational scaled = *value * Rational(layout.scale);
      const auto lane = (low ? scaled.ceiling() : scaled.floor()).small();
      // 0 stays within: it stands for what is missing.
      if (lane && (low ? lane->numerator <= 0 && lane->numerator > bound
                       : lane->numerator >= 0 && lane->numerator < bound))
        bound = lane->numerator;
    };
    limit(input.low, layout.low, true);
    limit(input.high, layout.high, false);
    if (input.low && !input.low->is_negative()) layout.low = 0;
  }
  return layouts;
}

}  // namespace zs::stream
