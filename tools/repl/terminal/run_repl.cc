#include "tools/repl/terminal/run_repl.h"

#include <unistd.h>

#include <iostream>

#include "tools/repl/gather_lines.h"
#include "tools/repl/repl.h"
#include "tools/repl/terminal/terminal_session.h"

namespace zs::repl {
namespace {

cli::Status run_piped(const cli::Options& options, cli::Files& files, const cli::Streams& streams) {
  Manner manner;
  manner.language = options.language;
  Repl repl({files, manner, nullptr, nullptr, nullptr});
  bool failed = false;
  const auto show = [&](const Answer& answer) {
    streams.out << answer.text << std::flush;
    failed = failed || answer.failed;
    if (answer.ask == Answer::Ask::Restore || answer.ask == Answer::Ask::Discard)
      streams.out << manner.in({"这里没有可以恢复的\n", "there is nothing to restore here\n"});
    return answer.ask != Answer::Ask::Leave;
  };
  if (!options.rules.empty() || !options.data.empty())
    show(repl.start(options.rules, options.data));
  LineGatherer gatherer;
  bool going = true;
  const auto take_all = [&](const std::vector<std::string>& texts) {
    for (const std::string& text : texts)
      if (going) going = show(repl.take(text));
  };
  for (std::string line; going && std::getline(streams.in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    take_all(gatherer.add(repl.without_prompts(line)));
  }
  if (going) take_all(gatherer.finish());
  return failed ? cli::Status::Findings : cli::Status::Done;
}

}  // namespace

cli::Status run_repl(const cli::Options& options, cli::Files& files, const cli::Streams& streams) {
  const bool terminal = &streams.in == &std::cin && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  return terminal ? run_on_terminal(options, files) : run_piped(options, files, streams);
}

}  // namespace zs::repl
