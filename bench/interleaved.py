#!/usr/bin/env python3
"""Medians of the wall time of several commands, run in turn so that a busy moment hits them all.

    interleaved.py RUNS NAME COMMAND... [-- NAME COMMAND...]...

Prints "NAME median_ms" a line. What is timed is posix_spawn to wait4 of the command alone, output
discarded; starting this script and reading its arguments is not in it. Each command is run once
before the first measured round. A command that dies or ends with a status above 1 stops
everything; status 1 (findings) is measured and said on standard error.
"""
import os
import shutil
import statistics
import sys
from time import perf_counter


def run_once(program, arguments, actions):
    begin = perf_counter()
    child = os.posix_spawn(program, arguments, os.environ, file_actions=actions)
    _, status, _ = os.wait4(child, 0)
    return (perf_counter() - begin) * 1000, os.waitstatus_to_exitcode(status)


def commands_of(words):
    command = []
    for word in [*words, "--"]:
        if word != "--":
            command.append(word)
            continue
        if len(command) < 2:
            sys.exit("interleaved.py: a name and a command are expected")
        program = shutil.which(command[1])
        if program is None:
            sys.exit(f"interleaved.py: there is no {command[1]}")
        yield command[0], program, command[1:]
        command = []


def main():
    if len(sys.argv) < 4 or not sys.argv[1].isdigit() or int(sys.argv[1]) < 1:
        sys.exit(__doc__)
    rounds = int(sys.argv[1])
    commands = list(commands_of(sys.argv[2:]))
    null = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    times = {name: [] for name, _, _ in commands}
    for turn in range(rounds + 1):
        for name, program, arguments in commands:
            took, status = run_once(program, arguments, null)
            if status not in (0, 1):
                sys.exit(f"interleaved.py: {name} ended with status {status}")
            if turn == 0 and status == 1:
                print(f"note: {name} ends with status 1 (findings)", file=sys.stderr)
            if turn > 0:
                times[name].append(took)
    for name, taken in times.items():
        print(f"{name} {statistics.median(taken):.2f}")


if __name__ == "__main__":
    main()
