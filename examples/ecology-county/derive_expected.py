#!/usr/bin/env python3
"""Writes what the programme must give for data.csv, worked out by hand-written formulas.

It shares nothing with the rule engine, so that the two can be held against each other.
    expected.csv          every score, total and grade
    expected-goals.csv    every goal of a year: figure, met or not
    expected-without.csv  least and most total and every grade that is possible when one county has
                          reported nothing for one year
    python3 derive_expected.py           writes them
    python3 derive_expected.py --check   exit status 1 if one of them differs
"""
import csv
import io
import itertools
import sys
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PARTS = {  # indicators of each part, and its points
    "政策环境": (["创建工作部署", "创建经费保障", "涉金融政策清理", "金融法制宣传"], 15),
    "信用环境": (["信用乡镇建设", "诚信企业评选", "小额担保贷款发放", "逃废债治理"], 25),
    "法制环境": (["金融案件执结", "金融债权维护", "改制企业债权落实"], 20),
    "金融环境": (["信贷资产质量", "信贷投放", "金融机构守法经营"], 25),
    "服务环境": (["金融服务评价", "社会对金融的认知", "信用担保体系"], 15),
}
BONUS = ["创建表彰", "信用乡镇提升", "模式推广"]
MALUS = ["资料报送", "金融秩序"]
TITLES = [title for titles, _ in PARTS.values() for title in titles] + BONUS + MALUS
GRADES = ["良好", "达标", "未达标", ""]  # the last: eligibility taken away


def plain(text):
    """76.5% is 76.5, 12万元 is 12; 亿元 stay 亿元: each column keeps to one unit."""
    return Fraction(Decimal(text.rstrip("%亿万元个家次件起")))


def two_places(score):
    """Half away from zero."""
    sign = -1 if score < 0 else 1
    return sign * Fraction(floor(abs(score) * 100 + Fraction(1, 2)), 100)


class Case:
    """One county in one year: its own cells, and the figures that other rows say."""

    def __init__(self, cells):
        self.cells = cells
        self.name, self.year = cells["单位"], int(cells["年度"])
        # 上年…, from the county's row of the year before, or from the data
        self.before_loans = self.before_small = self.before_known = self.before_towns = None
        self.mean_paid = None  # 全省平均
        self.place = None  # 全省排名
        self.passed_before = False  # 上年度达标单位

    def n(self, name):
        return plain(self.cells[name])

    def yes(self, name):
        return {"是": True, "否": False}[self.cells[name]]

    def bad_rate(self):  # percent
        return self.n("不良贷款余额") / self.n("贷款余额") * 100

    def sound_towns(self):  # percent
        return self.n("信用乡镇数") / self.n("乡镇数") * 100

    def growth(self):
        return self.n("贷款余额") / self.before_loans - 1

    # ---- indicators ----
    def scores(self):
        n, yes = self.n, self.yes
        s = {}
        s["创建工作部署"] = (2 * yes("成立创建协调小组") + 2 * yes("制定创建活动方案")
                       + 1 * yes("创建任务列入政府年度考核"))
        s["创建经费保障"] = 4 - max(0, 20 - n("创建专项经费")) / 4
        s["涉金融政策清理"] = 3 - min(2, n("查出未清理的政策文件") / 2)
        s["金融法制宣传"] = 3 - max(0, 4 - n("开展专题宣传")) * 3 / 4
        towns = self.sound_towns()
        s["信用乡镇建设"] = 0 if towns < 40 else 10 - max(0, 85 - towns) / 5
        sound = n("诚信企业占比")
        s["诚信企业评选"] = 5 if sound >= 30 else 4 if sound >= 20 else 2 if sound >= 10 else 0
        short = max(0, self.before_small - n("小额担保贷款发放额"))
        s["小额担保贷款发放"] = 6 - short / (self.before_small * 2 / 100) / 2
        large = n("金额较大")
        s["逃废债治理"] = 4 - (n("发生逃废债") - large) - 2 * large
        closed = n("金融案件执结率")
        s["金融案件执结"] = (8 if closed >= 95 else 6 if closed >= 85 else 4 if closed >= 75
                       else 2 if closed >= 60 else 0)
        s["金融债权维护"] = 7 - max(0, self.mean_paid - n("金融债权兑现率")) / 4
        s["改制企业债权落实"] = n("已落实债权额") / n("应落实债权额") * 5
        above = max(0, self.bad_rate() - 6)
        s["信贷资产质量"] = 10 - -(-above // 1) * Fraction(3, 2)
        s["信贷投放"] = (8 if self.place <= 10 else 6 if self.place <= 25 else 4 if self.place <= 40
                     else 2)
        s["金融机构守法经营"] = {0: 7, 1: 5, 2: 3}.get(n("受到监管处罚"), 0)
        content = n("金融服务满意度")
        s["金融服务评价"] = 0 if content < 60 else min(6, 2 + (content - 60) * Fraction(4, 30))
        s["社会对金融的认知"] = 3 - max(0, self.before_known - n("社会认知度")) / 5
        s["信用担保体系"] = ({0: 0, 1: 1, 2: 3}.get(n("担保机构"), 4)
                       + 2 * yes("建立银保协调会议制度"))
        s["创建表彰"] = (3 if yes("获国家级表彰") else 2 if yes("获省级表彰")
                     else 1 if yes("获市级表彰") else 0)
        s["信用乡镇提升"] = min(2, max(0, towns - self.before_towns) / 5)
        s["模式推广"] = 1 * yes("推广信用社区联动贷款模式")
        for title in s:
            s[title] = two_places(max(Fraction(0), Fraction(s[title])))
        s["资料报送"] = -n("迟报") / 2
        s["金融秩序"] = -2 * n("被省级通报")
        return s

    # ---- total and grade ----
    def parts(self, s):
        sums = {part: sum(s[title] for title in titles) for part, (titles, _) in PARTS.items()}
        if self.yes("信用乡镇弄虚作假"):
            sums["信用环境"] = Fraction(0)
        return sums

    def total(self, s):
        bonus = min(5, sum(s[title] for title in BONUS))
        malus = max(-6, sum(s[title] for title in MALUS))
        return sum(self.parts(s).values()) + bonus + malus

    def grade(self, s):
        """Index into GRADES."""
        if self.yes("发生重大金融风险事件") and self.cells["风险处置情况"] == "不及时":
            return 3
        total, approved = self.total(s), self.yes("经市初审") and self.yes("经省审核认定")
        even = all(sums >= Fraction(PARTS[part][1] * 60, 100)
                   for part, sums in self.parts(s).items())
        if total >= 85 and approved and self.passed_before and even:
            place = 0
        elif total >= 75 and approved:
            place = 1
        else:
            place = 2
        return min(2, place + 1) if self.yes("发生非法集资案件") else place


def read(data):
    cases = [Case(cells) for cells in csv.DictReader(data)]
    rows = {(one.name, one.year): one for one in cases}
    for one in cases:
        last = rows.get((one.name, one.year - 1))

        def before(column, of):
            return plain(one.cells[column]) if one.cells[column] else of(last)

        one.before_loans = before("上年贷款余额", lambda row: row.n("贷款余额"))
        one.before_small = before("小额担保贷款发放额上年", lambda row: row.n("小额担保贷款发放额"))
        one.before_known = before("社会认知度上年", lambda row: row.n("社会认知度"))
        one.before_towns = before("信用乡镇普及率上年", lambda row: row.sound_towns())
    for one in cases:
        peers = [other for other in cases if other.year == one.year]
        one.mean_paid = sum(other.n("金融债权兑现率") for other in peers) / len(peers)
        one.place = 1 + sum(other.growth() > one.growth() for other in peers)
    return cases, rows


def exact(number, places=None):
    """The shortest decimal text, or one with so many places."""
    number = Fraction(number)
    if places is None:
        places = 0
        while (number * 10**places).denominator != 1:
            places += 1
    scaled = number * 10**places
    if scaled.denominator != 1:
        raise ValueError(f"{number} has more than {places} places")
    return f"{Decimal(scaled.numerator).scaleb(-places):f}"


def table(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def score_all(cases, rows):
    """Years one after the other: a grade asks for last year's."""
    made = {}
    for one in sorted(cases, key=lambda case: case.year):
        last = made.get((one.name, one.year - 1))
        one.passed_before = last is not None and last[1] <= 1
        scores = one.scores()
        made[one.name, one.year] = (scores, one.grade(scores))
    return made


def expected(cases, made):
    lines = []
    for one in cases:
        scores, grade = made[one.name, one.year]
        lines.append([one.name, one.year, *(exact(scores[title], 2) for title in TITLES),
                      exact(one.total(scores), 2), GRADES[grade]])
    return table(["单位", "年度", *TITLES, "总分", "等级"], lines)


def goals(cases, made):
    def of(year):
        return [one for one in cases if one.year == year]

    def share(part, whole):
        return Fraction(len(part), len(whole))

    def passed(one, most=1):
        return made[one.name, one.year][1] <= most

    figures = []
    had = [one for one in of(2009) if one.passed_before]
    figures.append((2009, "达标面在70%以上", share([x for x in of(2009) if passed(x)], of(2009)), 70, 1))
    figures.append((2009, "上年度达标单位中良好占60%以上", share([x for x in had if passed(x, 0)], had),
                    60, 1))
    last = of(2010)
    have = [one for one in last if passed(one)]
    figures.append((2010, "达标面在90%以上", share(have, last), 90, 1))
    figures.append((2010, "达标单位中良好占80%以上", share([x for x in have if passed(x, 0)], have), 80, 1))
    figures.append((2010, "优良率在80%以上", share([x for x in last if passed(x, 0)], last), 80, 1))
    towns = sum(x.n("信用乡镇数") for x in last) / sum(x.n("乡镇数") for x in last)
    figures.append((2010, "信用乡镇普及率在85%以上", towns, 85, 1))
    bad = sum(x.n("不良贷款余额") for x in last) / sum(x.n("贷款余额") for x in last)
    figures.append((2010, "不良贷款率在6%以下", bad, 6, -1))
    lines = []
    for year, text, figure, edge, way in figures:
        met = figure * 100 >= edge if way > 0 else figure * 100 <= edge
        lines.append([year, text, f"{figure.numerator}/{figure.denominator}", "是" if met else "否"])
    return table(["年度", "目标", "数值", "达到"], lines)


def outputs():
    with open(FOLDER / "data.csv", encoding="utf-8", newline="") as data:
        cases, rows = read(data)
    made = score_all(cases, rows)
    return {"expected.csv": expected(cases, made), "expected-goals.csv": goals(cases, made)}


def main():
    made = outputs()
    if sys.argv[1:] == ["--check"]:
        return 0 if all((FOLDER / name).read_bytes() == text.encode()
                        for name, text in made.items()) else 1
    for name, text in made.items():
        (FOLDER / name).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
