#include "tools/repl/terminal/long_run.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>

namespace zs::repl {
namespace {

// Waits until `file` can be read; false when Ctrl-C came first.
bool wait_for(int file, Signals& signals) {
  while (true) {
    struct pollfd waiting[2] = {{file, POLLIN, 0}, {signals.file(), POLLIN, 0}};
    const int ready = poll(waiting, 2, -1);
    if (signals.take().interrupt) return false;
    if (ready > 0 && waiting[0].revents != 0) return true;
  }
}

[[noreturn]] void write_and_leave(int file, const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const ssize_t put = write(file, text.data() + at, text.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) break;
    at += static_cast<std::size_t>(put);
  }
  _exit(0);
}

}  // namespace

std::optional<std::string> text_of_process(Signals& signals,
                                           const std::function<std::string()>& work) {
  int ends[2];
  if (pipe(ends) != 0) return work();
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    close(ends[0]);
    close(ends[1]);
    return work();
  }
  if (child == 0) {
    close(ends[0]);
    std::signal(SIGINT, SIG_DFL);
    write_and_leave(ends[1], work());
  }
  close(ends[1]);
  std::optional<std::string> text = "";
  char buffer[65536];
  while (true) {
    if (!wait_for(ends[0], signals)) {
      text.reset();
      break;
    }
    const ssize_t got = read(ends[0], buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    text->append(buffer, static_cast<std::size_t>(got));
  }
  close(ends[0]);
  if (!text) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (text && (!WIFEXITED(status) || WEXITSTATUS(status) != 0)) text.reset();
  return text;
}

bool finished_in_time(Signals& signals, std::function<void()> work, bool& abandoned) {
  struct Ends {
    int of[2] = {-1, -1};
    ~Ends() {
      close(of[0]);
      close(of[1]);
    }
  };
  auto ends = std::make_shared<Ends>();
  if (pipe(ends->of) != 0) {
    work();
    return true;
  }
  std::thread worker([ends, work = std::move(work)] {
    work();
    [[maybe_unused]] const ssize_t put = write(ends->of[1], "x", 1);
  });
  if (wait_for(ends->of[0], signals)) {
    worker.join();
    return true;
  }
  worker.detach();
  abandoned = true;
  return false;
}

}  // namespace zs::repl
