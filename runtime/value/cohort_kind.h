// What other units, or the same unit a year before, say about an input for which no figure is given
// (language.md §8).
#pragma once

namespace zs {

enum class CohortKind {
  Mean,          // 全市平均: over the units of the same year (and group)
  Largest,       // 最高值
  Smallest,      // 最低值
  Sum,           // 合计
  Median,        // 中位数
  Rank,          // 名次: 1 is the first; equal values share a place
  Share,         // 占全市比重
  LastYear,      // 上年: the same unit one year earlier
  LastYearMean,  // 上年平均水平: over the units of the year before
  LastGrade      // 上年度等级: its place in the grades, 0 the best, their number for none
};

}  // namespace zs
