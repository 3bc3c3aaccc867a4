// Some rows of a chunk as columns of lanes.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "runtime/batch/lanes.h"
#include "runtime/stream/data_columns.h"

namespace zs::stream {

// What a row is for.
enum class RowKind : std::uint8_t {
  InColumns,  // all its values are in the lanes
  Exact,      // some cell or the row itself needs the careful way; its lanes do not count
};

struct BlockRow {
  RowKind kind = RowKind::InColumns;
  std::size_t begin = 0, end = 0;  // in the chunk
  // Of rows in columns: as the careful way would read them.
  std::string_view unit, year, group;
};

class Block {
 public:
  // All must outlive the block. Only inputs that `asked` has as 1 count as missing; `given` ones
  // come from elsewhere where the data lacks them, see lacks().
  Block(const DataColumns& columns, const Plan& plan, const std::vector<batch::Layout>& layouts,
        std::vector<char> asked, std::vector<std::size_t> given, std::size_t most_rows);

  // `chunk` is followed by a zero byte, as the text of a string is. Reads rows from `at` on until
  // the block or the chunk is full; returns where it stopped. Rows that are surely empty are left
  // out; others that may be are Exact.
  std::size_t read(std::string_view chunk, std::size_t at);

  const std::vector<BlockRow>& rows() const { return rows_; }
  // Lines that the last read() went over.
  std::size_t lines() const { return lines_; }
  // Of a row in columns.
  bool lacks(std::size_t input, std::size_t row) const { return there_[input][row] == 0; }
  // False when the value does not fit the layout.
  bool give(std::size_t input, std::size_t row, const Rational& value);
  // It stays missing.
  void leave(std::size_t) { misses_ = true; }
  void make_exact(std::size_t row) { rows_[row].kind = RowKind::Exact; }

  std::span<const batch::Column> columns() const { return columns_of_inputs_; }
  // Some row in columns lacks some input.
  bool misses() const { return misses_; }
  // Some cell of the column had text in the plain rows so far.
  bool has_seen(std::size_t column) const { return sources_[column].seen; }
  // Rows whose cells can be read but do not fit the layouts.
  std::size_t misfits() const { return misfits_; }

 private:
  static constexpr std::size_t kMostPlaces = 10;
  // Where the lanes of an input are: in one of the two widths.
  struct Target {
    std::int32_t* narrow = nullptr;
    std::int64_t* wide = nullptr;
    std::int32_t* there = nullptr;  // -1 wherever a row has a value
    bool denied = false;

    void put(std::size_t row, std::int64_t lane) const {
      if (narrow)
        narrow[row] = static_cast<std::int32_t>(lane);
      else
        wide[row] = lane;
    }
  };
  // One column of the data.
  struct Source {
    enum class Kind : std::uint8_t {
      Ignored,
      Unit,
      Year,
      Group,
      Number,
      Fact,
      Choice
    } kind = Kind::Ignored;
    std::vector<std::size_t> inputs;
    std::vector<Target> targets;  // of these inputs
    Target only;                  // of a number
    // Of a plain number with d digits after the point, lane = digits × times[d]; 0: not exact.
    std::int64_t times[kMostPlaces] = {};
    std::int64_t low = 0, high = 0;
    bool percent = false;
    bool seen = false;
  };

  void prepare(std::size_t input);
  const char* number_cell(const char* p, const Source& source, std::size_t row) const;
  const char* fact_cell(const char* p, const Source& source, std::size_t row) const;
  Target target_of(std::size_t input) const;
  void set_name(const Source& source, std::string_view text);
  const char* cell(const char* p, Source& source, std::size_t row);
  const char* careful_cell(const char* p, Source& source, std::size_t row);
  void put_missing(const Target& target, std::size_t row);
  bool stops(const char* at) const {
    return stops_[static_cast<unsigned char>(*at)] && (*at != 0 || at == end_);
  }
  void put_value(const Source& source, std::string_view text, std::size_t row);

  const DataColumns& columns_;
  const Plan& plan_;
  const std::vector<batch::Layout>& layouts_;
  std::vector<char> asked_;  // by input
  std::vector<std::size_t> given_;
  std::size_t most_rows_;
  std::vector<Source> sources_;
  std::vector<std::unique_ptr<std::int64_t[]>> lanes_;  // int32 where the layout is narrow
  std::vector<std::unique_ptr<std::int32_t[]>> there_;
  std::vector<batch::Column> columns_of_inputs_;
  std::vector<std::int32_t*> gaps_;  // where `there_` is 0
  bool stops_[256] = {};             // bytes that may end a plain cell: 0 only at the chunk's end
  std::vector<BlockRow> rows_;
  const char* end_ = nullptr;  // of the chunk
  BlockRow row_;
  bool misses_ = false;
  bool row_misses_ = false;
  bool has_text_ = false;
  bool has_quotes_ = false;  // this row: a line may end inside
  std::size_t lines_ = 0;
  std::size_t misfits_ = 0;
};

}  // namespace zs::stream
