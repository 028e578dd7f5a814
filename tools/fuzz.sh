#!/bin/sh
# fuzz.sh [SECONDS [COUNTS]]: runs each libFuzzer target for a while from its corpus; a finding is kept in build-fuzz/.
# COUNTS is a file to which "passed failed skipped" is added.
set -u
cd "$(dirname "$0")/.." || exit 1
seconds=${1:-10} counts=${2:-/dev/null}
tools/install.sh fuzz || exit 1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ ! -e build-fuzz/build.ninja ]; then
    CC=clang-14 meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false -Dwerror=false \
        -Dc_args=-fsanitize=fuzzer-no-link >"$log" 2>&1 ||
        { tail -n 30 "$log"; echo "0 1 0" >>"$counts"; exit 1; }
fi
targets=$(sed -n "s/^foreach name : \[\(.*\)\]$/\1/p" fuzz/meson.build | tr -d "',")
failed=0
for target in $targets; do
    if ! ninja -C build-fuzz "fuzz/fuzz_$target" >"$log" 2>&1; then
        tail -n 30 "$log"
    else
        mkdir -p "build-fuzz/found/$target"
        if UBSAN_OPTIONS=halt_on_error=1 "build-fuzz/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 \
            -rss_limit_mb=2048 -max_len=65536 -artifact_prefix="build-fuzz/found/$target/" \
            "build-fuzz/found/$target" $([ -d "fuzz/corpus/$target" ] && echo "fuzz/corpus/$target") >"$log" 2>&1; then
            echo "fuzz $target: $(grep -oE 'Done [0-9]+ runs' "$log" || true)"
            echo "1 0 0" >>"$counts"
            continue
        fi
        echo "FAIL fuzz $target"
        tail -n 40 "$log" | sed 's/^/    /'
    fi
    echo "0 1 0" >>"$counts"
    failed=1
done
exit $failed
