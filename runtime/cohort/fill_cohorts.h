// What the other units say: averages, places, shares, the year before (language.md §8).
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/cohort/cohort_table.h"
#include "runtime/data/bind_inputs.h"
#include "runtime/plan/plan.h"
#include "runtime/value/results.h"

namespace zs {

// Fills inputs without a value, one year after the other. A figure in the data always wins. Where
// some unit lacks the data that is compared, the others get bounds instead of a value. Over fewer
// than two units nothing is computed.
class CohortFiller {
 public:
  // Both must outlive this object.
  CohortFiller(const Plan& plan, std::vector<BoundUnit>& units);
  CohortFiller(const Plan& plan, CohortTable& table);

  // The years of the data, oldest first; one empty text when there is no year.
  const std::vector<std::string>& years() const { return years_; }
  // Indices of the units of a year, in the order of the data.
  const std::vector<std::size_t>& units_of(const std::string& year) const;

  // Before the units of `year` are scored.
  void fill(const std::string& year);
  // After they were: the grades that next year's 上年度等级 asks for. One result a unit of the
  // year.
  void keep_grade(std::size_t unit, const GradeResult& grade);

  // How many units of a cohort input had no data, for each input that was filled from others.
  struct Taken {
    bool used = false;
    std::size_t lacking = 0;  // in the worst year
  };
  const std::vector<Taken>& taken() const { return taken_; }

 private:
  struct Member {
    std::size_t unit;
    Interval value;  // a point when the data is there
  };
  void fill_input(std::size_t input, const std::string& year);
  void fill_ranks(std::size_t input, const std::vector<Member>& members);
  void fill_group(std::size_t input, const std::vector<Member>& members);
  void set(std::size_t input, std::size_t unit, const Interval& value);
  CohortFiller(const Plan& plan, std::unique_ptr<CohortTable> own);
  std::vector<Member> members(std::size_t input, const std::vector<std::size_t>& units) const;
  std::vector<std::size_t> before(const std::string& year) const;
  void fill_last_year(std::size_t input, const std::vector<std::size_t>& units,
                      const std::string& year);
  void fill_last_grade(std::size_t input, const std::vector<std::size_t>& units,
                       const std::string& year);

  const Plan& plan_;
  std::unique_ptr<CohortTable> own_;
  CohortTable& table_;
  std::vector<std::string> years_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_year_;
  std::unordered_map<std::size_t, GradeResult> grades_;
  std::vector<std::size_t> order_;  // cohort inputs, those that others build on first
  std::vector<Taken> taken_;
};

}  // namespace zs
