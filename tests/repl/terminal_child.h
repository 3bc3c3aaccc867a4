// The program on a terminal of its own, and a user before it.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "tests/repl/screen.h"

namespace zs::test {

class TerminalChild {
 public:
  struct Setting {
    std::string folder;  // that the program runs in; HOME and its state are below
    std::map<std::string, std::string> environment;
    int columns = 80, rows = 50;
  };
  explicit TerminalChild(Setting setting);
  ~TerminalChild();
  TerminalChild(const TerminalChild&) = delete;
  TerminalChild& operator=(const TerminalChild&) = delete;

  // Starts the program and waits until it asks for a line. The screen stays the same.
  bool start(const std::vector<std::string>& arguments);
  // Types, and waits until the program has taken it all: after a return, until it asks again.
  bool type(const std::string& keys);
  // Types without waiting.
  void send(const std::string& keys);
  // Waits until the program asks for a line again, or has gone.
  bool wait_for_prompt();
  // Types a line, and Ctrl-C while the program works on it.
  bool stop_after(const std::string& line);
  // The terminal goes away.
  void hang_up();
  void resize(int columns);
  void kill_it();
  // Waits until the program has gone of itself.
  bool wait_for_end();
  int status() const { return status_; }
  bool running() const { return child_ > 0; }
  Screen& screen() { return screen_; }
  // A command without a terminal, its output on the screen.
  void run(const std::vector<std::string>& command);

 private:
  bool read_some(int milliseconds);
  bool wait_until_idle();
  bool is_idle() const;
  void end_child();
  std::vector<std::string> environment() const;

  Setting setting_;
  Screen screen_;
  pid_t child_ = -1;
  int terminal_ = -1, other_end_ = -1;
  int reads_before_ = 0;
  int status_ = 0;
  bool dumb_ = false;
};

}  // namespace zs::test
