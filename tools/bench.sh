#!/bin/sh
# bench.sh [NAME...]: runs the benchmarks bench/NAME.sh (default: all), for books of ACCOUNTS accounts (default: "10000
# 100000"), each REPEAT times (default: 3; the least time counts).  Needs about 4 GB in TMPDIR for 1,000,000 accounts.
set -eu
cd "$(dirname "$0")/.."
tools/install.sh bench
[ $# -gt 0 ] || set -- import day aging one growth gate postgres
export REPEAT="${REPEAT:-3}"
folder=$(mktemp -d "${TMPDIR:-/tmp}/recoup-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
chmod 755 "$folder"

echo "$(nproc) processors, load $(cut -d ' ' -f 1-3 /proc/loadavg), best of $REPEAT"
for accounts in ${ACCOUNTS:-10000 100000}; do
    export ACCOUNTS="$accounts" BENCH_FOLDER="$folder"
    for name in "$@"; do
        [ -x "bench/$name.sh" ] || { echo "bench.sh: no benchmark '$name'" >&2; exit 2; }
        rm -f "$folder"/*.times
        "bench/$name.sh"
    done
done
