#include "tests/repl/terminal_child.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace zs::test {
namespace {

// Far more than anything takes, also with sanitizers on a busy machine.
constexpr auto kPatience = std::chrono::seconds(120);

class Deadline {
 public:
  bool passed() const { return std::chrono::steady_clock::now() > end_; }

 private:
  std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + kPatience;
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

TerminalChild::TerminalChild(Setting setting)
    : setting_(std::move(setting)), screen_(setting_.columns, setting_.rows) {
  dumb_ = setting_.environment.count("TERM") && setting_.environment.at("TERM") == "dumb";
}

TerminalChild::~TerminalChild() { kill_it(); }

std::vector<std::string> TerminalChild::environment() const {
  std::map<std::string, std::string> all = {{"TERM", "xterm"},
                                            {"HOME", setting_.folder + "/home"},
                                            {"PATH", "/usr/bin:/bin"},
                                            {"LC_ALL", "C"},
                                            {"ASAN_OPTIONS", "detect_leaks=0"}};
  for (const auto& [name, value] : setting_.environment) all[name] = value;
  std::vector<std::string> made;
  for (const auto& [name, value] : all) made.push_back(name + "=" + value);
  return made;
}

bool TerminalChild::start(const std::vector<std::string>& arguments) {
  end_child();
  struct winsize size {};
  size.ws_col = static_cast<unsigned short>(setting_.columns);
  size.ws_row = static_cast<unsigned short>(setting_.rows);
  std::vector<std::string> words = {"zhunsheng", "repl"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> surroundings = environment();
  const auto argv = pointers_to(words);
  const auto envp = pointers_to(surroundings);
  if (openpty(&terminal_, &other_end_, nullptr, nullptr, &size) != 0) return false;
  reads_before_ = screen_.reads();
  child_ = fork();
  if (child_ == 0) {
    close(terminal_);
    setsid();
    ioctl(other_end_, TIOCSCTTY, 0);
    for (int file : {0, 1, 2}) dup2(other_end_, file);
    if (other_end_ > 2) close(other_end_);
    if (chdir(setting_.folder.c_str()) == 0) execve(ZS_PROGRAM, argv.data(), envp.data());
    _exit(127);
  }
  fcntl(terminal_, F_SETFL, O_NONBLOCK);
  return wait_for_prompt();
}

bool TerminalChild::read_some(int milliseconds) {
  if (terminal_ < 0) return false;
  struct pollfd waiting = {terminal_, POLLIN, 0};
  if (poll(&waiting, 1, milliseconds) <= 0) return false;
  char buffer[65536];
  const ssize_t got = read(terminal_, buffer, sizeof buffer);
  if (got <= 0) return false;
  screen_.write(std::string_view(buffer, static_cast<std::size_t>(got)));
  return true;
}

// Asleep, with nothing left to read: it waits for keys.
bool TerminalChild::is_idle() const {
  int waiting = 0;
  if (ioctl(other_end_, FIONREAD, &waiting) != 0 || waiting > 0) return false;
  std::ifstream file("/proc/" + std::to_string(child_) + "/stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::size_t end = text.rfind(')');
  return end != std::string::npos && end + 2 < text.size() && text[end + 2] == 'S';
}

bool TerminalChild::wait_until_idle() {
  const Deadline deadline;
  for (int quiet = 0; quiet < 5;) {
    if (deadline.passed()) return false;
    if (read_some(2))
      quiet = 0;
    else
      quiet = is_idle() ? quiet + 1 : 0;
    if (waitpid(child_, &status_, WNOHANG) == child_) {
      while (read_some(0)) {
      }
      child_ = -1;
      return true;
    }
  }
  return true;
}

bool TerminalChild::wait_for_prompt() {
  const Deadline deadline;
  while (!deadline.passed()) {
    const bool more = read_some(20);
    const bool asks =
        dumb_ ? !more && screen_.before_cursor().ends_with("> ") : screen_.reads() > reads_before_;
    if (asks) {
      reads_before_ = screen_.reads();
      return wait_until_idle();
    }
    if (!more && child_ > 0 && waitpid(child_, &status_, WNOHANG) == child_) {
      while (read_some(0)) {
      }
      child_ = -1;
      return true;
    }
  }
  return false;
}

void TerminalChild::send(const std::string& keys) {
  for (std::size_t at = 0; at < keys.size();) {
    const ssize_t put = write(terminal_, keys.data() + at, keys.size() - at);
    if (put > 0)
      at += static_cast<std::size_t>(put);
    else
      read_some(5);
  }
}

bool TerminalChild::type(const std::string& keys) {
  if (child_ <= 0) return false;
  send(keys);
  const bool asks_again = keys.ends_with('\r') || keys.ends_with('\003') || keys.ends_with('\004');
  return asks_again ? wait_for_prompt() : wait_until_idle();
}

bool TerminalChild::stop_after(const std::string& line) {
  send(line + "\r");
  const Deadline deadline;
  // Once the line has been taken, the terminal is no longer in the hands of the editor.
  for (struct termios mode{}; !deadline.passed();) {
    read_some(2);
    int waiting = 0;
    ioctl(other_end_, FIONREAD, &waiting);
    if (waiting == 0 && tcgetattr(other_end_, &mode) == 0 && (mode.c_lflag & ICANON) != 0) break;
  }
  send("\003");
  return wait_for_prompt();
}

void TerminalChild::hang_up() { end_child(); }

void TerminalChild::resize(int columns) {
  setting_.columns = columns;
  struct winsize size {};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(setting_.rows);
  screen_.resize(columns);
  ioctl(terminal_, TIOCSWINSZ, &size);
  wait_until_idle();
}

void TerminalChild::end_child() {
  if (terminal_ >= 0) close(terminal_);
  if (other_end_ >= 0) close(other_end_);
  terminal_ = other_end_ = -1;
}

void TerminalChild::kill_it() {
  if (child_ > 0) {
    kill(child_, SIGKILL);
    waitpid(child_, &status_, 0);
    while (read_some(0)) {
    }
  }
  child_ = -1;
  end_child();
}

bool TerminalChild::wait_for_end() {
  const Deadline deadline;
  while (child_ > 0 && !deadline.passed()) {
    if (terminal_ < 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    else
      read_some(20);
    if (waitpid(child_, &status_, WNOHANG) == child_) {
      while (read_some(0)) {
      }
      child_ = -1;
    }
  }
  return child_ <= 0;
}

void TerminalChild::run(const std::vector<std::string>& command) {
  int ends[2];
  if (pipe(ends) != 0) return;
  std::vector<std::string> words = command, surroundings = environment();
  const auto argv = pointers_to(words);
  const auto envp = pointers_to(surroundings);
  const bool own = command.front() == "zhunsheng";
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    dup2(ends[1], 2);
    close(ends[0]);
    close(ends[1]);
    if (chdir(setting_.folder.c_str()) == 0)
      execve(own ? ZS_PROGRAM : ("/bin/" + command.front()).c_str(), argv.data(), envp.data());
    _exit(127);
  }
  close(ends[1]);
  char buffer[4096];
  for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    for (ssize_t i = 0; i < got; ++i)
      screen_.write(buffer[i] == '\n' ? std::string_view("\r\n") : std::string_view(buffer + i, 1));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
    screen_.write("[exit " + std::to_string(WEXITSTATUS(status)) + "]\r\n");
}

}  // namespace zs::test
