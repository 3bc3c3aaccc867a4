// Where a session keeps what should outlive it: $XDG_STATE_HOME/zhunsheng, else
// ~/.local/state/zhunsheng; files that only their owner can read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/base/language.h"

namespace zs::repl {

// The folder, made where it is not there yet; nothing, and a reason in `why`, when it cannot be
// written.
std::optional<std::string> state_folder(std::string& name, Words& why);

// What was typed in earlier sessions; several may write at once.
class HistoryFile {
 public:
  explicit HistoryFile(const std::string& folder) : name_(folder + "/history") {}
  // The last ones, oldest first. Shortens the file when it has grown long.
  std::vector<std::string> load();
  void add(const std::string& text);

 private:
  std::string name_;
};

// What changed a session, written as it happens, so that a killed one can be taken up again.
class Journal {
 public:
  explicit Journal(std::string folder) : folder_(std::move(folder)) {}
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // A text that changed the session.
  void add(const std::string& text);
  // All of it is in a file now.
  void saved();
  // The session ends; what is not saved is kept for the next one.
  void leave(bool unsaved);

  // A session that has ended and left something unsaved.
  struct Left {
    std::vector<std::string> texts;
    bool crashed = true;  // false: its user left
  };
  // The newest of those; it is taken over: no other session finds it after take_left() unless this
  // one calls give_back().
  std::optional<Left> take_left();
  void give_back();
  // What take_left() gave is no longer needed: it is in this journal, or not wanted.
  void drop_left();

 private:
  bool open();
  void put(const std::string& line);

  std::string folder_;
  int file_ = -1;
  std::string name_;
  int left_file_ = -1;
  std::string left_name_;
};

}  // namespace zs::repl
