#include "tools/cli/stream_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <istream>
#include <mutex>
#include <ostream>
#include <thread>

#include "runtime/base/render_text.h"
#include "runtime/io/csv_rows.h"
#include "runtime/io/encoding.h"
#include "runtime/stream/chunk_reader.h"
#include "tools/cli/disk_files.h"
#include "tools/cli/name_check.h"
#include "tools/cli/problem_list.h"
#include "tools/cli/score_one.h"
#include "tools/cli/stream_scorer.h"
#include "tools/cli/unit_output.h"

namespace zs::cli {
namespace {

using Clock = std::chrono::steady_clock;
using stream::Chunk;
using stream::ChunkReader;

// A run with more units than this ends with a summary.
constexpr std::size_t kManyUnits = 100'000;

class StandardInput : public ByteReader {
 public:
  // What is read is kept as well, as long as `taken` has a value.
  StandardInput(std::istream& in, std::optional<std::string>& taken) : in_(in), taken_(taken) {}
  std::optional<std::size_t> read(char* to, std::size_t size, Words& why) override {
    in_.read(to, static_cast<std::streamsize>(size));
    if (taken_) taken_->append(to, static_cast<std::size_t>(in_.gcount()));
    if (!in_.bad()) return static_cast<std::size_t>(in_.gcount());
    why = system_reason(errno);
    return std::nullopt;
  }

 private:
  std::istream& in_;
  std::optional<std::string>& taken_;
};

class StandardOutput : public ByteWriter {
 public:
  explicit StandardOutput(std::ostream& out) : out_(out) {}
  bool write(std::string_view bytes, Words& why) override {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return good(why);
  }
  bool finish(Words& why) override {
    out_.flush();
    return good(why);
  }

 private:
  bool good(Words& why) const {
    if (out_) return true;
    why = system_reason(errno != 0 ? errno : EIO);
    return false;
  }
  std::ostream& out_;
};

bool compares(const Plan& plan) {
  return std::any_of(plan.inputs.begin(), plan.inputs.end(),
                     [](const PlanInput& input) { return input.cohort; });
}

// Averages and places come from all units at once, the year before only where there are years.
bool needs_other_units(const Plan& plan, const ColumnBinding& binding) {
  return std::any_of(plan.inputs.begin(), plan.inputs.end(), [&](const PlanInput& input) {
    if (!input.cohort) return false;
    const bool back = input.cohort->kind == CohortKind::LastYear ||
                      input.cohort->kind == CohortKind::LastYearMean;
    return !back || binding.year;
  });
}

class StreamEval {
 public:
  StreamEval(Session& session, const CompileResult& rules)
      : session_(session), options_(session.options), plan_(rules.plan) {}

  // Nothing: all units have to be seen at once.
  std::optional<Status> run() {
    if (!open()) return end(Status::Findings);
    read_beginning();
    if (!columns_) return end(Status::Findings);
    if (needs_other_units(plan_, columns_->binding) && !read_other_units()) {
      session_.standard_input = std::move(*standard_input_);  // to be read again
      return std::nullopt;
    }
    standard_input_.reset();
    if (options_.format == Format::Csv &&
        !put(csv_header(plan_, columns_->binding.unit_name, columns_->binding.year_name)))
      return end(Status::Findings);
    score_all();
    clear_progress();
    after_the_last();
    Words why;
    if (!failed_ && !writer_->finish(why)) unwritable(options_.output, why);
    if (rejects_ && !rejects_broken_ && !rejects_->finish(why)) rejects_unwritable(why);
    const bool pending = counts_.pending > 0 && options_.missing == "error";
    return end(problems_->has_errors() || pending ? Status::Findings : Status::Done);
  }

 private:
  Location place(const std::string& file) const {
    Location where;
    where.file = file;
    return where;
  }
  void unwritable(const std::string& name, const Words& why) {
    session_.issues.report(DiagnosticKind::FileUnwritable, place(name.empty() ? "标准输出" : name),
                           {why});
    failed_ = true;
  }
  // The scores do not suffer from it.
  void rejects_unwritable(const Words& why) {
    session_.issues.report(DiagnosticKind::FileUnwritable, place(options_.rejects), {why});
    rejects_broken_ = true;
  }
  bool put(std::string_view text) {
    Words why;
    if (writer_->write(text, why)) return true;
    unwritable(options_.output, why);
    return false;
  }

  bool open() {
    Words why;
    if (compares(plan_)) standard_input_.emplace();
    if (options_.data == "-")
      input_ = std::make_unique<StandardInput>(session_.streams.in, standard_input_);
    else
      input_ = session_.files.open(options_.data, why);
    if (!input_) {
      session_.issues.report(DiagnosticKind::FileUnreadable, place(options_.data), {why});
      return false;
    }
    if (options_.output.empty())
      writer_ = std::make_unique<StandardOutput>(session_.streams.out);
    else
      writer_ = session_.files.create(options_.output, why);
    if (!writer_) {
      unwritable(options_.output, why);
      return false;
    }
    if (!options_.rejects.empty()) {
      rejects_ = session_.files.create(options_.rejects, why);
      if (!rejects_) {
        unwritable(options_.rejects, why);
        return false;
      }
    }
    problems_ = std::make_unique<ProblemList>(options_.language, rejects_.get());
    return true;
  }

  // Encoding, separator, header.
  void read_beginning() {
    const std::string name = options_.data == "-" ? "标准输入" : options_.data;
    reader_ = std::make_unique<ChunkReader>(*input_, chunk_bytes());
    std::size_t bad = 0;
    const auto encoding = reader_->find_encoding(bad);
    if (!reader_->problem().empty()) {
      session_.issues.report(DiagnosticKind::FileUnreadable, place(name), {reader_->problem()});
      return;
    }
    std::size_t end = 0;
    DiagnosticSink found;
    columns_ = stream::read_header(
        name, reader_->beginning(), plan_, options_.unit_column,
        [&](std::size_t column) { return is_text_column(column); }, end, found);
    const std::string_view header = reader_->beginning().substr(0, end);
    if (encoding == ChunkReader::Encoding::Neither || header.find('\0') != header.npos ||
        !is_plain_text(header)) {
      columns_.reset();
      Location where = place(name);
      where.line = where.column = 1;
      session_.issues.report(DiagnosticKind::DataNotText, where, {std::to_string(bad + 1)});
      return;
    }
    add(found.take_sorted(), 0);
    lines_ = static_cast<std::size_t>(PlaceCounter(header).at(header.size()).line) - 1;
    reader_->set_separator(columns_->separator);
    reader_->skip(end);
    header_bytes_ = end;
    nameless_data_.assign(columns_->count, 0);
  }

  // Explanations are twenty times as long as the data that they explain.
  std::size_t chunk_bytes() const {
    constexpr std::size_t kExplained = 1 << 16;
    const bool explained = options_.format == Format::Jsonl && options_.explain;
    return explained ? std::min(options_.chunk_bytes, kExplained) : options_.chunk_bytes;
  }

  // The data is read once before.
  bool read_other_units() {
    Words why;
    const auto again = options_.data == "-" ? nullptr : session_.files.open(options_.data, why);
    if (!again) return false;
    ChunkReader reader(*again, chunk_bytes());
    std::size_t at = 0;
    reader.find_encoding(at);
    reader.set_separator(columns_->separator);
    reader.skip(header_bytes_);
    DiagnosticSink found;
    cohorts_ = read_cohorts(reader, *columns_, plan_, options_, found);
    if (cohorts_) add(found.take_sorted(), 0);
    return cohorts_ != nullptr;
  }

  // By all rows of a file; of standard input only by those that are here already.
  bool is_text_column(std::size_t column) {
    std::unique_ptr<ByteReader> again;
    Words why;
    if (options_.data == "-")
      again = std::make_unique<HeldBytes>(std::string(reader_->beginning()));
    else
      again = session_.files.open(options_.data, why);
    if (!again) return false;
    ChunkReader reader(*again, chunk_bytes());
    std::size_t bad = 0;
    reader.find_encoding(bad);
    const char separator = separator_of(reader.beginning());
    reader.set_separator(separator);
    DiagnosticSink unheard;
    bool header = true, any = false;
    for (Chunk chunk; reader.next(chunk);) {
      RowReader rows("", chunk.text, separator, unheard);
      while (!rows.at_end()) {
        const CsvRow row = rows.next(0);
        const bool empty =
            std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); });
        if (empty) continue;
        if (!header && is_no_name(column < row.size() ? row[column].text : "")) return false;
        any = any || !header;
        header = false;
      }
    }
    return any;
  }

  void score_all() {
    begin_ = Clock::now();
    const bool numbered = !columns_->binding.unit;  // a row's number is only known in turn
    std::size_t jobs = static_cast<std::size_t>(options_.jobs);
    if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
    if (numbered) jobs = 1;
    // A small file needs no threads: the first chunk is all of it.
    Chunk first;
    if (!reader_->next(first)) return;
    sample_ = first.text.substr(0, kSampleBytes);
    const bool more = !reader_->is_at_end();
    std::vector<std::thread> others;
    for (std::size_t i = 1; more && i < jobs; ++i)
      others.emplace_back([this] {
        StreamScorer scorer(plan_, *columns_, options_, cohorts_.get(), sample_);
        for (Chunk chunk; next(chunk);) settle(scorer, chunk);
      });
    StreamScorer scorer(plan_, *columns_, options_, cohorts_.get(), sample_);
    settle(scorer, first);
    for (Chunk chunk; next(chunk);) settle(scorer, chunk);
    for (std::thread& other : others) other.join();
  }

  bool next(Chunk& chunk) {
    const std::lock_guard lock(reading_);
    return !failed_ && reader_->next(chunk);
  }

  // Scores at once, then waits for its turn to write.
  void settle(StreamScorer& scorer, const Chunk& chunk) {
    ScoredChunk made = scorer.score(chunk, rows_);
    std::unique_lock lock(writing_);
    turned_.wait(lock, [&] { return turn_ == chunk.index; });
    if (!failed_) take(scorer, chunk, made);
    ++turn_;
    turned_.notify_all();
  }

  void take(const StreamScorer& scorer, const Chunk& chunk, ScoredChunk& made) {
    check_names(scorer, chunk, made);
    add(std::move(made.found), lines_);
    lines_ += made.lines;
    rows_ += made.rows;
    counts_.units += made.counts.units;
    counts_.pending += made.counts.pending;
    counts_.refused += made.counts.refused;
    for (std::size_t i = 0; i < nameless_data_.size(); ++i)
      nameless_data_[i] = nameless_data_[i] || made.nameless_data[i];
    if (!failed_) put(made.output);
    show_progress();
  }

  void check_names(const StreamScorer& scorer, const Chunk& chunk, ScoredChunk& made) {
    bool found = false;
    std::size_t name_begin = 0;
    for (std::size_t i = 0; i < made.name_ends.size(); ++i) {
      const std::size_t name_end = made.name_ends[i];
      const NameCheck::Answer answer =
          names_.add(std::string_view(made.names).substr(name_begin, name_end - name_begin));
      name_begin = name_end;
      if (answer == NameCheck::Answer::New) continue;
      found = true;
      DiagnosticSink unheard;
      const std::size_t begin = made.named_rows[i];
      const auto end = end_of_row(chunk.text, begin, columns_->separator, true);
      const std::vector<Cell> cells = scorer.cells_of(chunk.text, begin, *end, unheard);
      const Cell& cell = cells[std::min(columns_->binding.unit.value_or(0), cells.size() - 1)];
      Location where = place(columns_->file);
      where.line = cell.line +
                   PlaceCounter(std::string_view(chunk.text).substr(0, begin)).at(begin).line - 1;
      where.column = cell.column;
      DiagnosticSink one;
      if (answer == NameCheck::Answer::Again)
        one.report(DiagnosticKind::DuplicateUnit, where, {cell.text});
      else
        one.report(DiagnosticKind::NamesNotCompared, where,
                   {std::to_string(NameCheck::kMostNames)});
      made.found.push_back(one.all().front());
    }
    if (!found) return;
    DiagnosticSink sorted;
    for (const Diagnostic& one : made.found) sorted.report(one.kind, one.where) = one;
    made.found = sorted.take_sorted();
  }

  void add(std::vector<Diagnostic> found, std::size_t lines) {
    Words why;
    for (Diagnostic& one : found) {
      if (one.where.line > 0) one.where.line += static_cast<int>(lines);
      if (options_.strict) one.severity = Severity::Error;
      if (!failed_ && !problems_->add(std::move(one), why)) rejects_unwritable(why);
    }
  }

  void after_the_last() {
    if (!reader_->problem().empty()) {
      session_.issues.report(DiagnosticKind::FileUnreadable, place(columns_->file),
                             {reader_->problem()});
      failed_ = true;
    }
    DiagnosticSink found;
    for (std::size_t column : columns_->nameless)
      if (nameless_data_[column]) {
        const Cell& name = columns_->header[column];
        found.report(DiagnosticKind::NamelessColumn,
                     location_of(columns_->file, {name.line, name.column}));
      }
    if (rows_ == 0) found.report(DiagnosticKind::NoData, location_of(columns_->file, {}));
    if (counts_.units == 0 && !options_.units.empty())
      found.report(DiagnosticKind::NoSuchUnit, data_place(options_), {options_.units.front()});
    add(found.take_sorted(), 0);
  }

  void show_progress() {
    if (!session_.streams.err_is_terminal) return;
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    if (seconds < 1 || now - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = now;
    const double rate = static_cast<double>(counts_.units) / seconds;
    std::string left;
    if (const auto size = input_->size(); size && reader_->bytes_read() > 0) {
      const double done = static_cast<double>(reader_->bytes_read());
      const double rest = seconds * (static_cast<double>(*size) - done) / done;
      left = fmt::format(fmt::runtime(session_.words({",还需{:.0f}秒", ", {:.0f} s left"})), rest);
    }
    const std::string line = fmt::format(
        fmt::runtime(
            session_.words({"已评{}个单位,每秒{:.0f}个{}", "{} units, {:.0f} a second{}"})),
        counts_.units, rate, left);
    session_.streams.err << "\r\x1b[K" << line << std::flush;
  }
  void clear_progress() {
    if (shown_ != Clock::time_point()) session_.streams.err << "\r\x1b[K" << std::flush;
  }

  // What was found, then the summary of a long run.
  Status end(Status status) {
    const bool failed = session_.issues.has_errors();
    std::vector<Diagnostic> all = session_.issues.take_sorted();
    if (problems_)
      for (Diagnostic& one : problems_->shown()) all.push_back(std::move(one));
    DiagnosticSink sorted;
    for (Diagnostic& one : all) sorted.report(one.kind, one.where) = std::move(one);
    const auto left_out =
        problems_ ? problems_->left_out() : std::map<DiagnosticKind, std::size_t>();
    session_.streams.err << render_all(sorted.take_sorted(), options_.language, left_out);
    if (counts_.units >= kManyUnits || session_.streams.err_is_terminal || rejects_)
      session_.streams.err << fmt::format(
          fmt::runtime(
              session_.words({"共评{}个单位,其中待报、待评或数据有误{}个;没有评的{}行\n",
                              "{} units, {} of them without total; {} rows not scored\n"})),
          counts_.units, counts_.pending, counts_.refused);
    session_.streams.err << std::flush;
    return failed ? Status::Findings : status;
  }

  static constexpr std::size_t kSampleBytes = 1 << 17;

  Session& session_;
  const Options& options_;
  const Plan& plan_;
  std::optional<std::string> standard_input_;  // its beginning, while it may have to be read again
  std::unique_ptr<ByteReader> input_;
  std::unique_ptr<ByteWriter> writer_, rejects_;
  std::unique_ptr<ChunkReader> reader_;
  std::optional<stream::DataColumns> columns_;
  std::size_t header_bytes_ = 0;
  std::unique_ptr<StreamCohorts> cohorts_;
  std::unique_ptr<ProblemList> problems_;
  std::string sample_;
  std::mutex reading_, writing_;
  std::condition_variable turned_;
  std::atomic<bool> failed_ = false;
  bool rejects_broken_ = false;
  // From here on: only in turn.
  std::size_t turn_ = 0;
  std::size_t lines_ = 0, rows_ = 0;
  UnitCounts counts_;
  NameCheck names_;
  std::vector<char> nameless_data_;
  Clock::time_point begin_, shown_;
};

// { or [ is JSON, as read_table() has it.
bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

bool ends_in(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() &&
         std::equal(ending.begin(), ending.end(),
                    name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

// What is computed from other units needs no more than the data, and not one such figure another.
bool can_compare(const Plan& plan) {
  return std::none_of(plan.inputs.begin(), plan.inputs.end(), [&](const PlanInput& input) {
    if (!input.cohort) return false;
    return input.cohort->kind == CohortKind::LastGrade ||
           std::any_of(input.derived_from.begin(), input.derived_from.end(),
                       [&](PlanInputId from) { return plan.inputs[from.index].cohort; });
  });
}

}  // namespace

bool can_stream(Session& session, const Plan& plan) {
  if (!can_compare(plan)) return false;
  const Options& options = session.options;
  if (options.format != Format::Csv && options.format != Format::Jsonl) return false;
  if (options.inline_data || !options.streaming) return false;
  if (options.data == "-") {
    const int first = session.streams.in.peek();
    return first != std::istream::traits_type::eof() && first != '{' && first != '[' && first > ' ';
  }
  if (ends_in(options.data, ".csv")) return true;
  if (ends_in(options.data, ".tsv") || ends_in(options.data, ".json") ||
      ends_in(options.data, ".jsonl"))
    return false;
  Words why;
  const auto file = session.files.open(options.data, why);
  std::string begin(4096, '\0');
  const auto count = file ? file->read(begin.data(), begin.size(), why) : std::nullopt;
  return count && !looks_like_json(begin.substr(0, *count));
}

std::optional<Status> stream_eval(Session& session, const CompileResult& rules) {
  return StreamEval(session, rules).run();
}

}  // namespace zs::cli
