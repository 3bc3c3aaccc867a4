#!/usr/bin/env python3
"""Checks what reviewers should not have to: who includes whom (scripts/layers.txt), where ANTLR
is seen, how long files are, and that no file speaks of one machine's folders."""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAYERS = "scripts/layers.txt"
ANTLR_ROOM = "compiler/syntax/antlr"
LONGEST = 600
CODE = (".h", ".cc", ".cpp", ".inc", ".def", ".g4", ".py", ".cmake", ".sh", ".txt")
CXX = (".h", ".cc", ".cpp", ".inc", ".def")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
ANTLR = re.compile(r"(^|/)(antlr4?[-_/]|Zhunsheng(Parser|Lexer))")
MACHINE_PATH = re.compile(rb"(?<![\w.~$}/:-])/(?:work|root|home)/")


def files_of_the_project():
    """Tracked and new files, or everything outside build folders when git cannot tell."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        listed = subprocess.run(git, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                check=True).stdout.decode("utf-8", "surrogateescape")
        names = [name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = []
        for folder, below, here in os.walk(ROOT):
            below[:] = [name for name in below if name not in (".git", "build", "__pycache__")]
            names += [os.path.relpath(os.path.join(folder, name), ROOT) for name in here]
    return sorted(name for name in set(names) if os.path.isfile(os.path.join(ROOT, name)))


def read(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return file.read()


class Layers:
    """The rows of layers.txt: a folder, whether it speaks for those below, what it may include."""

    def __init__(self, problems):
        self.rows = {}
        for number, line in enumerate(read(LAYERS).decode("utf-8").splitlines(), 1):
            line = line.split("#")[0].strip()
            if not line:
                continue
            folder, colon, below = line.partition(":")
            if not colon:
                problems.append(f"{LAYERS}:{number}: expected 'folder : layers'")
                continue
            folder = folder.strip()
            whole = folder.endswith("/*")
            self.rows[folder[:-2] if whole else folder] = (whole, below.split(), number)
        for folder, (_, below, number) in self.rows.items():
            for layer in below:
                if layer != "*" and layer not in self.rows:
                    problems.append(f"{LAYERS}:{number}: {folder} names {layer}, which has no row")
            if folder in self.reached_from(folder):
                problems.append(f"{LAYERS}:{number}: {folder} reaches itself in a circle")

    def reached_from(self, folder):
        seen, todo = set(), [folder]
        while todo:
            for layer in self.rows.get(todo.pop(), (False, [], 0))[1]:
                if layer != "*" and layer not in seen:
                    seen.add(layer)
                    todo.append(layer)
        return seen

    def layer_of(self, name):
        """The layer that a file belongs to, or None."""
        folder = os.path.dirname(name)
        if folder in self.rows:
            return folder
        while folder:
            folder = os.path.dirname(folder)
            if folder in self.rows and self.rows[folder][0]:
                return folder
        return None

    def may_include(self, layer, other):
        if layer == other:
            return True
        below = self.rows[layer][1]
        return other in below or ("*" in below and other != "tests")


def check_includes(name, text, layers, problems):
    layer = layers.layer_of(name)
    if layer is None:
        problems.append(f"{name}: its folder has no row in {LAYERS}")
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        quote, target = found.groups()
        if ANTLR.search(target):
            if layer != ANTLR_ROOM:
                problems.append(f"{name}:{number}: ANTLR is seen only under {ANTLR_ROOM}: {target}")
            continue
        if quote == "<":
            continue
        beside = os.path.join(os.path.dirname(name), target)
        if not os.path.dirname(target) or os.path.isfile(os.path.join(ROOT, beside)):
            target = os.path.normpath(beside)
        other = layers.layer_of(target)
        if other is None:
            problems.append(f"{name}:{number}: {target} is in no layer")
        elif not layers.may_include(layer, other):
            problems.append(f"{name}:{number}: {layer} must not include {other}: {target}")


def is_code(name):
    if name.endswith(".txt"):
        return os.path.basename(name) == "CMakeLists.txt"
    return name.endswith(CODE) or name in ("scripts/dev", ".ci/run")


def main():
    problems, lengths = [], []
    layers = Layers(problems)
    for name in files_of_the_project():
        content = read(name)
        if b"\0" not in content[:8192]:
            for number, line in enumerate(content.splitlines(), 1):
                if MACHINE_PATH.search(line):
                    problems.append(f"{name}:{number}: speaks of one machine's folders")
        if name.endswith(CXX):
            check_includes(name, content.decode("utf-8", "replace"), layers, problems)
        if is_code(name):
            length = content.count(b"\n")
            lengths.append((length, name))
            if length > LONGEST:
                problems.append(f"{name}: {length} lines; a hand-written file has at most {LONGEST}")
    print("the five longest files:")
    for length, name in sorted(lengths, reverse=True)[:5]:
        print(f"  {length:4} {name}")
    for problem in problems:
        print(problem)
    print(f"{len(lengths)} source files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
