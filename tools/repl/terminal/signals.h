// Ctrl-C and changes of the window's size, as bytes that can be waited for.
#pragma once

namespace zs::repl {

// Catches SIGINT and SIGWINCH while it lives; one at a time.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Becomes readable when something came in.
  int file() const;
  // What came in since the last call.
  struct Came {
    bool interrupt = false, resize = false;
  };
  Came take();
};

}  // namespace zs::repl
