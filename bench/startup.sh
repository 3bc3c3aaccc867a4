#!/usr/bin/env bash
# How long a person waits: the program's start, and one county scored from rules as text, beside
# the start of Python. Prints "metric value" lines. usage: bench/startup.sh [RUNS]
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
program=${ZHUNSHENG:-$root/build/release/zhunsheng}
example=$root/examples/financial-ecology
runs=${1:-41}

[[ $runs =~ ^[0-9]+$ ]] && ((runs >= 11)) || { echo "bench/startup.sh: at least 11 runs" >&2; exit 2; }
[[ -x $program ]] || { echo "bench/startup.sh: $program is not built" >&2; exit 1; }

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
head -n 2 "$example/data.csv" >"$folder/one.csv" # the header and one county

# What is timed must be the whole job: one county, 20 indicators, all of them scored.
status=0
"$program" eval "$example/scheme.zs" "$folder/one.csv" --format json >"$folder/one.json" 2>/dev/null || status=$?
((status <= 1)) || { echo "bench/startup.sh: eval ended with status $status" >&2; exit 1; }
python3 - "$folder/one.json" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    results = json.load(file)["results"]
if [len(unit["indicators"]) for unit in results] != [20]:
    sys.exit("bench/startup.sh: the result is not one county with 20 indicators")
scored = sum(one["status"] == "scored" for one in results[0]["indicators"])
if scored != 20:
    print(f"note: only {scored} of 20 indicators are scored", file=sys.stderr)
PYTHON

python3 "$root/bench/interleaved.py" "$runs" \
  python_start_ms python3 -c pass -- \
  one_county_20_indicators_ms "$program" eval "$example/scheme.zs" "$folder/one.csv" --format json -- \
  help_ms "$program" --help
