"""The table of all programs, and the machine it was measured on."""

import datetime
import os
import platform
import subprocess
import unicodedata

ROWS = [("hand", "手写C++"), ("narrow", "手写C++,窄列"), ("batch", "准绳,成批"), ("scalar", "准绳,逐个单位"),
        ("sqlite", "SQLite"), ("pg_numeric", "PostgreSQL,numeric"),
        ("pg_integers", "PostgreSQL,放大的整数"), ("lua", "Lua 5.4"), ("luajit", "LuaJIT")]
NOTHING, ABSENT = "—", "未安装"


def width(text):
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def aligned(lines):
    """A markdown table; the first column to the left, figures to the right."""
    widths = [max(width(line[i]) for line in lines) for i in range(len(lines[0]))]

    def row(line):
        cells = [cell + " " * (widths[i] - width(cell)) if i == 0 else
                 " " * (widths[i] - width(cell)) + cell for i, cell in enumerate(line)]
        return "| " + " | ".join(cells) + " |"

    rule = ["-" * widths[0]] + ["-" * (one - 1) + ":" for one in widths[1:]]
    return "\n".join([row(lines[0]), "| " + " | ".join(rule) + " |", *map(row, lines[1:])])


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Report:
    def __init__(self, figures, rows, explained_rows, absent, own_peak):
        self.figures, self.absent, self.own_peak = figures, absent, own_peak
        full = figures.median("batch", "peak_10m") is not None
        self.columns = [("内存中,1线程,万行/秒", self.rate("memory1")),
                        ("2线程", self.rate("memory2")),
                        (f"CSV→CSV {rows:,}行,1线程,毫秒", self.time("csv1")),
                        ("2线程", self.time("csv2")),
                        (f"带全部说明 {explained_rows:,}行,1线程,毫秒", self.time("explained1")),
                        ("2线程", self.time("explained2")),
                        ("冷启动评1个单位,毫秒", self.plain("cold")),
                        ("进程内1个单位,微秒", self.plain("unit_us")),
                        ("带说明", self.plain("unit_explained_us")),
                        (f"峰值内存 {rows:,}行,MB", self.memory("peak"))]
        if full:
            self.columns.append(("峰值内存 10,000,000行,MB", self.memory("peak_10m")))
        self.columns.append(("次数", self.runs))

    def rate(self, kind):
        def cell(row):
            value, limit = self.figures.median(row, kind), self.figures.median("hand", kind)
            return value and f"{number(value / 1e4)} (×{limit / value:.2f})"
        return cell

    def time(self, kind):
        def cell(row):
            value, limit = self.figures.median(row, kind), self.figures.median("hand", kind)
            return value and f"{number(value)} (×{value / limit:.2f})"
        return cell

    def plain(self, kind):
        def cell(row):
            value = self.figures.median(row, kind)
            return value and number(value)
        return cell

    def memory(self, kind):
        """A child is charged at least what this script itself held when it started it."""
        def cell(row):
            value = self.figures.most(row, kind)
            return value and (f"<{self.own_peak + 1:.0f}" if value <= self.own_peak + 1 else f"{value:.0f}")
        return cell

    def runs(self, row):
        counts = [len(taken) for (of, kind), taken in self.figures.values.items()
                  if of == row and not kind.endswith("_10m")]
        if not counts:
            return None
        return f"{min(counts)}–{max(counts)}" if min(counts) != max(counts) else str(counts[0])

    def table(self):
        lines = [["程序", *(title for title, _ in self.columns)]]
        for row, title in ROWS:
            empty = ABSENT if row in self.absent else NOTHING
            cells = [cell(row) or empty for _, cell in self.columns]
            if set(cells) == {NOTHING}:
                continue
            lines.append([title, *cells])
        return aligned(lines)


def first_line(*command):
    try:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8").split("\n", 1)[0].strip()


def machine():
    """Lines "name: value" that say where the figures are from."""
    model = "?"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [("日期", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")),
             ("处理器", f"{model},{os.cpu_count()}核"), ("内存", f"{memory:.0f} GiB"),
             ("系统", f"Linux {platform.release()}"), ("编译器", first_line("g++", "--version")),
             ("版本", first_line("git", "-c", "safe.directory=*", "describe", "--always", "--dirty")),
             ("SQLite", first_line("sqlite3", "--version")), ("PostgreSQL", first_line("psql", "--version")),
             ("Lua", first_line("lua5.4", "-v")), ("LuaJIT", first_line("luajit", "-v"))]
    return [(name, value.split(" Copyright")[0].split(" --")[0].strip()) for name, value in lines if value]
