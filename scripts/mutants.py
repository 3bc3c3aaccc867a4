#!/usr/bin/env python3
"""Plants small faults in the sources, one at a time, and says which of them the tests notice.

usage: mutants.py N [SEED] [FOLDER]

N faults are drawn from compiler/, runtime/ and analysis/ (or from FOLDER below them). The same seed
and the same sources give the same faults. Work is done in a copy of the tree, build/mutants/tree;
results go to build/mutants/results.jsonl, so that a run that was stopped goes on where it was, a
fault that was noticed is not tried again, and one that survived is tried again when a test changed.
"""
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "mutants"
TREE = WORK / "tree"
RESULTS = WORK / "results.jsonl"
FOLDERS = ("compiler/", "runtime/", "analysis/")
TOO_LONG = 600  # seconds that one stage of the tests may take; a hang is noticed

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|^[ \t]*\#[^\n]*|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''
    r"|[A-Za-z_]\w*|\d[\w.']*|<<=|>>=|<=>|->|\+\+|--|&&|\|\||[<>=!+\-*/&|]=|::|.",
    re.DOTALL | re.MULTILINE)
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+",
         "+=": "-=", "-=": "+=", "&&": "||", "||": "&&"}
WORDS = {"true": "false", "false": "true", "min": "max", "max": "min", "min_element": "max_element",
         "max_element": "min_element", "Minimum": "Maximum", "Maximum": "Minimum",
         "any_of": "all_of", "all_of": "any_of"}
STATEMENT = re.compile(r"^\s*(?!return|using|delete|throw|case|default)"
                       r"(?:[a-z_][\w.\[\]]*(?:->[\w.]+)*(?:\(.*\)|\s(?:=|\+=|-=|\|=)\s.*)|continue|break|\+\+\w+);$")


def candidates(path, text):
    """(kind, begin, end, replacement) of every fault that could be planted in a file."""
    found = []
    for token in TOKEN.finditer(text):
        word, begin, end = token.group(), token.start(), token.end()
        spaced = text[begin - 1:begin] == " " and text[end:end + 1] in (" ", "\n")
        if word in SWAPS and spaced:
            found.append(("swap", begin, end, SWAPS[word]))
        elif word in WORDS:
            found.append(("word", begin, end, WORDS[word]))
        elif word == "!" and text[end:end + 1] not in ("=", " "):
            found.append(("negation", begin, end, ""))
        elif word.isdigit() and text[begin - 1:begin] in (" ", "(", "[", "-"):
            found.append(("number", begin, end, str(int(word) + 1)))
    before, at = "", 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        starts = before.rstrip().endswith((";", "{", "}", ")", ":", "else")) or not before.strip()
        balanced = all(bare.count(a) == bare.count(b) for a, b in ("()", "[]", "{}"))
        if starts and balanced and STATEMENT.match(bare):
            indent = len(bare) - len(bare.lstrip())
            found.append(("statement", at + indent, at + len(bare), ";"))
        before, at = bare, at + len(line)
    return found


def draw(count, seed, folder):
    """The faults of a seed: a kind first, then a place, so that rare kinds are seen too."""
    by_kind = {}
    for path in sorted(sources(folder)):
        text = (ROOT / path).read_text()
        for kind, begin, end, with_ in candidates(path, text):
            by_kind.setdefault(kind, []).append((path, begin, end, with_))
    chooser, drawn, seen = random.Random(seed), [], set()
    total = sum(map(len, by_kind.values()))
    while len(drawn) < min(count, total):
        kind = chooser.choice(sorted(by_kind))
        one = chooser.choice(by_kind[kind])
        if one not in seen:
            seen.add(one)
            drawn.append((kind,) + one)
    return drawn


def tracked():
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "-co",
                             "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    return [name for name in listed.stdout.decode().split("\0")
            if name and (ROOT / name).is_file() and not name.startswith("build/")]


def sources(folder):
    return [name for name in tracked() if name.endswith(".cc") and name.startswith(FOLDERS)
            and name.startswith(folder) and not name.endswith("base/diagnostic.cc")]


def synchronise():
    """The copy is brought up to the tree; files that are the same keep their times."""
    names = set(tracked())
    for name in names:
        new, old = (ROOT / name).read_bytes(), TREE / name
        if not old.is_file() or old.read_bytes() != new:
            old.parent.mkdir(parents=True, exist_ok=True)
            old.write_bytes(new)
            old.chmod((ROOT / name).stat().st_mode & 0o777)
    for old in TREE.rglob("*"):
        name = str(old.relative_to(TREE))
        if old.is_file() and not name.startswith("build/") and name not in names:
            old.unlink()


def fingerprint(prefixes):
    made = hashlib.sha256()
    for name in sorted(tracked()):
        if name.startswith(prefixes):
            made.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return made.hexdigest()[:16]


def run(command, limit, **more):
    """Status and output; the status is None when it took too long."""
    process = subprocess.Popen(command, cwd=TREE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", start_new_session=True, **more)
    try:
        out, _ = process.communicate(timeout=limit)
        return process.returncode, out
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, ""
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def build():
    environment = dict(os.environ)
    environment.setdefault("CCACHE_BASEDIR", "/")
    environment.setdefault("CCACHE_NOHASHDIR", "1")
    environment.setdefault("CCACHE_SLOPPINESS", "time_macros")
    if not (TREE / "build" / "release" / "build.ninja").exists():
        status, out = run(["cmake", "--preset", "release"], 600, env=environment)
        if status != 0:
            return out
    status, out = run(["cmake", "--build", "--preset", "release", "--target", "zhunsheng",
                       "zs_tests"], 3600, env=environment)
    return "" if status == 0 else out or "took too long"


def failed_test(out):
    named = re.findall(r"^\[  FAILED  \] ([^ ,]+)", out, re.MULTILINE)
    return named[0] if named else (out.strip().splitlines() or ["?"])[-1][:80]


def tests():
    """What noticed the fault: a test, or a hang. Nothing: none did. Quick tests come first."""
    program = [str(TREE / "build/release/tests/zs_tests"), "--gtest_brief=1", "--gtest_fail_fast"]
    status, out = run(program + ["--gtest_filter=Golden*"], TOO_LONG)
    if status != 0:
        return "hang" if status is None else failed_test(out)
    running, begin, said = [], time.monotonic(), None
    for shard in range(2):
        log = open(WORK / f"shard{shard}.txt", "w+", errors="replace")
        environment = dict(os.environ, GTEST_TOTAL_SHARDS="2", GTEST_SHARD_INDEX=str(shard))
        process = subprocess.Popen(program + ["--gtest_filter=-Golden*"], cwd=TREE, stdout=log,
                                   stderr=subprocess.STDOUT, env=environment,
                                   start_new_session=True)
        running.append((process, log))
    try:
        while said is None and any(process.poll() is None for process, _ in running):
            time.sleep(0.2)
            if time.monotonic() - begin > TOO_LONG:
                said = "hang"
            for process, log in running:
                if process.poll() not in (None, 0):
                    log.seek(0)
                    said = failed_test(log.read())
                    break
        for process, log in running:
            if said is None and process.returncode != 0:
                log.seek(0)
                said = failed_test(log.read())
    finally:
        for process, log in running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            log.close()
    return said


def lines_of(text, begin, end, with_):
    """The line that changes, before and after."""
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[first:last], text[first:begin] + with_ + text[end:last]


def main():
    arguments = sys.argv[1:]
    if not arguments or not arguments[0].isdigit():
        sys.exit(__doc__.split("\n\n")[1])
    count = int(arguments[0])
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    folder = arguments[2] if len(arguments) > 2 else ""
    WORK.mkdir(parents=True, exist_ok=True)
    known = {}
    if RESULTS.exists():
        for line in RESULTS.read_text().splitlines():
            one = json.loads(line)
            known[one["id"]] = one
    drawn = draw(count, seed, folder)
    synchronise()
    guard = fingerprint(("tests/", "examples/", "stdlib/", "docs/", "README.md"))
    sound = "sound " + guard + fingerprint(FOLDERS + ("tools/", "grammar/"))
    results = RESULTS.open("a")

    def note(key, status, by=""):
        known[key] = {"id": key, "status": status, "by": by, "tests": guard}
        results.write(json.dumps(known[key], ensure_ascii=False) + "\n")
        results.flush()

    if sound not in known:
        print("mutants: building the copy and running its tests", flush=True)
        wrong = build() or tests()
        if wrong:
            sys.exit(f"mutants: without any fault the copy does not pass: {wrong}")
        note(sound, "sound")
    tally, survivors = {"noticed": 0, "survived": 0, "did not compile": 0}, []
    for number, (kind, path, begin, end, with_) in enumerate(drawn, 1):
        text = (ROOT / path).read_text()
        key = hashlib.sha256(f"{path}\0{text}\0{begin}\0{end}\0{with_}".encode()).hexdigest()[:20]
        old = known.get(key)
        if old is None or (old["status"] == "survived" and old["tests"] != guard):
            try:
                (TREE / path).write_text(text[:begin] + with_ + text[end:])
                if build():
                    note(key, "did not compile")
                else:
                    by = tests()
                    note(key, "noticed" if by else "survived", by or "")
            finally:
                (TREE / path).write_text(text)
        one = known[key]
        tally[one["status"]] += 1
        place = text.count("\n", 0, begin) + 1
        before, after = lines_of(text, begin, end, with_)
        print(f"{number}/{len(drawn)} {one['status']}: {path}:{place} {kind}"
              + (f" ({one['by']})" if one["by"] else ""), flush=True)
        if one["status"] == "survived":
            survivors.append(f"{path}:{place}\n-{before}\n+{after}")
    for survivor in survivors:
        print("\n" + survivor)
    print("\nmutants: " + ", ".join(f"{n} {what}" for what, n in tally.items())
          + f" (seed {seed})")


if __name__ == "__main__":
    main()
