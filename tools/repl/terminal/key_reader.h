// Bytes of a terminal as characters: UTF-8 put together, pastes taken whole.
#pragma once

#include <deque>
#include <string>

#include "tools/repl/terminal/signals.h"

namespace zs::repl {

// What stands for a line break and a tab inside one edited line.
inline constexpr wchar_t kBreakSign = 0x21B5;  // ↵
inline constexpr wchar_t kTabSign = 0x21E5;    // ⇥

class KeyReader {
 public:
  KeyReader(int file, Signals& signals) : file_(file), signals_(signals) {}

  enum class Got { Key, Interrupt, Resize, End };
  // Waits. A bracketed paste comes as its characters, line breaks and tabs as signs; a tab with
  // more right behind it was pasted too. Bytes that are not UTF-8 become U+FFFD.
  Got next(wchar_t& key);
  // Gives a key back: it comes next.
  void unread(wchar_t key) { keys_.push_front(key); }

 private:
  Got fill();       // at least one more byte
  bool has_byte();  // without waiting
  Got decode(wchar_t& key);
  bool take_paste();
  void put_pasted(wchar_t key);

  int file_;
  Signals& signals_;
  std::deque<unsigned char> bytes_;
  std::deque<wchar_t> keys_;
  bool pasting_ = false;
  bool after_return_ = false;
};

}  // namespace zs::repl
