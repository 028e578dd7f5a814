#!/bin/sh
# bench.sh: runs each benchmark of build/bench/ in turn, given its own way to be run; prints what they print.
set -eu
cd "$(dirname "$0")/.."
found=
for bench in bench/*.sh; do
    [ -x "$bench" ] || continue
    found=yes
    "$bench"
done
[ -n "$found" ] || { echo "bench.sh: no benchmark in bench/ yet" >&2; exit 1; }
