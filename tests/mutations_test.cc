// Defects injected by program into clean scripts: check has to find each where it is, and `eval`
// has to confirm every row that check shows. A defect counts as found only when check says
// something at its indicator that it does not say of the clean script, with a code that fits the
// kind of defect.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/tools/clean_scripts.h"
#include "tests/tools/compiled_rules.h"
#include "tests/tools/sample.h"

namespace zs {
namespace {

using nlohmann::json;
using Rule = test::CleanRule;
using Script = test::CleanScript;

std::string run_cli(const std::string& script, std::vector<std::string> arguments) {
  test::MemoryFiles files(test::Given{{"rules.zs", script}});
  std::istringstream in;
  std::ostringstream out, err;
  cli::run(std::move(arguments), files, {in, out, err});
  return out.str();
}

json check(const std::string& script) {
  return json::parse(run_cli(script, {"check", "rules.zs", "--format", "json"}));
}

// What is said about one indicator, or with an empty number about the script as a whole.
using Said = std::multiset<std::pair<std::string, std::string>>;  // code, sentence
Said said_about(const json& problems, const std::string& number) {
  Said said;
  for (const json& one : problems)
    if (number.empty() || one.value("indicator", "") == number)
      said.insert({one["code"].get<std::string>(), one["message"].get<std::string>()});
  return said;
}

// The score that `eval` gives the indicator for a row of check, or "" when it gives none.
std::string evaluated(const std::string& script, const std::string& number, json row) {
  row["单位"] = "甲县";
  const json result =
      json::parse(run_cli(script, {"eval", "rules.zs", "--data", row.dump(), "--format", "json"}));
  for (const json& one : result["results"][0]["indicators"])
    if (one["no"] == number && one["score"].is_string()) return one["score"].get<std::string>();
  return "";
}

using Mutate = std::function<std::vector<std::string>(const Rule&)>;
struct Kind {
  std::string name;
  std::set<std::string> codes;  // any of them finds the defect
  Mutate mutate;
};

// The text with the i-th match of the pattern replaced, for every i for which `to` gives something.
std::vector<std::string> each_match(
    const std::string& text, const std::string& pattern,
    const std::function<std::optional<std::string>(const std::smatch&, std::size_t)>& to) {
  std::vector<std::string> made;
  const std::regex regex(pattern);
  std::size_t i = 0;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), regex);
       at != std::sregex_iterator(); ++at, ++i) {
    const std::optional<std::string> with = to(*at, i);
    if (!with || *with == at->str()) continue;
    made.push_back(text.substr(0, static_cast<std::size_t>(at->position())) + *with +
                   text.substr(static_cast<std::size_t>(at->position() + at->length())));
  }
  return made;
}

std::vector<std::string> replaced(const std::string& text, const std::string& pattern,
                                  const std::string& with) {
  return each_match(text, pattern,
                    [&](const std::smatch& match, std::size_t) { return match.format(with); });
}

int number_in(const std::string& text) { return std::stoi(text); }

std::vector<Kind> kinds() {
  std::vector<Kind> all;
  // 80%以上的得3分 beside 95%以上的得4分 becomes 97%以上: a better figure then scores less.
  all.push_back({"threshold beyond its neighbour",
                 {"ZS5007", "ZS5009", "ZS5010", "ZS5005", "ZS5001"},
                 [](const Rule& rule) {
                   return each_match(
                       rule.text, "[0-9]+%以上的得", [](const std::smatch&, std::size_t i) {
                         return i == 0 ? std::nullopt : std::optional<std::string>("100%以上的得");
                       });
                 }});
  all.push_back({"points of two tiers swapped",
                 {"ZS5009", "ZS5010", "ZS5007", "ZS5012"},
                 [](const Rule& rule) {
                   return replaced(rule.text,
                                   "得([0-9]+)分,((?:超过|不超过)?[0-9]+%(?:以上)?的)得([0-9]+)分",
                                   "得$3分,$2得$1分");
                 }});
  all.push_back(
      {"tier doubled with other points", {"ZS5007", "ZS5003", "ZS5012"}, [](const Rule& rule) {
         return each_match(rule.text, "((?:超过|不超过)?[0-9]+%(?:以上)?的)得([0-9]+)分,",
                           [](const std::smatch& match, std::size_t) {
                             return match.str() + match[1].str() + "得1.5分,";
                           });
       }});
  all.push_back(
      {"lowest tier dropped", {"ZS5001", "ZS5011"}, [](const Rule& rule) {
         return replaced(
             rule.text,
             ",(?:超过|不超过)?[0-9]+%(?:以上)?的得[0-9]+分,((?:低于|超过|不超过)[0-9]+%的不得分)",
             ",$1");
       }});
  all.push_back(
      {"closing threshold too low or too high",
       {"ZS5001", "ZS5005", "ZS3056", "ZS5007"},
       [](const Rule& rule) {
         std::vector<std::string> made;
         for (int by : {-5, 5}) {
           const auto more = each_match(
               rule.text, "(,低于)([0-9]+)(%的不得分)", [&](const std::smatch& match, std::size_t) {
                 return match[1].str() + std::to_string(number_in(match[2]) + by) + match[3].str();
               });
           made.insert(made.end(), more.begin(), more.end());
         }
         return made;
       }});
  all.push_back({"boundary doubled", {"ZS3056"}, [](const Rule& rule) {
                   auto made = replaced(rule.text, ",低于([0-9]+%)的不得分", ",$1以下的不得分");
                   const auto more =
                       replaced(rule.text, ",超过([0-9]+%)的不得分", ",$1以上的不得分");
                   made.insert(made.end(), more.begin(), more.end());
                   return made;
                 }});
  all.push_back({"points ten times too many", {"ZS5018"}, [](const Rule& rule) {
                   return replaced(rule.text, "得([1-9])分", "得$010分");
                 }});
  all.push_back({"full marks one point short", {"ZS5012"}, [](const Rule& rule) {
                   std::vector<std::string> made;
                   const std::string full = "得" + rule.points + "分";
                   const std::size_t at = rule.text.find(full);
                   if (at == std::string::npos || rule.text.find("加1分") != std::string::npos)
                     return made;
                   std::string text = rule.text;
                   text.replace(at, full.size(),
                                "得" + std::to_string(number_in(rule.points) - 1) + "分");
                   if (text.find(full) == std::string::npos) made.push_back(text);
                   return made;
                 }});
  all.push_back({"deduction above the points", {"ZS5018"}, [](const Rule& rule) {
                   return replaced(rule.text, "扣([0-9])(\\.[0-9])?分(?!,扣完为止;发生)",
                                   "扣2$1分");
                 }});
  all.push_back({"unit changed", {"ZS3001"}, [](const Rule& rule) {
                   auto made = replaced(rule.text, "每(低|高)1个百分点", "每$01500元");
                   const auto more = replaced(rule.text, "每(低|高)1个百分点", "每$013天");
                   made.insert(made.end(), more.begin(), more.end());
                   return made;
                 }});
  all.push_back({"direction of a deviation reversed",
                 {"ZS5009", "ZS5010", "ZS5001", "ZS5008"},
                 [](const Rule& rule) {
                   auto made = replaced(rule.text, "每低", "每高");
                   const auto more = replaced(rule.text, "每高", "每低");
                   made.insert(made.end(), more.begin(), more.end());
                   return made;
                 }});
  all.push_back(
      {"direction of a threshold reversed",
       {"ZS5009", "ZS5010", "ZS5007", "ZS5005", "ZS5001", "ZS5008", "ZS5023", "ZS3056"},
       [](const Rule& rule) {
         auto made = replaced(rule.text, "([0-9]+%)以上的得", "$1以下的得");
         for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
                  {"不低于", "不超过"}, {"达到([0-9])", "不超过$1"}, {",不超过", ",不低于"}}) {
           const auto more = replaced(rule.text, from, to);
           made.insert(made.end(), more.begin(), more.end());
         }
         return made;
       }});
  all.push_back({"floor removed", {"ZS5016"}, [](const Rule& rule) {
                   // 最多扣5分 of 5 points is a floor of its own, and so is a nil that comes first.
                   return rule.text.find("最多扣") == std::string::npos &&
                                  rule.text.find("整改率低于") == std::string::npos
                              ? replaced(rule.text, ",扣完为止", "")
                              : std::vector<std::string>{};
                 }});
  all.push_back({"otherwise removed", {"ZS5001", "ZS5002", "ZS5012"}, [](const Rule& rule) {
                   std::vector<std::string> made;
                   if (rule.text.find("(1)") == std::string::npos)
                     made = replaced(rule.text, ",否则(不得分|得2分)", "");
                   return made;
                 }});
  all.push_back(
      {"fact negated",
       {"ZS5001", "ZS5003", "ZS5005", "ZS5006", "ZS5007", "ZS5008", "ZS5012", "ZS5030", "ZS5032"},
       [](const Rule& rule) {
         return each_match(rule.text,
                           "(^|[,;。)])(未?)(拨出|配备|成立|制定|建立|专人|按期|按时|发生重大|"
                           "发生较大火|签订|设立|开通|弄虚作假)",
                           [](const std::smatch& match, std::size_t) {
                             const bool denied = match[2].length() > 0;
                             return match[1].str() + (denied ? "" : "未") + match[3].str();
                           });
       }});
  all.push_back({"deduction doubled", {"ZS5021", "ZS3021"}, [](const Rule& rule) {
                   return replaced(rule.text, "(每(?:低|高|发生|新发生).*?扣[0-9.]+分),", "$1;$1,");
                 }});
  all.push_back({"cap out of reach", {"ZS5014", "ZS5018"}, [](const Rule& rule) {
                   auto made = replaced(rule.text, "每发生一起(.*?)扣([0-9])分(,最多扣5分)?",
                                        "有$1记录的扣$2分,最多扣9分");
                   const auto more = replaced(rule.text, "最高得5分", "最高得9分");
                   made.insert(made.end(), more.begin(), more.end());
                   return made;
                 }});
  all.push_back({"equality left out", {"ZS5020"}, [](const Rule& rule) {
                   return replaced(rule.text, "不低于上年", "高于上年");
                 }});
  all.push_back({"hole between two tiers", {"ZS5001", "ZS5009"}, [](const Rule& rule) {
                   // 97%—98% below 99% leaves none: the range reaches to the next whole number.
                   int above = 0;
                   return each_match(
                       rule.text, "(^|[^0-9])([0-9]+)%以上的得([0-9]+)分",
                       [&](const std::smatch& match, std::size_t i) -> std::optional<std::string> {
                         const int low = number_in(match[2]);
                         const int room = above - low;
                         above = low;
                         if (i == 0 || room < 3) return std::nullopt;
                         return match[1].str() + std::to_string(low) + "%—" +
                                std::to_string(low + 1) + "%的得" + match[3].str() + "分";
                       });
                 }});
  all.push_back(
      {"sub-rules beyond the points", {"ZS5012", "ZS5018", "ZS5019"}, [](const Rule& rule) {
         std::vector<std::string> made;
         if (rule.text.find("(1)") != std::string::npos)
           for (const char* with : {"得1分", "得2分", "得5分", "得9分"}) {
             const auto more = replaced(rule.text, "得3分", with);
             made.insert(made.end(), more.begin(), more.end());
           }
         return made;
       }});
  return all;
}

// One defect: the script with it, and the number of the indicator that has it.
struct Defect {
  std::string kind;
  std::set<std::string> codes;  // any of them finds it
  std::string script, number;   // no number: of the script as a whole
  std::string shown;            // what was changed, for people
};

void inject_into_rules(const Script& clean, std::vector<Defect>& defects) {
  int number = 0;
  for (std::size_t s = 0; s < clean.sections.size(); ++s)
    for (std::size_t r = 0; r < clean.sections[s].rules.size(); ++r) {
      ++number;
      const Rule& rule = clean.sections[s].rules[r];
      for (const Kind& kind : kinds())
        for (const std::string& text : kind.mutate(rule)) {
          Script broken = clean;
          broken.sections[s].rules[r].text = text;
          defects.push_back({kind.name, kind.codes, broken.text(), std::to_string(number),
                             rule.title + "(" + rule.points + "分) " + text});
        }
    }
}

// Sums, grades, vetoes and weights: what no single indicator has.
void inject_into_script(const Script& clean, std::vector<Defect>& defects) {
  const std::string text = clean.text();
  const auto add = [&](const char* kind, std::set<std::string> codes, const std::string& pattern,
                       const std::string& with) {
    for (const std::string& broken : replaced(text, pattern, with))
      defects.push_back({kind, codes, broken, "", clean.title + ": " + pattern + " → " + with});
  };
  add("points of a section off", {"ZS4001"}, "([一二三]、[^(]*)\\(([0-9]+)分\\)", "$1($025分)");
  add("total off", {"ZS4002"}, "总分 ([0-9]+)分", "总分 $015分");
  add("points of an indicator off", {"ZS4001"}, "(\n[0-9]+\\. [^(]*)\\([0-9]分\\)", "$1(7.5分)");
  add("grade beyond the total", {"ZS5025"}, "总分([0-9]+)分以上的为(优秀|先进)",
      "总分$010分以上的为$2");
  add("gap between grades", {"ZS5031"}, "以上不满45分的为", "以上不满42分的为");
  add("gap between grades", {"ZS5031"}, "以上不满40分的为", "以上不满39分的为");
  add("two grades share a total", {"ZS3056"}, "以上不满45分的为", "以上45分以下的为");
  add("veto that cannot fire", {"ZS5026"}, "\n   (发生重大金融风险事件|瞒报事故)的,取消",
      "\n   总分超过900分的,取消");
  add("grade that the one above swallows", {"ZS5025", "ZS3058"}, "45分以上的为良好;其余",
      "60分以上的为良好;其余");
  add("declared twice", {"ZS3018"}, "(数据\n   )(整改率|税收增长率):", "$1$2:金额(万元)\n   $2:");
  add("conventions disagree", {"ZS3020"}, "按比例计。", "按比例计。\n   不足一个单位的不计。");
  add("title twice", {"ZS4003"}, "\n2\\. [^(]*\\(",
      "\n2. " + clean.sections[0].rules[0].title + "(");
}

bool found(const Defect& defect, const json& problems, const Said& before) {
  Said after = said_about(problems, defect.number);
  for (const auto& known : before)
    if (const auto same = after.find(known); same != after.end()) after.erase(same);
  return std::any_of(after.begin(), after.end(),
                     [&](const auto& one) { return defect.codes.count(one.first) > 0; });
}

std::size_t confirm_witnesses(const std::string& script, const json& problems,
                              const std::string& number) {
  std::size_t rows = 0;
  for (const json& one : problems)
    for (const auto& [row, score] :
         {std::pair("witness", "score"), std::pair("other_witness", "other_score")}) {
      const std::string of = one.value("indicator", "");
      if (!one.contains(row) || !one.contains(score) || (!number.empty() && of != number)) continue;
      ++rows;
      EXPECT_EQ(evaluated(script, of, one[row]), one[score].get<std::string>())
          << one.dump() << "\n"
          << script;
    }
  return rows;
}

TEST(Mutations, clean_scripts_have_no_warnings_and_true_witnesses) {
  for (const Script& clean : test::clean_scripts()) {
    const json problems = check(clean.text());
    for (const json& one : problems)
      EXPECT_EQ(one["severity"], "note") << clean.title << ": " << one.dump();
    confirm_witnesses(clean.text(), problems, "");
  }
}

TEST(Mutations, nearly_all_defects_are_found_and_every_witness_is_confirmed) {
  std::map<std::string, json> clean;  // by the title of the script
  for (const Script& script : test::clean_scripts()) clean[script.title] = check(script.text());
  std::size_t injected = 0, caught = 0, rows = 0;
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_kind;
  for (const Script& script : test::clean_scripts()) {
    std::vector<Defect> defects;
    inject_into_rules(script, defects);
    inject_into_script(script, defects);
    for (std::size_t i = 0; i < defects.size(); i += test::kOneIn) {
      const Defect& defect = defects[i];
      const json problems = check(defect.script);
      ++injected;
      ++by_kind[defect.kind].second;
      if (found(defect, problems, said_about(clean[script.title], defect.number))) {
        ++caught;
        ++by_kind[defect.kind].first;
      } else {
        std::cout << "not found (" << defect.kind << "): " << defect.shown << "\n";
      }
      if (!defect.number.empty()) rows += confirm_witnesses(defect.script, problems, defect.number);
    }
  }
  for (const auto& [name, count] : by_kind)
    std::cout << name << ": " << count.first << "/" << count.second << "\n";
  std::cout << "mutations: " << caught << " of " << injected << " defects found, " << rows
            << " witnesses confirmed by eval\n";
  EXPECT_GE(injected, 300u / test::kOneIn);
  EXPECT_GE(caught * 100, injected * 95);
}

// A threshold or an amount that still makes sense after it was moved is no defect that one text
// shows: diff says that this indicator changed and no other. Where the rest of the rule keeps the
// old boundary (59%以上的得1分,低于60%的不得分) nothing may change; then check has to say so.
TEST(Mutations, what_still_makes_sense_is_shown_by_diff) {
  std::size_t moved = 0, shown = 0;
  for (const Script& clean : test::clean_scripts()) {
    int number = 0;
    const json problems = check(clean.text());
    std::map<int, Said> before;
    for (int i = 1; i <= 40; ++i) before[i] = said_about(problems, std::to_string(i));
    for (std::size_t s = 0; s < clean.sections.size(); ++s)
      for (std::size_t r = 0; r < clean.sections[s].rules.size(); ++r) {
        ++number;
        const Rule& rule = clean.sections[s].rules[r];
        std::vector<std::string> texts = each_match(
            rule.text, "([0-9]+)(%|天|场|个工作日)", [](const std::smatch& match, std::size_t) {
              return std::to_string(number_in(match[1]) - 1) + match[2].str();
            });
        const auto prices = each_match(
            rule.text, "扣([0-9.]+)分(?!;发生)",
            [](const std::smatch& match, std::size_t) { return "扣" + match[1].str() + "1分"; });
        texts.insert(texts.end(), prices.begin(), prices.end());
        for (std::size_t i = static_cast<std::size_t>(number) % test::kOneIn; i < texts.size();
             i += test::kOneIn) {
          const std::string& text = texts[i];
          Script other = clean;
          other.sections[s].rules[r].text = text;
          test::MemoryFiles files(test::Given{{"old.zs", clean.text()}, {"new.zs", other.text()}});
          std::istringstream in;
          std::ostringstream out, err;
          cli::run({"diff", "old.zs", "new.zs", "--format", "json"}, files, {in, out, err});
          const json report = json::parse(out.str(), nullptr, false);
          if (report.is_discarded()) continue;  // 0个百分点: it does not run at all
          ++moved;
          bool right = false, others = false;
          for (const json& one : report["indicators"]) {
            const bool same = one["change"] == "equal";
            (one["no"] == std::to_string(number) ? right : others) |= !same;
          }
          const bool said = !right && !(said_about(check(other.text()), std::to_string(number)) ==
                                        before[number]);
          if (!others && (right || said))
            ++shown;
          else
            std::cout << "not shown: " << rule.title << " " << text << "\n";
        }
      }
  }
  std::cout << "moved thresholds and prices: " << shown << " of " << moved
            << " shown by diff, or by check where nothing changes\n";
  EXPECT_GE(moved, 80u / test::kOneIn);
  EXPECT_GE(shown * 100, moved * 95);
}

}  // namespace
}  // namespace zs
