// One line at a time from a terminal, with a cursor, history, search and completion: libedit behind
// a small door. On a dumb terminal the line is read as the system gives it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace zs::repl {

class Signals;

class LineEditor {
 public:
  // What can stand in the place of the end of the text before the cursor, and where that begins.
  struct Completion {
    std::size_t begin = 0;
    std::vector<std::string> candidates;
  };
  using Completer = std::function<Completion(const std::string& before)>;

  LineEditor(Signals& signals, Completer completer, bool dumb);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  enum class Got { Line, Interrupt, End };
  // Line breaks and tabs of a paste are in the line. UTF-8.
  Got read(const std::string& prompt, std::string& line);
  // What Up brings back; may hold line breaks.
  void remember(const std::string& text);
  int width() const;

  class Hidden;

 private:
  std::unique_ptr<Hidden> hidden_;
};

}  // namespace zs::repl
