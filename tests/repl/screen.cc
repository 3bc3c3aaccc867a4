#include "tests/repl/screen.h"

#include <algorithm>

#include "runtime/base/source.h"

namespace zs::test {

Screen::Screen(int columns, int rows) : columns_(columns), rows_(rows) {
  for (int i = 0; i < rows; ++i) lines_.push_back(blank());
}

void Screen::write(std::string_view bytes) {
  pending_ += bytes;
  std::size_t at = 0;
  while (at < pending_.size()) {
    const auto byte = static_cast<unsigned char>(pending_[at]);
    const std::string_view left = std::string_view(pending_).substr(at);
    std::size_t used = 1;
    if (byte == 0x1B) {
      if (left.size() < 2) break;
      if (left[1] != '[') {
        sequence(left.substr(0, 2));
        at += 2;
        continue;
      }
      const std::size_t end = left.find_first_not_of("0123456789;?", 2);
      if (end == std::string_view::npos) break;
      used = end + 1;
      sequence(left.substr(0, used));
    } else if (byte < 0x20 || byte == 0x7F) {
      control(pending_[at]);
    } else {
      used = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
      if (left.size() < used) break;
      put(left.substr(0, used), display_width(left.substr(0, used)));
    }
    at += used;
  }
  pending_.erase(0, at);
}

void Screen::put(std::string_view character, int width) {
  if (width == 0) return;
  if (wrap_next_ || x_ + width > columns_) {
    x_ = 0;
    line_feed();
  }
  wrap_next_ = false;
  Line& line = lines_[static_cast<std::size_t>(y_)];
  const auto erase_half = [&](int x) {
    // Whoever writes over half of a wide character leaves a blank in the other half.
    if (x < 0 || x >= columns_) return;
    if (line[static_cast<std::size_t>(x)].tail && x > 0) line[static_cast<std::size_t>(x - 1)] = {};
    if (x + 1 < columns_ && line[static_cast<std::size_t>(x + 1)].tail)
      line[static_cast<std::size_t>(x + 1)] = {};
  };
  for (int i = 0; i < width; ++i) erase_half(x_ + i);
  line[static_cast<std::size_t>(x_)] = {std::string(character), false};
  for (int i = 1; i < width; ++i) line[static_cast<std::size_t>(x_ + i)] = {"", true};
  x_ += width;
  if (x_ >= columns_) {
    x_ = columns_ - 1;
    wrap_next_ = true;
  }
}

void Screen::line_feed() {
  if (y_ + 1 < rows_) {
    ++y_;
    return;
  }
  scrolled_.push_back(std::move(lines_.front()));
  lines_.erase(lines_.begin());
  lines_.push_back(blank());
}

void Screen::control(char byte) {
  const bool held = wrap_next_;
  wrap_next_ = false;
  switch (byte) {
    case '\r':
      x_ = 0;
      break;
    case '\n':
      line_feed();
      break;
    case '\b':
      if (x_ > 0 && !held) --x_;
      break;
    case '\t':
      x_ = std::min(columns_ - 1, (x_ / 8 + 1) * 8);
      break;
    default:
      break;
  }
}

void Screen::clear(int from, int to) {
  Line& line = lines_[static_cast<std::size_t>(y_)];
  for (int x = from; x < to; ++x) line[static_cast<std::size_t>(x)] = {};
}

void Screen::sequence(std::string_view whole) {
  std::vector<int> numbers;
  std::string digits;
  for (char c : whole.substr(std::min<std::size_t>(2, whole.size()))) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c != '?') {
      numbers.push_back(digits.empty() ? 0 : std::stoi(digits));
      digits.clear();
    }
  }
  const auto number = [&](std::size_t i, int otherwise) {
    return i < numbers.size() && numbers[i] > 0 ? numbers[i] : otherwise;
  };
  if (whole == "\033[?2004h") {
    ++reads_;
    return;
  }
  if (whole.find('?') != std::string_view::npos || whole.back() == 'm' || whole[1] != '[') return;
  wrap_next_ = false;
  switch (whole.back()) {
    case 'A':
      y_ = std::max(0, y_ - number(0, 1));
      break;
    case 'B':
      y_ = std::min(rows_ - 1, y_ + number(0, 1));
      break;
    case 'C':
      x_ = std::min(columns_ - 1, x_ + number(0, 1));
      break;
    case 'D':
      x_ = std::max(0, x_ - number(0, 1));
      break;
    case 'G':
      x_ = std::clamp(number(0, 1) - 1, 0, columns_ - 1);
      break;
    case 'H':
      y_ = std::clamp(number(0, 1) - 1, 0, rows_ - 1);
      x_ = std::clamp(number(1, 1) - 1, 0, columns_ - 1);
      break;
    case 'K':
      clear(number(0, 0) == 0 ? x_ : 0, number(0, 0) == 1 ? x_ + 1 : columns_);
      break;
    case 'J': {
      if (number(0, 0) == 2)
        for (Line& line : lines_) line = blank();
      else
        clear(x_, columns_);
      for (std::size_t y = static_cast<std::size_t>(y_) + 1; y < lines_.size(); ++y)
        lines_[y] = blank();
      break;
    }
    default:
      unknown_.emplace_back(whole);
  }
}

void Screen::resize(int columns) {
  columns_ = columns;
  for (Line& line : lines_) line.resize(static_cast<std::size_t>(columns));
  x_ = std::min(x_, columns - 1);
  wrap_next_ = false;
}

std::string Screen::text_of(const Line& line) {
  std::string text;
  for (const Place& place : line) text += place.character;
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string Screen::text() const {
  std::string all;
  for (const auto* lines : {&scrolled_, &lines_})
    for (const Line& line : *lines) all += text_of(line) + "\n";
  while (all.ends_with("\n\n")) all.pop_back();
  return all == "\n" ? "" : all;
}

std::string Screen::before_cursor() const {
  std::string text;
  const Line& line = lines_[static_cast<std::size_t>(y_)];
  for (int x = 0; x < x_; ++x) text += line[static_cast<std::size_t>(x)].character;
  return text;
}

}  // namespace zs::test
