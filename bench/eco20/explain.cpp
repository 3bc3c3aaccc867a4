// explain IN.csv OUT.jsonl [THREADS]: hand-written CSV -> JSONL with the reasons of all 20 scores, byte for byte what
// `zhunsheng eval eco20.zs IN.csv --format jsonl --explain` writes. Every stretch of text between two values is one
// string constant, so that a row is some hundred copies of known length into a buffer that is large enough.
// explain IN.csv - REPEATS: "unit_explained_us value", the time for one row that is parsed already, in a buffer.
#include "table_io.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
using namespace eco;

static char SCORE[401][4];   // "2.60"
static char PAIR[100][2];    // "07"

static void two(Out& o, i64 v) { memcpy(o.p, PAIR[v], 2); o.p += 2; }
static void whole_number(Out& o, uint64_t v) {
  char t[20];
  int at = 20;
  while (v >= 100) { at -= 2; memcpy(t + at, PAIR[v % 100], 2); v /= 100; }
  if (v >= 10) { at -= 2; memcpy(t + at, PAIR[v], 2); } else t[--at] = char('0' + v);
  o.str(t + at, size_t(20 - at));
}
// Hundredths without trailing zeros: 2.6.
static void num(Out& o, i64 v) {
  if (v < 0) { *o.p++ = '-'; v = -v; }
  const i64 integer = v / 100, cents = v % 100;
  if (integer >= 10 && integer < 100) two(o, integer); else whole_number(o, uint64_t(integer));
  if (cents == 0) return;
  *o.p++ = '.';
  two(o, cents);
  o.p -= cents % 10 == 0;
}
static void score4(Out& o, i64 s) { memcpy(o.p, SCORE[s], 4); o.p += 4; }

// Pieces of one indicator.
#define HEAD(number, title, points) \
  "{\"no\":\"" number "\",\"title\":\"" title "\",\"points\":\"" points "\",\"status\":\"scored\",\"score\":\""
#define SAID(text) "{\"text\":\"" text
#define PLACE(line, column) "\",\"line\":" line ",\"column\":" column "}"
#define WORTH(amount, line, column) "\",\"amount\":\"" amount PLACE(line, column)
#define WHOLE(text, amount, line, column) SAID(text) WORTH(amount, line, column)
#define START(points, line) WHOLE("从" points "分起算", points, line, "4")
#define NOWHERE(line, column) WHOLE("情形未规定,得0分", "0", line, column)
#define END "],\"missing\":[]},"

template <size_t N> static void head(Out& o, const char (&text)[N], i64 s) {
  o << text;
  score4(o, s); o << "\",\"least\":\"";
  score4(o, s); o << "\",\"most\":\"";
  score4(o, s); o << "\",\"explanation\":[";
}
// …扣0.4分","amount":"-0.4","line":…
template <size_t N> static void deducted(Out& o, i64 deduction, const char (&place)[N]) {
  o << ",扣"; num(o, deduction); o << "分\",\"amount\":\"-"; num(o, deduction); o << place;
}
// More was deducted than there was: the score stops at 0.
template <size_t N> static void made_up(Out& o, i64 rest, const char (&place)[N]) {
  if (rest >= 0) return;
  o << "," SAID("扣完为止,补回"); num(o, -rest); o << "分\",\"amount\":\""; num(o, -rest); o << place;
}

// An award at a base and a deduction below it. BASE is a constant ("80%") or another column (its name, then a value).
#define FALLING(K, NUMBER, TITLE, POINTS, X, DEDUCTION, BASE, BASE_NUM, NAME, UNIT, STEP, LINE, NEXT)                  \
  {                                                                                                                    \
    head(o, HEAD(NUMBER, TITLE, POINTS), s[K]);                                                                        \
    const i64 base = BASE, deduction = DEDUCTION;                                                                      \
    if (x[X] >= base) {                                                                                                \
      o << SAID(NAME); num(o, x[X]); o << UNIT ",达到"; BASE_NUM; o << UNIT ",得" POINTS "分" WORTH(POINTS, LINE, "4"); \
    } else {                                                                                                           \
      o << START(POINTS, LINE);                                                                                        \
      if (deduction > 0) {                                                                                             \
        o << "," SAID(NAME); num(o, x[X]); o << UNIT ",比"; BASE_NUM; o << UNIT "低"; num(o, base - x[X]); o << STEP;  \
        deducted(o, deduction, PLACE(NEXT, "4"));                                                                  \
        made_up(o, FULL[K] - deduction, PLACE(LINE, "4"));                                                         \
      }                                                                                                                \
    }                                                                                                                  \
    o << END;                                                                                                          \
  }

static void explain(Out& o, const char* id, size_t idn, const i64* x, const i64* s, i64 total, int g) {
  o << "{\"unit\":\""; o.str(id, idn);
  o << "\",\"total\":{\"score\":\""; o.fixed(total); o << "\",\"least\":\""; o.fixed(total);
  o << "\",\"most\":\""; o.fixed(total); o << "\",\"points\":\"54\"},\"grade\":\""; o.cstr(GRADE[g]);
  o << "\",\"grades\":[\""; o.cstr(GRADE[g]); o << "\"],\"indicators\":[";

  head(o, HEAD("1", "s01", "2"), s[0]);
  if (x[x01]) o << WHOLE("成立组织,得0.5分", "0.5", "18", "4"); else o << WHOLE("未成立组织,不得分", "0", "18", "4");
  if (x[x02]) o << "," WHOLE("制定方案,得0.5分", "0.5", "18", "4"); else o << "," WHOLE("未制定方案,不得分", "0", "18", "4");
  if (x[x03]) o << "," WHOLE("建立机制,得0.5分", "0.5", "18", "4"); else o << "," WHOLE("未建立机制,不得分", "0", "18", "4");
  if (x[x01] & x[x02] & x[x03]) o << "," WHOLE("成立组织,制定方案,建立机制,加0.5分", "0.5", "19", "4");
  o << END;

  head(o, HEAD("2", "s02", "2"), s[1]);
  if (x[x04]) o << WHOLE("目标已分解,得1分", "1", "23", "4"); else o << WHOLE("未目标已分解,不得分", "0", "23", "4");
  if (x[x05]) o << "," WHOLE("纳入考核,得1分", "1", "23", "14"); else o << "," WHOLE("未纳入考核,不得分", "0", "23", "14");
  o << END;

  {
    head(o, HEAD("3", "s03", "3"), s[2]);
    const i64 deduction = prop(8000 - x[x07], 100, 10);
    if (!x[x06]) o << NOWHERE("27", "4");
    else if (x[x07] < 8000) o << START("3", "27");
    else { o << SAID("专题经费已拨付,创建满意度"); num(o, x[x07]); o << "%,达到80%,得3分" WORTH("3", "27", "4"); }
    if (deduction > 0) {
      o << "," SAID("创建满意度"); num(o, x[x07]); o << "%,比80%低"; num(o, 8000 - x[x07]); o << "个百分点";
      deducted(o, deduction, PLACE("28", "4"));
      made_up(o, (x[x06] ? 300 : 0) - deduction, PLACE("27", "4"));
    }
    o << END;
  }

  head(o, HEAD("4", "s04", "3"), s[3]);
  if (x[x09] == 0) o << WHOLE("活动已开展数0次,等于0次,不得分", "0", "34", "4");
  else if (x[x09] >= x[x08]) {
    o << SAID("活动已开展数"); whole_number(o, uint64_t(x[x09])); o << "次,达到活动应开展数"; whole_number(o, uint64_t(x[x08]));
    o << "次,得3分" WORTH("3", "32", "4");
  } else {
    const i64 missed = x[x08] - x[x09];
    o << START("3", "32") "," SAID("活动已开展数"); whole_number(o, uint64_t(x[x09])); o << "次,比活动应开展数";
    whole_number(o, uint64_t(x[x08])); o << "次低"; whole_number(o, uint64_t(missed)); o << "次";
    deducted(o, missed * 50, PLACE("33", "4"));
    made_up(o, 300 - missed * 50, PLACE("32", "4"));
  }
  o << END;

  FALLING(4, "5", "s05", "3", x10, part(8000 - x[x10], 100, 10), 8000, o << "80", "债权满意度", "%", "个百分点", "38", "39")

  head(o, HEAD("6", "s06", "2"), s[5]);
  if (x[x11] == 0) o << WHOLE("重大风险事件数0起,等于0起,得2分", "2", "43", "4");
  else if (x[x12]) o << WHOLE("处置及时,得1分", "1", "43", "19");
  else o << NOWHERE("43", "19");
  o << END;

  head(o, HEAD("7", "s07", "2"), s[6]);
  if (x[x13] == 0) o << WHOLE("银企关系为明显改善,得2分", "2", "47", "4");
  else if (x[x13] == 1) o << WHOLE("银企关系为未组织推进,得1分", "1", "47", "18");
  else o << WHOLE("银企关系为恶化,不得分", "0", "47", "33");
  o << END;

  head(o, HEAD("8", "s08", "3"), s[7]);
  if (s[7] == 0) o << NOWHERE("53", "4");
  else {
    if (s[7] == 300) o << SAID("收费合理,抵押满意度"); else o << SAID("抵押满意度");
    num(o, x[x15]);
    if (s[7] == 300) o << "%,达到80%,登记时限月"; else if (s[7] == 200) o << "%,达到60%,登记时限月"; else o << "%,达到50%,登记时限月";
    whole_number(o, uint64_t(x[x16]));
    if (s[7] == 300) o << ",达到12,得3分" WORTH("3", "51", "4");
    else if (s[7] == 200) o << ",达到12,得2分" WORTH("2", "52", "4");
    else o << ",达到12,得1分" WORTH("1", "53", "4");
  }
  o << END;

#define COLUMN(name) o << name; num(o, base)
  FALLING(8, "9", "s09", "2", x17, whole(base - x[x17], 100, 50), x[x18], COLUMN("上年GDP增长率"), "GDP增长率", "%", "个百分点", "57", "58")
  FALLING(9, "10", "s10", "2", x19, whole(base - x[x19], 50000, 50), x[x20], COLUMN("上年人均GDP"), "人均GDP", "元", "元", "62", "63")
  FALLING(10, "11", "s11", "2", x21, prop(base - x[x21], 100, 50), x[x18], COLUMN("上年GDP增长率"), "财政收入增长率", "%", "个百分点", "67", "68")
  FALLING(11, "12", "s12", "2", x22, part(base - x[x22], 50000, 50), x[x23], COLUMN("上年城镇居民收入"), "城镇居民收入", "元", "元", "72", "73")
  FALLING(12, "13", "s13", "2", x24, whole(base - x[x24], 20000, 50), x[x25], COLUMN("上年农民纯收入"), "农民纯收入", "元", "元", "77", "78")
  FALLING(13, "14", "s14", "4", x26, prop(10000 - x[x26], 100, 20), 10000, o << "100", "节能目标完成率", "%", "个百分点", "82", "83")

  head(o, HEAD("15", "s15", "4"), s[14]);
  o << SAID("执结率"); num(o, x[x27]);
  switch (s[14]) {
    case 400: o << "%,达到95%,得4分" WORTH("4", "87", "4"); break;
    case 300: o << "%,达到80%,得3分" WORTH("3", "87", "18"); break;
    case 200: o << "%,达到70%,得2分" WORTH("2", "87", "28"); break;
    case 100: o << "%,达到60%,得1分" WORTH("1", "87", "38"); break;
    default: o << "%,不高于60%,不得分" WORTH("0", "87", "48");
  }
  o << END;

  FALLING(15, "16", "s16", "4", x28, prop(5000 - x[x28], 100, 10), 5000, o << "50", "兑现率", "%", "个百分点", "91", "92")
  FALLING(16, "17", "s17", "3", x29, whole(base - x[x29], 100, 10), x[x30], COLUMN("上年守信企业占比"), "守信企业占比", "%", "个百分点", "96", "97")
  FALLING(17, "18", "s18", "3", x31, part(3000 - x[x31], 100, 10), 3000, o << "30", "信用农户面", "%", "个百分点", "101", "102")

  {
    head(o, HEAD("19", "s19", "3"), s[18]);
    const i64 deduction = prop(10000 - x[x32], 100, 10), events = x[x33] * 100;
    if (x[x32] >= 10000) { o << SAID("逃废债落实率"); num(o, x[x32]); o << "%,达到100%,得3分" WORTH("3", "106", "4"); }
    else o << START("3", "106");
    if (deduction > 0) {
      o << "," SAID("逃废债落实率"); num(o, x[x32]); o << "%,比100%低"; num(o, 10000 - x[x32]); o << "个百分点";
      deducted(o, deduction, PLACE("107", "4"));
    }
    if (events > 0) {
      o << "," SAID("新发逃废债起数"); whole_number(o, uint64_t(x[x33])); o << "起";
      deducted(o, events, PLACE("107", "23"));
    }
    made_up(o, 300 - deduction - events, PLACE("106", "4"));
    o << END;
  }

  head(o, HEAD("20", "s20", "3"), s[19]);
  o << START("3", "111");
  if (x[x34] > 0) {
    o << "," SAID("通报起数"); whole_number(o, uint64_t(x[x34])); o << "起";
    deducted(o, x[x34] * 100, PLACE("111", "4"));
    made_up(o, 300 - x[x34] * 100, PLACE("111", "4"));
  }
  o << END;
  o.p -= 1;  // no comma after the last
  o << "]}\n";
}

static void time_one(int repeats) {
  constexpr size_t M = 512;
  std::vector<i64> xs(M * NX);
  for (size_t r = 0; r < M; r++) gen_row(r, &xs[r * NX]);
  Out o;
  std::vector<double> times;
  size_t bytes = 0;
  for (int k = 0; k < repeats; k++) {
    const auto begin = std::chrono::steady_clock::now();
    for (size_t r = 0; r < M; r++) {
      i64 s[NS], total;
      int g;
      o.reserve(16384);
      score_row(&xs[r * NX], s, total, g);
      explain(o, "U00000001", 9, &xs[r * NX], s, total, g);
      bytes += size_t(o.p - o.buf.data());
    }
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / M);
  }
  std::sort(times.begin(), times.end());
  printf("unit_explained_us %.3f\n", times[times.size() / 2] + (bytes == 42));
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  for (int v = 0; v <= 400; v++) { char t[8]; snprintf(t, 8, "%d.%02d", v / 100, v % 100); memcpy(SCORE[v], t, 4); }
  for (int v = 0; v < 100; v++) { PAIR[v][0] = char('0' + v / 10); PAIR[v][1] = char('0' + v % 10); }
  const int number = argc > 3 ? atoi(argv[3]) : 1;
  if (strcmp(argv[2], "-") == 0) return time_one(number), 0;
  return convert(argv[1], argv[2], number, Out(), 32 << 10, 40, explain);
}
