#include "runtime/io/csv.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"
#include "runtime/io/gap_budget.h"
#include "runtime/io/place.h"

namespace zs {
namespace {

using Row = CsvRow;

bool has_text(const Cell& cell) { return !cell.text.empty(); }

void report_row_length(const std::string& file, const Row& row, std::size_t expected,
                       DiagnosticSink& sink) {
  const Cell& at = row.size() > expected ? row[expected] : row.back();
  sink.report(DiagnosticKind::RowLength, location_of(file, {at.line, at.column}),
              {std::to_string(row.size()), std::to_string(expected)});
}

void read_rows(RowReader& reader, Table& table, DiagnosticSink& sink) {
  const std::size_t expected = table.header.size();
  GapBudget budget(table.file, sink);
  while (!reader.at_end()) {
    Row row = reader.next(expected);
    if (std::none_of(row.begin(), row.end(), has_text)) continue;
    if (row.size() != expected) {
      report_row_length(table.file, row, expected, sink);
      const Cell gap{.text = {}, .line = row.back().line, .column = row.back().column};
      if (row.size() < expected && !budget.take(expected - row.size(), row.front())) return;
      row.resize(expected, gap);
    }
    table.rows.push_back(std::move(row));
  }
}

bool has_data(const Table& table, std::size_t column) {
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [column](const Row& row) { return has_text(row[column]); });
}

// Which columns stay: of several with one name the first, of nameless ones those with data.
std::vector<bool> columns_to_keep(const Table& table, DiagnosticSink& sink) {
  std::unordered_map<std::string_view, const Cell*> first_of_name;
  std::vector<bool> keep(table.header.size(), true);
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const Cell& name = table.header[i];
    const Location here = location_of(table.file, {name.line, name.column});
    if (name.text.empty()) {
      keep[i] = has_data(table, i);
      if (keep[i]) sink.report(DiagnosticKind::NamelessColumn, here);
      continue;
    }
    const auto [first, is_new] = first_of_name.try_emplace(name.text, &name);
    if (is_new) continue;
    keep[i] = false;
    const Place place{first->second->line, first->second->column};
    sink.report(DiagnosticKind::DuplicateName, here, {name.text})
        .related.push_back({location_of(table.file, place), Words("第一次写在这里", "first here")});
  }
  return keep;
}

void keep_only(const std::vector<bool>& keep, Row& row) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!keep[i]) continue;
    if (kept != i) row[kept] = std::move(row[i]);
    ++kept;
  }
  row.resize(kept);
}

void clean_columns(Table& table, DiagnosticSink& sink) {
  const std::vector<bool> keep = columns_to_keep(table, sink);
  if (std::find(keep.begin(), keep.end(), false) == keep.end()) return;
  keep_only(keep, table.header);
  for (Row& row : table.rows) keep_only(keep, row);
}

// `separator` 0: the one that the header uses.
Table read_separated(std::string file_name, std::string_view bytes, char separator,
                     DiagnosticSink& sink) {
  Table table{.file = std::move(file_name), .header = {}, .rows = {}};
  std::string converted;
  const std::optional<std::string_view> text = data_text(table.file, bytes, converted, sink);
  if (!text) return table;
  if (separator == 0) separator = separator_of(*text);
  RowReader reader(table.file, *text, separator, sink);
  while (!reader.at_end() && std::none_of(table.header.begin(), table.header.end(), has_text))
    table.header = reader.next(0);
  if (std::none_of(table.header.begin(), table.header.end(), has_text)) table.header.clear();
  read_rows(reader, table, sink);
  if (table.rows.empty()) sink.report(DiagnosticKind::NoData, location_of(table.file, {}));
  clean_columns(table, sink);
  return table;
}

}  // namespace

Table read_csv(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  return read_separated(std::move(file_name), bytes, 0, sink);
}

Table read_tsv(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  return read_separated(std::move(file_name), bytes, '\t', sink);
}

}  // namespace zs
