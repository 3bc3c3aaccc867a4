#!/usr/bin/env python3
"""Text twice as long takes twice the time: repeats pieces of rule text 1, 2 and 4 times as often.

usage: linear.py PROGRAM

Fails where four times the text takes more than seven times the time (and more than 0.3 s longer),
or a run takes over 10 s. Rules of more clauses than the program takes are refused, which is quick.
"""
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PIECES = ["分超过", "满意率超过", "中间按直线内插法计算", "满意率80%以上得3分,", "建立台账的得1分;", "甲、", "(", "的",
          "每", "每低1个百分点扣1分,", "(不得超过2分)", "(1-不良率)", "得分=甲数÷乙数×丙数;", "①满意率80%以上。",
          "未建立台账或未开会的,", "每发生1起投诉扣1分。", "80%-90%得2分,", "不", "第1名得5分,", "否则", "=", "、每低1分扣"]
TIMES = 300


def seconds(program, text, folder):
    rules = Path(folder) / "rules.zs"
    rules.write_text("1. 指标(10分)\n" + text + "\n", encoding="utf-8")
    best = None
    for _ in range(2):
        begin = time.monotonic()
        run = subprocess.run([program, "check", str(rules)], capture_output=True, timeout=60)
        taken = time.monotonic() - begin
        if run.returncode < 0:
            raise SystemExit(f"signal {-run.returncode}: {text[:40]!r}")
        best = taken if best is None else min(best, taken)
        if taken > 2:
            break
    return best


def main():
    program = sys.argv[1]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for piece in PIECES:
            for times in (TIMES, 3000):
                taken = [seconds(program, piece * (times * k), folder) for k in (1, 2, 4)]
                slow = taken[2] > 10 or (taken[2] > 7 * taken[0] and taken[2] - taken[0] > 0.3)
                bad += slow
                print(f"{'SLOW' if slow else 'ok  '} {piece} x {times}: " +
                      ", ".join(f"{one:.3f} s" for one in taken), flush=True)
    print(f"{bad} pieces take more than linear time")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
