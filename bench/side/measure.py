"""Runs commands and keeps what they took; every figure is a list of values by program and kind."""

import os
import resource
import statistics
import sys
from time import perf_counter

OWN_PEAK_MB = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Task:
    """A command to be measured. `kind` names the figure of its wall time in ms, or nothing; `reads`
    maps the metrics it prints to kinds. `peak`: the kind of its memory, in MB. `each`: how often
    it is run a round."""

    def __init__(self, row, command, kind=None, reads=None, peak=None, each=1, stdin=os.devnull):
        self.row, self.command, self.kind, self.stdin = row, command, kind, stdin
        self.reads, self.peak, self.each = reads or {}, peak, each
        self.took = 0.0


def run(command, stdin=os.devnull, output=None):
    """Milliseconds, peak MB and standard output of a command; stops everything if it fails."""
    reading, writing = os.pipe()
    actions = [(os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
               (os.POSIX_SPAWN_DUP2, writing, 1) if output is None else
               (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
               (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
               (os.POSIX_SPAWN_CLOSE, reading)]
    begin = perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.close(writing)
    said = b""
    while piece := os.read(reading, 65536):
        said += piece
    os.close(reading)
    _, status, usage = os.wait4(child, 0)
    took = (perf_counter() - begin) * 1000
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"bench: status {os.waitstatus_to_exitcode(status)}: {' '.join(command)[:300]}")
    return took, usage.ru_maxrss / 1024, said.decode("utf-8")


class Figures:
    """Values by (row, kind)."""

    def __init__(self):
        self.values = {}

    def add(self, row, kind, value):
        self.values.setdefault((row, kind), []).append(value)

    def median(self, row, kind):
        taken = self.values.get((row, kind))
        return statistics.median(taken) if taken else None

    def most(self, row, kind):
        taken = self.values.get((row, kind))
        return max(taken) if taken else None

    def runs(self, row, kind):
        return len(self.values.get((row, kind), []))


def measure(task, figures):
    """One run of a task, its figures kept if `figures` is given."""
    took, peak, said = run(task.command, task.stdin)
    task.took = took
    if figures is None:
        return
    if task.kind:
        figures.add(task.row, task.kind, took)
    if task.peak:
        figures.add(task.row, task.peak, peak)
    for line in said.splitlines():
        metric, _, value = line.partition(" ")
        if metric in task.reads:
            row, kind = task.reads[metric]
            figures.add(row, kind, float(value))


SLOW_MS, SLOW_RUNS = 30_000, 3


def interleave(tasks, rounds, figures):
    """All tasks in turn, those of one figure beside each other, `rounds` times, so that a busy
    moment hits them all; once before that, unmeasured. Above 30 s a task is run 3 times only."""
    tasks = sorted(tasks, key=lambda task: task.kind or "memory")
    for task in tasks:
        measure(task, None)
    for turn in range(rounds):
        for task in tasks:
            if turn >= SLOW_RUNS and task.took > SLOW_MS:
                continue
            for _ in range(task.each):
                measure(task, figures)
        print(f"bench: {turn + 1}/{rounds}", file=sys.stderr)
