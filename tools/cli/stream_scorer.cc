#include "tools/cli/stream_scorer.h"

#include <algorithm>
#include <cstring>

#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"
#include "tools/cli/score_one.h"
#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {

constexpr std::int64_t kMostTexts = 1 << 14;

bool has_text(const Cell& cell) { return !cell.text.empty(); }

}  // namespace

StreamScorer::StreamScorer(const Plan& plan, const stream::DataColumns& columns,
                           const Options& options, std::string_view sample)
    : columns_(columns), options_(options), plan_(plan), evaluation_(plan_, {}), explainer_(plan_) {
  const bool understood =
      !plan_.indicators.empty() &&
      std::all_of(plan_.indicators.begin(), plan_.indicators.end(),
                  [](const PlanIndicator& indicator) { return indicator.understood; });
  if (understood) {
    for (const PlanIndicator& indicator : plan_.indicators) roots_.push_back(indicator.score);
    roots_.push_back(plan_.total);
    if (!plan_.grades.empty()) roots_.push_back(plan_.grade);
  }
  scores_ = roots_.size();
  // A reviewer's deduction may be more than is left: the exact engine says so.
  for (const PlanIndicator& indicator : plan_.indicators)
    for (const PlanStep& step : indicator.steps)
      if (understood && step.kind == StepKind::Judged && step.downward)
        roots_.push_back(step.fires);
  prepare(sample);
}

void StreamScorer::prepare(std::string_view sample) {
  layouts_ = stream::layouts_for(columns_, plan_, sample);
  block_ = std::make_unique<stream::Block>(columns_, plan_, layouts_, options_.block_rows);
  const auto make = [&](bool may_miss) {
    std::vector<batch::Layout> layouts = layouts_;
    for (batch::Layout& layout : layouts) layout.may_miss = may_miss;
    return batch::make_program(plan_, roots_, std::move(layouts));
  };
  dense_.program = make(false);
  masked_.program = make(true);
  for (Engine* engine : {&dense_, &masked_})
    engine->runner = std::make_unique<batch::Runner>(engine->program, options_.block_rows);
  texts_.assign(scores_, {});
  cells_.resize(scores_ * (sizeof(ShortText) + 1));
  for (std::size_t root = 0; root < scores_; ++root) {
    const batch::Output& output = dense_.program.outputs[root];
    if (!output.computed || output.high - output.low >= kMostTexts) continue;
    Texts& texts = texts_[root];
    texts.low = output.low;
    for (std::int64_t lane = output.low; lane <= output.high; ++lane) {
      const std::string text = text_of(root, Rational::fraction(lane, output.scale));
      ShortText& kept = texts.of_lane.emplace_back();
      if (text.size() > sizeof kept.bytes) {
        texts.of_lane.clear();
        break;
      }
      text.copy(kept.bytes, text.size());
      kept.size = static_cast<std::uint8_t>(text.size());
    }
  }
}

bool StreamScorer::wanted(std::string_view unit) const {
  return options_.units.empty() ||
         std::find(options_.units.begin(), options_.units.end(), unit) != options_.units.end();
}

void StreamScorer::name(std::string_view unit, std::string_view year, const stream::BlockRow& row,
                        ScoredChunk& made) const {
  made.named_rows.push_back(row.begin);
  made.names += unit;
  if (!year.empty()) made.names.append(1, '\0').append(year);
  made.name_ends.push_back(made.names.size());
}

void StreamScorer::settle_block(const Engine& engine) {
  results_.clear();
  all_decided_ = scores_ > 0 && scores_ == roots_.size();
  for (std::size_t root = 0; root < roots_.size(); ++root) {
    results_.push_back(engine.runner->result(root));
    all_decided_ = all_decided_ && results_.back().computed && results_.back().there == nullptr;
  }
}

// Every root has a value, and no reviewer's deduction is at work.
bool StreamScorer::decided(std::size_t index) const {
  if (all_decided_) return true;
  if (scores_ == 0) return false;
  for (std::size_t root = 0; root < scores_; ++root)
    if (!results_[root].has(index)) return false;
  for (std::size_t root = scores_; root < roots_.size(); ++root)
    if (!results_[root].computed || (results_[root].has(index) && results_[root].lane(index) != 0))
      return false;
  return true;
}

std::string StreamScorer::text_of(std::size_t root, const Rational& number) const {
  const std::size_t indicators = plan_.indicators.size();
  if (root < indicators) return score_text(plan_, number);
  if (root == indicators) return total_text(plan_, number);
  const auto place =
      static_cast<std::size_t>(std::max<std::int64_t>(0, number.floor().small()->numerator));
  return csv_cell(grade_name(plan_, place, Language::Chinese));
}

void StreamScorer::append_row(std::string_view unit, const stream::BlockRow& row, std::size_t index,
                              ScoredChunk& made) {
  std::string& to = made.output;
  if (unit.find_first_of(",\"\r\n") == std::string_view::npos)
    to += unit;
  else
    to += csv_cell(unit);
  if (columns_.binding.year) (to += ',') += csv_cell(row.year);
  // A text of up to 15 bytes is copied whole; its size says how much of it counts.
  char* next = cells_.data();
  const auto flush = [&] {
    to.append(cells_.data(), static_cast<std::size_t>(next - cells_.data()));
    next = cells_.data();
  };
  for (std::size_t root = 0; root < scores_; ++root) {
    *next++ = ',';
    const batch::Result& result = results_[root];
    const Texts& texts = texts_[root];
    const std::int64_t lane = result.lane(index);
    const auto at = static_cast<std::uint64_t>(lane - texts.low);
    // Ranges and scales of the texts are those without missing data.
    if (at < texts.of_lane.size() && result.scale == dense_.program.outputs[root].scale) {
      const ShortText& text = texts.of_lane[at];
      std::memcpy(next, text.bytes, sizeof text.bytes);
      next += text.size;
    } else {
      flush();
      to += text_of(root, result.number(index));
    }
  }
  flush();
  to += '\n';
}

std::vector<Cell> StreamScorer::cells_of(std::string_view chunk, std::size_t begin, std::size_t end,
                                         DiagnosticSink& issues) const {
  RowReader reader(columns_.file, chunk.substr(begin, end - begin), columns_.separator, issues);
  return reader.next(columns_.count);
}

void StreamScorer::score_exactly(std::string_view chunk, const stream::BlockRow& row,
                                 std::size_t row_number, ScoredChunk& made) {
  const std::string_view text = chunk.substr(row.begin, row.end - row.begin);
  const int line = line_of(chunk, row.begin);
  DiagnosticSink found;
  std::vector<Cell> cells = cells_of(chunk, row.begin, row.end, found);
  if (std::none_of(cells.begin(), cells.end(), has_text)) return;
  ++made.rows;
  for (std::size_t column : columns_.nameless)
    if (column < cells.size() && has_text(cells[column])) made.nameless_data[column] = 1;
  if (!is_plain_text(text)) {
    ++made.counts.refused;
    found = DiagnosticSink();
    const auto bad = std::find_if(cells.begin(), cells.end(),
                                  [](const Cell& cell) { return !is_plain_text(cell.text); });
    const Cell& at = bad == cells.end() ? cells.front() : *bad;
    found.report(DiagnosticKind::RowDamaged, location_of(columns_.file, {at.line, at.column}));
  } else {
    if (cells.size() != columns_.count) {
      const Cell& at = cells.size() > columns_.count ? cells[columns_.count] : cells.back();
      found.report(DiagnosticKind::RowLength, location_of(columns_.file, {at.line, at.column}),
                   {std::to_string(cells.size()), std::to_string(columns_.count)});
      const Cell gap{.text = {}, .line = cells.back().line, .column = cells.back().column};
      cells.resize(columns_.count, gap);
    }
    const BoundUnit unit =
        bind_row(cells, row_number, columns_.binding, columns_.file, plan_, found);
    if (columns_.binding.unit) name(unit.name, unit.year, row, made);
    if (wanted(unit.name)) {
      UnitResult result = score_one(plan_, options_, unit, evaluation_);
      complete(result, plan_, options_, unit, evaluation_, explainer_, found);
      ++made.counts.units;
      made.counts.pending += result.score ? 0 : 1;
      if (options_.format == Format::Csv)
        append_csv(made.output, plan_, result, columns_.binding.year.has_value());
      else
        append_jsonl(made.output, plan_, result, options_.language);
    }
  }
  for (Diagnostic& one : found.take_sorted()) {
    if (one.where.line > 0) one.where.line += line;
    made.found.push_back(std::move(one));
  }
}

void StreamScorer::score_block(std::string_view chunk, std::size_t first_row, ScoredChunk& made) {
  const auto& rows = block_->rows();
  Engine& engine = block_->misses() ? masked_ : dense_;
  engine.runner->run(block_->columns(), rows.size());
  settle_block(engine);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool in_columns =
        rows[i].kind == stream::RowKind::InColumns && options_.format == Format::Csv && decided(i);
    if (!in_columns) {
      score_exactly(chunk, rows[i], first_row + made.rows, made);
      continue;
    }
    const std::size_t number = first_row + ++made.rows;
    if (columns_.binding.unit) name(rows[i].unit, rows[i].year, rows[i], made);
    const std::string numbered = columns_.binding.unit ? "" : std::to_string(number);
    const std::string_view unit = columns_.binding.unit ? rows[i].unit : numbered;
    if (!wanted(unit)) continue;
    ++made.counts.units;
    append_row(unit, rows[i], i, made);
  }
}

// Line breaks before a byte; bytes never go back within a chunk.
int StreamScorer::line_of(std::string_view chunk, std::size_t at) {
  const std::string_view more = chunk.substr(counted_to_, at - counted_to_);
  // Rows begin at line breaks, so the stretch can be counted by itself.
  if (more.find('\r') == std::string_view::npos)
    counted_lines_ += static_cast<int>(std::count(more.begin(), more.end(), '\n'));
  else
    counted_lines_ += PlaceCounter(more).at(more.size()).line - 1;
  counted_to_ = at;
  return counted_lines_;
}

ScoredChunk StreamScorer::score(std::string_view chunk, std::size_t first_row) {
  ScoredChunk made;
  made.nameless_data.assign(columns_.count, 0);
  counted_to_ = 0;
  counted_lines_ = 0;
  for (std::size_t at = 0; at < chunk.size();) {
    at = block_->read(chunk, at);
    score_block(chunk, first_row, made);
  }
  for (std::size_t column : columns_.nameless)
    if (block_->has_seen(column)) made.nameless_data[column] = 1;
  made.lines = static_cast<std::size_t>(line_of(chunk, chunk.size()));
  return made;
}

}  // namespace zs::cli
