// Statements into one canonical text: what one statement leaves for those after it is carried here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/reader/chart.h"
#include "compiler/reader/reader.h"

namespace zs {

// The «…» of a template are its instructions:
//   «新»          a quantity of its own: what was carried ends
//   «主:名» «主»   the subject of what follows; that subject, or the title under a bare standard
//   «主题» «须主»   the subject, or the title; the subject, which must be known
//   «标准:量» «标准自比» «于标准»   a standard stated apart, and 于 with it
//   «名次:名»      what is ranked
//   «求:情» «求全»  a requirement without a price; all of them as one award of full points
//   «事:名» «事»    what may happen, and that again
//   «代:x=名» «变:x»  a letter for a name; what the letter stands for
//   «权:名=数»      a weighted part
//   «选:名/值…» «题»  a choice and its values; its name, or the title
//   «级:名/级/上»    that class of an ordered scale (尺度) and those above, or below, it
//   «配:名|关系|值…|动|分…»  a list of values and one of points, pair by pair
//   «末量»         the quantity named last
//   «标准值»        the standard alone
//   «完成:务» «任务率»  a task done: the fact, or where a rate of it is asked for, 100% of that
//   «顺:名|动|分…»   points of the first, second … place
//   «定:名=式»      a quantity defined in passing
//   «量:名=比» «各:方向|步|动|分»   a bound of a quantity; a rate for each of those
//   «列价:值=分/…»  things and their points: parts where they fit into the points, else one choice
//   «裸» «扣项»     the effect of a bare price: 得, or 扣 where the text says so anywhere
//   «完成率»        the subject if it is a rate of completion, else that of the task
//   «每项:名、名…|比|动|分»  a condition and a price for each of a list
//   «对项:名、名…|关系|值…|动|分…»  names, values and points, one by one; one price may be that of
//   all «各自:名、名…|值…|动|分…|向|步|动|分…»  the same, and a rate below or above each, as parts
//   «差:向|量»       so much below (低) or above (高) the standard, and more
//   «分差:分-分»     the difference of two prices
//   «率分:名»       points in proportion; a remark where prices of that quantity follow
//   «须得»          a negative price, which needs an award beside it
//   «同:名=名» «合计:分»  what must agree: two names, the points of a list with their sum
//   «分值:分»       the points of the indicator, said again
//   «说明:…» «括注:…»  a remark; one in brackets within a statement
class Assembler {
 public:
  // All outlive it.
  Assembler(const Constructions& data, const LaidText& text, const Plausibility& names,
            std::u32string_view title, const Rational* points)
      : data_(data), text_(text), names_(names), title_(title), points_(points) {}

  Reading assemble(const WholeReading& whole);

 private:
  void add(const WholeReading::Statement& statement, char32_t stop_before, bool marks);
  void finish();
  void tidy();
  void lift_nils();
  void leave_standard();
  void end_awards();
  void lose();
  std::u32string places(std::u32string_view what);
  NormalText resolved(const WholeReading::Statement& statement);
  std::u32string carried(std::u32string_view what);
  std::u32string all_requirements();
  std::u32string paired(std::u32string_view what);
  std::u32string choice(std::u32string_view what);
  std::u32string classes(std::u32string_view what);
  std::u32string priced_list(std::u32string_view what);
  std::u32string rate_for_each(std::u32string_view what);
  std::u32string one_by_one(std::u32string_view what);
  std::u32string parts_one_by_one(std::u32string_view what);
  std::u32string off_standard(std::u32string_view what);
  std::u32string in_proportion(std::u32string_view name);
  void look_ahead(const WholeReading& whole);
  std::u32string worked_off(std::u32string_view words);
  void put(std::u32string_view words, Span where);
  Span place(std::uint32_t from) const { return text_.text.spans[from]; }

  bool counts_places() const;
  bool is_fact(std::u32string_view thing) const;

  const Constructions& data_;
  const LaidText& text_;
  const Plausibility& names_;
  std::u32string_view title_;
  const Rational* points_;  // of the indicator; null: not known
  int in_sentence_ = 0;     // statements so far in the author's sentence
  bool after_remark_ = false;
  bool measures_task_ = false, standard_open_ = false;
  bool deducting_ = false;  // bare prices are deductions
  bool needs_award_ = false;
  const WholeReading* whole_ = nullptr;
  std::u32string ahead_;  // a quantity named later that shares a word with the title
  const WholeReading::Statement* current_ = nullptr;
  Reading reading_;
  std::u32string subject_, standard_, event_, choice_, pending_mark_;
  struct Piece {  // a statement in canonical words
    NormalText text;
    std::u32string mark;
    bool comma = false;  // joins what stands before it
  };
  std::vector<Piece> pieces_;
  std::vector<std::pair<std::u32string, Span>> requirements_;
  Rational listed_ = 0;  // points of the list read last
  std::vector<std::pair<std::u32string, std::u32string>> weights_, letters_, bounds_;
};

}  // namespace zs
