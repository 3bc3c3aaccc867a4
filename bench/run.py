#!/usr/bin/env python3
"""All benchmarks in one run, as bench/README.md says. usage: scripts/dev bench [quick] [--full]
[--rows N] [--runs N] [--only GROUP,…] (hand, ours, sqlite, postgres, lua)"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile

from side import contenders, postgres
from side.measure import OWN_PEAK_MB, Figures, interleave
from side.report import Report, aligned, machine

ROOT = contenders.ROOT
RESULTS = f"{ROOT}/bench/RESULTS.md"
GROUPS = ("hand", "ours", "sqlite", "postgres", "lua")


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/dev bench", description=__doc__)
    parser.add_argument("mode", nargs="?", choices=["quick"])
    parser.add_argument("--full", action="store_true", help="10,000,000 rows as well")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--only", help="groups with commas; the hand-written programs always run")
    given = parser.parse_args()
    given.rows = given.rows or (100_000 if given.mode else 1_000_000)
    given.runs = given.runs or 5
    if given.rows < 10 or given.runs < 1:
        parser.error("at least 10 rows and 1 run")
    given.groups = given.only.split(",") if given.only else GROUPS
    if not set(given.groups) <= set(GROUPS):
        parser.error(f"--only: {', '.join(GROUPS)}")
    # Part of the table, or fewer rows: shown, not kept.
    given.keeps = not given.mode and not given.only and given.rows == 1_000_000 and given.runs >= 5
    return given


def scratch(rows):
    """A folder in memory if there is room, so that a slow disk is not what is measured."""
    needed = rows * 2_500 + 2_000_000_000
    if os.path.isdir("/dev/shm") and shutil.disk_usage("/dev/shm").free > needed:
        return tempfile.TemporaryDirectory(prefix="zsbench", dir="/dev/shm")
    return tempfile.TemporaryDirectory(prefix="zsbench")


def eco20(given):
    figures = Figures()
    with contextlib.ExitStack() as open_here:
        folder = open_here.enter_context(scratch(10_000_000 if given.full else given.rows))
        bench = contenders.Bench(folder, given.rows)
        print("bench: checking every output first", file=sys.stderr)
        bench.hand_written()
        if "ours" in given.groups:
            bench.ours()
        if "sqlite" in given.groups:
            bench.sqlite()
        if "postgres" in given.groups:
            if contenders.has_postgres():
                bench.postgres(open_here.enter_context(postgres.Server()))
            else:
                bench.absent |= {"pg_numeric", "pg_integers"}
        if "lua" in given.groups:
            bench.lua()
        print("bench: every output is right; measuring", file=sys.stderr)
        interleave(bench.tasks, given.runs, figures)
        if given.full:
            contenders.ten_million(folder, figures)
    for value in figures.values.pop(("hand", "unit_ns"), []):
        figures.add("hand", "unit_us", value / 1000)
    for value in figures.values.get(("scalar", "unit_us"), []):
        figures.add("scalar", "memory1", 1e6 / value)
    return Report(figures, given.rows, bench.explained_rows, bench.absent, OWN_PEAK_MB)


def others(given):
    """The benchmarks that print "metric value" lines: start, check, compile, repl; and our explained cold
    start."""
    commands = [["bash", f"{ROOT}/bench/startup.sh", "11" if given.mode else "41"],
                [sys.executable, f"{ROOT}/bench/check.py"],
                [f"{ROOT}/build/release/zs_compile_bench", ROOT, *(["1"] if given.mode else [])],
                [f"{ROOT}/build/release/zs_repl_bench", ROOT, f"{ROOT}/build/release/zhunsheng"]]
    lines = []
    for command in commands:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        lines += [line.split(" ", 1) for line in done.stdout.decode("utf-8").splitlines()]
    return lines


def main():
    given = arguments()
    # Ended from outside, the folder and the server go away as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = eco20(given)
    cold = report.figures.median("batch", "cold_explained")
    more = [] if given.only else others(given)
    if cold:
        more.insert(0, ["eco20_one_unit_explained_ms", f"{cold:.2f}"])
    command = " ".join(["scripts/dev bench", *sys.argv[1:]])
    parts = ["# 计时结果", f"`{command}` 写出;每个数是什么,见 [README.md](README.md)。",
             "\n".join(f"* {name}:{value}" for name, value in machine()),
             "## eco20:各种程序同一次运行", report.table()]
    if more:
        parts += ["## 其余", aligned([["项目", "数"], *more])]
    text = "\n\n".join(parts) + "\n"
    print(text, end="")
    if given.keeps:
        with open(RESULTS, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
