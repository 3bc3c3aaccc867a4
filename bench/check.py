#!/usr/bin/env python3
"""How long the proofs before a rollout take: 200 and 2,000 indicators of the example's kind, and a
rule with 30 independent facts, which ends with an honest "not proved". Prints "metric value"
lines. usage: bench/check.py [PROGRAM]"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/zhunsheng")
SCHEME = os.path.join(ROOT, "examples/financial-ecology/scheme.zs")


def indicators(count):
    """The example's 20 indicators again and again, each with a title of its own."""
    with open(SCHEME, encoding="utf-8") as file:
        blocks = re.split(r"(?m)^(?=\d+\. )", re.sub(r"(?m)^[一二]、.*\n", "", file.read()))[1:]
    lines = ["方案 计时"]
    for i in range(count):
        heading, *rest = blocks[i % len(blocks)].strip().split("\n")
        title, points = re.match(r"\d+\. (.*)(\(\d+分\))", heading).groups()
        lines += [f"{i + 1}. {title}之{i // len(blocks) + 1}{points}", *rest]
    return "\n".join(lines) + "\n"


def facts(count):
    digits = "甲乙丙丁戊己庚辛壬癸"
    clauses = [f"完成任务{digits[i // 10]}{digits[i % 10]}的得1分" for i in range(count)]
    return f"1. 任务({count}分)\n   " + ";".join(clauses) + "。\n"


def run(text):
    """Milliseconds of the best of three runs, and the output."""
    with tempfile.NamedTemporaryFile("w", suffix=".zs", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        best = None
        for _ in range(3):
            begin = time.monotonic()
            done = subprocess.run([PROGRAM, "check", file.name], stdout=subprocess.PIPE, check=False)
            took = (time.monotonic() - begin) * 1000
            if done.returncode not in (0, 1):
                sys.exit(f"bench/check.py: check ended with status {done.returncode}")
            best = took if best is None else min(best, took)
        return best, done.stdout.decode("utf-8")


def main():
    for count in (200, 2000):
        took, said = run(indicators(count))
        if f"{count}个指标,0处错误" not in said:
            sys.exit(f"bench/check.py: not {count} indicators without errors")
        print(f"check_{count}_indicators_ms {took:.0f}")
    took, said = run(facts(30))
    if "ZS5029" not in said:
        sys.exit("bench/check.py: 30 facts should not be proved")
    print(f"check_30_facts_ms {took:.0f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"check_peak_memory_mb {peak:.0f}")


main()
