// Defects injected by program into clean rules: check has to find them, and `eval` has to confirm
// every row that check shows.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/tools/compiled_rules.h"

namespace zs {
namespace {

using nlohmann::json;

struct Rule {
  std::string title, points, text;
};

// Rules that check has nothing to say against.
const std::vector<Rule>& clean_rules() {
  static const std::vector<Rule> rules = {
      {"创建经费", "3",
       "拨出专项经费,且满意度不低于80%的得3分;满意度每低1个百分点扣0.1分,扣完为止;"
       "未拨出专项经费的不得分。"},
      {"案件执结率", "4",
       "执结率在95%以上的得4分,80%以上的得3分,70%以上的得2分,60%以上的得1分,低于60%的不得分。"},
      {"不良贷款", "5",
       "不良贷款率不超过2%的得5分,不超过3%的得4分,不超过5%的得2分,超过5%的不得分。"},
      {"群众投诉", "4", "每发生一起群众投诉扣1分,扣完为止。"},
      {"信用覆盖", "3",
       "信用农户覆盖面达到30%的得3分;信用农户覆盖面每低1个百分点扣0.2分,扣完为止。"},
      {"人员配备", "4", "配备专职人员的得4分,否则不得分。"},
      {"组织机构", "5",
       "成立领导小组,且制定工作方案的得5分;未成立领导小组、未制定工作方案的各扣2.5分。"},
      {"增收", "5", "增收超过30%的得5分,超过20%的得4分,超过10%的得2分,不超过10%的不得分。"},
      {"报送材料", "5", "按时报送材料的得5分,否则得2分,弄虚作假的不得分。"},
      {"回收率", "8", "贷款回收率达到98%的得8分;贷款回收率每低1个百分点扣0.5分,扣完为止。"},
      {"税收增长", "6",
       "税收增长率不低于上年税收增长率的得满分;税收增长率每低1个百分点扣0.5分,扣完为止。"},
      {"档案", "6", "(1)建立台账得3分,否则不得分;(2)专人管理得3分,否则不得分。"},
      {"逃废债", "8",
       "逃废债落实率达到100%的得满分;逃废债落实率每低1个百分点扣0.2分,"
       "每新发生一起逃废债扣1分,扣完为止。"},
      {"资产负债率", "5", "资产负债率不超过60%的得5分;资产负债率每高1个百分点扣0.5分,扣完为止。"},
      {"宣传", "5", "每开展一次宣传活动加1分,最高得5分。"},
      {"重大事故", "10", "未发生重大事故的得10分,发生重大事故的不得分。"},
      {"办结率", "6", "办结率在98%以上的得6分,95%以上的得5分,90%以上的得3分,低于90%的不得分。"},
      {"整改", "4", "按期整改的得4分,逾期整改且说明原因的得2分,否则不得分。"},
      {"满意度", "10",
       "满意度在90%以上的得10分,80%以上的得8分,70%以上的得6分,60%以上的得4分,"
       "低于60%的不得分。"},
      {"投诉率", "6", "投诉率不超过1%的得6分,不超过2%的得4分,不超过3%的得2分,超过3%的不得分。"},
      {"参保率", "5", "参保率达到95%的得5分;参保率每低1个百分点扣0.1分,扣完为止。"},
      {"普及率", "4", "普及率在90%以上的得4分,75%以上的得3分,60%以上的得2分,低于60%的不得分。"},
      {"安全", "5", "每发生一起安全事故扣2分,最多扣5分,扣完为止;发生重大事故的不得分。"},
      {"兑现率", "4", "兑现率不低于50%的得4分;兑现率每低1个百分点扣0.1分,扣完为止。"},
      {"人均收入", "6", "人均收入不低于上年人均收入的得满分;人均收入每低200元扣0.5分,扣完为止。"},
      {"合格率", "8", "合格率在99%以上的得8分,97%以上的得6分,95%以上的得3分,低于95%的不得分。"},
      {"逾期", "5", "逾期率不超过1%的得5分;逾期率每高1个百分点扣1分,扣完为止。"},
      {"知晓率", "3", "知晓率在85%以上的得3分,70%以上的得2分,低于70%的不得分。"},
  };
  return rules;
}

struct Checked {
  std::set<std::string> codes;
  json problems;
};

std::string run_cli(const std::vector<std::string>& arguments) {
  test::MemoryFiles files;
  std::istringstream in;
  std::ostringstream out, err;
  cli::run(arguments, files, {in, out, err});
  return out.str();
}

std::vector<std::string> call(const char* command, const Rule& rule) {
  // 约定 does not fit into one rule: the step rule is said at each step.
  static const std::regex steps("(扣[0-9.]+分),扣完为止");
  return {command,
          "--title",
          rule.title,
          "--points",
          rule.points,
          "--text",
          std::regex_replace(rule.text, steps, "$1(不足一个单位的按比例计),扣完为止"),
          "--format",
          "json"};
}

Checked check(const Rule& rule) {
  Checked checked;
  checked.problems = json::parse(run_cli(call("check", rule)));
  for (const json& one : checked.problems) checked.codes.insert(one["code"].get<std::string>());
  return checked;
}

// The score that `eval` gives for a row of check, or "" when it gives none.
std::string evaluated(const Rule& rule, json row) {
  row["单位"] = "甲县";
  std::vector<std::string> arguments = call("eval", rule);
  arguments.insert(arguments.end(), {"--data", row.dump()});
  const json result = json::parse(run_cli(arguments));
  const json& score = result["results"][0]["indicators"][0]["score"];
  return score.is_string() ? score.get<std::string>() : "";
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

int number(const std::string& text) { return std::stoi(text); }

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
               rule.text, "(低于)([0-9]+)(%的不得分)", [&](const std::smatch& match, std::size_t) {
                 return match[1].str() + std::to_string(number(match[2]) + by) + match[3].str();
               });
           made.insert(made.end(), more.begin(), more.end());
         }
         return made;
       }});
  all.push_back({"boundary doubled", {"ZS3056"}, [](const Rule& rule) {
                   auto made = replaced(rule.text, "低于([0-9]+%)的不得分", "$1以下的不得分");
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
                                "得" + std::to_string(number(rule.points) - 1) + "分");
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
                   return replaced(rule.text, ",扣完为止", "");
                 }});
  all.push_back({"otherwise removed", {"ZS5001", "ZS5002", "ZS5012"}, [](const Rule& rule) {
                   std::vector<std::string> made;
                   if (rule.text.find("(1)") == std::string::npos)
                     made = replaced(rule.text, ",否则(不得分|得2分)", "");
                   return made;
                 }});
  all.push_back({"fact negated",
                 {"ZS5006", "ZS5007", "ZS5012", "ZS5001", "ZS5005", "ZS5008"},
                 [](const Rule& rule) {
                   auto made = replaced(rule.text, "^拨出", "未拨出");
                   for (const char* fact_words :
                        {"未发生重大事故的得", "发生重大事故的不", "成立领导小组,且"}) {
                     const std::string fact = fact_words;
                     const bool negative = fact.starts_with("未");
                     const auto more = replaced(rule.text, "(^|,)" + fact,
                                                "$1" + (negative ? fact.substr(3) : "未" + fact));
                     made.insert(made.end(), more.begin(), more.end());
                   }
                   return made;
                 }});
  all.push_back({"deduction doubled", {"ZS5021"}, [](const Rule& rule) {
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
                   return each_match(rule.text, ",([0-9]+)%以上的得([0-9]+)分",
                                     [&](const std::smatch& match, std::size_t) {
                                       const int low = number(match[1]);
                                       return "," + std::to_string(low) + "%—" +
                                              std::to_string(low + 1) + "%的得" + match[2].str() +
                                              "分";
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

TEST(Mutations, clean_rules_have_no_warnings_and_true_witnesses) {
  for (const Rule& rule : clean_rules()) {
    const Checked clean = check(rule);
    for (const json& one : clean.problems)
      EXPECT_EQ(one["severity"], "note") << rule.title << ": " << one.dump();
  }
}

TEST(Mutations, nearly_all_defects_are_found_and_every_witness_is_confirmed) {
  std::size_t injected = 0, found = 0, rows = 0;
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_kind;
  for (const Rule& rule : clean_rules()) {
    const std::set<std::string> before = check(rule).codes;
    for (const Kind& kind : kinds())
      for (const std::string& text : kind.mutate(rule)) {
        const Rule broken{rule.title, rule.points, text};
        const Checked after = check(broken);
        ++injected;
        ++by_kind[kind.name].second;
        bool seen = false;
        for (const std::string& code : after.codes)
          seen = seen || (kind.codes.count(code) && !before.count(code));
        if (seen) {
          ++found;
          ++by_kind[kind.name].first;
        } else {
          std::cout << "not found (" << kind.name << "): " << rule.title << "(" << rule.points
                    << "分) " << text << "\n";
        }
        for (const json& one : after.problems)
          for (const auto& [row, score] :
               {std::pair("witness", "score"), std::pair("other_witness", "other_score")}) {
            if (!one.contains(row) || !one.contains(score)) continue;
            ++rows;
            EXPECT_EQ(evaluated(broken, one[row]), one[score].get<std::string>()) << text << "\n"
                                                                                  << one.dump();
          }
      }
  }
  for (const auto& [name, count] : by_kind)
    std::cout << name << ": " << count.first << "/" << count.second << "\n";
  std::cout << "mutations: " << found << " of " << injected << " defects found, " << rows
            << " witnesses confirmed by eval\n";
  EXPECT_GE(injected, 200u);
  EXPECT_GE(found * 100, injected * 95);
}

}  // namespace
}  // namespace zs
