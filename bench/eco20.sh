#!/usr/bin/env bash
# Workload eco20 (bench/eco20/spec.md) beside hand-written C++, one interleaved run: in memory, and
# CSV to CSV. Checks the output byte for byte first. usage: bench/eco20.sh [ROWS] [RUNS]
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
rows=${1:-1000000}
runs=${2:-7}
program=$root/build/release/zhunsheng
source=$root/bench/eco20
cmake --build "$root/build/release" --target zhunsheng zs_bench_eco20 >/dev/null

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
for name in gen limit e2e; do
  g++ -O3 -march=native -std=c++20 -pthread -w -o "$folder/$name" "$source/$name.cpp"
done
"$folder/gen" "$rows" "$folder/in.csv" "$folder/expected.csv" 2>/dev/null

for jobs in 1 2 7; do
  "$program" eval "$source/eco20.zs" "$folder/in.csv" --format csv -o "$folder/out.csv" \
    --jobs "$jobs" 2>/dev/null
  cmp "$folder/out.csv" "$folder/expected.csv" || { echo "bench/eco20.sh: wrong output" >&2; exit 1; }
done

for ((i = 0; i < 3; ++i)); do
  "$folder/limit" "$rows" 5
  "$root/build/release/zs_bench_eco20" "$source/eco20.zs" "$rows" 5
done | sort | awk '
  $1 != name { flush(); name = $1; count = 0 }
  { value[++count] = $2 }
  function flush() { if (name != "") print name, value[int((count + 1) / 2)] }
  END { flush() }'

python3 "$root/bench/interleaved.py" "$runs" \
  e2e_1_thread_ms "$folder/e2e" "$folder/in.csv" "$folder/o1" 1 -- \
  e2e_2_threads_ms "$folder/e2e" "$folder/in.csv" "$folder/o1" 2 -- \
  csv_to_csv_1_thread_ms "$program" eval "$source/eco20.zs" "$folder/in.csv" --format csv \
    -o "$folder/o2" --jobs 1 -- \
  csv_to_csv_2_threads_ms "$program" eval "$source/eco20.zs" "$folder/in.csv" --format csv \
    -o "$folder/o2" --jobs 2
