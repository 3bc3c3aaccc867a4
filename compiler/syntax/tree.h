// What the author wrote, as structs: the script, its sections and indicators, and the clauses of
// each rule text. Nothing here is resolved yet; every node keeps its place in the author's text.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/base/source.h"
#include "runtime/value/dimension.h"

namespace zs {

// Words of the author, normalised, with the place where they stand.
struct Phrase {
  std::string text;
  Span span;
  bool empty() const { return text.empty(); }
};

// A number with its unit, in base units. `unit` is the author's own: "起", "万元", "%".
struct Quantity {
  Rational value;
  Dimension dimension = Dimension::Number;
  std::string unit;
  bool either_side = false;  // ±10%
  Span span;
};

enum class Relation { Less, AtMost, Equal, AtLeast, More };

// 80%以上 · >=80% · 高于上年平均水平 · 超过目标值2%
struct Bound {
  Relation relation = Relation::Equal;
  std::optional<Quantity> quantity;
  Phrase reference;       // 上年平均水平; empty when the quantity stands alone
  bool marked = false;    // (含) or (不含) stands in the text
  bool by_place = false;  // 80%以上, 60%以下, 5天以内: a convention may exclude the number
  bool within = false;    // the far end of 高于平均值0.5个百分点以内
  bool contradicts = false;  // 不低于80%以下: two words that exclude each other
  Span span;
};

// 金融机构满意度在80%以上: an empty subject is understood from the context.
struct Compare {
  Phrase subject;
  std::vector<Bound> bounds;         // one or two, all of which hold
  std::vector<Quantity> respective;  // 分别不少于6个、3个、1个: those after the first
  bool plain = false;                // no relation word at all: 迟报1天, 一次
  bool basis = false;                // 以95%为基准
  bool top_ranks = false;            // 前3名
  bool last_open = false;            // 1项、2项、3项及以上: the last of the list and more
  bool dash = false;                 // 60%-80%: the upper end is open unless marked
};

// A condition without number, as written.
struct Fact {
  Phrase phrase;
};

struct Condition;
// Several conditions: all of them, or any of them.
struct Group {
  bool any = false;
  std::vector<Condition> parts;
};

struct Condition {
  std::variant<Fact, Compare, Group> says;
  Span span;
};

enum class Direction { Down, Up, Either };

// 每低1个百分点 · 每发生一起 · 每件 · 少1次: how often the effect of the clause counts.
struct Per {
  Phrase subject;
  std::optional<Direction> direction;
  Phrase event;      // 发生, 引进
  Phrase reference;  // 每低于目标值2%: 目标值
  Quantity step;
  Phrase object;                 // 每引进1家总部: 总部
  bool whole = false;            // 每满
  Phrase way;                    // the direction as written: 缺少, 提高
  std::optional<Quantity> from;  // 每低于95%1个百分点: 95%
  bool than_before = false;      // 较上年每提高: the comparison stands before 每
  bool elliptical = false;       // 每 is left out
  bool shorter = false;          // 少 缺: falls short of a number that has to be reached
  Span span;
};

// Points of a clause: an amount, a range left to the reviewer, or a share of the indicator's
// points.
struct Amount {
  enum class Kind { Points, Range, Share, Full } kind = Kind::Points;
  Rational low;   // points, or the share (3/5)
  Rational high;  // == low unless Range
  Span span;
};

enum class StepRule { Linear, Whole, Ceiling };

// The effects of a clause, each introduced by the wording it stands for.
struct Award {
  std::vector<Amount> amounts;
  bool base = false;
  bool respectively = false;
  bool each = false;
  bool wordless = false;  // 有台账,1分: no verb at all
};                        // 得3分
struct Nil {
  bool veto = false;
};  // 不得分
struct Deduct {
  std::vector<Amount> amounts;
  bool each = false;
  bool respectively = false;
};  // 扣1分
struct Add {
  std::vector<Amount> amounts;
  bool each = false;
  bool respectively = false;
  bool both_ways = false;
  bool extra = false;  // 另加: beyond the points
};                     // 加1分; 加减1分
struct Doubled {
  bool deducts = true;
};                    // 加倍扣分
struct Unchanged {};  // 不扣分
struct Judged {
  bool deducts = true;
  std::optional<Amount> bounds;
  Phrase basis;
};  // 酌情扣分
struct Proportional {
  Phrase basis;
  std::optional<Amount> of;
};            // 按比例得分
struct Cap {  // 最高加3分, 扣完为止
  enum class On { Score, Additions, Deductions } on = On::Score;
  bool at_most = true;
  Amount amount;
};
struct Exhausted {};      // 扣完为止
struct MayBeNegative {};  // 可计负分
struct StepNote {
  StepRule rule = StepRule::Linear;
};  // 不足1个百分点按1个百分点计
struct StartFrom {
  Amount amount;
};  // 从100分起评
struct GradeIs {
  Phrase grade;
};  // 为A级
struct NoRepeat {
  bool highest = false;
};                       // 不重复加分, 按最高级别计
struct Interpolated {};  // 中间按直线内插法计算
struct AndSoOn {};       // 以此类推
struct Descending {
  Amount step;
};  // 依次递减0.5分: what each further place loses
struct Scaled {
  Rational factor;
  Phrase without;
};  // 减半计分, 按90%折算; 不再乘难度系数: `without` names a factor that is left out
struct GradeLower {};  // 降低一个等级
struct Excepted {};    // 因不可抗力造成的除外

// 得分=实际值÷目标值×分值
struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;
struct Expression {
  enum class Kind { Name, Number, IndicatorPoints, Add, Subtract, Multiply, Divide } kind;
  Phrase name;
  Quantity number;
  ExpressionPtr left, right;
  Span span;
};
struct Formula {
  Phrase target;
  ExpressionPtr value;
};

struct Statement {};  // a requirement without effect: 每季度召开1次会议
struct Unread {};     // not understood; the problem is already reported

using Effect =
    std::variant<Award, Nil, Deduct, Add, Doubled, Unchanged, Judged, Proportional, Cap, Exhausted,
                 MayBeNegative, StepNote, StartFrom, GradeIs, NoRepeat, Interpolated, AndSoOn,
                 Descending, Scaled, GradeLower, Excepted, Formula, Statement, Unread>;

// One clause, in text order. `when` holds as a whole (and).
struct Clause {
  std::vector<Condition> when;
  std::optional<Per> per;
  Effect says;
  bool otherwise = false;               // 否则
  bool among = false;                   // 其中
  bool closed = false;                  // some condition ends with 的: a case, no mere requirement
  bool marginal = false;                // …的部分: only what lies between the bounds counts
  std::optional<Rational> part_points;  // ①宣传栏更新(3分): points of the sub-rule
  int sentence = 0;  // clauses between two semicolons or full stops share a number
  int part = 0;      // number of the (1)(2) sub-rule, 0 before the first
  Span span;
};

struct Attribute {
  Phrase name;
  Phrase text;
};

struct IndicatorText {
  Phrase number;
  bool headed = false;  // its heading is a line of its own, with or without a number
  Phrase title;
  std::optional<Rational> points;
  std::vector<Clause> clauses;
  std::vector<Attribute> attributes;
  int section = -1;                // index into SyntaxTree::sections, -1 for none
  Span span;                       // of the heading
  Span rule_span;                  // of the rule text
  std::optional<Rational> weight;  // 权重30%: its share of what it is added up to
  std::optional<Rational> lowest;  // 最低分-4分
};

// 加分项 and 减分项 stand outside the points of the scheme.
enum class SectionKind { Scored, Bonus, Malus };

struct SectionText {
  Phrase number;
  Phrase title;
  std::optional<Rational> points;  // of a bonus or malus: the most it gives or takes
  int level = 1;                   // 1 一、 2 (一)
  Span span;
  SectionKind kind = SectionKind::Scored;
  std::optional<Rational> weight;  // 权重30%
};

// What a sentence of 等级, 否决 or 目标 says (language.md §9).
struct SchemeSentence {
  enum class Kind {
    Grade,         // 80分以上的为达标
    Requirement,   // 良好须为上年度达标单位
    Barred,        // …的不得评为良好: nor anything better
    GradeSet,      // …的直接定为未达标
    GradeAtMost,   // …的最高评为达标
    GradeLowered,  // …的降一个等级
    Ineligible,    // …的取消评定资格: no grade at all
    TotalZero,     // …的总分为零
    PartZero,      // …的“金融外部环境”不得分: a section or an indicator
    TotalTaken,    // …的从总分中扣5分
    TotalAtMost,   // …的总分不超过60分
    Goal           // 达标面在70%以上
  } kind = Kind::Grade;
  Phrase name;  // of the grade, section or indicator
  std::vector<Condition> when;
  bool otherwise = false;          // 其余为未达标
  std::optional<Rational> points;  // TotalTaken, TotalAtMost
  std::optional<int> year;         // of a goal; none: every year
  Phrase words;                    // as written, without the full stop
};

// 金融机构满意度:百分比,0%至100%,来源“问卷调查”,又名“满意度”
struct Declaration {
  Phrase name;
  Dimension dimension = Dimension::Unknown;
  std::string unit;
  std::optional<Rational> low, high;  // ends included
  std::vector<std::string> choices;   // 选项(及时/不及时)
  std::vector<std::string> aliases;
  std::string from;  // 来源
};

// 不良贷款率=不良贷款余额÷贷款余额
struct Definition {
  Phrase name;
  ExpressionPtr value;
};

// 拨出专项经费=是,金融机构满意度=76% → 2.6分
struct ExampleLine {
  struct Given {
    Phrase name;
    Phrase value;
  };
  std::vector<Given> given;
  Phrase expected;
  Span span;
};
struct ExampleText {
  Phrase of;  // the title of an indicator; empty: of the whole script
  std::vector<ExampleLine> lines;
};

struct SyntaxTree {
  Phrase title;
  std::optional<int> year, last_year;  // 年度 2007-2010
  std::optional<Rational> total_points;
  Span total_span;
  std::vector<SectionText> sections;
  std::vector<IndicatorText> indicators;
  std::vector<Attribute> conventions;  // lines of 约定, in `text`
  std::vector<Declaration> declarations;
  std::vector<Definition> definitions;
  std::vector<SchemeSentence> grades;  // 等级
  std::vector<SchemeSentence> vetoes;  // 否决
  std::vector<SchemeSentence> goals;   // 目标
  std::vector<Phrase> unread;          // lines of these blocks that were not understood
  bool unread_grading = false;         // … some of them in 等级 or 否决
  std::vector<ExampleText> examples;   // 示例
};

}  // namespace zs
