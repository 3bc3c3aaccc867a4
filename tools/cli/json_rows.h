// Units of a batch as JSON objects, with the explanation of every score: the same bytes as
// append_jsonl() writes of one unit.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/batch/evaluate.h"
#include "runtime/explain/saying.h"
#include "runtime/plan/plan.h"
#include "tools/cli/lane_texts.h"
#include "tools/cli/options.h"

namespace zs::cli {

class JsonRows {
 public:
  // `plan` must outlive this object.
  JsonRows(const Plan& plan, const Options& options);

  // What has to be computed beside the scores, in this order.
  const std::vector<PlanId>& roots() const { return roots_; }

  // Some root cannot be computed in columns, or some figure not be written from a lane: then no row
  // can be written. `scores` are LaneTexts' roots, `outputs` those of roots().
  bool prepare(std::span<const batch::Output> scores, std::span<const batch::Output> outputs);

  // Precondition: prepare() said yes, and the unit's scores and sections are there. `scores` and
  // `results` are of LaneTexts' roots and of roots(). False, and nothing written, for a unit that
  // has to be written the long way. Words are as append_jsonl() has them.
  bool append(std::string& to, std::string_view unit, std::string_view year, std::size_t row,
              std::span<const batch::Result> scores, std::span<const batch::Result> results,
              const LaneTexts& texts);

 private:
  // Number × times from a lane: lane × factor, with so many digits after the point.
  struct Form {
    Rational times;
    std::int64_t factor = 0;
    int places = 0;
    std::int64_t power = 1;  // 10^places
  };
  struct Known {
    std::size_t root = 0;
    std::vector<Form> forms;
  };
  struct Text {
    std::string begin;                 // up to the score
    std::vector<StepSaying> sayings;   // as JSON, in one language
    std::vector<std::string> endings;  // of each step's line, after the amount
    // From the begin up to the explanation, by lane of the score; empty: not asked for yet.
    std::int64_t low = 0, scale = 0;
    std::vector<std::string> heads;
  };
  class Page;
  class Bytes;

  std::size_t most_bytes(const Text& text) const;
  void write_head(std::string& to, std::size_t indicator, const batch::Result& score,
                  std::size_t row, const LaneTexts& texts) const;
  std::string_view head(std::size_t indicator, const batch::Result& score, std::size_t row,
                        const LaneTexts& texts, std::string& longer);

  std::size_t ask(PlanId node);
  void need(PlanId node, const Rational& times);
  void need_all(const Fragments& phrase);
  void need_all(const Saying& saying);
  bool add_forms(std::size_t root, const batch::Output& output);

  const Plan& plan_;
  const Language language_;
  const bool explain_;
  std::vector<PlanId> roots_;
  std::vector<std::int32_t> root_of_node_;                // -1: not asked for
  std::vector<Known> known_;                              // by root
  std::vector<std::size_t> vetoes_, sections_, choices_;  // roots
  std::vector<Text> texts_;
  std::vector<char> row_;             // one indicator of one unit
  std::vector<std::size_t> most_of_;  // bytes beside its head, by indicator
  std::vector<std::string> section_begins_, section_ends_;
  std::string total_end_;
};

}  // namespace zs::cli
