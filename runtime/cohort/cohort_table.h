// The units that are compared with each other, as the computation of averages and places sees them.
#pragma once

#include <string>

#include "runtime/plan/input_bounds.h"
#include "runtime/plan/plan.h"

namespace zs {

class CohortTable {
 public:
  virtual ~CohortTable() = default;

  virtual std::size_t size() const = 0;
  virtual const std::string& year(std::size_t unit) const = 0;
  virtual const std::string& group(std::size_t unit) const = 0;
  // The same for the same unit in another year.
  virtual std::string key(std::size_t unit) const = 0;

  // The data gives no figure for this input, and no bad one.
  virtual bool is_open(std::size_t input, std::size_t unit) const = 0;
  // What is compared for this input; a point when the data is there.
  virtual Interval figure(std::size_t input, std::size_t unit) const = 0;
  // Surely not among those that are compared.
  virtual bool is_excluded(std::size_t input, std::size_t unit) const = 0;
  // Precondition: is_open(). A point is a value, anything else is what is known of it.
  virtual void settle(std::size_t input, std::size_t unit, const Interval& value) = 0;
};

}  // namespace zs
