#include "tools/repl/terminal/signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace zs::repl {
namespace {

int pipe_ends[2] = {-1, -1};

extern "C" void note_signal(int number) {
  const int before = errno;
  const char byte = number == SIGINT ? 'I' : 'W';
  [[maybe_unused]] const ssize_t put = write(pipe_ends[1], &byte, 1);
  errno = before;
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);  // no SA_RESTART: waiting ends
}

}  // namespace

Signals::Signals() {
  if (pipe2(pipe_ends, O_NONBLOCK | O_CLOEXEC) != 0) pipe_ends[0] = pipe_ends[1] = -1;
  handle(SIGINT, note_signal);
  handle(SIGWINCH, note_signal);
}

Signals::~Signals() {
  handle(SIGINT, SIG_DFL);
  handle(SIGWINCH, SIG_DFL);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

int Signals::file() const { return pipe_ends[0]; }

Signals::Came Signals::take() {
  Came came;
  char byte = 0;
  while (read(pipe_ends[0], &byte, 1) == 1) (byte == 'I' ? came.interrupt : came.resize) = true;
  return came;
}

}  // namespace zs::repl
