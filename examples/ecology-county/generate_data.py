#!/usr/bin/env python3
"""Writes data.csv: 50 invented counties in 13 invented cities, 2007 to 2010 (2007: the pilots only).

Whole numbers only, so that every machine writes the same bytes. CASES are put in by hand.
    python3 generate_data.py           writes data.csv
    python3 generate_data.py --check   exit status 1 if data.csv differs
"""
import csv
import io
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CITIES = ["清川市", "云陵市", "东泽市", "望江市", "松塘市", "白沙市", "临渠市", "长岭市", "石湾市",
          "安浦市", "南屏市", "海塘市", "凤鸣市"]
FIRST = "青石柳梅兰桐枫荷莲竹桂榆杏"
SECOND = ["渚县", "坞县", "堰县", "屿县"]
YEARS = [2007, 2008, 2009, 2010]


class Dice:
    """A linear congruential generator: the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, low, high):  # both ends included
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return low + (self.state >> 33) % (high - low + 1)

    def chance(self, percent):
        return self.roll(1, 100) <= percent


def cents(number, places=2):
    """12345 hundredths → 123.45, without zeros at the end."""
    text = f"{number // 10**places}.{number % 10**places:0{places}d}"
    return text.rstrip("0").rstrip(".")


def yes(fact):
    return "是" if fact else "否"


def clip(number, low, high):
    return max(low, min(high, number))


class County:
    def __init__(self, city, name, pilot, dice):
        self.city, self.name, self.pilot = city, name, pilot
        self.level = dice.roll(44, 80)
        self.towns = dice.roll(9, 22)
        self.sound_towns = self.towns * clip(self.level - 12, 20, 80) // 100
        self.loans = dice.roll(40, 240) * 100  # hundredths of 亿元
        self.small_loans = dice.roll(400, 3000)  # 万元
        self.known = self.level * 10 - dice.roll(0, 100)  # tenths of a percent

    def year(self, year, dice):
        level = clip(self.level + 9 * (year - 2007) + dice.roll(-4, 6), 0, 100)
        first = year == (2007 if self.pilot else 2008)
        row = {"单位": self.name, "年度": year, "所属市": self.city}
        row["经市初审"] = yes(level > 40)
        row["经省审核认定"] = yes(level > 45)
        row["成立创建协调小组"] = yes(level > 42)
        row["制定创建活动方案"] = yes(level > 50)
        row["创建任务列入政府年度考核"] = yes(dice.chance(level))
        row["创建专项经费"] = f"{cents(clip(level * 25 + dice.roll(-150, 250), 0, 9000))}万元"
        row["查出未清理的政策文件"] = dice.roll(0, clip((112 - level) // 9, 0, 6))
        row["开展专题宣传"] = clip(level // 20 + dice.roll(-1, 1), 0, 5)

        before_towns = self.sound_towns
        self.sound_towns = clip(self.sound_towns + dice.roll(0, 2 + self.towns // 9), 0, self.towns)
        if level < 85:  # there is always one more to go
            self.sound_towns = min(self.sound_towns, self.towns - 1)
        row["乡镇数"] = self.towns
        row["信用乡镇数"] = self.sound_towns
        row["信用乡镇普及率上年"] = f"{cents(before_towns * 10000 // self.towns)}%" if first else ""
        row["诚信企业占比"] = f"{cents(clip(level * 33 - 400 + dice.roll(-500, 700), 0, 6000))}%"
        before_small = self.small_loans
        self.small_loans = self.small_loans * dice.roll(clip(level, 60, 99) + 3, 128) // 100
        row["小额担保贷款发放额"] = f"{self.small_loans}万元"
        row["小额担保贷款发放额上年"] = f"{before_small}万元" if first else ""
        evaded = dice.roll(0, clip((105 - level) // 12, 0, 4))
        row["发生逃废债"] = evaded
        row["金额较大"] = dice.roll(0, evaded)

        row["金融案件执结率"] = f"{cents(clip(level * 70 + 3200 + dice.roll(-700, 900), 0, 10000))}%"
        row["金融债权兑现率"] = f"{cents(clip(level * 55 + 2600 + dice.roll(-900, 900), 0, 10000))}%"
        due = dice.roll(3, 97) * 12
        row["应落实债权额"] = f"{due}万元"
        row["已落实债权额"] = f"{due * clip(level + dice.roll(0, 12), 0, 100) // 100}万元"

        before_loans = self.loans
        self.loans = self.loans * (100 + dice.roll(6, 24)) // 100
        row["贷款余额"] = f"{cents(self.loans)}亿元"
        row["上年贷款余额"] = f"{cents(before_loans)}亿元" if first else ""
        bad = clip(1500 - level * 13 + dice.roll(-120, 160), 60, 3000)  # hundredths of a percent
        row["不良贷款余额"] = f"{cents(self.loans * bad // 10000)}亿元"
        row["受到监管处罚"] = dice.roll(0, clip((112 - level) // 14, 0, 4))

        row["金融服务满意度"] = f"{cents(clip(level * 50 + 4600 + dice.roll(-500, 500), 0, 10000))}%"
        before_known = self.known
        self.known = clip(self.known + dice.roll(-12, 60), 0, 990)
        row["社会认知度"] = f"{cents(self.known, 1)}%"
        row["社会认知度上年"] = f"{cents(before_known, 1)}%" if first else ""
        row["担保机构"] = clip(level // 24 - dice.roll(0, 1), 0, 5)
        row["建立银保协调会议制度"] = yes(dice.chance(level + 10))

        row["获国家级表彰"] = yes(level > 94 and dice.chance(30))
        row["获省级表彰"] = yes(level > 80 and dice.chance(25))
        row["获市级表彰"] = yes(dice.chance(level // 2))
        row["推广信用社区联动贷款模式"] = yes(dice.chance(level // 2 + 10))
        row["迟报"] = dice.roll(0, clip((105 - level) // 14, 0, 3))
        row["被省级通报"] = 1 if level < 55 and dice.chance(15) else 0
        row["发生重大金融风险事件"] = "否"
        row["风险处置情况"] = ""
        row["发生非法集资案件"] = "否"
        row["信用乡镇弄虚作假"] = "否"
        return row


# What chance would hardly bring: boundaries, vetoes, approvals that fail.
CASES = {}


def counties(dice):
    made = []
    for i, city in enumerate(CITIES):
        for k in range(3 if i in (5, 11) else 4):
            made.append(County(city, FIRST[i] + SECOND[k], k < 2 - i % 2, dice))
    return made


def data():
    dice = Dice(20070814)
    all_of_them = counties(dice)
    rows = []
    for year in YEARS:
        for county in all_of_them:
            if year > 2007 or county.pilot:
                row = county.year(year, dice)
                row.update(CASES.get((county.name, year), {}))
                rows.append(row)
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def main():
    text = data().encode()
    target = FOLDER / "data.csv"
    if sys.argv[1:] == ["--check"]:
        return 0 if target.read_bytes() == text else 1
    target.write_bytes(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
