// 缺项: random programmes with every convention for what does not apply, with weights, parts,
// 加分项、减分项, caps, vetoes and rounding, against a small model of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <random>
#include <sstream>

#include "runtime/data/bind_inputs.h"
#include "runtime/io/read_table.h"
#include "tests/tools/compiled_rules.h"
#include "tests/tools/sample.h"
#include "tools/cli/options.h"
#include "tools/cli/score_one.h"
#include "tools/cli/session.h"

namespace zs {
namespace {

using Exact = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;
enum class How { Full, Zero, Scale, Mean };
enum class Kind { Scored, Bonus, Malus };

// What a cell says: a figure (yes is 1), 不适用, or nothing.
struct Said {
  bool applies = true, missing = false;
  Exact figure = 0;
};

struct Item {
  std::string title, rule;
  std::vector<std::string> inputs;
  Kind kind = Kind::Scored;
  int points = 0, percent = 100, other = 0;
  enum class Form { Figure, Fact, Count, Quotient, Other } form = Form::Figure;
  std::size_t of = 0;  // Other: half of what that item scored
  int section = -1;
};

struct Part {
  std::string title;
  int level = 1, percent = 100, parent = -1;
};

struct Programme {
  How how = How::Scale;
  bool missing_is_zero = false, share_required = false;
  int places = -1, most = 0, bonus_cap = 0, malus_cap = 0;
  char ties = 'h';  // h: 四舍五入, d: 舍去, u: 进一
  int zero_item = -1, zero_part = -1, taken = 0;
  std::vector<Part> parts;
  std::vector<Item> items;

  std::string text() const;
};

std::string percent_text(int percent, bool after_points) {
  if (percent == 100) return "";
  return (after_points ? ",权重" : "(权重") + std::to_string(percent) + (after_points ? "%" : "%)");
}

std::string Programme::text() const {
  static const char* const kHow[] = {"缺项按满分计", "缺项按零分计", "缺项按比例折算",
                                     "缺项按平均分计"};
  static const char* const kNumbers[] = {"一", "二", "三", "四", "五"};
  std::string text = "方案 考核\n约定\n   " + std::string(kHow[static_cast<int>(how)]) + "\n";
  if (missing_is_zero) text += "   缺报按零分计\n";
  if (places >= 0)
    text += "   得分保留" + std::to_string(places) + "位小数," +
            (ties == 'h'   ? "四舍五入"
             : ties == 'd' ? "舍去"
                           : "进一") +
            "\n";
  if (most > 0) text += "   总分最高" + std::to_string(most) + "分\n";
  if (share_required)
    text += "等级\n   0分以上的为优秀;其余为一般。\n   优秀须各部分得分率均不低于60%。\n";
  if (zero_item >= 0 || zero_part >= 0 || taken > 0) {
    text += "否决\n";
    if (zero_item >= 0)
      text += "   弄虚作假的,“" + items[static_cast<std::size_t>(zero_item)].title + "”不得分。\n";
    if (zero_part >= 0)
      text += "   瞒报事故的,“" + parts[static_cast<std::size_t>(zero_part)].title + "”不得分。\n";
    if (taken > 0) text += "   发生重大案件的,从总分中扣" + std::to_string(taken) + "分。\n";
  }
  int number = 0, first = 0, second = 0;
  const auto add_items = [&](int section, Kind kind) {
    for (const Item& item : items) {
      if (item.section != section || item.kind != kind) continue;
      text += std::to_string(++number) + ". " + item.title;
      if (kind == Kind::Scored)
        text += "(" + std::to_string(item.points) + "分" + percent_text(item.percent, true) + ")";
      text += "\n   " + item.rule + "\n";
    }
  };
  add_items(-1, Kind::Scored);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (part.level == 1) second = 0;
    text += part.level == 1 ? std::string(kNumbers[first++]) + "、"
                            : "(" + std::string(kNumbers[second++]) + ")";
    text += part.title + percent_text(part.percent, false) + "\n";
    add_items(static_cast<int>(i), Kind::Scored);
  }
  if (bonus_cap > 0) {
    text += "加分项(最高" + std::to_string(bonus_cap) + "分)\n";
    add_items(-1, Kind::Bonus);
  }
  if (malus_cap > 0) {
    text += "减分项(最多扣" + std::to_string(malus_cap) + "分)\n";
    add_items(-1, Kind::Malus);
  }
  return text;
}

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : bits_(seed) {}

  int below(int bound) { return static_cast<int>(bits_() % static_cast<std::uint64_t>(bound)); }
  bool chance(int percent) { return below(100) < percent; }

  Programme programme() {
    Programme made;
    made.how = static_cast<How>(below(4));
    made.missing_is_zero = made.how != How::Mean && chance(25);
    if (chance(30)) {
      made.places = below(3);
      made.ties = "hdu"[below(3)];
    }
    const bool weights = chance(70);
    const auto percent = [&] { return weights && chance(70) ? 5 * (1 + below(19)) : 100; };
    static const char* const kTitles[] = {"税收", "投资", "就业", "环境", "治安", "教育",
                                          "卫生", "交通", "文化", "消防", "水利", "农业"};
    static const char* const kParts[] = {"经济", "民生", "管理", "服务", "安全"};
    std::size_t titles = 0, named = 0;
    const auto add = [&](int section) {
      for (int i = 0, n = 1 + below(3); i < n && titles < std::size(kTitles); ++i)
        made.items.push_back(item(kTitles[titles++], section, percent(), made));
    };
    const int sections = below(4);
    if (sections == 0) add(-1);
    for (int s = 0; s < sections; ++s) {
      const int here = static_cast<int>(made.parts.size());
      made.parts.push_back({kParts[named++], 1, percent(), -1});
      if (chance(30) && named + 2 <= std::size(kParts)) {
        for (int k = 0; k < 2; ++k) {
          made.parts.push_back({kParts[named++], 2, percent(), here});
          add(static_cast<int>(made.parts.size()) - 1);
        }
      } else {
        add(here);
      }
      if (named + 1 > std::size(kParts)) break;
    }
    const auto beside = [&](Kind kind, const char* title, const std::string& what) {
      Item one;
      one.kind = kind;
      one.form = Item::Form::Count;
      one.title = title;
      one.rule = "每" + what + "1次" + (kind == Kind::Bonus ? "加2分。" : "扣1分。");
      made.items.push_back(one);
    };
    if (chance(40)) {
      made.bonus_cap = 3 + below(4);
      beside(Kind::Bonus, "表彰", "获得表彰");
    }
    if (chance(40)) {
      made.malus_cap = 3 + below(4);
      beside(Kind::Malus, "报送", "迟报");
    }
    if (chance(20)) made.most = 20 + below(60);
    if (chance(15)) made.zero_item = below(static_cast<int>(made.items.size()));
    if (made.zero_item >= 0 &&
        made.items[static_cast<std::size_t>(made.zero_item)].kind != Kind::Scored)
      made.zero_item = -1;
    if (chance(15) && !made.parts.empty())
      made.zero_part = below(static_cast<int>(made.parts.size()));
    if (chance(15)) made.taken = 1 + below(9);
    made.share_required = !made.parts.empty() && chance(40);
    return made;
  }

 private:
  Item item(const std::string& title, int section, int percent, const Programme& sofar) {
    Item one;
    one.title = title;
    one.section = section;
    one.percent = percent;
    one.points = 2 + below(20);
    const std::string points = std::to_string(one.points);
    one.form = static_cast<Item::Form>(below(sofar.missing_is_zero || sofar.items.empty() ? 4 : 5));
    switch (one.form) {
      case Item::Form::Figure:
        one.rule = "得分=" + title + "评分";
        break;
      case Item::Form::Fact:
        one.other = below(one.points);
        one.rule =
            "建立" + title + "台账的得" + points + "分,否则得" + std::to_string(one.other) + "分。";
        break;
      case Item::Form::Count:
        one.rule = "每发生一起" + title + "事故扣0.5分,扣完为止。";
        break;
      case Item::Form::Quotient:
        one.rule = "得分=" + title + "完成数÷" + title + "任务数×分值";
        break;
      case Item::Form::Other:
        one.of = static_cast<std::size_t>(below(static_cast<int>(sofar.items.size())));
        one.rule = "得分=" + sofar.items[one.of].title + "得分×50%";
        break;
    }
    return one;
  }

  std::mt19937_64 bits_;
};

// ---- the model ----

Whole floor_of(const Exact& value) {
  Whole quotient, rest;
  divide_qr(Whole(numerator(value)), Whole(denominator(value)), quotient, rest);
  return rest < 0 ? Whole(quotient - 1) : quotient;
}

Exact rounded(const Programme& of, const Exact& value) {
  if (of.places < 0) return value;
  const Whole power = pow(Whole(10), static_cast<unsigned>(of.places));
  const Exact size = abs(value) * power;
  Whole whole = floor_of(size);
  const Exact rest = size - whole;
  if ((of.ties == 'h' && rest >= Exact(1, 2)) || (of.ties == 'u' && rest > 0)) ++whole;
  const Exact made(whole, power);
  return value < 0 ? Exact(-made) : made;
}

struct Unit {
  std::vector<std::vector<Said>> cells;  // of each item
  bool cheats = false, hides = false, crime = false;
};

struct Model {
  std::vector<Exact> scores;
  Exact total = 0;
  bool shares_hold = true;
};

bool applies(const std::vector<Said>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const Said& one) { return one.applies; });
}

Exact score_of(const Programme& of, std::size_t i, const Unit& unit, const Model& sofar) {
  const Item& item = of.items[i];
  const std::vector<Said>& cells = unit.cells[i];
  for (const Said& one : cells)
    if (one.missing) return 0;
  if (of.zero_item == static_cast<int>(i) && unit.cheats) return 0;
  const Exact points = item.points;
  const auto within = [&](const Exact& x) { return x < 0 ? Exact(0) : x > points ? points : x; };
  switch (item.form) {
    case Item::Form::Figure:
      return rounded(of, within(cells[0].figure));
    case Item::Form::Fact:
      return rounded(of, cells[0].figure == 1 ? points : Exact(item.other));
    case Item::Form::Count:
      if (item.kind == Kind::Bonus) return rounded(of, 2 * cells[0].figure);
      if (item.kind == Kind::Malus) return rounded(of, Exact(-cells[0].figure));
      return rounded(of, within(points - cells[0].figure / 2));
    case Item::Form::Quotient:
      return rounded(of, within(cells[0].figure / cells[1].figure * points));
    case Item::Form::Other:
      return rounded(of, within(sofar.scores[item.of] / 2));
  }
  return 0;
}

Exact weight_in(const Programme& of, const Item& item, int within) {
  Exact weight(item.percent, 100);
  for (int at = item.section; at >= 0; at = of.parts[static_cast<std::size_t>(at)].parent) {
    weight *= Exact(of.parts[static_cast<std::size_t>(at)].percent, 100);
    if (at == within) break;
  }
  return weight;
}

bool lies_in(const Programme& of, const Item& item, int section) {
  for (int at = item.section; at >= 0; at = of.parts[static_cast<std::size_t>(at)].parent)
    if (at == section) return true;
  return false;
}

// 得分率 of a part: what was earned of what could be.
bool share_holds(const Programme& of, const Unit& unit, const Model& made, int section) {
  Exact earned = 0, all = 0;
  for (std::size_t i = 0; i < of.items.size(); ++i) {
    if (!lies_in(of, of.items[i], section)) continue;
    const Exact weight = weight_in(of, of.items[i], section);
    if (of.how == How::Scale && !applies(unit.cells[i])) continue;
    const bool zero = unit.hides && of.zero_part >= 0 && lies_in(of, of.items[i], of.zero_part);
    if (!zero) earned += made.scores[i] * weight;
    all += of.items[i].points * weight;
  }
  return all == 0 || earned / all >= Exact(3, 5);
}

std::vector<Model> model_of(const Programme& of, const std::vector<Unit>& units) {
  std::vector<Model> made(units.size());
  for (std::size_t i = 0; i < of.items.size(); ++i) {
    Exact sum = 0;
    int count = 0;
    for (std::size_t u = 0; u < units.size(); ++u) {
      made[u].scores.push_back(0);
      if (!applies(units[u].cells[i])) continue;
      made[u].scores[i] = score_of(of, i, units[u], made[u]);
      sum += made[u].scores[i];
      ++count;
    }
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (applies(units[u].cells[i]) || of.items[i].kind != Kind::Scored) continue;
      if (of.how == How::Full) made[u].scores[i] = of.items[i].points;
      if (of.how == How::Mean && count > 0) made[u].scores[i] = rounded(of, sum / count);
    }
  }
  for (std::size_t u = 0; u < units.size(); ++u) {
    const Unit& unit = units[u];
    Exact shared = 0, all = 0, left = 0, bonus = 0, malus = 0;
    for (std::size_t i = 0; i < of.items.size(); ++i) {
      const Item& item = of.items[i];
      if (item.kind == Kind::Bonus) bonus += made[u].scores[i];
      if (item.kind == Kind::Malus) malus += made[u].scores[i];
      if (item.kind != Kind::Scored) continue;
      const Exact weight = weight_in(of, item, -1);
      const bool zero = unit.hides && of.zero_part >= 0 && lies_in(of, item, of.zero_part);
      if (!zero) shared += made[u].scores[i] * weight;
      all += item.points * weight;
      if (applies(unit.cells[i])) left += item.points * weight;
    }
    if (of.how == How::Scale) shared = left == 0 ? Exact(0) : Exact(shared * all / left);
    if (bonus > of.bonus_cap) bonus = of.bonus_cap;
    if (malus < -of.malus_cap) malus = -of.malus_cap;
    Exact total = shared + bonus + malus;
    if (of.most > 0 && total > of.most) total = of.most;
    if (of.taken > 0 && unit.crime) {
      total -= of.taken;
      if (total < 0) total = 0;
    }
    made[u].total = total;
    for (std::size_t s = 0; s < of.parts.size(); ++s)
      if (of.parts[s].level == 1 && !share_holds(of, unit, made[u], static_cast<int>(s)))
        made[u].shares_hold = false;
  }
  return made;
}

// ---- against the program ----

bool same(const Rational& number, const Exact& exact) {
  const auto small = number.small();
  return small && Exact(small->numerator, small->denominator) == exact;
}

std::string shown(const Exact& exact) { return exact.str(); }

// The columns that the rules ask for, in the order of the items.
void name_inputs(Programme& programme, const Plan& plan) {
  for (std::size_t i = 0; i < programme.items.size(); ++i) {
    Item& item = programme.items[i];
    if (item.form == Item::Form::Other) continue;
    if (item.form == Item::Form::Quotient) {
      item.inputs = {item.title + "完成数", item.title + "任务数"};
      continue;
    }
    for (PlanInputId input : plan.indicators[i].inputs)
      if (plan.inputs[input.index].name != "弄虚作假")
        item.inputs.push_back(plan.inputs[input.index].name);
  }
}

class Data {
 public:
  Data(Maker& maker, const Programme& programme) {
    csv_ = "单位";
    for (const Item& item : programme.items)
      for (const std::string& name : item.inputs) csv_ += "," + name;
    if (programme.zero_item >= 0) csv_ += ",弄虚作假";
    if (programme.zero_part >= 0) csv_ += ",瞒报事故";
    if (programme.taken > 0) csv_ += ",发生重大案件";
    csv_ += "\n";
    // Somebody everything applies to, so that there is a mean of every item.
    for (int u = 0; u < 5; ++u) add_unit(maker, programme, u == 0);
  }
  const std::string& csv() const { return csv_; }
  const std::vector<Unit>& units() const { return units_; }

 private:
  void add_unit(Maker& maker, const Programme& programme, bool whole) {
    Unit unit;
    csv_ += "U" + std::to_string(units_.size());
    const int rarely = maker.chance(15) ? 95 : 30;
    const bool full = maker.chance(25);  // the most that can be had
    for (const Item& item : programme.items) {
      std::vector<Said>& cells = unit.cells.emplace_back();
      for (std::size_t k = 0; k < item.inputs.size(); ++k) {
        Said one;
        if (!whole && maker.chance(rarely)) {
          one.applies = false;
          csv_ += ",不适用";
        } else if (programme.missing_is_zero && maker.chance(10)) {
          one.missing = true;
          csv_ += ",";
        } else {
          csv_ += "," + figure(maker, item, k, full, one.figure);
        }
        cells.push_back(one);
      }
    }
    const auto fact = [&](bool asked, bool& yes) {
      if (!asked) return;
      yes = maker.chance(30);
      csv_ += yes ? ",是" : ",否";
    };
    fact(programme.zero_item >= 0, unit.cheats);
    fact(programme.zero_part >= 0, unit.hides);
    fact(programme.taken > 0, unit.crime);
    csv_ += "\n";
    units_.push_back(std::move(unit));
  }
  static std::string figure(Maker& maker, const Item& item, std::size_t k, bool full,
                            Exact& value) {
    if (item.form == Item::Form::Fact) {
      value = full || maker.chance(50) ? 1 : 0;
      return value == 1 ? "是" : "否";
    }
    if (item.form == Item::Form::Figure) {
      const int tenths = full ? 10 * item.points : maker.below(12 * item.points);
      value = Exact(tenths, 10);
      return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
    }
    if (item.form == Item::Form::Quotient) {
      value = k == 1 ? 9 : full ? 9 : maker.below(12);
      return value.str();
    }
    value = full && item.kind == Kind::Scored ? 0 : maker.below(5);
    return value.str();
  }

  std::string csv_;
  std::vector<Unit> units_;
};

std::string evaluated(const std::string& rules, const std::string& csv, bool streaming) {
  test::MemoryFiles disk(test::Given{{"rules.zs", rules}, {"data.csv", csv}});
  std::istringstream in;
  std::ostringstream out, err;
  cli::Options options;
  options.command = cli::Command::Eval;
  options.rules = "rules.zs";
  options.data = "data.csv";
  options.format = cli::Format::Csv;
  options.streaming = streaming;
  const cli::Streams streams{in, out, err};
  cli::Session session(options, disk, streams);
  cli::run_eval(session);
  return out.str() + err.str();
}

void compare(std::uint64_t seed) {
  Maker maker(seed);
  Programme programme = maker.programme();
  const std::string text = programme.text();
  const auto rules = test::CompiledRules::of_script(text);
  ASSERT_EQ(rules.errors(), "") << "seed " << seed << "\n" << text;
  const Plan& plan = rules.plan();
  ASSERT_EQ(plan.indicators.size(), programme.items.size()) << "seed " << seed << "\n" << text;
  name_inputs(programme, plan);
  const Data data(maker, programme);
  const std::string where = "seed " + std::to_string(seed) + "\n" + text + data.csv();
  DiagnosticSink issues;
  BoundTable bound = bind_inputs(read_table("data.csv", data.csv(), issues), plan, "", issues);
  ASSERT_FALSE(issues.has_errors()) << where;
  CohortFiller cohorts(plan, bound.units);
  const std::vector<UnitResult> results = cli::score_all(plan, bound.units, cohorts);
  const std::vector<Model> wanted = model_of(programme, data.units());
  ASSERT_EQ(results.size(), wanted.size()) << where;
  for (std::size_t u = 0; u < results.size(); ++u) {
    for (std::size_t i = 0; i < programme.items.size(); ++i) {
      const auto& score = results[u].indicators[i].score;
      ASSERT_TRUE(score && same(*score, wanted[u].scores[i]))
          << "unit " << u << " " << programme.items[i].title << " " << test::text_of(score)
          << ", not " << shown(wanted[u].scores[i]) << ", " << where;
    }
    ASSERT_TRUE(results[u].score && same(*results[u].score, wanted[u].total))
        << "unit " << u << " " << test::text_of(results[u].score) << ", not "
        << shown(wanted[u].total) << ", " << where;
    if (programme.share_required) {
      ASSERT_EQ(results[u].grade->best, wanted[u].shares_hold && wanted[u].total >= 0 ? 0u : 1u)
          << "unit " << u << ", " << where;
    }
  }
  if (seed % 4 == 0) {
    ASSERT_EQ(evaluated(text, data.csv(), true), evaluated(text, data.csv(), false)) << where;
  }
}

TEST(NotApplicable, agrees_with_a_model_in_random_programmes) {
  for (std::uint64_t seed = 1; seed <= 600 / test::kOneIn; ++seed) {
    compare(seed);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace zs
