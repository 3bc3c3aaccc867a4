#include "runtime/io/sparse_table.h"

#include <utility>

#include "runtime/io/gap_budget.h"

namespace zs {

SparseTable::SparseTable(std::string file, DiagnosticSink& sink) : sink_(sink) {
  table_.file = std::move(file);
}

void SparseTable::begin_unit(Place place) {
  ++begun_;
  units_.push_back({.gap = {.text = {}, .line = place.line, .column = place.column}, .values = {}});
}

std::optional<std::size_t> SparseTable::name(std::string text, Place place) {
  const auto [entry, is_new] = columns_.try_emplace(std::move(text), columns_.size());
  const auto& [known_name, column] = *entry;
  if (is_new) {
    table_.header.push_back({.text = known_name, .line = place.line, .column = place.column});
    last_use_.emplace_back();
    if (known_name.empty())
      sink_.report(DiagnosticKind::NamelessColumn, location_of(table_.file, place));
  }
  LastUse& last = last_use_[column];
  if (last.unit == begun_) {
    sink_.report(DiagnosticKind::DuplicateName, location_of(table_.file, place), {known_name})
        .related.push_back(
            {location_of(table_.file, last.place), Words("第一次写在这里", "first here")});
    return std::nullopt;
  }
  last = {begun_, place};
  return column;
}

void SparseTable::put(std::size_t column, std::string text, Place place) {
  units_.back().values.push_back(
      {column, {.text = std::move(text), .line = place.line, .column = place.column}});
}

void SparseTable::drop_unit() { units_.pop_back(); }

Table SparseTable::take() {
  GapBudget budget(table_.file, sink_);
  for (Unit& unit : units_) {
    if (unit.values.empty()) continue;
    if (!budget.take(table_.header.size() - unit.values.size(), unit.gap)) break;
    std::vector<Cell> row(table_.header.size(), unit.gap);
    for (Value& value : unit.values) row[value.column] = std::move(value.cell);
    table_.rows.push_back(std::move(row));
  }
  return std::move(table_);
}

}  // namespace zs
