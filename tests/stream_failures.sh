#!/usr/bin/env bash
# What happens to a long run that goes wrong: killed, a full disk, a reader that goes away, a bad row
# near the end. The scores are compared with a few lines of awk that know the rule.
# usage: tests/stream_failures.sh PROGRAM
set -uo pipefail
program=$(realpath -- "$1")
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder" || exit 1
rows=50000
failures=0

fail() {
  echo "stream_failures: $*" >&2
  [[ ! -s err ]] || head -n 3 err >&2
  failures=$((failures + 1))
}
expect() { # what, got, wanted
  [[ $2 == "$3" ]] || fail "$1: '${2:0:99}' instead of '${3:0:99}'"
}
one_message() { # what, code; besides it, a summary may follow
  expect "$1, messages" "$(grep -cv '^共评' err)" 1
  grep -q "错误\[$2\]: ." err || fail "$1: not $2"
}

printf '1. 服务质量(3分)\n群众满意度在80%%以上的得3分;群众满意度每低1个百分点扣0.1分。\n' >rules.zs
awk -v rows=$rows 'BEGIN {
  print "单位,群众满意度"
  for (i = 1; i <= rows; i++) printf "甲县%06d,%d\n", i, 55 + i * 7 % 45 }' >data.csv
awk -F, 'NR == 1 { print "单位,服务质量,总分"; next }
  { lost = $2 < 80 ? 80 - $2 : 0; printf "%s,%g,%g\n", $1, (30 - lost) / 10, (30 - lost) / 10 }' \
  data.csv >wanted.csv
score() { "$program" eval rules.zs "$@" --format csv; }

score data.csv -o out.csv 2>err
expect "a run that goes well" $? 0
cmp -s out.csv wanted.csv || fail "a run that goes well: wrong scores"
rm out.csv

# Killed before anything is read, after the header, and after most of the rows.
mkfifo pipe
for lines in 0 1 $((rows * 9 / 10)); do
  for old in no yes; do
    rm -rf here && mkdir here
    [[ $old == no ]] || echo old >here/out.csv
    "$program" eval rules.zs - --format csv -o here/out.csv <pipe 2>err &
    child=$!
    exec 3>pipe
    head -n "$lines" data.csv >&3
    sleep 0.05
    kill -KILL "$child"
    wait "$child" 2>/dev/null
    expect "killed after $lines lines" $? 137
    exec 3>&-
    expect "killed after $lines lines, files" "$(ls here)" "$([[ $old == no ]] || echo out.csv)"
    [[ $old == no ]] || expect "killed after $lines lines, the old file" "$(<here/out.csv)" old
  done
done

# The reader goes away.
score data.csv 2>err | head -n 1 >first
expect "closed pipe, status" "${PIPESTATUS[0]}" 1
expect "closed pipe, first line" "$(<first)" "$(head -n 1 wanted.csv)"
one_message "closed pipe" ZS0102

# The disk is full: standard output, then a file that replaces an old one.
if [[ -w /dev/full ]]; then
  score data.csv 2>err >/dev/full
  expect "full disk, status" $? 1
  one_message "full disk" ZS0102
fi
mkdir small
if unshare -rm mount -t tmpfs -o size=64k none small 2>/dev/null; then
  # shellcheck disable=SC2016 # expanded by the inner shell
  unshare -rm bash -c 'mount -t tmpfs -o size=64k none small && echo old >small/out.csv
    "$1" eval rules.zs data.csv --format csv -o small/out.csv 2>err
    echo "$? $(ls small) $(<small/out.csv)"' bash "$program" >said
  expect "full disk with -o: status, files, the old file" "$(<said)" "1 out.csv old"
  one_message "full disk with -o" ZS0102
else
  echo "stream_failures: no small disk can be mounted here; that case is left out"
fi

# The last row but one is bad: everything else is scored.
bad=$((rows - 1))
damaged() { # what, its line, code, output of the row
  awk -v at=$((bad + 1)) -v line="$2" 'NR == at { printf "%s\n", line; next } { print }' data.csv >bad.csv
  score bad.csv -o out.csv --rejects rejects.txt 2>err
  expect "$1, status" $? 1
  one_message "$1" "$3"
  grep -q "^bad.csv:$((bad + 1)):" err || fail "$1: not at line $((bad + 1))"
  expect "$1, --rejects" "$(<rejects.txt)" "$(grep -v '^共评' err)"
  awk -v at=$((bad + 1)) -v line="$4" 'NR != at { print; next } line != "" { print line }' wanted.csv |
    cmp -s out.csv - || fail "$1: the other rows are not scored as they should be"
}
name=$(printf '甲县%06d' $bad)
damaged "bytes that are no text" "$name"$',8\xff0' ZS2048 ""
damaged "a cell too few" "$name" ZS2003 "$name,,"
damaged "a bad number" "$name,8x" ZS2032 "$name,,"

((failures == 0)) && echo "stream_failures: all as it should be"
exit $((failures > 0))
