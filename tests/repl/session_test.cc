// The session without a terminal: text in, text out.
#include <gtest/gtest.h>

#include <map>

#include "tests/tools/compiled_rules.h"
#include "tools/repl/curve.h"
#include "tools/repl/gather_lines.h"
#include "tools/repl/plot.h"
#include "tools/repl/repl.h"
#include "tools/repl/typed_data.h"

namespace zs::repl {
namespace {

class NoFiles : public cli::Files {
 public:
  std::optional<std::string> read(const std::string& name, Words& why) override {
    if (const auto file = files.find(name); file != files.end()) return file->second;
    why = {"没有", "none"};
    return std::nullopt;
  }
  bool write(const std::string& name, const std::string& bytes, Words&) override {
    files[name] = bytes;
    return true;
  }
  std::map<std::string, std::string> files;
};

class Session : public testing::Test {
 protected:
  Answer take(std::string_view text) { return repl.take(text); }
  std::string total() {
    const UnitResult& result = repl.workspace().look().result;
    return result.score ? decimal_text(*result.score) : "?";
  }
  NoFiles files;
  Repl repl{{files, {}, nullptr, nullptr, nullptr}};
};

std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> made;
  if (const auto all = assignments_of(text))
    for (const Assignment& one : *all) made.push_back(one.name + "→" + one.value);
  return made;
}

using Parts = std::vector<std::string>;

TEST(Assignments, TakeEveryWayToWriteThem) {
  EXPECT_EQ(parts("满意度=76%"), (Parts{"满意度→76%"}));
  EXPECT_EQ(parts("满意度 = 76%,台账=是;"), (Parts{"满意度→76%", "台账→是"}));
  EXPECT_EQ(parts("满意度\uFF1D76%\uFF0C台账\uFF1D是\uFF1B制度=否"),
            (Parts{"满意度→76%", "台账→是", "制度→否"}));
  EXPECT_EQ(parts("甲=1 乙=2、丙=3"), (Parts{"甲→1", "乙→2", "丙→3"}));
  EXPECT_EQ(parts("贷款=1,000万元"), (Parts{"贷款→1,000万元"}));
  EXPECT_EQ(parts("甲=是、抵押登记、过户收费过高=否"),
            (Parts{"甲→是", "抵押登记、过户收费过高→否"}));
  EXPECT_EQ(parts("甲="), (Parts{"甲→"}));
}

TEST(Assignments, LeaveRulesAlone) {
  EXPECT_TRUE(parts("满意度>=80%得3分").empty());
  EXPECT_TRUE(parts("得分=完成数÷任务数×分值").empty());
  EXPECT_TRUE(parts("满意度=80%的得3分").empty());
  EXPECT_TRUE(parts("满意度≥80%").empty());
  EXPECT_TRUE(parts("=3").empty());
  EXPECT_TRUE(parts("满意度在80%以上的得3分").empty());
}

TEST(Lines, AreGatheredIntoWhatBelongsTogether) {
  LineGatherer lines;
  EXPECT_TRUE(lines.add("3. 经费(3分)").empty());
  EXPECT_TRUE(lines.add("  满意度在80%以上的得3分;").empty());
  EXPECT_TRUE(lines.is_open());
  EXPECT_EQ(lines.add("满意度=76%"),
            (Parts{"3. 经费(3分)\n  满意度在80%以上的得3分;", "满意度=76%"}));
  EXPECT_FALSE(lines.is_open());
  EXPECT_TRUE(lines.add("满意度在80%以上的得3分;").empty());
  EXPECT_EQ(lines.add("否则不得分。"), (Parts{"满意度在80%以上的得3分;\n否则不得分。"}));
  EXPECT_EQ(lines.add("有台账的得1分"), (Parts{"有台账的得1分"}));
  EXPECT_TRUE(lines.add("a\tb").empty());
  EXPECT_TRUE(lines.add("c\td").empty());
  EXPECT_EQ(lines.add("撤销"), (Parts{"a\tb\nc\td", "撤销"}));
  EXPECT_TRUE(lines.add("").empty());
}

TEST(Commands, AreKnownByAnyName) {
  EXPECT_EQ(command_of("帮助")->verb, Verb::Help);
  EXPECT_EQ(command_of(":Help load")->rest, "load");
  EXPECT_EQ(command_of("\uFF1Aundo")->verb, Verb::Undo);
  EXPECT_EQ(command_of("  载入\u3000a.zs ")->rest, "a.zs");
  EXPECT_TRUE(command_of("如果满意度=85%")->glued);
  EXPECT_FALSE(command_of("满意度"));
  EXPECT_EQ(near_commands("帮住").front(), "帮助");
  EXPECT_EQ(near_commands(":hlep").front(), ":help");
  EXPECT_TRUE(near_commands("狮子").empty());
}

TEST_F(Session, RulesThatBeginLikeCommandsAreRules) {
  EXPECT_TRUE(take("检查合格率在90%以上的得5分,每低1个百分点扣0.1分").changed);
  EXPECT_TRUE(take("单位满意度在90%以上的得5分").changed);
  EXPECT_TRUE(take("如果满意度达到80%,得3分").changed);
  EXPECT_EQ(repl.workspace().plan().indicators.size(), 3U);
}

TEST_F(Session, ABrokenRuleChangesNothing) {
  take("满意度在80%以上的得3分");
  take("满意度=85%");
  const Answer answer = take("满意度在80%以上的得3分,每低1公里扣0.1分");
  EXPECT_TRUE(answer.failed);
  EXPECT_FALSE(answer.changed);
  EXPECT_EQ(total(), "3");
  EXPECT_TRUE(take("满意度=很高").failed);
  EXPECT_TRUE(take("满意度=120公里").failed);
  EXPECT_EQ(total(), "3");
}

TEST_F(Session, TheSameTitleIsReplacedAndUndone) {
  take("满意度在80%以上的得3分");
  take("满意度=85%");
  EXPECT_TRUE(take("满意度在90%以上的得3分,否则得1分").changed);
  EXPECT_EQ(repl.workspace().plan().indicators.size(), 1U);
  EXPECT_EQ(total(), "1");
  take("撤销");
  EXPECT_EQ(total(), "3");
  take("重做");
  EXPECT_EQ(total(), "1");
  for (int i = 0; i < 3; ++i) take("撤销");
  EXPECT_TRUE(take("撤销").failed);
}

TEST_F(Session, WhatIfLeavesTheData) {
  take("满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止");
  take("满意度=76%");
  EXPECT_NE(take("如果 满意度=85%").text.find("2.6 → 3"), std::string::npos);
  EXPECT_FALSE(take("如果 满意度=85%").changed);
  EXPECT_EQ(total(), "2.6");
}

TEST_F(Session, OnlyWhatIsNeededIsComputed) {
  std::string data = "单位,收入,绿化率\n";
  for (int i = 0; i < 50; ++i)
    data += "县" + std::to_string(i) + "," + std::to_string(i) + "元," + std::to_string(i) + "%\n";
  files.files["d.csv"] = data;
  files.files["r.zs"] =
      "1. 收入(5分)\n   收入高于全市平均水平的得5分,每低1%扣0.1分。\n"
      "2. 绿化率(5分)\n   绿化率在30%以上的得5分,否则不得分。\n";
  ASSERT_FALSE(repl.start("r.zs", "d.csv").failed);
  repl.workspace().look();
  const auto before = repl.workspace().work();
  take("绿化率=31%");
  EXPECT_EQ(repl.workspace().work().rows, before.rows + 1);
  EXPECT_EQ(repl.workspace().work().cohorts, before.cohorts);
  take("2. 绿化率(5分)\n绿化率在35%以上的得5分,否则不得分。");
  EXPECT_EQ(repl.workspace().work().rows, before.rows + 1);
  EXPECT_EQ(repl.workspace().work().cohorts, before.cohorts);
  take("收入=100元");
  EXPECT_EQ(repl.workspace().work().rows, before.rows + 2);
  EXPECT_EQ(repl.workspace().work().cohorts, before.cohorts + 1);
}

// Whatever is edited, the session scores as a fresh one over the same rules and data would.
TEST_F(Session, EditedIsTheSameAsFresh) {
  std::string data = "单位,收入,绿化率,有台账\n";
  for (int i = 0; i < 20; ++i)
    data += "县" + std::to_string(i) + "," + std::to_string(i * 7 % 13) + "元," +
            std::to_string(i * 11 % 50) + "%," + (i % 3 ? "是" : "否") + "\n";
  files.files["d.csv"] = data;
  files.files["r.zs"] = "1. 收入(5分)\n   收入高于全市平均水平的得5分,每低1元扣0.1分。\n";
  repl.start("r.zs", "d.csv");
  take("有台账的得2分");
  take("收入=40元");
  take("单位 县3");
  take("收入=1元,绿化率=44%");
  take("绿化率排名前3位的得4分,其余得1分");
  take("撤销");
  take("重做");
  take("单位 县0");
  Workspace& edited = repl.workspace();
  for (std::size_t row = 0; row < edited.state().sheet->rows.size(); ++row) {
    State state = edited.state();
    state.unit = row;
    const Look seen = edited.look_at(state);
    Workspace fresh;
    fresh.change(state);
    const Look& again = fresh.look();
    ASSERT_EQ(seen.values, again.values) << row;
    EXPECT_EQ(seen.result.score, again.result.score) << row;
  }
}

TEST_F(Session, WhatIsSavedPassesItsOwnExamples) {
  take("1. 经费(3分)\n拨出专项经费,且满意度在80%以上的得3分;满意度每低1个百分点扣0.1分,扣完为止。");
  take("拨出专项经费=是,满意度=76%");
  take("单位 新 乙县");
  take("拨出专项经费=否,满意度=90%");
  ASSERT_FALSE(take("保存 a").failed);
  ASSERT_TRUE(files.files.count("a.zs"));
  EXPECT_NE(files.files["a.zs"].find("满意度=76% → 2.6分"), std::string::npos)
      << files.files["a.zs"];
  EXPECT_FALSE(repl.has_unsaved());
  // Saving again adds nothing that is there.
  Repl other({files, {}, nullptr, nullptr, nullptr});
  other.start("a.zs", "");
  other.take("拨出专项经费=是,满意度=76%");
  EXPECT_TRUE(other.take("保存").failed);
  EXPECT_TRUE(other.take("保存 a.zs").failed);  // it is there already
  EXPECT_FALSE(other.take("保存 a.zs 改写").failed);
  const std::string& text = files.files["a.zs"];
  EXPECT_EQ(text.find("2.6分"), text.rfind("2.6分")) << text;
}

TEST(Curves, AreExactAtEveryTurn) {
  struct Case {
    const char* rule;
    const char* turns;
  };
  for (const Case& one :
       {Case{"满意度在80%以上的得3分,每低1个百分点扣0.1分,扣完为止", "50%处0分;80%处3分"},
        Case{"满意度在80%以上的得3分,满意度在60%以上的得1分",
             "60%处由0分到1分(恰好60%得1分);80%处由1分到3分(恰好80%得3分)"},
        Case{"满意度超过80%的得3分,否则不得分", "80%处由0分到3分(恰好80%得0分)"},
        Case{"每季度开展1次宣传,少1次扣0.5分", ""}}) {
    const auto rules = test::CompiledRules::of_rule(one.rule, "3");
    ASSERT_TRUE(rules.errors().empty()) << rules.errors();
    const std::vector<Value> nothing(rules.plan().inputs.size());
    const auto curve = score_curve(rules.plan(), 0, rules.plan().indicators[0].inputs[0], nothing);
    ASSERT_TRUE(curve) << one.rule;
    EXPECT_TRUE(curve->exact);
    const std::string text = plot(*curve, rules.plan(), {}, {});
    EXPECT_NE(text.find(one.turns), std::string::npos) << text;
    // The same as an evaluation, at each turn and between.
    for (const CurvePiece& piece : curve->pieces)
      for (const Rational& at :
           {*piece.x.low, *piece.x.high, (*piece.x.low + *piece.x.high).divided_by(Rational(2))}) {
        if (!piece.x.holds(at)) continue;
        std::vector<Value> data = nothing;
        data[curve->input.index] = at;
        Evaluation evaluation(rules.plan(), data);
        EXPECT_EQ(evaluation.number(rules.plan().indicators[0].score), piece.score(at)) << one.rule;
      }
  }
}

TEST_F(Session, NothingThatIsTypedCrashesIt) {
  const std::string hostile[] = {std::string(200000, 'x'),
                                 std::string(5000, '='),
                                 std::string(1000, '\n'),
                                 std::string("\0\0满意度", 11),
                                 "\xFF\xFE",
                                 "=",
                                 "==",
                                 "= =",
                                 "|",
                                 "||",
                                 "|||\n|||",
                                 "\t",
                                 "\t\t\n\t",
                                 "单位=",
                                 "单位 新 ",
                                 "比较",
                                 "比较 甲 乙 丙",
                                 "曲线",
                                 "保存",
                                 "保存 a.csv",
                                 "载入",
                                 "载入 \"",
                                 "1.",
                                 "1. (3分)",
                                 "示例",
                                 "等级\n什么",
                                 "(3分)",
                                 ",,,",
                                 "、、、",
                                 "满意度=,=",
                                 "帮助 帮助 帮助"};
  for (int round = 0; round < 2; ++round) {
    for (const std::string& text : hostile) take(text);
    take("满意度在80%以上的得3分");
  }
  EXPECT_EQ(repl.workspace().plan().indicators.size(), 1U);
  std::string wide;
  for (int i = 0; i < 20000; ++i) wide += "字,";
  take(wide);
  take(wide + "=3");
}

TEST_F(Session, CompletesWhatCanFollow) {
  take("建立奖励机制的得2分;金融机构满意度在80%以上的得3分");
  const auto candidates = [&](std::string_view line) { return repl.complete(line).candidates; };
  EXPECT_EQ(candidates("建立"), (Parts{"建立奖励机制="}));
  EXPECT_EQ(candidates("建立奖励机制="), (Parts{"是", "否"}));
  EXPECT_EQ(candidates("曲线 金"), (Parts{"金融机构满意度"}));
  EXPECT_EQ(candidates("如果 金"), (Parts{"金融机构满意度="}));
  EXPECT_EQ(candidates(":und"), (Parts{":undo"}));
  EXPECT_EQ(candidates("撤"), (Parts{"撤销"}));
  EXPECT_EQ(candidates("满意度在80%以上的得3分,扣完"), (Parts{"扣完为止"}));
}

}  // namespace
}  // namespace zs::repl
