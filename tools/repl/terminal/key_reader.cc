#include "tools/repl/terminal/key_reader.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace zs::repl {
namespace {

constexpr std::string_view kPasteBegin = "\033[200~";
constexpr std::string_view kPasteEnd = "\033[201~";
constexpr wchar_t kReplacement = 0xFFFD;

}  // namespace

KeyReader::Got KeyReader::fill() {
  while (true) {
    struct pollfd waiting[2] = {{file_, POLLIN, 0}, {signals_.file(), POLLIN, 0}};
    const int ready = poll(waiting, 2, -1);
    if (ready < 0 && errno != EINTR) return Got::End;
    const Signals::Came came = signals_.take();
    if (came.interrupt) {
      bytes_.clear();
      keys_.clear();
      pasting_ = false;
      return Got::Interrupt;
    }
    if (came.resize) return Got::Resize;
    if (ready <= 0 || (waiting[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
    unsigned char buffer[4096];
    const ssize_t got = read(file_, buffer, sizeof buffer);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return Got::End;
    bytes_.insert(bytes_.end(), buffer, buffer + got);
    return Got::Key;
  }
}

bool KeyReader::has_byte() {
  if (!bytes_.empty()) return true;
  struct pollfd waiting = {file_, POLLIN, 0};
  if (poll(&waiting, 1, 0) <= 0 || (waiting.revents & POLLIN) == 0) return false;
  return fill() == Got::Key;
}

// Whether the bytes begin with the mark, as far as they go; waits for the rest of a mark that has
// begun like a paste.
bool KeyReader::take_paste() {
  const std::string_view mark = pasting_ ? kPasteEnd : kPasteBegin;
  for (std::size_t i = 0; i < mark.size(); ++i) {
    // The first three bytes are those of any function key: no waiting for them.
    if (i >= bytes_.size() && (i < 3 ? !has_byte() : fill() != Got::Key)) return false;
    if (bytes_[i] != static_cast<unsigned char>(mark[i])) return false;
  }
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(mark.size()));
  pasting_ = !pasting_;
  return true;
}

KeyReader::Got KeyReader::decode(wchar_t& key) {
  const unsigned char first = bytes_.front();
  bytes_.pop_front();
  std::size_t more = 0;
  unsigned long code = first;
  if (first >= 0xF0 && first < 0xF5)
    more = 3, code = first & 0x07U;
  else if (first >= 0xE0 && first < 0xF0)
    more = 2, code = first & 0x0FU;
  else if (first >= 0xC2 && first < 0xE0)
    more = 1, code = first & 0x1FU;
  else if (first >= 0x80) {
    key = kReplacement;
    return Got::Key;
  }
  static constexpr unsigned long kSmallest[4] = {0, 0x80, 0x800, 0x10000};
  for (std::size_t i = 0; i < more; ++i) {
    if (bytes_.empty())
      if (const Got got = fill(); got != Got::Key) return got;
    if ((bytes_.front() & 0xC0U) != 0x80U) {
      key = kReplacement;
      return Got::Key;
    }
    code = code << 6 | (bytes_.front() & 0x3FU);
    bytes_.pop_front();
  }
  const bool bad = code < kSmallest[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
  key = bad ? kReplacement : static_cast<wchar_t>(code);
  return Got::Key;
}

void KeyReader::put_pasted(wchar_t key) {
  const bool line_feed = key == L'\n' && after_return_;
  after_return_ = key == L'\r';
  if (line_feed) return;
  if (key == L'\r' || key == L'\n')
    keys_.push_back(kBreakSign);
  else if (key == L'\t')
    keys_.push_back(kTabSign);
  else if (key >= 0x20 && key != 0x7F)
    keys_.push_back(key);
}

KeyReader::Got KeyReader::next(wchar_t& key) {
  while (keys_.empty()) {
    if (bytes_.empty())
      if (const Got got = fill(); got != Got::Key) return got;
    if (bytes_.front() == 0x1B && take_paste()) {
      if (!pasting_) {
        while (!keys_.empty() && keys_.back() == kBreakSign) keys_.pop_back();
        after_return_ = false;
      }
      continue;
    }
    if (bytes_.empty()) continue;
    wchar_t made = 0;
    if (const Got got = decode(made); got != Got::Key) return got;
    if (pasting_) {
      put_pasted(made);
      // All of a paste comes at once, so that nothing is drawn in between.
      while (pasting_) {
        if (bytes_.empty())
          if (const Got got = fill(); got != Got::Key) return got;
        if (bytes_.front() == 0x1B && take_paste()) break;
        if (bytes_.empty()) continue;
        if (const Got got = decode(made); got != Got::Key) return got;
        put_pasted(made);
      }
      while (!keys_.empty() && keys_.back() == kBreakSign) keys_.pop_back();
      after_return_ = false;
      continue;
    }
    if (made == 0) continue;  // NUL
    keys_.push_back(made == L'\t' && has_byte() ? kTabSign : made);
  }
  key = keys_.front();
  keys_.pop_front();
  return Got::Key;
}

}  // namespace zs::repl
