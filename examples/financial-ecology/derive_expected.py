#!/usr/bin/env python3
"""Writes expected.csv from data.csv, with one hand-written formula per indicator.

It shares nothing with the rule engine, so that the two can be held against each other.
    python3 derive_expected.py           writes expected.csv
    python3 derive_expected.py --check   exit status 1 if expected.csv differs
"""
import csv
import io
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


class Row:
    """One unit in one year; every read insists that the cell is there and well formed."""

    def __init__(self, cells):
        self.cells = cells

    def number(self, name, unit=""):
        text = self.cells[name]
        if not text.endswith(unit):
            raise ValueError(f"{name}: {text!r} lacks {unit}")
        return Fraction(Decimal(text.removesuffix(unit)))

    def percent(self, name):  # in percentage points: 79.5% is 79.5
        return self.number(name, "%")

    def yes(self, name):
        return {"是": True, "否": False}[self.cells[name]]

    def judged(self, name, most):
        amount = self.number(name)
        if not 0 <= amount <= most:
            raise ValueError(f"{name}: {amount} is not within 0 and {most}")
        return amount

    def no_judgement(self, name):
        if self.cells[name] != "":
            raise ValueError(f"{name}: no figure is needed here")


def lost(have, wanted, step, each):
    """What a shortfall costs; part of a step counts in proportion."""
    return max(Fraction(0), wanted - have) / step * Fraction(each)


def organisation(r):
    if r.yes("设立创建工作机构") and r.yes("出台创建工作方案") and r.yes("建立相关工作机制"):
        r.no_judgement("创建组织建设酌情扣分")
        return 2
    return 2 - r.judged("创建组织建设酌情扣分", 2)


def part_of_appraisal(r):
    return 2 - (not r.yes("分解创建目标")) - (not r.yes("纳入政府目标考核"))


def funds(r):
    if not r.yes("拨出创建专项经费") or not r.yes("建立奖励机制"):
        return 0
    return 3 - lost(r.percent("创建工作满意度"), 80, 1, "0.1")


def activities(r):
    held = r.yes("开展省定创建活动")
    if held and not (r.yes("创建活动组织有效") and r.yes("创建活动富有成效")):
        return 3 - r.judged("创建活动推进酌情扣分", 3)
    r.no_judgement("创建活动推进酌情扣分")
    return 3 if held else 0


def creditor_rights(r):
    if r.yes("积极维护银行债权") and r.yes("协助金融机构处置不良资产"):
        return 3 - lost(r.percent("债权维护满意度"), 80, 1, "0.1")
    return 0


def risk_events(r):
    if not r.yes("发生重大突发金融风险事件"):
        return 2
    return 1 if r.yes("及时处置风险事件") and not r.yes("造成重大影响") else 0


def banks_and_firms(r):
    if r.yes("银企关系恶化"):
        return 0
    # Full points are the start also where the award does not hold: only what is listed is deducted.
    return 2 if r.yes("组织推进银企关系建设") else 1


def mortgage_fees(r):
    content = r.percent("过户服务满意度")
    if r.number("抵押登记有效时限", "年") < 1:
        return 0
    if r.yes("抵押登记、过户收费过高"):
        return 0
    if r.yes("出台抵押登记、过户优惠政策") and r.yes("收费合理") and content >= 80:
        return 3
    if r.yes("抵押登记、过户收费偏高") and content >= 60:
        return 2
    if r.yes("抵押登记、过户收费偏高") and content >= 50:
        return 1
    return 0


def gdp_growth(r):
    return 2 - lost(r.percent("GDP增长率"), r.percent("上年GDP平均增长水平"), 1, "0.5")


def gdp_per_head(r):
    return 2 - lost(r.number("人均GDP"), r.number("上年人均GDP平均水平"), 500, "0.5")


def revenue_growth(r):
    return 2 - lost(r.percent("财政一般预算收入增长率"), r.percent("上年GDP增长水平"), 1, "0.5")


def urban_income(r):
    return 2 - lost(r.number("城镇居民人均可支配收入"), r.number("上年城镇居民平均收入水平"), 500, "0.5")


def rural_income(r):
    return 2 - lost(r.number("农民人均纯收入"), r.number("上年农民平均收入水平"), 200, "0.5")


def environment(r):
    if r.yes("完成上级政府节能环保考核目标"):
        r.no_judgement("上级政府节能环保考核目标完成情况酌情扣分")
        return 4
    return 4 - r.judged("上级政府节能环保考核目标完成情况酌情扣分", 4)


def cases_closed(r):
    rate = r.percent("法定执行期限内执结率")
    return 4 if rate >= 95 else 3 if rate >= 80 else 2 if rate >= 70 else 1 if rate >= 60 else 0


def judgements_paid(r):
    return 4 - lost(r.percent("胜诉案件兑现率"), 50, 1, "0.1")


def sound_firms(r):
    usual = r.percent("上年重合同守信用企业平均覆盖面")
    return 3 - lost(r.percent("重合同守信用企业覆盖面"), usual, 1, "0.1")


def sound_farms(r):
    return 3 - lost(r.percent("信用农户覆盖面"), 30, 1, "0.1")


def evaded_debt(r):
    return 3 - lost(r.percent("企业逃废债落实率"), 100, 1, "0.1") - r.number("新发生逃废债")


def intermediaries(r):
    return 3 - r.number("发生中介虚假报告")


INDICATORS = [
    ("创建组织建设", organisation),
    ("目标是否纳入政府考核", part_of_appraisal),
    ("创建经费落实", funds),
    ("创建活动推进", activities),
    ("维护金融债权", creditor_rights),
    ("重大突发金融风险事件处置", risk_events),
    ("银企关系建设", banks_and_firms),
    ("抵押登记、过户收费政策", mortgage_fees),
    ("GDP增长率", gdp_growth),
    ("人均GDP", gdp_per_head),
    ("财政一般预算收入增长率", revenue_growth),
    ("城镇居民人均可支配收入", urban_income),
    ("农民人均纯收入", rural_income),
    ("上级政府节能环保考核目标完成情况", environment),
    ("金融机构胜诉案件执结率", cases_closed),
    ("金融机构执行案件标的额兑现率", judgements_paid),
    ("信用企业覆盖率", sound_firms),
    ("信用农户覆盖率", sound_farms),
    ("企业逃废债落实率", evaded_debt),
    ("中介机构服务水平", intermediaries),
]


def exact(score):
    """The shortest decimal text of a score; these formulas always have a finite one."""
    score = Fraction(score)
    places = 0
    while (score * 10**places).denominator != 1:
        places += 1
        if places > 20:
            raise ValueError(f"{score} has no finite decimal")
    return f"{Decimal((score * 10**places).numerator).scaleb(-places):f}"


def expected(data):
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["单位", "年度", *(title for title, _ in INDICATORS), "总分"])
    for cells in csv.DictReader(data):
        scores = [max(Fraction(0), Fraction(score(Row(cells)))) for _, score in INDICATORS]
        table.writerow([cells["单位"], cells["年度"], *map(exact, scores), exact(sum(scores))])
    return out.getvalue()


def main():
    with open(FOLDER / "data.csv", encoding="utf-8", newline="") as data:
        text = expected(data)
    target = FOLDER / "expected.csv"
    if sys.argv[1:] == ["--check"]:
        return 0 if target.read_bytes() == text.encode() else 1
    target.write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
