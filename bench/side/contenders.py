"""What is measured on eco20: for each program the commands, first checked, then timed."""

import filecmp
import hashlib
import os
import shutil
import subprocess
import sys

from side import postgres
from side.measure import Task, run

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ECO20 = f"{ROOT}/bench/eco20"
PROGRAM = f"{ROOT}/build/release/zhunsheng"
RULES = f"{ECO20}/eco20.zs"
ONE_COLD = 5  # runs a round of what takes milliseconds

# sha256 of spec.md by rows: input, output.
SPEC = {
    10_000: ("4ecaa3a4771043eb57cb87759567a598aa06285b5df8f4bbbf21ad864f617cd6",
             "3a6e310b40a8d9040fddd3b71f7a282d6a2224e34a9edeec787185db2b3d88a7"),
    1_000_000: ("d63991ff11a4a5df476ffd26b2c5080f1ab221c2760d23f71ced08ab2b8a3bfc",
                "70ab2aaeb55494d5b4d3de8d83515f037a18a99a78e9b9ec9fe9034160775be2"),
    10_000_000: ("e7cd6666a1b053961c73387a060fd741016e41591e12b4b3600d622ee06278cc",
                 "413d0da607277168f17196e87123ec781d8a496b5acd1d10c1c1da77580bdd03"),
}


def sha256(name):
    with open(name, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_of(name):
    with open(f"{ECO20}/sql/{name}", encoding="utf-8") as file:
        return file.read().strip()


def must_equal(got, wanted, who):
    if not filecmp.cmp(got, wanted, shallow=False):
        sys.exit(f"bench: the output of {who} is wrong")


class Bench:
    """A folder with the data and the built programs, and what was left out, by row."""

    def __init__(self, folder, rows):
        self.folder, self.rows = folder, rows
        self.explained_rows = max(1, rows // 10)
        self.absent = set()
        self.tasks = []
        for name in ("gen", "limit", "e2e", "explain"):
            self.compile(name)
        self.data("in.csv", "expected.csv", rows)
        self.data("explained.csv", "unused.csv", self.explained_rows)
        self.data("one.csv", "one_expected.csv", 1)

    def path(self, name):
        return f"{self.folder}/{name}"

    def compile(self, name, *libraries):
        done = subprocess.run(["g++", "-O3", "-march=native", "-std=c++20", "-pthread", "-w", "-o",
                               self.path(name), f"{ECO20}/{name}.cpp", *libraries], check=False,
                              stderr=subprocess.DEVNULL if libraries else None)
        if done.returncode != 0 and not libraries:
            sys.exit(f"bench: {name}.cpp does not compile")
        return done.returncode == 0

    def data(self, name, expected, rows):
        run([self.path("gen"), str(rows), self.path(name), self.path(expected)])
        if rows in SPEC and (sha256(self.path(name)), sha256(self.path(expected))) != SPEC[rows]:
            sys.exit(f"bench: the data of {rows} rows is not that of spec.md")

    def check(self, who, out="out.csv"):
        print(f"bench: {who}: {self.rows:,} rows", file=sys.stderr)
        must_equal(self.path(out), self.path("expected.csv"), who)
        os.remove(self.path(out))

    def add(self, *words, **more):
        self.tasks.append(Task(*words, **more))

    # Hand-written C++, and ours.

    def hand_written(self):
        out, rows = self.path("out.csv"), str(self.rows)
        for jobs in ("1", "2"):
            run([self.path("e2e"), self.path("in.csv"), out, jobs])
            self.check("e2e")
            self.add("hand", [self.path("e2e"), self.path("in.csv"), out, jobs], f"csv{jobs}",
                     peak="peak")
            self.add("hand", [self.path("explain"), self.path("explained.csv"),
                              self.path("out.jsonl"), jobs], f"explained{jobs}")
        self.add("hand", [self.path("limit"), rows, "5"],
                 reads={"wide1_rows_s": ("hand", "memory1"), "wide2_rows_s": ("hand", "memory2"),
                        "narrow1_rows_s": ("narrow", "memory1"),
                        "narrow2_rows_s": ("narrow", "memory2"), "row_ns": ("hand", "unit_ns")})
        self.add("hand", [self.path("e2e"), self.path("one.csv"), out], "cold", each=ONE_COLD)
        self.add("hand", [self.path("explain"), self.path("one.csv"), "-", "101"],
                 reads={"unit_explained_us": ("hand", "unit_explained_us")})

    def ours(self):
        out, csv = self.path("out_z.csv"), self.path("in.csv")
        explained = [PROGRAM, "eval", RULES, self.path("explained.csv"), "--format", "jsonl",
                     "--explain", "-o", self.path("out_z.jsonl")]
        scored = [PROGRAM, "eval", RULES, csv, "--format", "csv", "-o", out]
        run([self.path("explain"), self.path("explained.csv"), self.path("out.jsonl"), "2"])
        for jobs in ("1", "2", "7"):
            run([*scored, "--jobs", jobs])
            self.check(f"zhunsheng with {jobs} threads", "out_z.csv")
            run([*explained, "--jobs", jobs])
            must_equal(self.path("out_z.jsonl"), self.path("out.jsonl"),
                       f"zhunsheng (or explain.cpp), explained, with {jobs} threads")
        for jobs in ("1", "2"):
            self.add("batch", [*scored, "--jobs", jobs], f"csv{jobs}", peak="peak")
            self.add("batch", [*explained, "--jobs", jobs], f"explained{jobs}")
        self.add("batch", [PROGRAM, "eval", RULES, self.path("one.csv"), "--format", "csv"], "cold",
                 each=ONE_COLD)
        self.add("batch", [PROGRAM, "eval", RULES, self.path("one.csv"), "--format", "jsonl",
                           "--explain"], "cold_explained", each=ONE_COLD)
        # In process: every row is checked by the program itself.
        self.add("batch", [f"{ROOT}/build/release/zs_bench_eco20", RULES, str(self.rows), "5"],
                 reads={"batch1_rows_s": ("batch", "memory1"), "batch2_rows_s": ("batch", "memory2"),
                        "unit_us": ("scalar", "unit_us"),
                        "unit_explained_us": ("scalar", "unit_explained_us")})

    # SQLite: in memory through its C interface, otherwise by its shell.

    def sqlite(self):
        scores = (text_of("scores_integers.sql").replace("/*once*/", "LIMIT -1")
                  .replace("GREATEST", "max"))
        with open(self.path("scores_sqlite.sql"), "w", encoding="utf-8") as file:
            file.write(scores)
        if self.compile("sqlite", "-lsqlite3"):
            self.add("sqlite", [self.path("sqlite"), str(self.rows), "1",
                                self.path("scores_sqlite.sql")],
                     reads={"memory_rows_s": ("sqlite", "memory1"), "unit_us": ("sqlite", "unit_us")})
        if not shutil.which("sqlite3"):
            self.absent.add("sqlite")
            return
        for name, kind in (("in", "csv1"), ("one", "cold")):
            script = self.path(f"sqlite_{name}.sql")
            with open(script, "w", encoding="utf-8") as file:
                file.write(f""".bail on
{text_of("raw.sql")}
.import --csv --skip 1 {self.path(name)}.csv raw
{text_of("units_integers.sql")}
CREATE VIEW scores AS {scores};
.mode list
.separator , "\\n"
.headers on
.once {self.path("out.csv")}
{text_of("export_integers.sql")};
""")
            command = ["sqlite3", "-batch", ":memory:"]
            if kind == "csv1":
                run(command, stdin=script)
                self.check("SQLite")
            self.add("sqlite", command, kind, stdin=script,
                     **({"peak": "peak"} if kind == "csv1" else {"each": ONE_COLD}))

    # PostgreSQL, twice: exact decimals as an office would write it, and scaled integers.

    def postgres(self, server):
        os.chmod(self.folder, 0o755)
        for row, sort in (("pg_numeric", "numeric"), ("pg_integers", "integers")):
            scores = text_of(f"scores_{sort}.sql").replace("/*once*/", "OFFSET 0")
            out = f"{server.folder}/{sort}.csv"
            export = f"COPY ({text_of(f'export_{sort}.sql')}) TO '{out}' CSV HEADER;"

            def script(name, text, folder=server.folder):
                with open(f"{folder}/{name}.sql", "w", encoding="utf-8") as file:
                    file.write(text)
                return server.psql("-f", f"{folder}/{name}.sql")

            def load(data):
                return f"""DROP TABLE IF EXISTS raw CASCADE;
{text_of("raw.sql").replace("CREATE TABLE", "CREATE UNLOGGED TABLE")}
COPY raw FROM '{self.path(data)}.csv' CSV HEADER;
{text_of(f"units_{sort}.sql")}
"""
            before = "SET client_min_messages = warning;\n"
            view = f"CREATE VIEW scores AS {scores};\n"
            peak = r"""SELECT pg_backend_pid() AS pid \gset
\setenv PID :pid
\! awk '/VmHWM/ {print "peak_mb", $2 / 1024}' /proc/$PID/status
"""
            csv = script(f"csv_{sort}", f"{before}{load('in')}{view}{export}\n{peak}")
            run(csv)
            must_equal(out, self.path("expected.csv"), f"PostgreSQL, {sort}")
            self.add(row, csv, "csv1", reads={"peak_mb": (row, "peak")})
            self.add(row, script(f"one_{sort}", f"{before}{load('one')}{view}{export}\n"), "cold",
                     each=ONE_COLD)
            # The table of the measured query, of its own types, and what it makes.
            made = script(f"load_{sort}", f"""{before}{load('in')}
CREATE UNLOGGED TABLE held_{sort} AS SELECT * FROM units;
VACUUM ANALYZE held_{sort};
""")
            run(made)
            query = scores.replace("FROM units", f"FROM held_{sort}")
            memory = script(f"memory_{sort}", f"""{before}DROP TABLE IF EXISTS result_{sort};
SELECT clock_timestamp() AS begin \\gset
CREATE UNLOGGED TABLE result_{sort} AS {query};
\\pset tuples_only on
\\pset format unaligned
SELECT 'memory_rows_s ' || round({self.rows} / extract(epoch FROM clock_timestamp() - :'begin'));
""")
            run(memory)
            run(script(f"check_{sort}", export.replace("FROM scores", f"FROM result_{sort}")))
            must_equal(out, self.path("expected.csv"), f"PostgreSQL in memory, {sort}")
            print(f"bench: PostgreSQL, {sort}: {self.rows:,} rows", file=sys.stderr)
            self.add(row, memory, reads={"memory_rows_s": (row, "memory1")})

    def lua(self):
        script, csv, out = f"{ECO20}/eco20.lua", self.path("in.csv"), self.path("out.csv")
        for row, program in (("lua", "lua5.4"), ("luajit", "luajit")):
            if not shutil.which(program):
                self.absent.add(row)
                continue
            for mode, end in (("csv", [out]), ("memory", ["1", out])):
                run([program, script, mode, csv, *end])
                self.check(f"{program} {mode}")
            self.add(row, [program, script, "csv", csv, out], "csv1", peak="peak")
            self.add(row, [program, script, "csv", self.path("one.csv"), out], "cold", each=ONE_COLD)
            self.add(row, [program, script, "memory", csv, "1" if row == "lua" else "5"],
                     reads={"memory_rows_s": (row, "memory1")})
            self.add(row, [program, script, "unit", self.path("explained.csv"), "15"],
                     reads={"unit_us": (row, "unit_us")})


def ten_million(folder, figures):
    """CSV to CSV of 10,000,000 rows, ours and the hand-written program, once each."""
    big = Bench.__new__(Bench)
    big.folder, big.rows = folder, 10_000_000
    big.data("in.csv", "expected.csv", big.rows)
    for row, command in (("hand", [big.path("e2e"), big.path("in.csv"), big.path("out.csv"), "2"]),
                         ("batch", [PROGRAM, "eval", RULES, big.path("in.csv"), "--format", "csv",
                                    "-o", big.path("out.csv"), "--jobs", "2"])):
        took, peak, _ = run(command)
        big.check(f"{row}, 10,000,000 rows")
        figures.add(row, "csv_10m", took)
        figures.add(row, "peak_10m", peak)


def has_postgres():
    return postgres.programs() is not None and shutil.which("psql") is not None
