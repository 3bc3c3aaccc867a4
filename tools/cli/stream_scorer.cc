#include "tools/cli/stream_scorer.h"

#include <algorithm>
#include <numeric>

#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"
#include "tools/cli/score_one.h"
#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {

// What JSON wants to know of a row is much: fewer rows at a time stay near the processor.
constexpr std::size_t kJsonRows = 256;

// 1 for each input that some root depends on.
std::vector<char> inputs_below(const Plan& plan, const std::vector<PlanId>& roots) {
  std::vector<char> needed(plan.nodes.size(), 0), asked(plan.inputs.size(), 0);
  for (PlanId root : roots) needed[root.index] = 1;
  for (std::size_t i = plan.nodes.size(); i-- > 0;) {  // operands stand before their users
    if (!needed[i]) continue;
    const PlanNode& node = plan.nodes[i];
    if (node.op == Op::Input) asked[node.index] = 1;
    const int inputs = input_count(node.op);
    if (inputs > 0) needed[node.a.index] = 1;
    if (inputs > 1) needed[node.b.index] = 1;
    if (inputs > 2) needed[node.c.index] = 1;
  }
  return asked;
}

bool has_text(const Cell& cell) { return !cell.text.empty(); }

}  // namespace

StreamScorer::StreamScorer(const Plan& plan, const stream::DataColumns& columns,
                           const Options& options, const StreamCohorts* cohorts,
                           std::string_view sample)
    : columns_(columns),
      options_(options),
      cohorts_(cohorts),
      plan_(plan),
      evaluation_(plan_, {}),
      explainer_(plan_) {
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
  decided_ = roots_.size();
  prepare(sample);
}

void StreamScorer::prepare(std::string_view sample) {
  const bool in_json = options_.format == Format::Jsonl && scores_ > 0;
  const std::size_t most_rows =
      in_json ? std::min(options_.block_rows, kJsonRows) : options_.block_rows;
  layouts_ = stream::layouts_for(columns_, plan_, sample);
  if (cohorts_) widen_layouts();
  for (Engine* engine : {&dense_, &masked_})
    if (in_json) engine->json = std::make_unique<JsonRows>(plan_, options_);
  if (in_json)
    roots_.insert(roots_.end(), dense_.json->roots().begin(), dense_.json->roots().end());
  const std::vector<std::size_t> given =
      cohorts_ ? cohorts_->columns.inputs() : std::vector<std::size_t>();
  block_ = std::make_unique<stream::Block>(columns_, plan_, layouts_, inputs_below(plan_, roots_),
                                           given, most_rows);
  for (Engine* engine : {&dense_, &masked_}) {
    std::vector<batch::Layout> layouts = layouts_;
    for (batch::Layout& layout : layouts) layout.may_miss = engine == &masked_;
    engine->program = batch::make_program(plan_, roots_, std::move(layouts));
    engine->runner = std::make_unique<batch::Runner>(engine->program, most_rows);
    const std::span outputs(engine->program.outputs);
    if (in_json && !engine->json->prepare(outputs.first(scores_), outputs.subspan(decided_)))
      engine->json.reset();
  }
  texts_ = std::make_unique<LaneTexts>(plan_, dense_.program, scores_);
}

// Averages have other denominators than the data.
void StreamScorer::widen_layouts() {
  for (std::size_t input : cohorts_->columns.inputs()) {
    const auto range = cohorts_->columns.range(input);
    if (!range) continue;
    batch::Layout& layout = layouts_[input];
    const std::int64_t scale = layout.scale / std::gcd(layout.scale, range->scale) * range->scale;
    const bool held = columns_.binding.inputs[input].column.has_value();
    const std::int64_t before = held ? layout.high * (scale / layout.scale) : 0;
    layout.high = std::max(before, range->most * (scale / range->scale));
    layout.low = layout.low < 0 ? -layout.high : 0;
    layout.scale = scale;
  }
}

// What other units say, where the data does not.
void StreamScorer::give_cohorts() {
  const auto& rows = block_->rows();
  for (std::size_t input : cohorts_->columns.inputs())
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].kind != stream::RowKind::InColumns || !block_->lacks(input, i)) continue;
      const Interval value = cohorts_->columns.settled(input, cohort_row_ + i);
      if (value.is_point() ? !block_->give(input, i, *value.low) : value.low || value.high)
        block_->make_exact(i);
      else if (!value.is_point())
        block_->leave(i);
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
  all_decided_ = scores_ > 0 && scores_ == decided_;
  for (std::size_t root = 0; root < roots_.size(); ++root) {
    results_.push_back(engine.runner->result(root));
    all_decided_ = all_decided_ && (root >= decided_ ||
                                    (results_.back().computed && results_.back().there == nullptr));
  }
  // Only without missing data the texts are known to hold every lane.
  texts_->begin_block(std::span(results_).first(&engine == &dense_ ? scores_ : 0));
}

// Every root has a value, and no reviewer's deduction is at work.
bool StreamScorer::decided(std::size_t index) const {
  if (scores_ == 0) return false;
  for (std::size_t root = 0; root < scores_; ++root)
    if (!results_[root].has(index)) return false;
  for (std::size_t root = scores_; root < decided_; ++root)
    if (!results_[root].computed || (results_[root].has(index) && results_[root].lane(index) != 0))
      return false;
  return true;
}

bool StreamScorer::append_json(Engine& engine, std::string_view unit, const stream::BlockRow& row,
                               std::size_t index, ScoredChunk& made) const {
  const std::span results(results_);
  return engine.json->append(made.output, unit, row.year, index, results.first(scores_),
                             results.subspan(decided_), *texts_);
}

void StreamScorer::append_row(std::string_view unit, const stream::BlockRow& row, std::size_t index,
                              ScoredChunk& made) {
  std::string& to = made.output;
  if (unit.find_first_of(",\"\r\n") == std::string_view::npos)
    to += unit;
  else
    to += csv_cell(unit);
  if (columns_.binding.year) (to += ',') += csv_cell(row.year);
  if (texts_->append_row(to, index)) return;
  for (std::size_t root = 0; root < scores_; ++root) {
    to += ',';
    texts_->append(to, root, results_[root], index);
  }
  to += '\n';
}

std::vector<Cell> StreamScorer::cells_of(std::string_view chunk, std::size_t begin, std::size_t end,
                                         DiagnosticSink& issues) const {
  RowReader reader(columns_.file, chunk.substr(begin, end - begin), columns_.separator, issues);
  return reader.next(columns_.count);
}

void StreamScorer::score_exactly(std::string_view chunk, std::size_t index, std::size_t row_number,
                                 ScoredChunk& made) {
  const stream::BlockRow& row = block_->rows()[index];
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
    BoundUnit unit = bind_row(cells, row_number, columns_.binding, columns_.file, plan_, found);
    if (cohorts_) add_cohorts(*cohorts_, cohort_row_ + index, unit);
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
  if (cohorts_) give_cohorts();
  const auto& rows = block_->rows();
  Engine& engine = block_->misses() ? masked_ : dense_;
  engine.runner->run(block_->columns(), rows.size());
  settle_block(engine);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool in_columns = rows[i].kind == stream::RowKind::InColumns &&
                            (options_.format == Format::Csv || engine.json) &&
                            (all_decided_ || decided(i));
    if (!in_columns) {
      score_exactly(chunk, i, first_row + made.rows, made);
      continue;
    }
    const std::size_t number = first_row + made.rows + 1;
    const std::string numbered = columns_.binding.unit ? "" : std::to_string(number);
    const std::string_view unit = columns_.binding.unit ? rows[i].unit : numbered;
    const bool shown = wanted(unit);
    if (shown && engine.json && !append_json(engine, unit, rows[i], i, made)) {
      score_exactly(chunk, i, first_row + made.rows, made);
      continue;
    }
    ++made.rows;
    if (columns_.binding.unit) name(rows[i].unit, rows[i].year, rows[i], made);
    if (!shown) continue;
    ++made.counts.units;
    if (!engine.json) append_row(unit, rows[i], i, made);
  }
}

// Line breaks before a byte; bytes never go back within a chunk.
int StreamScorer::line_of(std::string_view chunk, std::size_t at) {
  const std::string_view more = chunk.substr(counted_to_, at - counted_to_);
  // Rows begin at line breaks, so the stretch can be counted by itself.
  if (more.find('\r') == std::string_view::npos)
    for (std::size_t i = more.find('\n'); i != std::string_view::npos; i = more.find('\n', i + 1))
      ++counted_lines_;
  else
    counted_lines_ += PlaceCounter(more).at(more.size()).line - 1;
  counted_to_ = at;
  return counted_lines_;
}

ScoredChunk StreamScorer::score(const stream::Chunk& whole, std::size_t first_row) {
  const std::string_view chunk = whole.text;
  if (cohorts_) cohort_row_ = cohorts_->first_rows[whole.index];
  ScoredChunk made;
  made.nameless_data.assign(columns_.count, 0);
  made.output.reserve(most_output_);
  made.names.reserve(most_names_);
  made.named_rows.reserve(most_rows_);
  made.name_ends.reserve(most_rows_);
  counted_to_ = 0;
  counted_lines_ = 0;
  for (std::size_t at = 0; at < chunk.size();) {
    at = block_->read(chunk, at);
    made.lines += block_->lines();
    score_block(chunk, first_row, made);
    cohort_row_ += block_->rows().size();
  }
  for (std::size_t column : columns_.nameless)
    if (block_->has_seen(column)) made.nameless_data[column] = 1;
  most_output_ = std::max(most_output_, made.output.size());
  most_names_ = std::max(most_names_, made.names.size());
  most_rows_ = std::max(most_rows_, made.name_ends.size());
  return made;
}

}  // namespace zs::cli
