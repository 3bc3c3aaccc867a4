// What a terminal shows: the little of an xterm that a line editor uses, with wide characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zs::test {

class Screen {
 public:
  Screen(int columns, int rows);
  // Bytes that a program wrote; a sequence may be cut anywhere.
  void write(std::string_view bytes);
  void resize(int columns);
  // All lines since the beginning, those that scrolled off included; blanks at the ends are left
  // out. Lines that the terminal wrapped stand on several.
  std::string text() const;
  // The line on which the cursor stands, up to the cursor.
  std::string before_cursor() const;
  // How often the program asked for pastes to be marked: once for each line that it reads.
  int reads() const { return reads_; }
  // Sequences that this terminal does not know.
  const std::vector<std::string>& unknown() const { return unknown_; }

 private:
  struct Place {
    std::string character = " ";
    bool tail = false;  // the right half of a wide character
  };
  using Line = std::vector<Place>;

  void put(std::string_view character, int width);
  void control(char byte);
  void sequence(std::string_view whole);
  void line_feed();
  void clear(int from, int to);  // of the cursor's line
  Line blank() const { return Line(static_cast<std::size_t>(columns_)); }
  static std::string text_of(const Line& line);

  int columns_, rows_;
  int x_ = 0, y_ = 0;
  bool wrap_next_ = false;
  std::vector<Line> scrolled_, lines_;
  std::string pending_;
  int reads_ = 0;
  std::vector<std::string> unknown_;
};

}  // namespace zs::test
