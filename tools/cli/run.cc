#include "tools/cli/run.h"

#include <exception>
#include <ostream>

#include "tools/cli/options.h"
#include "tools/cli/session.h"

namespace zs::cli {

namespace {

// Holds everything until the end.
class HeldFile : public ByteWriter {
 public:
  HeldFile(Files& files, std::string name) : files_(files), name_(std::move(name)) {}
  bool write(std::string_view bytes, Words&) override {
    bytes_ += bytes;
    return true;
  }
  bool finish(Words& why) override { return files_.write(name_, bytes_, why); }

 private:
  Files& files_;
  std::string name_;
  std::string bytes_;
};

}  // namespace

std::unique_ptr<ByteReader> Files::open(const std::string& name, Words& why) {
  auto bytes = read(name, why);
  return bytes ? std::make_unique<HeldBytes>(std::move(*bytes)) : nullptr;
}

std::unique_ptr<ByteWriter> Files::create(const std::string& name, Words&) {
  return std::make_unique<HeldFile>(*this, name);
}

Status run(const std::vector<std::string>& arguments, Files& files, const Streams& streams) {
  const ParsedOptions parsed = parse_options(arguments);
  const Options& options = parsed.options;
  if (!parsed.problem.empty()) {
    streams.err << "zhunsheng: " << parsed.problem << "\n";
    return Status::BadCall;
  }
  if (options.command == Command::Help || options.help) {
    streams.out << help_text(options);
    return arguments.empty() ? Status::BadCall : Status::Done;
  }
  Session session(options, files, streams);
  switch (options.command) {
    case Command::Eval:
      return run_eval(session);
    case Command::Check:
      return run_check(session);
    case Command::Read:
      return run_read(session);
    case Command::Inputs:
      return run_inputs(session);
    case Command::Format:
      return run_format(session);
    case Command::Test:
      return run_test(session);
    case Command::Explain:
      return run_explain(session);
    case Command::Diff:
      return run_diff(session);
    case Command::Repl:
      return streams.interactive ? streams.interactive(options, files, streams) : Status::BadCall;
    case Command::Help:
      break;
  }
  return Status::Done;
}

}  // namespace zs::cli
