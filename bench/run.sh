#!/usr/bin/env bash
# All benchmarks as one table. Called by `scripts/dev bench [RUNS]`.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
table=$(bash "$here/startup.sh" "$@" && python3 "$here/check.py" && bash "$here/eco20.sh")
compile=$("$here/../build/release/zs_compile_bench" "$here/..")
repl=$("$here/../build/release/zs_repl_bench" "$here/.." "$here/../build/release/zhunsheng")
{
  echo "metric value"
  echo "$table"
  echo "$compile"
  echo "$repl"
} | awk '{ printf "%-30s %10s\n", $1, $2 }'
