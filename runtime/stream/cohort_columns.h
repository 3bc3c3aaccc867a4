// What averages, places and the year before need of the rows of a stream, and what came of it: a
// few words a row.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/cohort/cohort_table.h"

namespace zs::stream {

// Rows count in the order of the stream.
class CohortColumns : public CohortTable {
 public:
  // For the inputs with a cohort; `plan` must outlive this object.
  explicit CohortColumns(const Plan& plan);

  // The next row; then what it says about each of inputs().
  void add_row(std::string_view unit, std::string_view year, std::string_view group);
  // Its figure is lane / scale, or nothing is known but the interval. `open`: the data gives no
  // value of the input itself.
  void add_lane(std::size_t input, std::int64_t lane, std::int64_t scale, bool open);
  void add_interval(std::size_t input, const Interval& figure, bool open, bool excluded);
  const std::vector<std::size_t>& inputs() const { return inputs_; }

  // After the computation: a point is the value; nothing is known where both ends lack.
  Interval settled(std::size_t input, std::size_t row) const;
  // All settled values are lanes of this scale and no larger; nothing where there is no such scale.
  struct Range {
    std::int64_t scale = 1;
    std::int64_t most = 0;
  };
  std::optional<Range> range(std::size_t input) const;

  std::size_t size() const override { return years_.size(); }
  const std::string& year(std::size_t row) const override { return year_names_[years_[row]]; }
  const std::string& group(std::size_t row) const override { return group_names_[groups_[row]]; }
  std::string key(std::size_t row) const override;
  bool is_open(std::size_t input, std::size_t row) const override;
  Interval figure(std::size_t input, std::size_t row) const override;
  bool is_excluded(std::size_t input, std::size_t row) const override;
  void settle(std::size_t input, std::size_t row, const Interval& value) override;

 private:
  // Whole numbers in place, all else in a list.
  struct Column {
    std::int64_t scale = 0;           // of the lanes
    std::vector<std::int64_t> lanes;  // kElsewhere: see `odd`
    std::unordered_map<std::size_t, Interval> odd;
    std::vector<bool> open, excluded;
    std::vector<std::int64_t> settled;  // even: twice a whole number; odd: a place in `values`
    std::vector<Interval> values;       // the first is what nothing is known of
  };
  using Names = std::unordered_map<std::string, std::uint32_t>;

  const Column& at(std::size_t input) const { return columns_[column_of_[input]]; }
  Column& at(std::size_t input) { return columns_[column_of_[input]]; }
  void put(Column& column, std::int64_t lane, bool open, bool excluded);

  std::vector<std::size_t> inputs_, column_of_;
  bool by_name_ = false;  // some input looks back
  std::vector<Column> columns_;
  std::vector<std::uint32_t> years_, groups_;
  std::vector<std::string> year_names_, group_names_;
  Names year_numbers_, group_numbers_;
  std::vector<std::uint64_t> keys_;  // fingerprints of the units' names
};

}  // namespace zs::stream
