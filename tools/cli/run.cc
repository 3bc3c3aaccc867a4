#include "tools/cli/run.h"

#include <exception>
#include <ostream>

#include "tools/cli/options.h"
#include "tools/cli/session.h"

namespace zs::cli {

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
    case Command::Explain:
      return run_explain(session);
    case Command::Diff:
      return run_diff(session);
    case Command::Help:
      break;
  }
  return Status::Done;
}

}  // namespace zs::cli
