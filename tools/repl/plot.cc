#include "tools/repl/plot.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/cases/cell_text.h"
#include "runtime/base/source.h"
#include "runtime/number/decimal_text.h"

namespace zs::repl {
namespace {

constexpr int kWidest = 60;

std::string utf8_of(char32_t c) {
  std::string text;
  text += static_cast<char>(0xE0 | (c >> 12));
  text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  text += static_cast<char>(0x80 | (c & 0x3F));
  return text;
}

// Dots on a screen: 2 × 4 a character in Braille, one a character in ASCII.
class Dots {
 public:
  Dots(int columns, int rows, bool braille)
      : columns_(columns),
        rows_(rows),
        across_(braille ? 2 : 1),
        down_(braille ? 4 : 1),
        cells_(static_cast<std::size_t>(columns * rows), 0) {}
  int width() const { return columns_ * across_; }
  int height() const { return rows_ * down_; }
  // From the left and from the bottom.
  void set(int x, int y) {
    if (x < 0 || y < 0 || x >= width() || y >= height()) return;
    const int from_top = height() - 1 - y;
    const std::size_t cell = static_cast<std::size_t>(from_top / down_ * columns_ + x / across_);
    static constexpr unsigned char kBits[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};
    const int bit = across_ == 2 ? kBits[from_top % 4][x % 2] : 1;
    cells_[cell] = static_cast<unsigned char>(cells_[cell] | bit);
  }
  std::string row(int row) const {
    std::string text;
    for (int i = 0; i < columns_; ++i) {
      const unsigned char cell = cells_[static_cast<std::size_t>(row * columns_ + i)];
      if (cell == 0)
        text += ' ';
      else
        text += across_ == 2 ? utf8_of(0x2800 + cell) : "*";
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

 private:
  int columns_, rows_, across_, down_;
  std::vector<unsigned char> cells_;
};

// A place between 0 and `last` for a value between two ends.
int place_of(const Rational& value, const Rational& low, const Rational& high, int last) {
  if (high == low) return 0;
  const Rational place =
      ((value - low) * Rational(last)).divided_by(high - low) + Rational::fraction(1, 2);
  return std::clamp(std::stoi(place.floor().fixed_text(0)), 0, last);
}

class Plotter {
 public:
  Plotter(const Curve& curve, const Plan& plan, const Value& now, const Manner& manner)
      : curve_(curve),
        plan_(plan),
        input_(plan.inputs[curve.input.index]),
        manner_(manner),
        turns_(turns_of(curve)) {
    if (const auto* number = std::get_if<Rational>(&now)) now_ = *number;
    find_ends();
  }

  std::string run() {
    std::string text = heading();
    draw(text);
    return text + in_words();
  }

 private:
  std::string quantity(const Rational& value) const {
    return quantity_text(value, input_.dimension, input_.unit);
  }

  void find_ends() {
    left_ = *curve_.pieces.front().x.low;
    right_ = *curve_.pieces.back().x.high;
    if (turns_.size() > 1) {
      const Rational pad = (turns_.back().at - turns_.front().at).divided_by(Rational(4));
      left_ = std::max(left_, turns_.front().at - pad);
      right_ = std::min(right_, turns_.back().at + pad);
    } else if (turns_.size() == 1 && right_ - left_ > Rational(1)) {
      const Rational& at = turns_.front().at;
      const Rational pad = at.is_zero() ? (right_ - left_).divided_by(Rational(4)) : at.absolute();
      left_ = std::max(left_, at - pad);
      right_ = std::min(right_, at + pad);
    }
    if (now_) {
      left_ = std::min(left_, *now_);
      right_ = std::max(right_, *now_);
    }
    bottom_ = 0;
    top_ = plan_.indicators[curve_.indicator].points;
    for (const CurvePiece& piece : curve_.pieces)
      for (const Rational& score : {piece.at, piece.score(*piece.x.high)}) {
        bottom_ = std::min(bottom_, score);
        top_ = std::max(top_, score);
      }
    if (top_ == bottom_) top_ = bottom_ + Rational(1);
  }

  std::string heading() const {
    const PlanIndicator& of = plan_.indicators[curve_.indicator];
    return manner_.chinese()
               ? fmt::format("{}:得分随“{}”的变化\n", indicator_name(of), input_.name)
               : fmt::format("{}: score against \"{}\"\n", indicator_name(of), input_.name);
  }

  void draw(std::string& text) const {
    std::vector<Rational> heights = {top_, bottom_};
    for (const Turn& turn : turns_)
      for (const auto* score : {&turn.left, &turn.here, &turn.right})
        if (*score) heights.push_back(**score);
    int margin = 0;
    for (const Rational& height : heights)
      margin = std::max(margin, display_width(decimal_text(height)));
    const int rows = manner_.drawn ? 7 : 9;
    const int columns = std::clamp(manner_.width - margin - 4, 8, kWidest);
    Dots dots(columns, rows, manner_.drawn);
    plot_into(dots);
    std::vector<std::string> labels(static_cast<std::size_t>(rows));
    for (const Rational& height : heights) {
      const int row = rows - 1 - place_of(height, bottom_, top_, rows - 1);
      std::string& label = labels[static_cast<std::size_t>(row)];
      if (label.empty()) label = decimal_text(height);
    }
    for (int row = 0; row < rows; ++row) {
      const std::string& label = labels[static_cast<std::size_t>(row)];
      const auto blanks = static_cast<std::size_t>(margin - display_width(label) + 1);
      const char* axis = manner_.drawn ? (label.empty() ? "│" : "┤") : (label.empty() ? "|" : "+");
      text += std::string(blanks, ' ') + label + " " + axis + dots.row(row) + "\n";
    }
    draw_axis(text, margin + 2, columns);
  }

  void plot_into(Dots& dots) const {
    const int last = dots.width() - 1;
    for (const CurvePiece& piece : curve_.pieces) {
      const Rational from = std::max(*piece.x.low, left_), to = std::min(*piece.x.high, right_);
      if (from > to) continue;
      const int begin = place_of(from, left_, right_, last),
                end = place_of(to, left_, right_, last);
      int before = -1;
      for (int x = begin; x <= end; ++x) {
        const Rational exact =
            left_ + ((right_ - left_) * Rational(x)).divided_by(Rational(std::max(last, 1)));
        const Rational score = piece.score(std::clamp(exact, from, to));
        const int y = place_of(score, bottom_, top_, dots.height() - 1);
        dots.set(x, y);
        for (int step = before; before >= 0 && step != y; step += step < y ? 1 : -1)
          dots.set(x, step);
        before = y;
      }
    }
  }

  // The line below, a tick at each turn, and as many labels as have room.
  void draw_axis(std::string& text, int margin, int columns) const {
    std::vector<Rational> ticks;
    for (const Turn& turn : turns_) ticks.push_back(turn.at);
    if (ticks.empty()) ticks = {left_, right_};
    std::vector<char> ticked(static_cast<std::size_t>(columns), 0);
    for (const Rational& at : ticks)
      ticked[static_cast<std::size_t>(place_of(at, left_, right_, columns - 1))] = 1;
    const auto here = now_ ? place_of(*now_, left_, right_, columns - 1) : -1;
    text += std::string(static_cast<std::size_t>(margin), ' ') + (manner_.drawn ? "└" : "+");
    for (std::size_t i = 0; i < ticked.size(); ++i)
      text += static_cast<int>(i) == here ? "^"
              : manner_.drawn             ? (ticked[i] ? "┬" : "─")
                                          : (ticked[i] ? "+" : "-");
    text += "\n";
    const std::size_t room = static_cast<std::size_t>(margin + 1 + columns);
    std::vector<std::string> rows;
    for (const Rational& at : ticks) {
      const std::string label = quantity(at);
      const auto wide = static_cast<std::size_t>(display_width(label));
      const auto middle =
          static_cast<std::size_t>(margin + 1 + place_of(at, left_, right_, columns - 1));
      std::size_t begin = middle >= wide / 2 ? middle - wide / 2 : 0;
      if (begin + wide > room) begin = room > wide ? room - wide : 0;
      std::string* row = nullptr;
      for (std::string& one : rows)
        if (static_cast<std::size_t>(display_width(one)) + 1 <= begin || one.empty()) {
          row = &one;
          break;
        }
      if (!row) {
        if (rows.size() == 3) continue;
        row = &rows.emplace_back();
      }
      *row += std::string(begin - static_cast<std::size_t>(display_width(*row)), ' ') + label;
    }
    for (const std::string& row : rows) text += row + "\n";
  }

  std::string in_words() const {
    const bool zh = manner_.chinese();
    std::string text;
    constexpr std::size_t kMost = 12;
    for (std::size_t i = 0; i < turns_.size() && i < kMost; ++i) {
      const Turn& turn = turns_[i];
      const std::string at = quantity(turn.at);
      text += text.empty() ? (zh ? "转折:" : "turns: ") : (zh ? ";" : "; ");
      const Rational here = turn.here.value_or(*turn.right);
      if (*turn.left == *turn.right && here == *turn.left)
        text += zh ? fmt::format("{}处{}分", at, decimal_text(here))
                   : fmt::format("{} points at {}", decimal_text(here), at);
      else
        text += zh ? fmt::format("{}处由{}分到{}分(恰好{}得{}分)", at, decimal_text(*turn.left),
                                 decimal_text(*turn.right), at, decimal_text(here))
                   : fmt::format("from {} to {} at {} (exactly {}: {})", decimal_text(*turn.left),
                                 decimal_text(*turn.right), at, at, decimal_text(here));
    }
    if (turns_.size() > kMost)
      text += zh ? fmt::format(";另有{}处", turns_.size() - kMost)
                 : fmt::format("; {} more", turns_.size() - kMost);
    if (!text.empty()) text += "\n";
    if (now_)
      for (const CurvePiece& piece : curve_.pieces)
        if (piece.x.holds(*now_)) {
          text += zh ? fmt::format("现在(^){},得{}分\n", quantity(*now_),
                                   decimal_text(piece.score(*now_)))
                     : fmt::format("now (^) {}: {} points\n", quantity(*now_),
                                   decimal_text(piece.score(*now_)));
          break;
        }
    std::string assumed;
    for (const auto& [input, value] : curve_.assumed)
      assumed += (assumed.empty() ? ""
                  : zh            ? ","
                                  : ", ") +
                 plan_.inputs[input.index].name + "=" + cell_text(plan_.inputs[input.index], value);
    if (!assumed.empty())
      text += (zh ? "还没有的数据按得分最多的取:" : "what is lacking is taken at its best: ") +
              assumed + "\n";
    if (!curve_.exact)
      text += zh ? "有一段不是直线,没有画\n" : "a part that is no straight line is left out\n";
    return text;
  }

  const Curve& curve_;
  const Plan& plan_;
  const PlanInput& input_;
  const Manner& manner_;
  std::vector<Turn> turns_;
  std::optional<Rational> now_;
  Rational left_, right_, bottom_, top_;
};

}  // namespace

std::string plot(const Curve& curve, const Plan& plan, const Value& now, const Manner& manner) {
  return Plotter(curve, plan, now, manner).run();
}

}  // namespace zs::repl
